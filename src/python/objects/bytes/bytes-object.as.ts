/** The slots of bytes, and those that bytearray has like it. */
import { FALSE, FIXED, NOT_IMPLEMENTED, STATIC_COUNT, TRUE } from '../../format/memory-map';
import { CHARACTERS_AT, HASH, LENGTH } from '../../format/objects';
import {
  EQUAL,
  GREATER,
  GREATER_EQUAL,
  INDEX_ERROR,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  SLICE_TYPE,
  TYPE_ERROR,
} from '../../format/types';
import { freeObject, freeOf } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { newRef } from '../../kernel/counts.as';
import { clearPending, failed, noMemory, raise } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
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
import { hashBytes } from '../text/hash.as';
import { bytesRepr } from '../text/repr.as';
import { compareBytes, equalBytes, find, findByte } from '../text/search.as';
import { itemsOf, partOf, wholeOf } from '../text/sequences.as';
import { fillRepeated } from '../text/str.as';
import { strBytes } from '../text/strings.as';
import { hasBuffer } from './buffers.as';
import { isBytes, isExactBytes } from './bytes.as';
import { newLike, settled } from './kinds.as';
import { addressOf, byteOf, FIRST_OPERAND, give, lengthOf, take } from './operands.as';

const MOST_BYTES: i64 = 0x7000_0000;

export function bytes_dealloc(p: i32): void {
  // Singletons: their count ran down.
  if (p < FIXED) return store<i32>(p, STATIC_COUNT);
  const bytes = strBytes(load<i32>(p, LENGTH), 1);
  if (isExactBytes(p)) freeObject(p, bytes);
  else freeOf(p, bytes);
}

export function bytes_hash(p: i32): i64 {
  const known = load<i64>(p, HASH);
  if (known != -1) return known;
  const hash = hashBytes(p + CHARACTERS_AT, load<i32>(p, LENGTH));
  store<i64>(p, hash, HASH);
  return hash;
}

export function bytes_length(p: i32): i32 {
  return load<i32>(p, LENGTH);
}

export function bytes_repr(p: i32): i32 {
  return bytesRepr(p + CHARACTERS_AT, load<i32>(p, LENGTH));
}

export function bytes_equal(a: i32, b: i32): bool {
  const length = load<i32>(a, LENGTH);
  return a == b || (length == load<i32>(b, LENGTH) && equalBytes(itemsOf(a), itemsOf(b), length));
}

/** Comparison with anything that has a buffer; bytes themselves only with bytes and bytearrays of the left. */
export function bytes_compare(a: i32, b: i32, operation: i32): i32 {
  if (isBytes(a) ? !isBytes(b) : !hasBuffer(b)) return newRef(NOT_IMPLEMENTED);
  if (!take(b, FIRST_OPERAND)) {
    clearPending();
    return newRef(NOT_IMPLEMENTED);
  }
  const order = orderOf(a, operation);
  give(FIRST_OPERAND);
  let holds: bool;
  if (operation == EQUAL) holds = order == 0;
  else if (operation == NOT_EQUAL) holds = order != 0;
  else if (operation == LESS) holds = order < 0;
  else if (operation == LESS_EQUAL) holds = order <= 0;
  else if (operation == GREATER) holds = order > 0;
  else holds = order >= 0;
  return newRef(holds ? TRUE : FALSE);
}

function orderOf(a: i32, operation: i32): i32 {
  const length = load<i32>(a, LENGTH);
  const other = lengthOf(FIRST_OPERAND);
  if ((operation == EQUAL || operation == NOT_EQUAL) && length != other) return 1;
  return compareBytes(itemsOf(a), length, addressOf(FIRST_OPERAND), other);
}

export function bytes_item(p: i32, index: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const place = index < 0 ? index + length : index;
  if (<u32>place >= <u32>length)
    return isBytes(p) ? raise(INDEX_ERROR, 'index out of range') : raise(INDEX_ERROR, 'bytearray index out of range');
  return newInt(load<u8>(itemsOf(p) + place));
}

export function bytes_subscript(p: i32, key: i32): i32 {
  if (isIndex(key)) {
    const index = subscriptOf(key);
    return failed() ? 0 : bytes_item(p, index);
  }
  if (typeOf(key) != SLICE_TYPE)
    return isBytes(p)
      ? raise(TYPE_ERROR, 'byte indices must be integers or slices, not %T', key)
      : raise(TYPE_ERROR, 'bytearray indices must be integers or slices, not %T', key);
  if (!unpackSlice(key)) return 0;
  fitSlice(load<i32>(p, LENGTH));
  if (sliceStep == 1) return partOf(p, sliceStart, sliceStart + sliceCount);
  const result = newLike(p, sliceCount);
  if (result == 0) return 0;
  const from = itemsOf(p);
  const to = itemsOf(result);
  for (let i = 0, at = sliceStart; i < sliceCount; i++, at += sliceStep) store<u8>(to + i, load<u8>(from + at));
  return settled(result);
}

export function bytes_contains(p: i32, part: i32): i32 {
  const length = load<i32>(p, LENGTH);
  if (isIndex(part)) {
    const byte = byteOf(part);
    return byte < 0 ? -1 : findByte(itemsOf(p), 0, load<i32>(p, LENGTH), byte) >= 0 ? 1 : 0;
  }
  if (!take(part, FIRST_OPERAND)) return -1;
  const needle = lengthOf(FIRST_OPERAND);
  const holds = needle == 0 || find(itemsOf(p), 1, 0, length, addressOf(FIRST_OPERAND), needle) >= 0;
  give(FIRST_OPERAND);
  return holds ? 1 : 0;
}

export function bytes_concat(a: i32, b: i32): i32 {
  if (!hasBuffer(b)) return raise(TYPE_ERROR, "can't concat %T to %T", b, a);
  const length = load<i32>(a, LENGTH);
  if (isBytes(b)) {
    if (length == 0 && isExactBytes(a) && isExactBytes(b)) return newRef(b);
    if (load<i32>(b, LENGTH) == 0 && isExactBytes(a)) return newRef(a);
  }
  if (!take(b, FIRST_OPERAND)) return 0;
  const more = lengthOf(FIRST_OPERAND);
  const result = <i64>length + more > MOST_BYTES ? noMemory() : newLike(a, length + more);
  if (result != 0) {
    copyBytes(itemsOf(result), itemsOf(a), length);
    copyBytes(itemsOf(result) + length, addressOf(FIRST_OPERAND), more);
  }
  give(FIRST_OPERAND);
  return result == 0 ? 0 : settled(result);
}

export function bytes_repeat(p: i32, count: i32): i32 {
  if (!isIndex(count)) return raise(TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", count);
  const times = wordOf(count);
  if (failed()) return 0;
  const length = load<i32>(p, LENGTH);
  if (times == 1 && isExactBytes(p)) return wholeOf(p);
  if (times > 0 && <i64>length * times > MOST_BYTES) return noMemory();
  const total = times > 0 ? length * times : 0;
  const result = newLike(p, total);
  if (result != 0 && total > 0) fillRepeated(itemsOf(result), itemsOf(p), length, total);
  return result == 0 ? 0 : settled(result);
}
