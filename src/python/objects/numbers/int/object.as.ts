/**
 * Ints: making them from words, doubles and digits, and seeing any of them as digits.
 *
 * Invariant: an int that fits into 32 bits has DIGITS 0, and if it is from SMALL_MIN to SMALL_MAX it is one of the
 * singletons, unless its type is a subclass. Everything that makes an int goes through here, so that it holds.
 */
import { DIGIT_BITS, DIGITS, INT_BYTES, TYPE, VALUE } from '../../../format/objects';
import { INT_TYPE, IS_INT, OVERFLOW_ERROR, TYPE_FLAGS, VALUE_ERROR } from '../../../format/types';
import { newStatic } from '../../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../../kernel/bytes.as';
import { newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { DIGIT_MASK, trimmed } from '../digits/basics.as';
import { release, reserve } from '../digits/scratch.as';
import { newInt } from '../new-int.as';

/** Two digits each, for the left and the right operand of an operation. */
export const LEFT: i32 = <i32>memory.data(8, 8);
export const RIGHT: i32 = <i32>memory.data(8, 8);

/** int, bool or a subclass. */
export function isInt(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == INT_TYPE || (load<i32>(type, TYPE_FLAGS) & IS_INT) != 0;
}

export function isCompact(p: i32): bool {
  return load<i32>(p, DIGITS) == 0;
}

/** Whether it has 60 bits at most, so that wordOf() is its value. */
export function fitsWord(p: i32): bool {
  return <u32>(load<i32>(p, DIGITS) + 2) <= 4;
}

export function wordOf(p: i32): i64 {
  const count = load<i32>(p, DIGITS);
  if (count == 0) return <i64>load<i32>(p, VALUE);
  const magnitude = <i64>load<u32>(p, VALUE) | ((<i64>load<u32>(p, VALUE + 4)) << DIGIT_BITS);
  return count < 0 ? -magnitude : magnitude;
}

export function isNegative(p: i32): bool {
  const count = load<i32>(p, DIGITS);
  return (count == 0 ? load<i32>(p, VALUE) : count) < 0;
}

export function isZero(p: i32): bool {
  return load<i32>(p, DIGITS) == 0 && load<i32>(p, VALUE) == 0;
}

export function isOdd(p: i32): bool {
  return (load<i32>(p, VALUE) & 1) != 0;
}

/** How many digits its magnitude has. */
export function countOf(p: i32): i32 {
  const count = load<i32>(p, DIGITS);
  if (count != 0) return count < 0 ? -count : count;
  const value = load<i32>(p, VALUE);
  if (value == 0) return 0;
  return <u32>(value < 0 ? -value : value) >> DIGIT_BITS == 0 ? 1 : 2;
}

/** The digits of its magnitude: its own, or written to `pad` (LEFT or RIGHT). */
export function digitsOf(p: i32, pad: i32): i32 {
  if (load<i32>(p, DIGITS) != 0) return p + VALUE;
  const value = load<i32>(p, VALUE);
  const magnitude = <u32>(value < 0 ? -value : value);
  store<u32>(pad, magnitude & DIGIT_MASK);
  store<u32>(pad, magnitude >> DIGIT_BITS, 4);
  return pad;
}

export function fromI64(value: i64): i32 {
  if (<i64>(<i32>value) == value) return newInt(<i32>value);
  return value < 0 ? fromMagnitude(-value, true) : fromMagnitude(value, false);
}

export function fromU64(value: u64): i32 {
  return value <= <u64>i32.MAX_VALUE ? newInt(<i32>value) : fromMagnitude(value, false);
}

/** Of what does not fit into 32 bits. */
function fromMagnitude(magnitude: u64, negative: bool): i32 {
  const count = magnitude >> (2 * DIGIT_BITS) != 0 ? 3 : 2;
  const p = newDigits(count, negative);
  if (p == 0) return 0;
  store<u32>(p, <u32>magnitude & DIGIT_MASK, VALUE);
  store<u32>(p, <u32>(magnitude >> DIGIT_BITS) & DIGIT_MASK, VALUE + 4);
  if (count == 3) store<u32>(p, <u32>(magnitude >> (2 * DIGIT_BITS)), VALUE + 8);
  return p;
}

/** An int whose digits are still to be written. */
function newDigits(count: i32, negative: bool): i32 {
  const p = newStatic(INT_TYPE, bytesOf(count));
  if (p == 0) return 0;
  store<i32>(p, negative ? -count : count, DIGITS);
  return p;
}

/** Bytes of an int of so many digits; 0: it is compact. */
export function bytesOf(count: i32): i32 {
  return count == 0 ? INT_BYTES : VALUE + (count << 2);
}

/** The int with these digits, copied; trimmed or not. */
export function fromDigits(digits: i32, count: i32, negative: bool): i32 {
  count = trimmed(digits, count);
  if (count <= 2) {
    const low = count > 0 ? <i64>load<u32>(digits) : 0;
    const magnitude = count > 1 ? low | ((<i64>load<u32>(digits, 4)) << DIGIT_BITS) : low;
    return fromI64(negative ? -magnitude : magnitude);
  }
  const p = newDigits(count, negative);
  if (p != 0) copyBytes(p + VALUE, digits, count << 2);
  return p;
}

/** The int with the digits that reserve(room) gave, which are released. */
export function takeDigits(digits: i32, count: i32, negative: bool, room: i32): i32 {
  const p = fromDigits(digits, count, negative);
  release(digits, room);
  return p;
}

/** The int that a finite double becomes when its fraction is dropped. */
export function int_from_f64(value: f64): i32 {
  if (value > -9.2e18 && value < 9.2e18) return fromI64(<i64>value);
  if (value != value) return raise(VALUE_ERROR, 'cannot convert float NaN to integer');
  if (value - value != 0) return raise(OVERFLOW_ERROR, 'cannot convert float infinity to integer');
  const bits = reinterpret<u64>(value);
  const mantissa = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
  const shift = (<i32>(bits >> 52) & 0x7ff) - 1075;
  const low = shift / DIGIT_BITS;
  const count = low + 3;
  const digits = reserve(count);
  if (digits == 0) return 0;
  fillBytes(digits, 0, count << 2);
  const within = shift - low * DIGIT_BITS;
  // 53 bits moved by at most 29.
  let rest = mantissa;
  const at = digits + (low << 2);
  store<u32>(at, <u32>(rest << within) & DIGIT_MASK);
  rest >>= DIGIT_BITS - within;
  store<u32>(at, <u32>rest & DIGIT_MASK, 4);
  store<u32>(at, <u32>(rest >> DIGIT_BITS), 8);
  return takeDigits(digits, count, value < 0, count);
}

/** The exact int of a subclass's instance, with a count of its own; `p` itself if it is one. */
export function toExact(p: i32): i32 {
  if (load<i32>(p, TYPE) == INT_TYPE) return newRef(p);
  if (load<i32>(p, DIGITS) == 0) return newInt(load<i32>(p, VALUE));
  return fromDigits(p + VALUE, countOf(p), isNegative(p));
}
