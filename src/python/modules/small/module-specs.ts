/**
 * Specifications of modules (PEP 451), as heapglass's own importer finds them. Modules that import statements have made get theirs when
 * somebody asks, for importlib must be there for that: until then their `__spec__` and `__loader__` are None in their dict.
 */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { findModule, isFile, pathEntries, searchPath } from '../../imports/find-module.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict, setAttributes } from '../make-module.js';
import { BOOTSTRAP, EXTERNAL } from './frozen-importlib.js';

const MAIN = '__main__';

const external = (rt: Runtime, name: string) => rt.attribute(rt.importModule(EXTERNAL), name);

function newSpec(rt: Runtime, name: Address, loader: Address, given: Readonly<Record<string, Address>> = {}): Address {
  return rt.call(rt.attribute(rt.importModule(BOOTSTRAP), 'ModuleSpec'), [name, loader], given);
}

function builtinSpec(rt: Runtime, name: Address): Address {
  const loader = rt.attribute(rt.importModule(BOOTSTRAP), 'BuiltinImporter');
  return newSpec(rt, name, loader, { origin: rt.string('built-in') });
}

/** @param places of a package: its `__path__`; else 0 */
function sourceSpec(rt: Runtime, name: Address, file: Address, places: Address): Address {
  const loader = rt.call(external(rt, 'SourceFileLoader'), [name, file]);
  return rt.call(external(rt, 'spec_from_file_location'), [name, file], {
    loader,
    submodule_search_locations: places || NONE,
  });
}

function namespaceSpec(rt: Runtime, name: Address, places: Address): Address {
  const spec = newSpec(rt, name, NONE, { is_package: rt.bool(true) });
  rt.setAttribute(spec, 'submodule_search_locations', places);
  return spec;
}

/** @param path where to look, or 0 or None for sys.path */
export function findSpec(rt: Runtime, name: Address, path: Address): Address {
  const full = rt.text(name);
  if (rt.importer.isBuiltin(full)) return builtinSpec(rt, name);
  const directories = path === 0 || path === NONE ? searchPath(rt) : pathEntries(rt, path);
  const found = findModule(rt.surroundings, full.slice(full.lastIndexOf('.') + 1), directories, isFile);
  if (found === undefined) return NONE;
  const list = (places: readonly string[]) => rt.list(places.map((place) => rt.string(place)));
  if (!('file' in found)) return namespaceSpec(rt, name, list(found.directories));
  return sourceSpec(rt, name, rt.string(found.file), found.directory === undefined ? 0 : list([found.directory]));
}

/** What a module that an import statement has made shall have as `__spec__`; None of those that somebody else has made. */
function specOf(rt: Runtime, module: Address, name: Address): Address {
  const known = (key: string) => rt.dictGet(moduleDict(rt, module), rt.name(key));
  if (rt.importer.isBuiltin(rt.text(name))) return builtinSpec(rt, name);
  const file = known('__file__');
  const places = known('__path__');
  if (file !== 0 && file !== NONE) return sourceSpec(rt, name, file, places);
  return places === 0 ? NONE : namespaceSpec(rt, name, places);
}

/** `__spec__` or `__loader__` of a module whose dict says None: both are put there. */
export function provideSpec(rt: Runtime, module: Address, attribute: Address): Address {
  const dict = moduleDict(rt, module);
  const name = rt.dictGet(dict, rt.name('__name__'));
  if (name === 0 || !rt.isString(name) || rt.dictGet(rt.sysAttribute('modules'), name) !== module) return NONE;
  const spec = specOf(rt, module, name);
  if (spec === NONE) return NONE;
  const loader = rt.attribute(spec, 'loader');
  setAttributes(rt, module, { __loader__: loader });
  // A program that is run as a script has none.
  if (rt.text(name) !== MAIN) setAttributes(rt, module, { __spec__: spec });
  return rt.dictGet(dict, attribute);
}
