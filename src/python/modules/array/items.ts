/** The items of arrays in TypeScript: read, written, moved. */
import type { Address } from '../../../base/ids.js';
import { ARRAY_CODE, ARRAY_ITEM_BYTES, ARRAY_ITEMS } from '../../format/array.js';
import { LENGTH } from '../../format/objects.js';
import { ARRAY_TYPE, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { type Item, type ItemCode, itemCode } from './codes.js';

export const isArray = (rt: Runtime, p: Address): boolean => rt.isInstance(p, ARRAY_TYPE);

export const lengthOf = (rt: Runtime, array: Address): number => rt.views.word(array + LENGTH);

export function codeOf(rt: Runtime, array: Address): ItemCode {
  return itemCode(String.fromCharCode(rt.views.word(array + ARRAY_CODE))) as ItemCode;
}

export function addressOf(rt: Runtime, array: Address, index: number): Address {
  return rt.views.word(array + ARRAY_ITEMS) + index * rt.views.word(array + ARRAY_ITEM_BYTES);
}

export const memory = (rt: Runtime): DataView => new DataView(rt.views.memory.buffer);

/** A new array with these items, each copied as it lies there. */
export function arrayOfBytes(rt: Runtime, code: ItemCode, content: Uint8Array): Address {
  const array = rt.keep(
    rt.kernel.newArray(ARRAY_TYPE, code.code.charCodeAt(0), code.bytes, content.length / code.bytes),
  );
  rt.views.u8.set(content, addressOf(rt, array, 0));
  return array;
}

/** The items from one place to another as bytes, where they lie: until memory grows. */
export function bytesAt(rt: Runtime, array: Address, from: number, to: number): Uint8Array {
  return rt.views.u8.subarray(addressOf(rt, array, from), addressOf(rt, array, to));
}

/** All items as they are now. */
export function itemsOf(rt: Runtime, array: Address): Item[] {
  const code = codeOf(rt, array);
  const view = memory(rt);
  const at = addressOf(rt, array, 0);
  return Array.from({ length: lengthOf(rt, array) }, (_, i) => code.read(view, at + i * code.bytes));
}

export function objectOf(rt: Runtime, { code }: ItemCode, item: Item): Address {
  if (typeof item === 'string') return rt.string(item);
  if (code === 'u') return rt.raise(VALUE_ERROR, 'chr() arg not in range(0x110000)');
  return code === 'f' || code === 'd' ? rt.float(item as number) : rt.int(item);
}

/** The item at a place, as an object. */
export function itemAt(rt: Runtime, array: Address, index: number): Address {
  return rt.keep(rt.kernel.array_sequence_item(array, index));
}

export function setItem(rt: Runtime, array: Address, index: number, item: Item): void {
  codeOf(rt, array).write(memory(rt), addressOf(rt, array, index), item);
}

/** Puts bytes of whole items in the place of those in [from, to). @throws PythonError if the length is fixed */
export function replace(rt: Runtime, array: Address, from: number, to: number, content: Uint8Array): void {
  const { bytes } = codeOf(rt, array);
  const length = lengthOf(rt, array);
  const growth = content.length / bytes - (to - from);
  const rest = (at: number) => rt.views.u8.copyWithin(at, addressOf(rt, array, to), addressOf(rt, array, length));
  if (growth !== 0) rt.status(rt.kernel.checkResizable(array));
  if (growth < 0 && length + growth > 0) rest(addressOf(rt, array, to + growth));
  rt.status(rt.kernel.resizeArray(array, length + growth));
  if (growth > 0) rest(addressOf(rt, array, to + growth));
  rt.views.u8.set(content, addressOf(rt, array, from));
}

/** Adds an object at the end. What it is as an item is asked before the length is read: it may run code of the program. */
export function append(rt: Runtime, array: Address, value: Address): void {
  insert(rt, array, undefined, value);
}

/** @param place where CPython's insert has it, or undefined: at the end */
export function insert(rt: Runtime, array: Address, place: number | undefined, value: Address): void {
  const code = codeOf(rt, array);
  const item = code.fromObject(rt, value);
  const length = lengthOf(rt, array);
  const given = place ?? length;
  const at = given < 0 ? Math.max(given + length, 0) : Math.min(given, length);
  const content = new Uint8Array(code.bytes);
  code.write(new DataView(content.buffer), 0, item);
  replace(rt, array, at, at, content);
}
