/** Slices of arrays, and single items whose values are out of the ordinary. */
import type { Address } from '../../../base/ids.js';
import { INDEX_ERROR, SLICE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { addressOf, arrayOfBytes, bytesAt, codeOf, isArray, lengthOf, replace, setItem } from './items.js';

interface Slice {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

function sliceOf(rt: Runtime, array: Address, key: Address): Slice {
  if (rt.typeOf(key) !== SLICE_TYPE) rt.raise(TYPE_ERROR, 'array indices must be integers');
  if (!rt.kernel.unpackSlice(key)) throw new PythonError();
  rt.kernel.fitSlice(lengthOf(rt, array));
  return { start: rt.kernel.slicePart(0), step: rt.kernel.slicePart(1), count: rt.kernel.slicePart(2) };
}

export function getSlice(rt: Runtime, array: Address, key: Address): Address {
  const { start, step, count } = sliceOf(rt, array, key);
  const code = codeOf(rt, array);
  if (step === 1) return arrayOfBytes(rt, code, bytesAt(rt, array, start, start + count).slice());
  const content = new Uint8Array(count * code.bytes);
  for (let i = 0; i < count; i++) {
    const from = start + i * step;
    content.set(bytesAt(rt, array, from, from + 1), i * code.bytes);
  }
  return arrayOfBytes(rt, code, content);
}

/** @param value 0: it is deleted */
export function deleteOrSet(rt: Runtime, array: Address, key: Address, value: Address): number {
  if (rt.isIndex(key)) setOne(rt, array, key, value);
  else setSlice(rt, array, sliceOf(rt, array, key), value);
  return 0;
}

function setOne(rt: Runtime, array: Address, key: Address, value: Address): void {
  const word = rt.status(rt.kernel.subscriptOf(key));
  const place = () => {
    const length = lengthOf(rt, array);
    const at = word < 0 ? word + length : word;
    return at >= 0 && at < length ? at : rt.raise(INDEX_ERROR, 'array assignment index out of range');
  };
  place();
  if (value === 0) return replace(rt, array, place(), place() + 1, new Uint8Array(0));
  const item = codeOf(rt, array).fromObject(rt, value);
  setItem(rt, array, place(), item);
}

function setSlice(rt: Runtime, array: Address, slice: Slice, value: Address): void {
  const { step, count } = slice;
  const content = value === 0 ? new Uint8Array(0) : contentOf(rt, array, value);
  const { bytes } = codeOf(rt, array);
  const given = content.length / bytes;
  if (step === 1) return replace(rt, array, slice.start, slice.start + count, content);
  if (given === 0) return remove(rt, array, slice);
  if (given !== count)
    rt.raise(VALUE_ERROR, `attempt to assign array of size ${given} to extended slice of size ${count}`);
  for (let i = 0; i < count; i++)
    rt.views.u8.set(content.subarray(i * bytes, (i + 1) * bytes), addressOf(rt, array, slice.start + i * step));
}

function contentOf(rt: Runtime, array: Address, value: Address): Uint8Array {
  if (!isArray(rt, value))
    rt.raise(TYPE_ERROR, `can only assign array (not "${rt.shownTypeName(rt.typeOf(value))}") to array slice`);
  if (codeOf(rt, value) !== codeOf(rt, array)) rt.raise(TYPE_ERROR, 'bad argument type for built-in operation');
  return bytesAt(rt, value, 0, lengthOf(rt, value)).slice();
}

/** Deletes items with gaps between them. */
function remove(rt: Runtime, array: Address, { start, step, count }: Slice): void {
  if (count === 0) return;
  const gone = new Set(Array.from({ length: count }, (_, i) => start + i * step));
  const length = lengthOf(rt, array);
  const { bytes } = codeOf(rt, array);
  const content = bytesAt(rt, array, 0, length);
  const kept = new Uint8Array((length - count) * bytes);
  let to = 0;
  for (let i = 0; i < length; i++) {
    if (gone.has(i)) continue;
    kept.set(content.subarray(i * bytes, (i + 1) * bytes), to);
    to += bytes;
  }
  replace(rt, array, 0, length, kept);
}
