/** What iterators of dicts have not given yet, for pickles. */
import type { Address, Bytes } from '../../../base/ids.js';
import { ITERATED_DICT, ITERATED_PAIR } from '../../format/mappings.js';
import type { Runtime } from '../../runtime/runtime.js';

/**
 * As a list; the iterator is not moved.
 * @param bytes of an iterator of its type
 */
export function restOf(rt: Runtime, self: Address, bytes: Bytes): Address {
  const fields = rt.views.i32.slice(self >> 2, (self + bytes) >> 2);
  const copy = rt.keep(rt.kernel.newInstance(rt.typeOf(self)));
  rt.views.i32.set(fields.subarray(2), (copy + 8) >> 2);
  for (const field of [ITERATED_DICT, ITERATED_PAIR])
    if (rt.views.word(copy + field) !== 0) rt.incref(rt.views.word(copy + field));
  rt.kernel.track(copy);
  return rt.keep(rt.kernel.listFromIterable(copy));
}

/** `iter(rest)`, as CPython's iterators reduce themselves. */
export const reduceToRest =
  (bytes: Bytes) =>
  (rt: Runtime, self: Address): Address =>
    rt.tuple([rt.builtin('iter'), rt.tuple([restOf(rt, self, bytes)])]);
