/** What mapping and class patterns take of their subjects. */
import type { Address } from '../../base/ids.js';
import { NONE } from '../format/memory-map.js';
import { IS_TYPE, TUPLE_TYPE, TYPE_ERROR, TYPE_FLAGS, VALUE_ERROR } from '../format/types.js';
import * as TYPES from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

/** The values of keys, which must differ; None if one is not there. */
export function matchKeys(rt: Runtime, subject: Address, keys: Address): Address {
  const wanted = rt.tupleItems(keys);
  const seen = rt.dict();
  const missing = rt.call(TYPES.OBJECT_TYPE);
  const get = rt.attribute(subject, 'get');
  const values: Address[] = [];
  for (const key of wanted) {
    if (rt.dictGet(seen, key) !== 0)
      rt.raise(VALUE_ERROR, `mapping pattern checks duplicate key (${rt.text(rt.repr(key))})`);
    rt.dictSet(seen, key, NONE);
    const value = rt.call(get, [key, missing]);
    if (value === missing) return NONE;
    values.push(value);
  }
  return rt.tuple(values);
}

/** A dict of what the keys leave. */
export function matchRest(rt: Runtime, subject: Address, keys: Address): Address {
  const dict = rt.call(TYPES.DICT_TYPE, [subject]);
  for (const key of rt.tupleItems(keys)) rt.status(rt.kernel.dictDelete(dict, key));
  return dict;
}

/** Types whose instances are matched themselves by the one positional pattern. */
const ITSELF = new Set([
  TYPES.BOOL_TYPE,
  TYPES.BYTEARRAY_TYPE,
  TYPES.BYTES_TYPE,
  TYPES.DICT_TYPE,
  TYPES.FLOAT_TYPE,
  TYPES.FROZENSET_TYPE,
  TYPES.INT_TYPE,
  TYPES.LIST_TYPE,
  TYPES.SET_TYPE,
  TYPES.STR_TYPE,
  TYPES.TUPLE_TYPE,
]);

function matchesItself(rt: Runtime, type: Address): boolean {
  return [...ITSELF].some((one) => rt.kernel.isSubtype(type, one) !== 0);
}

/** A tuple of attributes, or None if it is no instance or lacks one. */
export function matchClass(rt: Runtime, subject: Address, type: Address, count: number, names: Address): Address {
  if ((rt.views.word(rt.typeOf(type) + TYPE_FLAGS) & IS_TYPE) === 0)
    rt.raise(TYPE_ERROR, 'called match pattern must be a class');
  const isInstance = rt.call(rt.builtin('isinstance'), [subject, type]);
  if (isInstance !== rt.bool(true)) return NONE;
  const values: Address[] = [];
  const seen = new Set<string>();
  const typeName = rt.typeName(type);
  const take = (name: string): boolean => {
    if (seen.has(name)) rt.raise(TYPE_ERROR, `${typeName}() got multiple sub-patterns for attribute '${name}'`);
    seen.add(name);
    const value = rt.optionalAttribute(subject, name);
    if (value !== 0) values.push(value);
    return value !== 0;
  };
  if (count > 0) {
    const declared = rt.optionalAttribute(type, '__match_args__');
    if (declared !== 0 && rt.typeOf(declared) !== TUPLE_TYPE)
      rt.raise(TYPE_ERROR, `${typeName}.__match_args__ must be a tuple (got ${rt.shownTypeName(rt.typeOf(declared))})`);
    const isItself = declared === 0 && matchesItself(rt, type);
    const positional = declared === 0 ? [] : rt.tupleItems(declared);
    const allowed = isItself ? 1 : positional.length;
    if (count > allowed) {
      const plural = allowed === 1 ? '' : 's';
      rt.raise(TYPE_ERROR, `${typeName}() accepts ${allowed} positional sub-pattern${plural} (${count} given)`);
    }
    if (isItself) values.push(subject);
    else
      for (const name of positional.slice(0, count)) {
        if (!rt.isString(name))
          rt.raise(TYPE_ERROR, `__match_args__ elements must be strings (got ${rt.shownTypeName(rt.typeOf(name))})`);
        if (!take(rt.text(name))) return NONE;
      }
  }
  for (const name of rt.tupleItems(names)) if (!take(rt.text(name))) return NONE;
  return rt.tuple(values);
}
