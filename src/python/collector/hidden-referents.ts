/** What objects own and TRAVERSE does not tell, as in CPython: it can be part of no cycle. */
import type { Address } from '../../base/ids.js';
import { HEAP_TYPE } from '../../memory/gc/format.js';
import { MEMORY_DATA } from '../format/io.js';
import { DESCRIPTOR_NAME, DICT_SHAPE, KEYS, STRING_KEYS } from '../format/objects.js';
import {
  BYTES_IO_TYPE,
  CLASSMETHOD_DESCRIPTOR_TYPE,
  GETSET_DESCRIPTOR_TYPE,
  IS_DICT,
  IS_TYPE,
  MEMBER_DESCRIPTOR_TYPE,
  METHOD_DESCRIPTOR_TYPE,
  SHARED_KEYS,
  SUBCLASSES,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_SLOTS,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../format/types.js';
import type { Runtime } from '../runtime/runtime.js';

const DESCRIPTORS = new Set([
  CLASSMETHOD_DESCRIPTOR_TYPE,
  GETSET_DESCRIPTOR_TYPE,
  MEMBER_DESCRIPTOR_TYPE,
  METHOD_DESCRIPTOR_TYPE,
  WRAPPER_DESCRIPTOR_TYPE,
]);

export function hiddenReferents(rt: Runtime, p: Address): Address[] {
  const { views } = rt;
  if (rt.hasFlag(p, IS_DICT))
    return views.word(p + DICT_SHAPE) === STRING_KEYS ? rt.keyNames(views.word(p + KEYS)) : [];
  if (rt.kernel.isSubtype(rt.typeOf(p), BYTES_IO_TYPE) !== 0)
    return [views.word(p + MEMORY_DATA)].filter((content) => content !== 0);
  if (DESCRIPTORS.has(rt.typeOf(p))) return [views.word(p + DESCRIPTOR_NAME)];
  if (!rt.hasFlag(p, IS_TYPE) || (views.word(p + TYPE_FLAGS) & HEAP_TYPE) === 0) return [];
  const fields = [TYPE_NAME, TYPE_QUALNAME, TYPE_SLOTS, SUBCLASSES].map((field) => views.word(p + field));
  const shared = views.word(p + SHARED_KEYS);
  return [...fields.filter((field) => field !== 0), ...(shared === 0 ? [] : rt.keyNames(shared))];
}

/** The names that the cache of look-ups in types owns. */
export function cachedNames(rt: Runtime): Address[] {
  const from = rt.kernel.lookupCache();
  const names: Address[] = [];
  for (let at = from; at < from + rt.kernel.lookupCacheBytes(); at += 16) names.push(rt.views.word(at + 4));
  return names;
}
