/**
 * bytearray: making and resizing (format/bytes.ts draws it). There is always a zero byte behind the last one. What is
 * taken away at the front costs nothing: FIRST moves on, until half of the block is unused.
 */
import { BYTEARRAY_BYTES, EXPORTS, FIRST, STORE, STORE_BYTES } from '../../format/bytes';
import { LENGTH, TYPE } from '../../format/objects';
import { BASIC_BYTES, BUFFER_ERROR, BYTEARRAY_TYPE, CYCLIC } from '../../format/types';
import { BYTE_BLOCK } from '../../../memory/gc/format';
import { allocBlockOf, freeBlock, newObject, newOf } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { fail, noMemory } from '../../kernel/errors.as';
import { hasFlag, isSubtype } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';

const MOST_BYTES: i32 = 0x7000_0000;
/** What FIRST of an empty one points at. */
const NOTHING: i32 = <i32>memory.data(8, 8);

export function isBytearray(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == BYTEARRAY_TYPE || isSubtype(type, BYTEARRAY_TYPE);
}

/** Makes an object's fields those of an empty one. */
export function initBytearray(p: i32): void {
  store<i32>(p, 0, LENGTH);
  store<i32>(p, 0, STORE);
  store<i32>(p, 0, STORE_BYTES);
  store<i32>(p, NOTHING, FIRST);
  store<i32>(p, 0, EXPORTS);
}

/** An empty instance of bytearray or of a class derived from it. */
export function newBytearrayOf(type: i32): i32 {
  const p = newOf(type, load<i32>(type, BASIC_BYTES));
  if (p == 0) return 0;
  fillBytes(p + LENGTH, 0, load<i32>(type, BASIC_BYTES) - LENGTH);
  initBytearray(p);
  if (hasFlag(p, CYCLIC)) track(p);
  return p;
}

/** A bytearray of so many zero bytes, or 0. */
export function newBytearray(length: i32): i32 {
  const p = newObject(BYTEARRAY_TYPE, BYTEARRAY_BYTES);
  if (p == 0) return 0;
  initBytearray(p);
  if (length > 0) {
    const store_ = <u32>length > <u32>MOST_BYTES ? 0 : allocBlockOf(length + 1, BYTE_BLOCK);
    if (store_ == 0) {
      // Nothing else is to be released.
      freeBlock(p, BYTEARRAY_BYTES);
      return noMemory();
    }
    fillBytes(store_, 0, length + 1);
    adopt(p, store_, length + 1, length);
  }
  return p;
}

function adopt(p: i32, block: i32, bytes: i32, length: i32): void {
  store<i32>(p, block, STORE);
  store<i32>(p, bytes, STORE_BYTES);
  store<i32>(p, block, FIRST);
  store<i32>(p, length, LENGTH);
}

/** A copy of bytes in memory. */
export function bytearrayOf(base: i32, length: i32): i32 {
  const p = newBytearray(length);
  if (p != 0 && length > 0) copyBytes(load<i32>(p, FIRST), base, length);
  return p;
}

/** Whether the size may change; if not, BufferError is pending. */
export function isResizable(p: i32): bool {
  if (load<i32>(p, EXPORTS) == 0) return true;
  fail(BUFFER_ERROR, 'Existing exports of data: object cannot be re-sized');
  return false;
}

/** Gives it another length, with what fits kept and new bytes unset. 0, or -1 with an exception. */
export function resizeBytearray(p: i32, length: i32): i32 {
  if (length == load<i32>(p, LENGTH)) return 0;
  if (!isResizable(p)) return -1;
  if (<u32>length > <u32>MOST_BYTES) return noMemory() - 1;
  const block = load<i32>(p, STORE);
  const bytes = load<i32>(p, STORE_BYTES);
  const first = load<i32>(p, FIRST);
  const offset = block == 0 ? 0 : first - block;
  const fits = offset + length + 1 <= bytes;
  if (fits && length >= bytes >> 1) {
    store<u8>(first + length, 0);
    store<i32>(p, length, LENGTH);
    return 0;
  }
  const keep = min(length, load<i32>(p, LENGTH));
  // An eighth more than asked for when it grows little, as by single bytes.
  const grows = !fits && <i64>length * 8 <= <i64>bytes * 9;
  const room = grows ? length + (length >> 3) + (length < 9 ? 3 : 6) : length + 1;
  const moved = allocBlockOf(room, BYTE_BLOCK);
  if (moved == 0) return noMemory() - 1;
  copyBytes(moved, first, keep);
  if (block != 0) freeBlock(block, bytes);
  adopt(p, moved, room, length);
  store<u8>(moved + length, 0);
  return 0;
}

/** Takes one out and moves those behind it, as pop() does: the room in front stays as it is. 0 or -1. */
export function takeByte(p: i32, place: i32): i32 {
  if (!isResizable(p)) return -1;
  const at = load<i32>(p, FIRST) + place;
  copyBytes(at, at + 1, load<i32>(p, LENGTH) - place - 1);
  return resizeBytearray(p, load<i32>(p, LENGTH) - 1);
}

/** Puts `count` bytes from `base` where those in [from, to) are. `base` does not lie in the array. 0 or -1. */
export function replaceBytes(p: i32, from: i32, to: i32, base: i32, count: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const growth = count - (to - from);
  if (growth != 0) {
    if (!isResizable(p)) return -1;
    if (growth < 0 && from == 0) {
      store<i32>(p, load<i32>(p, FIRST) - growth, FIRST);
      if (resizeBytearray(p, length + growth) < 0) return -1;
    } else if (growth < 0) {
      const first = load<i32>(p, FIRST);
      copyBytes(first + to + growth, first + to, length - to);
      if (resizeBytearray(p, length + growth) < 0) return -1;
    } else {
      if (resizeBytearray(p, length + growth) < 0) return -1;
      const first = load<i32>(p, FIRST);
      copyBytes(first + to + growth, first + to, length - to);
    }
  }
  copyBytes(load<i32>(p, FIRST) + from, base, count);
  return 0;
}

/** The end of what a bytearray has. */
export function releaseStore(p: i32): void {
  const block = load<i32>(p, STORE);
  if (block != 0) freeBlock(block, load<i32>(p, STORE_BYTES));
}
