/** repr of lists, tuples and slices. */
import type { Address } from '../../../base/ids.js';
import { ITEMS, LENGTH, START, STEP, STOP, TUPLE_ITEMS } from '../../format/objects.js';
import type { Runtime } from '../../runtime/runtime.js';
import { guardedRepr, reprText } from '../repr.js';

export function listRepr(rt: Runtime, list: Address): Address {
  return guardedRepr(rt, list, '[...]', () => {
    const parts: string[] = [];
    // An element's repr may change the list.
    for (let i = 0; i < rt.views.word(list + LENGTH); i++)
      parts.push(reprText(rt, rt.views.word(rt.views.word(list + ITEMS) + 4 * i)));
    return `[${parts.join(', ')}]`;
  });
}

export function tupleRepr(rt: Runtime, tuple: Address): Address {
  return guardedRepr(rt, tuple, '(...)', () => {
    const count = rt.views.word(tuple + LENGTH);
    const parts = Array.from({ length: count }, (_, i) => reprText(rt, rt.views.word(tuple + TUPLE_ITEMS + 4 * i)));
    return count === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`;
  });
}

export function sliceRepr(rt: Runtime, slice: Address): Address {
  const [start, stop, step] = [START, STOP, STEP].map((field) => reprText(rt, rt.views.word(slice + field)));
  return rt.string(`slice(${start}, ${stop}, ${step})`);
}
