/** What bytearray has of its own: its end, and all that changes it. */
import { BYTEARRAY_BYTES, EXPORTS, FIRST } from '../../format/bytes';
import { NONE } from '../../format/memory-map';
import { LENGTH } from '../../format/objects';
import {
  BASIC_BYTES,
  BYTEARRAY_TYPE,
  INDEX_ERROR,
  SLICE_TYPE,
  SYSTEM_ERROR,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { freeOf } from '../../kernel/alloc.as';
import { isCount } from '../../kernel/arguments.as';
import { copyBytes } from '../../kernel/bytes.as';
import { callObject } from '../../kernel/call.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raise } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { isIterable } from '../iterators/protocol.as';
import { newInt } from '../numbers/new-int.as';
import {
  fitSlice,
  isIndex,
  sliceCount,
  sliceStart,
  sliceStep,
  subscriptOf,
  unpackSlice,
  wordOf,
} from '../sequences/indices.as';
import { findByte } from '../text/search.as';
import { fillRepeated } from '../text/str.as';
import { isStr } from '../text/strings.as';
import { hasBuffer } from './buffers.as';
import { bytearrayOf, isResizable, releaseStore, replaceBytes, resizeBytearray, takeByte } from './bytearrays.as';
import { addressOf, byteOf, FIRST_OPERAND, give, lengthOf, take } from './operands.as';

const MOST_BYTES: i64 = 0x7000_0000;

export function bytearray_dealloc(p: i32): void {
  // Only a buffer that was never released can do this.
  if (load<i32>(p, EXPORTS) > 0) raise(SYSTEM_ERROR, 'deallocated bytearray object has exported buffers');
  releaseStore(p);
  freeOf(p, load<i32>(typeOf(p), BASIC_BYTES));
}

export function bytearray_subscript_set(p: i32, key: i32, value: i32): i32 {
  if (isIndex(key)) {
    const index = subscriptOf(key);
    return failed() ? -1 : setItem(p, index, value);
  }
  if (typeOf(key) != SLICE_TYPE) return fail(TYPE_ERROR, 'bytearray indices must be integers or slices, not %T', key);
  if (!unpackSlice(key)) return -1;
  fitSlice(load<i32>(p, LENGTH));
  if (value == 0) return removeSlice(p);
  // Bytes of its own, or of something that is to be listed first, are copied.
  if (value == p || !hasBuffer(value)) {
    if (isIndex(value) || isStr(value))
      return fail(TYPE_ERROR, 'can assign only bytes, buffers, or iterables of ints in range(0, 256)');
    const copy = copyOf(value);
    if (copy == 0) return -1;
    const status = bytearray_subscript_set(p, key, copy);
    decref(copy);
    return status;
  }
  if (!take(value, FIRST_OPERAND)) return -1;
  const status = putSlice(p, addressOf(FIRST_OPERAND), lengthOf(FIRST_OPERAND));
  give(FIRST_OPERAND);
  return status;
}

/** The argument of a call. */
const ARGUMENT: i32 = <i32>memory.data(4, 4);

/** bytearray(value). */
function copyOf(value: i32): i32 {
  if (value == 0) return 0;
  store<i32>(ARGUMENT, value);
  return callObject(BYTEARRAY_TYPE, ARGUMENT, 1, 0);
}

function setItem(p: i32, index: i32, value: i32): i32 {
  // An object as a byte may run code, which can change the length.
  const byte = value == 0 ? 0 : byteOf(value);
  if (byte < 0) return -1;
  const length = load<i32>(p, LENGTH);
  const place = index < 0 ? index + length : index;
  if (<u32>place >= <u32>length) return fail(INDEX_ERROR, 'bytearray index out of range');
  if (value == 0) return replaceBytes(p, place, place + 1, 0, 0);
  store<u8>(load<i32>(p, FIRST) + place, byte);
  return 0;
}

/** Removes the bytes of the slice that was fitted last. */
function removeSlice(p: i32): i32 {
  if (sliceCount == 0) return 0;
  const length = load<i32>(p, LENGTH);
  // Forwards, whichever way it was written.
  const step = abs(sliceStep);
  const start = sliceStep < 0 ? sliceStart + (sliceCount - 1) * sliceStep : sliceStart;
  if (step == 1) return replaceBytes(p, start, start + sliceCount, 0, 0);
  if (!isResizable(p)) return -1;
  const first = load<i32>(p, FIRST);
  let to = start;
  let next = start;
  let left = sliceCount;
  for (let i = start; i < length; i++) {
    if (i == next && left > 0) {
      next += step;
      left--;
    } else store<u8>(first + to++, load<u8>(first + i));
  }
  return resizeBytearray(p, length - sliceCount);
}

/** Puts bytes in the place of the slice that was fitted last. */
function putSlice(p: i32, base: i32, count: i32): i32 {
  if (sliceStep == 1) return replaceBytes(p, sliceStart, sliceStart + sliceCount, base, count);
  if (count == 0) return removeSlice(p);
  if (count != sliceCount)
    return fail(VALUE_ERROR, 'attempt to assign bytes of size %d to extended slice of size %d', count, sliceCount);
  const first = load<i32>(p, FIRST);
  for (let i = 0, at = sliceStart; i < count; i++, at += sliceStep) store<u8>(first + at, load<u8>(base + i));
  return 0;
}

function none(status: i32): i32 {
  return status < 0 ? 0 : newRef(NONE);
}

export function bytearray_append(p: i32, item: i32): i32 {
  const byte = byteOf(item);
  if (byte < 0) return 0;
  const length = load<i32>(p, LENGTH);
  if (resizeBytearray(p, length + 1) < 0) return 0;
  store<u8>(load<i32>(p, FIRST) + length, byte);
  return newRef(NONE);
}

export function bytearray_insert(p: i32, args: i32, count: i32): i32 {
  if (!isCount('insert', count, 2, 2)) return 0;
  const index = wordOf(load<i32>(args));
  if (failed()) return 0;
  const byte = byteOf(load<i32>(args, 4));
  if (byte < 0) return 0;
  const length = load<i32>(p, LENGTH);
  const place = index < 0 ? max(index + length, 0) : min(index, length);
  store<u8>(ARGUMENT, byte);
  return none(replaceBytes(p, place, place, ARGUMENT, 1));
}

export function bytearray_pop(p: i32, args: i32, count: i32): i32 {
  if (!isCount('pop', count, 0, 1)) return 0;
  const index = count == 0 ? -1 : wordOf(load<i32>(args));
  if (failed()) return 0;
  const length = load<i32>(p, LENGTH);
  if (length == 0) return raise(INDEX_ERROR, 'pop from empty bytearray');
  const place = index < 0 ? index + length : index;
  if (<u32>place >= <u32>length) return raise(INDEX_ERROR, 'pop index out of range');
  const byte = load<u8>(load<i32>(p, FIRST) + place);
  return takeByte(p, place) < 0 ? 0 : newInt(byte);
}

export function bytearray_remove(p: i32, item: i32): i32 {
  const byte = byteOf(item);
  if (byte < 0) return 0;
  const place = findByte(load<i32>(p, FIRST), 0, load<i32>(p, LENGTH), byte);
  if (place < 0) return raise(VALUE_ERROR, 'value not found in bytearray');
  return none(takeByte(p, place));
}

export function bytearray_reverse(p: i32): i32 {
  let low = load<i32>(p, FIRST);
  let high = low + load<i32>(p, LENGTH) - 1;
  while (low < high) {
    const byte = load<u8>(low);
    store<u8>(low++, load<u8>(high));
    store<u8>(high--, byte);
  }
  return newRef(NONE);
}

export function bytearray_clear(p: i32): i32 {
  return none(resizeBytearray(p, 0));
}

export function bytearray_copy(p: i32): i32 {
  return bytearrayOf(load<i32>(p, FIRST), load<i32>(p, LENGTH));
}

export function bytearray_extend(p: i32, items: i32): i32 {
  return none(extend(p, items));
}

function extend(p: i32, items: i32): i32 {
  if (items == p || !hasBuffer(items)) {
    if (!isIterable(items)) return fail(TYPE_ERROR, "can't extend bytearray with %T", items);
    // Its items are no ints.
    if (isStr(items))
      return load<i32>(items, LENGTH) == 0
        ? 0
        : fail(TYPE_ERROR, "'%T' object cannot be interpreted as an integer", items);
    const copy = copyOf(items);
    if (copy == 0) return -1;
    const status = extend(p, copy);
    decref(copy);
    return status;
  }
  if (!take(items, FIRST_OPERAND)) return -1;
  const length = load<i32>(p, LENGTH);
  const status = replaceBytes(p, length, length, addressOf(FIRST_OPERAND), lengthOf(FIRST_OPERAND));
  give(FIRST_OPERAND);
  return status;
}

export function bytearray_extend_in_place(p: i32, other: i32): i32 {
  if (!hasBuffer(other)) return raise(TYPE_ERROR, "can't concat %T to %T", other, p);
  return extend(p, other) < 0 ? 0 : newRef(p);
}

export function bytearray_repeat_in_place(p: i32, count: i32): i32 {
  if (!isIndex(count)) return raise(TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", count);
  const times = wordOf(count);
  if (failed()) return 0;
  const length = load<i32>(p, LENGTH);
  if (times > 0 && <i64>length * times > MOST_BYTES) return noMemory();
  const total = times > 0 ? length * times : 0;
  if (resizeBytearray(p, total) < 0) return 0;
  if (total > length) {
    const first = load<i32>(p, FIRST);
    for (let done = length; done < total; done += done) copyBytes(first + done, first, min(done, total - done));
  }
  return newRef(p);
}
