/** Bytes and slices of maps, read and written. */
import type { Address } from '../../../base/ids.js';
import { INDEX_ERROR, SLICE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { type Mapping, openMapping } from './mapping.js';

interface Slice {
  readonly start: number;
  readonly step: number;
  readonly count: number;
}

/** The place of a byte in a map. What the index is may have run code of the program. */
function placeOf(rt: Runtime, self: Address, key: Address): number {
  const index = rt.status(rt.kernel.subscriptOf(key));
  const { length } = openMapping(rt, self);
  const place = index < 0 ? index + length : index;
  if (place < 0 || place >= length) rt.raise(INDEX_ERROR, 'mmap index out of range');
  return place;
}

function sliceOf(rt: Runtime, self: Address, key: Address): Slice {
  if (!rt.kernel.unpackSlice(key)) throw new PythonError();
  rt.kernel.fitSlice(openMapping(rt, self).length);
  return { start: rt.kernel.slicePart(0), step: rt.kernel.slicePart(1), count: rt.kernel.slicePart(2) };
}

export function getItem(rt: Runtime, self: Address, key: Address): Address {
  const mapping = openMapping(rt, self);
  if (rt.isIndex(key)) {
    const place = placeOf(rt, self, key);
    return rt.int(mapping.bytes[place]);
  }
  if (rt.typeOf(key) !== SLICE_TYPE) rt.raise(TYPE_ERROR, 'mmap indices must be integers');
  const { start, step, count } = sliceOf(rt, self, key);
  const { bytes } = mapping;
  if (step === 1) return rt.newBytes(bytes.slice(start, start + count));
  return rt.newBytes(Uint8Array.from({ length: count }, (_, i) => bytes[start + i * step]));
}

export function setItem(rt: Runtime, self: Address, key: Address, value: Address): number {
  const mapping = openMapping(rt, self);
  mapping.checkWritable();
  if (rt.isIndex(key)) setByte(rt, self, placeOf(rt, self, key), value);
  else if (rt.typeOf(key) === SLICE_TYPE) setSlice(rt, self, sliceOf(rt, self, key), value);
  else rt.raise(TYPE_ERROR, 'mmap indices must be integer');
  return 0;
}

function setByte(rt: Runtime, self: Address, place: number, value: Address): void {
  if (value === 0) rt.raise(TYPE_ERROR, "mmap doesn't support item deletion");
  if (!rt.isIndex(value)) rt.raise(TYPE_ERROR, 'mmap item value must be an int');
  const byte = rt.bigInt(rt.index(value));
  if (BigInt.asIntN(64, byte) !== byte)
    rt.raise(TYPE_ERROR, `cannot fit '${rt.shownTypeName(rt.typeOf(value))}' into an index-sized integer`);
  if (byte < 0n || byte > 255n) rt.raise(VALUE_ERROR, 'mmap item value must be in range(0, 256)');
  const mapping = openMapping(rt, self);
  if (place >= mapping.length) rt.raise(INDEX_ERROR, 'mmap index out of range');
  mapping.write(place, Uint8Array.of(Number(byte)));
}

function setSlice(rt: Runtime, self: Address, slice: Slice, value: Address): void {
  if (value === 0) rt.raise(TYPE_ERROR, "mmap object doesn't support slice deletion");
  const contents = rt.buffer(value);
  const { start, step, count } = slice;
  if (contents.length !== count) rt.raise(INDEX_ERROR, 'mmap slice assignment is wrong size');
  const mapping = openMapping(rt, self);
  if (step === 1) mapping.write(start, contents);
  else spread(mapping, slice, contents);
}

function spread(mapping: Mapping, { start, step }: Slice, contents: Uint8Array): void {
  const { bytes } = mapping;
  contents.forEach((byte, i) => {
    bytes[start + i * step] = byte;
    mapping.memory.written(start + i * step, 1);
  });
}

/** SEQUENCE_ITEM: what iteration gives are bytes objects of length one. */
export function sequenceItem(rt: Runtime, self: Address, index: number): Address {
  const { bytes } = openMapping(rt, self);
  if (index < 0 || index >= bytes.length) rt.raise(INDEX_ERROR, 'mmap index out of range');
  return rt.newBytes(bytes.slice(index, index + 1));
}
