/**
 * Shifts and the operations on bits, which see a negative int as two's complement with endlessly many ones in front.
 */
import { DIGIT_BITS, VALUE } from '../../../format/objects';
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../../format/memory-map';
import { BOOL_TYPE, MEMORY_ERROR, OVERFLOW_ERROR, VALUE_ERROR } from '../../../format/types';
import { TYPE } from '../../../format/objects';
import { fillBytes } from '../../../kernel/bytes.as';
import { newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { DIGIT_MASK, shiftLeft, shiftRight } from '../digits/basics.as';
import { reserve } from '../digits/scratch.as';
import {
  countOf,
  digitsOf,
  fitsWord,
  fromI64,
  isCompact,
  isInt,
  isNegative,
  isZero,
  LEFT,
  RIGHT,
  takeDigits,
  wordOf,
} from './object.as';

/** More digits than fit into the heap. */
const TOO_MANY_BITS: i64 = <i64>0x1c00_0000 * DIGIT_BITS;

export function int_invert(a: i32): i32 {
  if (fitsWord(a)) return fromI64(~wordOf(a));
  return combine(a, a, NOT);
}

export function int_lshift(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isNegative(b)) return raise(VALUE_ERROR, 'negative shift count');
  if (isZero(a)) return fromI64(0);
  if (isCompact(a) && isCompact(b)) {
    const bits = load<i32>(b, VALUE);
    if (bits < 32) return fromI64((<i64>load<i32>(a, VALUE)) << bits);
  }
  if (!fitsWord(b)) return raise(OVERFLOW_ERROR, 'too many digits in integer');
  const bits = wordOf(b);
  if (bits + <i64>countOf(a) * DIGIT_BITS > TOO_MANY_BITS) return raise(MEMORY_ERROR, '');
  return shiftedUp(a, <i64>bits);
}

/** a << bits. */
export function shiftedUp(a: i32, bits: i64): i32 {
  const whole = <i32>(bits / DIGIT_BITS);
  const n = countOf(a);
  const room = n + whole + 1;
  const to = reserve(room);
  if (to == 0) return 0;
  fillBytes(to, 0, whole << 2);
  const over = shiftLeft(to + (whole << 2), digitsOf(a, LEFT), n, <i32>(bits - <i64>whole * DIGIT_BITS));
  store<u32>(to + ((room - 1) << 2), over);
  return takeDigits(to, room, isNegative(a), room);
}

export function int_rshift(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isNegative(b)) return raise(VALUE_ERROR, 'negative shift count');
  const most = fitsWord(b) ? wordOf(b) : i64.MAX_VALUE;
  if (fitsWord(a)) return fromI64(wordOf(a) >> min<i64>(most, 63));
  return shiftedDown(a, most);
}

/** a >> bits, for an int of several digits. */
function shiftedDown(a: i32, bits: i64): i32 {
  const n = countOf(a);
  const negative = isNegative(a);
  const skipped = bits / DIGIT_BITS;
  if (skipped >= <i64>n) return fromI64(negative ? -1 : 0);
  const whole = <i32>skipped;
  const rest = <i32>(bits - skipped * DIGIT_BITS);
  const digits = a + VALUE;
  const length = n - whole;
  const to = reserve(length + 1);
  if (to == 0) return 0;
  shiftRight(to, digits + (whole << 2), length, rest);
  store<u32>(to + (length << 2), 0);
  // Down, not towards zero: ones that fall out of a negative number make it one less.
  if (negative && anySet(digits, whole, rest)) {
    let at = to;
    while (load<u32>(at) == DIGIT_MASK) {
      store<u32>(at, 0);
      at += 4;
    }
    store<u32>(at, load<u32>(at) + 1);
  }
  return takeDigits(to, length + 1, negative, length + 1);
}

function anySet(digits: i32, whole: i32, bits: i32): bool {
  for (let i = 0; i < whole; i++) if (load<u32>(digits + (i << 2)) != 0) return true;
  return (load<u32>(digits + (whole << 2)) & ((1 << bits) - 1)) != 0;
}

