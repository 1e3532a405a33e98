/** New objects of the kind of another: bytes or bytearray. */
import { EMPTY_BYTES } from '../../format/memory-map';
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { decref, newRef } from '../../kernel/counts.as';
import { newBytearray } from './bytearrays.as';
import { byteSingleton, isBytes, newBytes } from './bytes.as';

/** With so many bytes still to be stored; then it must be `settled`. */
export function newLike(p: i32, length: i32): i32 {
  if (!isBytes(p)) return newBytearray(length);
  return length == 0 ? newRef(EMPTY_BYTES) : newBytes(length);
}

/** The object, or the singleton that is equal to it. */
export function settled(p: i32): i32 {
  if (load<i32>(p, LENGTH) != 1 || !isBytes(p)) return p;
  const byte = load<u8>(p, CHARACTERS_AT);
  decref(p);
  return byteSingleton(byte);
}
