/**
 * bytes: making them. No and one byte are singletons; the size of the block follows from the length as with strings.
 */
import { BYTES, EMPTY_BYTES } from '../../format/memory-map';
import { CHARACTERS_AT, HASH, LENGTH, TYPE } from '../../format/objects';
import { BYTES_TYPE, CYCLIC, IS_BYTES, TYPE_FLAGS } from '../../format/types';
import { newObject, newOf } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { newRef } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { strBytes } from '../text/strings.as';

const MOST_BYTES: i32 = 0x7000_0000;
const SINGLE_BYTES = 32;

export function isBytes(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == BYTES_TYPE || (load<i32>(type, TYPE_FLAGS) & IS_BYTES) != 0;
}

export function isExactBytes(p: i32): bool {
  return load<i32>(p, TYPE) == BYTES_TYPE;
}

/** So many bytes still to be stored; not for lengths 0 and 1. */
export function newBytes(length: i32): i32 {
  if (<u32>length > <u32>MOST_BYTES) return noMemory();
  const p = newObject(BYTES_TYPE, strBytes(length, 1));
  if (p == 0) return 0;
  store<i32>(p, length, LENGTH);
  store<i64>(p, -1, HASH);
  store<u8>(p + length, 0, CHARACTERS_AT);
  return p;
}

export function byteSingleton(value: i32): i32 {
  return newRef(BYTES + value * SINGLE_BYTES);
}

/** A copy of bytes in memory, which no allocation may move. */
export function bytesOf(base: i32, length: i32): i32 {
  if (length <= 0) return newRef(EMPTY_BYTES);
  if (length == 1) return byteSingleton(load<u8>(base));
  const p = newBytes(length);
  if (p != 0) copyBytes(p + CHARACTERS_AT, base, length);
  return p;
}

/** The bytes in [from, to); the same object where that is all of an exact one. */
export function bytesPart(p: i32, from: i32, to: i32): i32 {
  if (from == 0 && to == load<i32>(p, LENGTH) && isExactBytes(p)) return newRef(p);
  return bytesOf(p + CHARACTERS_AT + from, to - from);
}

/** An instance of a class derived from bytes, with so many bytes still to be stored. */
export function newBytesOf(type: i32, length: i32): i32 {
  if (<u32>length > <u32>MOST_BYTES) return noMemory();
  const p = newOf(type, strBytes(length, 1));
  if (p == 0) return 0;
  store<i32>(p, length, LENGTH);
  store<i64>(p, -1, HASH);
  store<u8>(p + length, 0, CHARACTERS_AT);
  if (hasFlag(p, CYCLIC)) track(p);
  return p;
}
