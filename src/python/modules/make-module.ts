/** Module objects. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { MODULE_BYTES, MODULE_DICT, MODULE_WEAK } from '../format/objects.js';
import { MODULE_TYPE } from '../format/types.js';
import { builtinFunction, installTypes } from '../runtime/install.js';
import type { Runtime } from '../runtime/runtime.js';
import type { ModuleDefinition } from './module-definition.js';

/** A module with nothing in it but what every module has. */
export function emptyModule(rt: Runtime, name: string): Address {
  const module = rt.keep(rt.kernel.newCyclic(MODULE_TYPE, MODULE_BYTES));
  const dict = rt.dict();
  rt.incref(dict);
  rt.views.setWord(module + MODULE_DICT, dict);
  rt.views.setWord(module + MODULE_WEAK, 0);
  rt.kernel.track(module);
  setAttributes(rt, module, {
    __name__: rt.name(name),
    __doc__: NONE,
    __package__: NONE,
    __loader__: NONE,
    __spec__: NONE,
  });
  return module;
}

export function moduleDict(rt: Runtime, module: Address): Address {
  return rt.views.word(module + MODULE_DICT);
}

export function setAttributes(rt: Runtime, module: Address, attributes: Readonly<Record<string, Address>>): void {
  const dict = moduleDict(rt, module);
  for (const [name, value] of Object.entries(attributes)) rt.dictSet(dict, rt.name(name), value);
}

/** Runs what of a module is in Python. */
export function runSource(rt: Runtime, module: Address, source: string, name: string): void {
  const dict = moduleDict(rt, module);
  const code = rt.compiler.compile(new TextEncoder().encode(source), `<${name}>`, 'exec');
  rt.compiler.execute(code, dict, dict);
}

export function makeModule(rt: Runtime, definition: ModuleDefinition): Address {
  if (definition.own !== undefined)
    installTypes(
      rt,
      definition.own.filter(({ address }) => rt.countOf(address) === 0),
    );
  const module = emptyModule(rt, definition.name);
  const package_ = definition.name.includes('.') ? definition.name.replace(/\.[^.]*$/, '') : '';
  setAttributes(rt, module, { __package__: rt.string(package_) });
  if (definition.doc !== undefined) setAttributes(rt, module, { __doc__: rt.string(definition.doc) });
  const name = rt.name(definition.name);
  for (const function_ of definition.functions ?? []) {
    setAttributes(rt, module, { [function_.name]: builtinFunction(rt, function_, module, name) });
  }
  rt.placeNatives();
  for (const type of definition.types ?? []) {
    // A type that nobody has defined is no object.
    if (rt.countOf(type) !== 0) setAttributes(rt, module, { [rt.typeName(type)]: type });
  }
  if (definition.source !== undefined) runSource(rt, module, definition.source, definition.name);
  setAttributes(rt, module, definition.attributes?.(rt, module) ?? {});
  return module;
}
