/**
 * Quotients of ints: floor division and remainder with the divisor's sign, and true division, rounded correctly.
 *
 *     a // b    the greatest int not above the quotient; a % b = a - (a // b) * b
 */
import { DIGIT_BITS, VALUE } from '../../../format/objects';
import { NOT_IMPLEMENTED } from '../../../format/memory-map';
import { OVERFLOW_ERROR, ZERO_DIVISION_ERROR } from '../../../format/types';
import { fillBytes } from '../../../kernel/bytes.as';
import { newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { newPair } from '../pair.as';
import { newFloat } from '../float/object.as';
import {
  addDigits,
  anyBitBelow,
  bitLength,
  compareDigits,
  shiftLeft,
  shiftRight,
  subtractDigits,
  trimmed,
} from '../digits/basics.as';
import { divideDigits } from '../digits/divide.as';
import { release, reserve } from '../digits/scratch.as';
import { toDouble } from './double.as';
import {
  countOf,
  digitsOf,
  fitsWord,
  fromDigits,
  fromI64,
  isCompact,
  isInt,
  isNegative,
  isZero,
  LEFT,
  RIGHT,
  toExact,
  wordOf,
} from './object.as';

export function int_floor_divide(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isZero(b)) return raise(ZERO_DIVISION_ERROR, 'integer division or modulo by zero');
  return quotientOf(a, b);
}

/** For ints, b is not 0. */
export function quotientOf(a: i32, b: i32): i32 {
  if (fitsWord(a) && fitsWord(b)) return fromI64(floorQuotient(wordOf(a), wordOf(b)));
  return divide(a, b, true, false);
}

export function int_remainder(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isZero(b)) return raise(ZERO_DIVISION_ERROR, 'integer modulo by zero');
  return remainderOf(a, b);
}

/** For ints, b is not 0. */
export function remainderOf(a: i32, b: i32): i32 {
  if (isCompact(a) && isCompact(b)) {
    const x = load<i32>(a, VALUE);
    const y = load<i32>(b, VALUE);
    if (y == -1) return fromI64(0);
    const rest = x % y;
    return fromI64(rest != 0 && (rest ^ y) < 0 ? <i64>rest + <i64>y : rest);
  }
  if (fitsWord(a) && fitsWord(b)) return fromI64(floorRemainder(wordOf(a), wordOf(b)));
  return divide(a, b, false, true);
}

export function int_divmod(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isZero(b)) return raise(ZERO_DIVISION_ERROR, 'integer division or modulo by zero');
  if (!fitsWord(a) || !fitsWord(b)) return divide(a, b, true, true);
  const x = wordOf(a);
  const y = wordOf(b);
  const quotient = fromI64(floorQuotient(x, y));
  if (quotient == 0) return 0;
  return newPair(quotient, fromI64(floorRemainder(x, y)));
}

function floorQuotient(x: i64, y: i64): i64 {
  const quotient = x / y;
  return (x ^ y) < 0 && quotient * y != x ? quotient - 1 : quotient;
}

function floorRemainder(x: i64, y: i64): i64 {
  const rest = x % y;
  return rest != 0 && (rest ^ y) < 0 ? rest + y : rest;
}