export function int_and(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (fitsWord(a) && fitsWord(b)) return fromI64(wordOf(a) & wordOf(b));
  return combine(a, b, AND);
}

export function int_or(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (fitsWord(a) && fitsWord(b)) return fromI64(wordOf(a) | wordOf(b));
  return combine(a, b, OR);
}

export function int_xor(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (fitsWord(a) && fitsWord(b)) return fromI64(wordOf(a) ^ wordOf(b));
  return combine(a, b, XOR);
}

/** Two bools make a bool, anything else what ints make. */
export function bool_and(a: i32, b: i32): i32 {
  if (!areBools(a, b)) return int_and(a, b);
  return newRef(a == TRUE && b == TRUE ? TRUE : FALSE);
}

export function bool_or(a: i32, b: i32): i32 {
  if (!areBools(a, b)) return int_or(a, b);
  return newRef(a == TRUE || b == TRUE ? TRUE : FALSE);
}

export function bool_xor(a: i32, b: i32): i32 {
  if (!areBools(a, b)) return int_xor(a, b);
  return newRef(a != b ? TRUE : FALSE);
}

function areBools(a: i32, b: i32): bool {
  return load<i32>(a, TYPE) == BOOL_TYPE && load<i32>(b, TYPE) == BOOL_TYPE;
}

const AND = 0;
const OR = 1;
const XOR = 2;
/** Of the left operand alone. */
const NOT = 3;

/** Digit by digit in two's complement, and back. */
function combine(a: i32, b: i32, operation: i32): i32 {
  const n = countOf(a);
  const m = countOf(b);
  const x = digitsOf(a, LEFT);
  const y = digitsOf(b, RIGHT);
  if (operation == AND && !isNegative(a) && !isNegative(b)) return masked(x, y, min(n, m));
  const xFill: u32 = isNegative(a) ? DIGIT_MASK : 0;
  const yFill: u32 = isNegative(b) ? DIGIT_MASK : 0;
  const room = max(n, m) + 1;
  const to = reserve(room);
  if (to == 0) return 0;
  const zFill = combined(xFill, yFill, operation);
  let xCarry: u32 = xFill & 1;
  let yCarry: u32 = yFill & 1;
  let zCarry: u32 = zFill & 1;
  for (let i = 0; i < room; i++) {
    const at = i << 2;
    xCarry += (i < n ? load<u32>(x + at) : 0) ^ xFill;
    yCarry += (i < m ? load<u32>(y + at) : 0) ^ yFill;
    zCarry += combined(xCarry & DIGIT_MASK, yCarry & DIGIT_MASK, operation) ^ zFill;
    store<u32>(to + at, zCarry & DIGIT_MASK);
    xCarry >>= DIGIT_BITS;
    yCarry >>= DIGIT_BITS;
    zCarry >>= DIGIT_BITS;
  }
  return takeDigits(to, room, zFill != 0, room);
}

/** Digits that both have; both numbers are not negative. */
function masked(x: i32, y: i32, count: i32): i32 {
  const to = reserve(count);
  if (to == 0) return 0;
  for (let i = 0; i < count << 2; i += 4) store<u32>(to + i, load<u32>(x + i) & load<u32>(y + i));
  return takeDigits(to, count, false, count);
}

function combined(x: u32, y: u32, operation: i32): u32 {
  switch (operation) {
    case AND:
      return x & y;
    case OR:
      return x | y;
    case XOR:
      return x ^ y;
    default:
      return x ^ DIGIT_MASK;
  }
}

/** The bits of a number's magnitude that are set. */
export function int_bit_count(a: i32): i32 {
  const digits = digitsOf(a, LEFT);
  let count: i64 = 0;
  for (let i = 0, n = countOf(a); i < n; i++) count += popcnt(load<u32>(digits + (i << 2)));
  return fromI64(count);
}
