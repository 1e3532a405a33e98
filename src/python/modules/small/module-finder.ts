/**
 * What importlib finds and loads modules by: heapglass's own importer (imports/), as a finder in sys.meta_path. It is a module with the
 * functions of a finder and of a loader (PEP 451), and gets there when importlib is first imported.
 */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { IMPORT_ERROR } from '../../format/types.js';
import { findModule } from '../../imports/find-module.js';
import { readSource } from '../../runtime/read-source.js';
import type { Runtime } from '../../runtime/runtime.js';
import { moduleDict } from '../make-module.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

const NAME = '_module_finder';

export const FINDER_MODULE: ModuleDefinition = {
  name: NAME,
  functions: [
    native('find_spec', 'name, path=None, target=None', (rt, _, [name, path]) => findSpec(rt, name, path)),
    native('create_module', 'spec', (rt, _, [spec]) => {
      const name = rt.text(rt.attribute(spec, 'name'));
      return rt.importer.isBuiltin(name) ? rt.importModule(name) : NONE;
    }),
    native('exec_module', 'module', (rt, _, [module]) => {
      const spec = rt.attribute(module, '__spec__');
      if (rt.truth(rt.attribute(spec, 'has_location'))) execute(rt, module, rt.text(rt.attribute(spec, 'origin')));
      return NONE;
    }),
  ],
};

/** Makes importlib use it. */
export function offerFinder(rt: Runtime): void {
  rt.call(rt.attribute(rt.sysAttribute('meta_path'), 'append'), [rt.importModule(NAME)]);
}

function findSpec(rt: Runtime, nameObject: Address, path: Address): Address {
  const name = rt.text(nameObject);
  const loader = rt.importModule(NAME);
  const newSpec = (given: Readonly<Record<string, Address>>, from = loader) =>
    rt.call(rt.attribute(rt.importModule('importlib._bootstrap'), 'ModuleSpec'), [nameObject, from], given);
  if (rt.importer.isBuiltin(name)) return newSpec({ origin: rt.string('built-in') });
  const directories = path === 0 || path === NONE ? rt.sysAttribute('path') : path;
  const texts = rt.items(directories).filter((item) => rt.isString(item));
  const found = findModule(
    rt.surroundings,
    name.slice(name.lastIndexOf('.') + 1),
    texts.map((item) => rt.text(item)),
  );
  if (found === undefined) return NONE;
  const places = 'source' in found ? (found.directory === undefined ? [] : [found.directory]) : found.directories;
  const isPackage = !('source' in found) || found.directory !== undefined;
  const spec = 'source' in found ? newSpec({ origin: rt.string(found.file) }) : newSpec({}, NONE);
  if ('source' in found) rt.setAttribute(spec, 'has_location', rt.bool(true));
  if (isPackage) rt.setAttribute(spec, 'submodule_search_locations', rt.list(places.map((place) => rt.string(place))));
  return spec;
}

function execute(rt: Runtime, module: Address, file: string): void {
  const source = readSource(rt.surroundings, file);
  if (source === undefined) rt.raise(IMPORT_ERROR, `cannot read ${file}`);
  const dict = moduleDict(rt, module);
  rt.compiler.execute(rt.compiler.compile(source, file, 'exec'), dict, dict);
}
