/**
 * Powers of ints, plain and modulo an int. Left-to-right binary exponentiation over the bits of the exponent (Knuth, The Art
 * of Computer Programming 2, 4.6.3); with large exponents and a modulus five bits at a time.
 *
 * Negative exponents: without a modulus the result is a float; with one, a power of the inverse.
 */
import { DIGIT_BITS, VALUE } from '../../../format/objects';
import { NONE, NOT_IMPLEMENTED } from '../../../format/memory-map';
import { VALUE_ERROR } from '../../../format/types';
import { decref, newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { bitLength } from '../digits/basics.as';
import { float_power } from '../float/power.as';
import { differenceOf, int_negative, productOf } from './arithmetic.as';
import { quotientOf, remainderOf } from './division.as';
import { countOf, digitsOf, fitsWord, fromI64, isCompact, isInt, isNegative, isZero, wordOf } from './object.as';

/** Exponents of more digits are taken five bits at a time. */
const WINDOW_FROM: i32 = 8;
const WINDOW: i32 = 5;

export function int_power(a: i32, b: i32, modulus: i32): i32 {
  if (!isInt(a) || !isInt(b)) return newRef(NOT_IMPLEMENTED);
  if (modulus == NONE) return isNegative(b) ? float_power(a, b, NONE) : plainPower(a, b);
  if (!isInt(modulus)) return newRef(NOT_IMPLEMENTED);
  if (isZero(modulus)) return raise(VALUE_ERROR, 'pow() 3rd argument cannot be 0');
  return modularPower(a, b, modulus);
}

function plainPower(a: i32, b: i32): i32 {
  if (isCompact(a) && isCompact(b)) {
    const quick = wordPower(load<i32>(a, VALUE), load<i32>(b, VALUE));
    if (quick != i64.MIN_VALUE) return fromI64(quick);
  }
  const one = fromI64(1);
  return raised(a, b, one, 0);
}

/** base ** exponent where it fits into 62 bits all the way; otherwise the least i64. */
function wordPower(base: i64, exponent: i32): i64 {
  let result: i64 = 1;
  while (true) {
    if ((exponent & 1) != 0) {
      if (result == 1) result = base;
      else if (!isFactor(result) || !isFactor(base)) return i64.MIN_VALUE;
      else result *= base;
    }
    exponent >>= 1;
    if (exponent == 0) return result;
    if (!isFactor(base)) return i64.MIN_VALUE;
    base *= base;
  }
}

const MOST: i64 = 0x7fff_ffff;

/** Whether the product with another such factor fits into 62 bits. */
function isFactor(value: i64): bool {
  return value <= MOST && value >= -MOST;
}

/** The power modulo `modulus`, with its sign. */
function modularPower(a: i32, b: i32, modulus: i32): i32 {
  const negative = isNegative(modulus);
  const m = negative ? int_negative(modulus) : newRef(modulus);
  if (m == 0) return 0;
  const result = positivePower(a, b, m);
  if (result == 0 || !negative || isZero(result)) {
    decref(m);
    return result;
  }
  const shifted = differenceOf(result, m);
  decref(result);
  decref(m);
  return shifted;
}

function positivePower(a: i32, b: i32, m: i32): i32 {
  if (isCompact(m) && load<i32>(m, VALUE) == 1) return fromI64(0);
  let base: i32;
  let exponent: i32;
  if (isNegative(b)) {
    exponent = int_negative(b);
    if (exponent == 0) return 0;
    base = inverse(a, m);
  } else {
    exponent = newRef(b);
    base = remainderOf(a, m);
  }
  if (base == 0) {
    decref(exponent);
    return 0;
  }
  const result =
    fitsWord(m) && wordOf(m) <= MOST && fitsWord(exponent)
      ? fromI64(wordModularPower(wordOf(base), wordOf(exponent), wordOf(m)))
      : raised(base, exponent, fromI64(1), m);
  decref(base);
  decref(exponent);
  return result;
}

function wordModularPower(base: i64, exponent: i64, m: i64): i64 {
  let result: i64 = 1;
  for (; exponent > 0; exponent >>= 1) {
    if ((exponent & 1) != 0) result = (result * base) % m;
    base = (base * base) % m;
  }
  return result;
}

/** `result`, which is 1 and owned, times base ** exponent; modulo m, unless m is 0. */
function raised(base: i32, exponent: i32, result: i32, m: i32): i32 {
  const digits = digitsOf(exponent, RIGHT_EXPONENT);
  const n = countOf(exponent);
  if (n > WINDOW_FROM) return raisedByWindows(base, digits, n, result, m);
  for (let bit = <i32>bitLength(digits, n) - 1; bit >= 0; bit--) {
    result = stepped(result, result, m);
    if (result != 0 && bitAt(digits, bit) != 0) result = stepped(result, base, m);
    if (result == 0) return 0;
  }
  return result;
}

/** The exponent's own: the products that are made meanwhile use LEFT and RIGHT. */
const RIGHT_EXPONENT: i32 = <i32>memory.data(8, 8);
const POWERS: i32 = <i32>memory.data(4 << WINDOW, 4);

function raisedByWindows(base: i32, digits: i32, n: i32, result: i32, m: i32): i32 {
  let made = 1;
  store<i32>(POWERS, newRef(result));
  for (; made < 1 << WINDOW; made++) {
    const power = stepped(newRef(load<i32>(POWERS + ((made - 1) << 2))), base, m);
    if (power == 0) break;
    store<i32>(POWERS + (made << 2), power);
  }
  if (made < 1 << WINDOW) {
    decref(result);
    result = 0;
  }
  const length = <i32>bitLength(digits, n);
  for (let bit = ((length - 1) / WINDOW) * WINDOW; bit >= 0 && result != 0; bit -= WINDOW) {
    let window = 0;
    for (let i = WINDOW - 1; i >= 0; i--) {
      result = stepped(result, result, m);
      if (result == 0) break;
      window = (window << 1) | bitAt(digits, bit + i);
    }
    if (result != 0 && window != 0) result = stepped(result, load<i32>(POWERS + (window << 2)), m);
  }
  for (let i = 0; i < made; i++) decref(load<i32>(POWERS + (i << 2)));
  return result;
}

function bitAt(digits: i32, bit: i32): i32 {
  const at = bit / DIGIT_BITS;
  return (load<i32>(digits + (at << 2)) >> (bit - at * DIGIT_BITS)) & 1;
}

/** result * factor, modulo m unless m is 0; releases `result`. */
function stepped(result: i32, factor: i32, m: i32): i32 {
  const product = productOf(result, factor);
  decref(result);
  if (product == 0 || m == 0) return product;
  const rest = remainderOf(product, m);
  decref(product);
  return rest;
}

/** The inverse of a modulo m, which is above 1: Euclid's extended algorithm. */
function inverse(a: i32, m: i32): i32 {
  let x = remainderOf(a, m);
  let y = newRef(m);
  let u = fromI64(1);
  let v = fromI64(0);
  while (x != 0 && y != 0 && u != 0 && v != 0 && !isZero(y)) {
    // (x, y) = (y, x % y); (u, v) = (v, u - x / y * v)
    const quotient = quotientOf(x, y);
    const rest = quotient == 0 ? 0 : remainderOf(x, y);
    const product = rest == 0 ? 0 : productOf(quotient, v);
    const next = product == 0 ? 0 : differenceOf(u, product);
    if (quotient != 0) decref(quotient);
    if (product != 0) decref(product);
    decref(x);
    decref(u);
    x = y;
    y = rest;
    u = v;
    v = next;
  }
  const failed = x == 0 || y == 0 || u == 0 || v == 0;
  const unit = !failed && isCompact(x) && load<i32>(x, VALUE) == 1;
  const result = unit ? remainderOf(u, m) : 0;
  if (x != 0) decref(x);
  if (y != 0) decref(y);
  if (u != 0) decref(u);
  if (v != 0) decref(v);
  if (!failed && !unit) return raise(VALUE_ERROR, 'base is not invertible for the given modulus');
  return result;
}