/** Quotient, remainder, or both as a tuple. */
function divide(a: i32, b: i32, wantsQuotient: bool, wantsRemainder: bool): i32 {
  const x = digitsOf(a, LEFT);
  const n = countOf(a);
  const y = digitsOf(b, RIGHT);
  const m = countOf(b);
  const unlike = isNegative(a) != isNegative(b);
  if (compareDigits(x, n, y, m) < 0) {
    // Between -1 and 1.
    const down = unlike && n != 0;
    const quotient = wantsQuotient ? fromI64(down ? -1 : 0) : 0;
    if (!wantsRemainder) return quotient;
    const remainder = down ? complement(x, n, y, m, isNegative(b)) : toExact(a);
    return wantsQuotient ? newPair(quotient, remainder) : remainder;
  }
  const length = n - m + 2;
  const room = length + m;
  const to = reserve(room);
  if (to == 0) return 0;
  const rest = to + (length << 2);
  if (!divideDigits(to, rest, x, n, y, m)) {
    release(to, room);
    return 0;
  }
  const left = trimmed(rest, m);
  const down = unlike && left != 0;
  let quotient = 0;
  let remainder = 0;
  if (wantsQuotient) {
    store<u32>(to + ((length - 1) << 2), 0);
    if (down) {
      store<u32>(RIGHT_ONE, 1);
      addDigits(to, to, length - 1, RIGHT_ONE, 1);
    }
    quotient = fromDigits(to, length, unlike);
  }
  if (wantsRemainder)
    remainder = down ? complement(rest, left, y, m, isNegative(b)) : fromDigits(rest, left, isNegative(a));
  release(to, room);
  if (!wantsQuotient) return remainder;
  return wantsRemainder ? newPair(quotient, remainder) : quotient;
}

const RIGHT_ONE: i32 = <i32>memory.data(4, 4);

/** The int y - x with a sign, for x < y. */
function complement(x: i32, n: i32, y: i32, m: i32, negative: bool): i32 {
  const to = reserve(m);
  if (to == 0) return 0;
  subtractDigits(to, y, m, x, n);
  const result = fromDigits(to, m, negative);
  release(to, m);
  return result;
}

export function int_true_divide(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (isZero(b)) return raise(ZERO_DIVISION_ERROR, 'division by zero');
  if (isCompact(a) && isCompact(b)) return newFloat(<f64>load<i32>(a, VALUE) / <f64>load<i32>(b, VALUE));
  const x = digitsOf(a, LEFT);
  const n = countOf(a);
  const y = digitsOf(b, RIGHT);
  const m = countOf(b);
  const magnitude = ratio(x, n, y, m);
  if (magnitude < 0) return 0;
  if (magnitude > f64.MAX_VALUE) return raise(OVERFLOW_ERROR, 'integer division result too large for a float');
  return newFloat(isNegative(a) != isNegative(b) ? -magnitude : magnitude);
}

/** x / y rounded half to even; infinite when too large, -1 without memory. */
function ratio(x: i32, n: i32, y: i32, m: i32): f64 {
  if (n == 0) return 0;
  const length = bitLength(x, n) - bitLength(y, m);
  if (length > 1024) return Infinity;
  if (length < -1080) return 0;
  // A quotient of 55 bits at least, or as many as a subnormal result has and some; what is cut off only matters as "not 0".
  const shift = <i32>max<i64>(length, -1022) - 55;
  const whole = shift < 0 ? -shift / DIGIT_BITS : 0;
  const up = shift < 0 ? -shift - whole * DIGIT_BITS : 0;
  const length1 = n + whole + 1;
  const down = shift > 0 ? shift / DIGIT_BITS : 0;
  const room = length1 + length1 + m + 2;
  const top = reserve(room);
  if (top == 0) return -1;
  let inexact = false;
  let count = length1;
  if (shift <= 0) {
    fillBytes(top, 0, whole << 2);
    store<u32>(top + ((n + whole) << 2), shiftLeft(top + (whole << 2), x, n, up));
  } else {
    inexact = anyBitBelow(x, n, shift);
    count = n - down;
    shiftRight(top, x + (down << 2), count, shift - down * DIGIT_BITS);
  }
  count = trimmed(top, count);
  const quotient = top + (length1 << 2);
  const rest = quotient + (length1 << 2);
  let length2 = 0;
  if (compareDigits(top, count, y, m) < 0) inexact = inexact || count != 0;
  else {
    if (!divideDigits(quotient, rest, top, count, y, m)) {
      release(top, room);
      return -1;
    }
    inexact = inexact || trimmed(rest, m) != 0;
    length2 = trimmed(quotient, count - m + 1);
  }
  const result = toDouble(quotient, length2, shift, inexact);
  release(top, room);
  return result;
}
