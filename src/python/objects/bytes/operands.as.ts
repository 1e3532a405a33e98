/**
 * Arguments of methods of bytes: bytes-like objects, and bytes given as ints. A method takes at most two at a time, and runs
 * no code of the program while it has them.
 */
import { BUFFER_AT, BUFFER_BYTES, BUFFER_LENGTH, BUFFER_OWNER } from '../../format/bytes';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { fail, failed } from '../../kernel/errors.as';
import { indexOf } from '../numbers/index.as';
import { isIndex } from '../sequences/indices.as';
import { acquire, hasBuffer, release } from './buffers.as';

/** The two operands. */
export const FIRST_OPERAND: i32 = <i32>memory.data(2 * BUFFER_BYTES, 4);
export const SECOND_OPERAND: i32 = FIRST_OPERAND + BUFFER_BYTES;
/** A byte that was given as an int. */
const BYTE: i32 = <i32>memory.data(8, 8);

export function take(p: i32, operand: i32): bool {
  store<i32>(operand, 0, BUFFER_OWNER);
  return acquire(p, operand);
}

export function give(operand: i32): void {
  release(operand);
}

export function addressOf(operand: i32): i32 {
  return load<i32>(operand, BUFFER_AT);
}

export function lengthOf(operand: i32): i32 {
  return load<i32>(operand, BUFFER_LENGTH);
}

/** An object as a byte; -1 with an exception. */
export function byteOf(p: i32): i32 {
  const word = indexOf(p, 0);
  if (failed()) {
    return -1;
  }
  return <u32>word > 255 ? fail(VALUE_ERROR, 'byte must be in range(0, 256)') : word;
}

/** What is searched for: bytes, or a byte as an int. */
export function takeNeedle(p: i32): bool {
  store<i32>(FIRST_OPERAND, 0, BUFFER_OWNER);
  if (hasBuffer(p)) return acquire(p, FIRST_OPERAND);
  if (!isIndex(p)) {
    fail(TYPE_ERROR, "argument should be integer or bytes-like object, not '%T'", p);
    return false;
  }
  const byte = byteOf(p);
  if (byte < 0) return false;
  store<u8>(BYTE, byte);
  store<i32>(FIRST_OPERAND, BYTE, BUFFER_AT);
  store<i32>(FIRST_OPERAND, 1, BUFFER_LENGTH);
  return true;
}
