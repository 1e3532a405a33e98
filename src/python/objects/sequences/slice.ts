/** What is seldom asked of a slice. */
import type { Address } from '../../../base/ids.js';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map.js';
import { START, STEP, STOP } from '../../format/objects.js';
import { SLICE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { newSlot } from '../../runtime/bound-slots.js';
import type { Runtime } from '../../runtime/runtime.js';
import { indexValue } from './index.js';

const partsOf = (rt: Runtime, slice: Address) => [START, STOP, STEP].map((field) => rt.views.word(slice + field));

const bound = newSlot('slice', 'start, stop=None, step=None, /', (rt, _, [start, stop, step]) =>
  stop === 0
    ? rt.keep(rt.kernel.newSlice(NONE, start, NONE))
    : rt.keep(rt.kernel.newSlice(start, stop, step === 0 ? NONE : step)),
);

export const sliceNew = bound;

/** Slices are compared as tuples of their parts. */
export function sliceCompare(rt: Runtime, slice: Address, other: Address, operation: number): Address {
  if (rt.typeOf(other) !== SLICE_TYPE) return NOT_IMPLEMENTED;
  return rt.keep(rt.kernel.compare(rt.tuple(partsOf(rt, slice)), rt.tuple(partsOf(rt, other)), operation));
}

export function sliceReduce(rt: Runtime, slice: Address): Address {
  return rt.tuple([rt.typeOf(slice), rt.tuple(partsOf(rt, slice))]);
}

/** indices(length): start, stop and step as range() wants them, of any size. */
export function sliceIndices(rt: Runtime, slice: Address, length: Address): Address {
  const size = indexValue(rt, length);
  if (size < 0n) rt.raise(VALUE_ERROR, 'length should not be negative');
  const indices = fitIndices(rt, slice, size);
  return rt.tuple(indices.map((value) => rt.int(value)));
}

/** The same as bigints. */
export function fitIndices(rt: Runtime, slice: Address, length: bigint): [bigint, bigint, bigint] {
  const [start, stop, step] = partsOf(rt, slice);
  const by = step === NONE ? 1n : partValue(rt, step);
  if (by === 0n) rt.raise(VALUE_ERROR, 'slice step cannot be zero');
  const [lower, upper] = by < 0n ? [-1n, length - 1n] : [0n, length];
  const fit = (part: Address, otherwise: bigint) => {
    if (part === NONE) return otherwise;
    const at = partValue(rt, part);
    if (at < 0n) return at + length < lower ? lower : at + length;
    return at > upper ? upper : at;
  };
  return by < 0n ? [fit(start, upper), fit(stop, lower), by] : [fit(start, lower), fit(stop, upper), by];
}

function partValue(rt: Runtime, part: Address): bigint {
  return rt.catching(
    TYPE_ERROR,
    () => indexValue(rt, part),
    () => rt.raise(TYPE_ERROR, 'slice indices must be integers or None or have an __index__ method'),
  );
}
