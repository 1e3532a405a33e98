/** _weakref: what CPython's weakref.py is written on. */
import type { Address } from '../../../base/ids.js';
import { IS_WEAK, TYPE_FLAGS } from '../../../memory/gc/format.js';
import { NONE } from '../../format/memory-map.js';
import { ARGUMENTS, ONE_ARGUMENT } from '../../format/objects.js';
import { IS_DICT, TYPE_ERROR, WEAKCALLABLEPROXY_TYPE, WEAKPROXY_TYPE, WEAKREF_TYPE } from '../../format/types.js';
import { weakReferencesTo } from '../../collector/object-model.js';
import { method } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';

export const WEAKREF_MODULE: ModuleDefinition = {
  name: '_weakref',
  doc: 'Weak-reference support module.',
  functions: [
    method(
      'getweakrefcount',
      ONE_ARGUMENT,
      (rt, _, p) => rt.int(rt.kernel.countWeakReferences(p)),
      "Return the number of weak references to 'object'.",
    ),
    method(
      'getweakrefs',
      ONE_ARGUMENT,
      (rt, _, p) => rt.list(weakReferencesTo(rt, p)),
      "Return a list of all weak reference objects pointing to 'object'.",
    ),
    method('proxy', ARGUMENTS, proxy, "Create a proxy object that weakly references 'object'."),
    method(
      '_remove_dead_weakref',
      ARGUMENTS,
      removeDead,
      'Atomically remove key from dict if it points to a dead weakref.',
    ),
  ],
  attributes: () => ({
    ref: WEAKREF_TYPE,
    ReferenceType: WEAKREF_TYPE,
    ProxyType: WEAKPROXY_TYPE,
    CallableProxyType: WEAKCALLABLEPROXY_TYPE,
  }),
};

function proxy(rt: Runtime, _: Address, at: Address, count: number): Address {
  if (count === 0) rt.raise(TYPE_ERROR, 'proxy expected at least 1 argument, got 0');
  if (count > 2) rt.raise(TYPE_ERROR, `proxy expected at most 2 arguments, got ${count}`);
  const callback = count === 2 ? rt.views.word(at + 4) : NONE;
  return rt.keep(rt.kernel.newWeakProxy(rt.views.word(at), callback === NONE ? 0 : callback));
}

function removeDead(rt: Runtime, _: Address, at: Address, count: number): Address {
  if (count !== 2) rt.raise(TYPE_ERROR, `_remove_dead_weakref expected 2 arguments, got ${count}`);
  const [dict, key] = [rt.views.word(at), rt.views.word(at + 4)];
  if ((flagsOf(rt, dict) & IS_DICT) === 0)
    rt.raise(TYPE_ERROR, `_remove_dead_weakref() argument 1 must be dict, not ${rt.shownTypeName(rt.typeOf(dict))}`);
  const value = rt.dictGet(dict, key);
  if (value === 0) return NONE;
  if ((flagsOf(rt, value) & IS_WEAK) === 0) rt.raise(TYPE_ERROR, 'not a weakref');
  if (rt.kernel.referentOf(value) === 0) rt.status(rt.kernel.dictDelete(dict, key));
  return NONE;
}

function flagsOf(rt: Runtime, p: Address): number {
  return rt.views.word(rt.typeOf(p) + TYPE_FLAGS);
}
