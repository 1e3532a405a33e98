/**
 * Sums, differences and products of ints, their signs, order and hashes. The slots of int: (left, right) -> int, or
 * NotImplemented where an operand is none.
 *
 * What fits into words is done with words; everything else as digits.
 */
import { DIGITS, VALUE } from '../../../format/objects';
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../../format/memory-map';
import { EQUAL, GREATER, LESS, LESS_EQUAL, NOT_EQUAL } from '../../../format/types';
import { newRef } from '../../../kernel/counts.as';
import { addDigits, compareDigits, subtractDigits } from '../digits/basics.as';
import { multiplyDigits } from '../digits/multiply.as';
import { release, reserve } from '../digits/scratch.as';
import {
  countOf,
  digitsOf,
  fitsWord,
  fromDigits,
  fromI64,
  isCompact,
  isInt,
  isNegative,
  LEFT,
  RIGHT,
  takeDigits,
  toExact,
  wordOf,
} from './object.as';

export function int_add(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  return sumOf(a, b);
}

/** For ints. */
export function sumOf(a: i32, b: i32): i32 {
  if (fitsWord(a) && fitsWord(b)) return fromI64(wordOf(a) + wordOf(b));
  return signedSum(a, b, isNegative(b));
}

export function int_subtract(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  return differenceOf(a, b);
}

export function differenceOf(a: i32, b: i32): i32 {
  if (fitsWord(a) && fitsWord(b)) return fromI64(wordOf(a) - wordOf(b));
  return signedSum(a, b, !isNegative(b));
}

/** a + b, where b has the given sign. */
function signedSum(a: i32, b: i32, bNegative: bool): i32 {
  const aNegative = isNegative(a);
  let x = digitsOf(a, LEFT);
  let n = countOf(a);
  let y = digitsOf(b, RIGHT);
  let m = countOf(b);
  let negative = aNegative;
  const order = compareDigits(x, n, y, m);
  if (order < 0) {
    const digits = x;
    x = y;
    y = digits;
    const count = n;
    n = m;
    m = count;
    negative = bNegative;
  }
  const room = n + 1;
  const to = reserve(room);
  if (to == 0) return 0;
  if (aNegative == bNegative) {
    addDigits(to, x, n, y, m);
    return takeDigits(to, room, negative, room);
  }
  subtractDigits(to, x, n, y, m);
  return takeDigits(to, n, negative, room);
}

export function int_multiply(a: i32, b: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  return productOf(a, b);
}

export function productOf(a: i32, b: i32): i32 {
  if (isCompact(a) && isCompact(b)) return fromI64(<i64>load<i32>(a, VALUE) * <i64>load<i32>(b, VALUE));
  const n = countOf(a);
  const m = countOf(b);
  const to = reserve(n + m);
  if (to == 0) return 0;
  if (!multiplyDigits(to, digitsOf(a, LEFT), n, digitsOf(b, RIGHT), m)) {
    release(to, n + m);
    return 0;
  }
  return takeDigits(to, n + m, isNegative(a) != isNegative(b), n + m);
}

export function int_negative(a: i32): i32 {
  if (fitsWord(a)) return fromI64(-wordOf(a));
  return fromDigits(a + VALUE, countOf(a), !isNegative(a));
}

export function int_positive(a: i32): i32 {
  return toExact(a);
}

export function int_absolute(a: i32): i32 {
  return isNegative(a) ? int_negative(a) : toExact(a);
}

export function int_bool(a: i32): i32 {
  return load<i32>(a, DIGITS) != 0 || load<i32>(a, VALUE) != 0 ? 1 : 0;
}

/** -1, 0 or 1; for ints. */
export function orderOf(a: i32, b: i32): i32 {
  if (fitsWord(a) && fitsWord(b)) {
    const x = wordOf(a);
    const y = wordOf(b);
    return x < y ? -1 : i32(x > y);
  }
  const negative = isNegative(a);
  if (negative != isNegative(b)) return negative ? -1 : 1;
  const order = compareDigits(digitsOf(a, LEFT), countOf(a), digitsOf(b, RIGHT), countOf(b));
  return negative ? -order : order;
}

/** Whether an order (-1, 0, 1) is what a comparison asks for. */
export function orderIs(order: i32, operation: i32): bool {
  switch (operation) {
    case LESS:
      return order < 0;
    case LESS_EQUAL:
      return order <= 0;
    case EQUAL:
      return order == 0;
    case NOT_EQUAL:
      return order != 0;
    case GREATER:
      return order > 0;
    default:
      return order >= 0;
  }
}

export function int_compare(a: i32, b: i32, operation: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  return newRef(orderIs(orderOf(a, b), operation) ? TRUE : FALSE);
}

/** The prime that numbers are hashed by. */
export const HASH_PRIME: u64 = (1 << 61) - 1;

export function int_hash(a: i32): i64 {
  let hash: i64;
  if (isCompact(a)) hash = <i64>load<i32>(a, VALUE);
  else {
    let rest: u64 = 0;
    const digits = a + VALUE;
    for (let i = (countOf(a) - 1) << 2; i >= 0; i -= 4) {
      rest = ((rest << 30) & HASH_PRIME) | (rest >> 31);
      rest += <u64>load<u32>(digits + i);
      if (rest >= HASH_PRIME) rest -= HASH_PRIME;
    }
    hash = isNegative(a) ? -(<i64>rest) : <i64>rest;
  }
  return hash == -1 ? -2 : hash;
}
