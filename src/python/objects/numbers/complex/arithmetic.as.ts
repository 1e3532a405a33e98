/**
 * The slots of complex: (left, right) -> complex, or NotImplemented where an operand is no number.
 *
 * Division scales by the larger part of the divisor (Smith, Algorithm 116), so that it does not overflow on the way.
 */
import { IMAGINARY, REAL, TYPE } from '../../../format/objects';
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../../format/memory-map';
import { COMPLEX_TYPE, EQUAL, NOT_EQUAL, OVERFLOW_ERROR, ZERO_DIVISION_ERROR } from '../../../format/types';
import { decref, newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { identityHash } from '../../../kernel/compare.as';
import { float_compare, hashOfDouble } from '../float/arithmetic.as';
import { isFloat, newFloat } from '../float/object.as';
import { hypotenuse } from '../../../modules/math/hypotenuse.as';
import { isInt } from '../int/object.as';
import { complexOperand, imaginaryPart, isComplex, newComplex, realPart } from './object.as';

let aReal: f64 = 0;
let aImaginary: f64 = 0;
let bReal: f64 = 0;
let bImaginary: f64 = 0;

function operands(a: i32, b: i32): i32 {
  const first = complexOperand(a);
  if (first <= 0) return first;
  aReal = realPart;
  aImaginary = imaginaryPart;
  const second = complexOperand(b);
  bReal = realPart;
  bImaginary = imaginaryPart;
  return second;
}

function without(found: i32): i32 {
  return found == 0 ? newRef(NOT_IMPLEMENTED) : 0;
}

export function complex_add(a: i32, b: i32): i32 {
  const found = operands(a, b);
  return found > 0 ? newComplex(aReal + bReal, aImaginary + bImaginary) : without(found);
}

export function complex_subtract(a: i32, b: i32): i32 {
  const found = operands(a, b);
  return found > 0 ? newComplex(aReal - bReal, aImaginary - bImaginary) : without(found);
}

export function complex_multiply(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  return newComplex(aReal * bReal - aImaginary * bImaginary, aReal * bImaginary + aImaginary * bReal);
}

export function complex_true_divide(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  if (bReal == 0 && bImaginary == 0) return raise(ZERO_DIVISION_ERROR, 'complex division by zero');
  divide(aReal, aImaginary, bReal, bImaginary);
  return newComplex(quotientReal, quotientImaginary);
}

/** What divide() found. */
export let quotientReal: f64 = 0;
export let quotientImaginary: f64 = 0;

export function divide(a: f64, ai: f64, b: f64, bi: f64): void {
  const size = abs<f64>(b);
  const sizeImaginary = abs<f64>(bi);
  if (size >= sizeImaginary) {
    const ratio = bi / b;
    const scale = b + bi * ratio;
    quotientReal = (a + ai * ratio) / scale;
    quotientImaginary = (ai - a * ratio) / scale;
  } else if (sizeImaginary >= size) {
    const ratio = b / bi;
    const scale = b * ratio + bi;
    quotientReal = (a * ratio + ai) / scale;
    quotientImaginary = (ai * ratio - a) / scale;
  } else {
    quotientReal = NaN;
    quotientImaginary = NaN;
  }
}

export function complex_negative(a: i32): i32 {
  return newComplex(-load<f64>(a, REAL), -load<f64>(a, IMAGINARY));
}

export function complex_positive(a: i32): i32 {
  if (load<i32>(a, TYPE) == COMPLEX_TYPE) return newRef(a);
  return newComplex(load<f64>(a, REAL), load<f64>(a, IMAGINARY));
}

export function complex_absolute(a: i32): i32 {
  const x = load<f64>(a, REAL);
  const y = load<f64>(a, IMAGINARY);
  const result = hypotenuse(x, y);
  if (result == Infinity && x - x == 0 && y - y == 0) return raise(OVERFLOW_ERROR, 'absolute value too large');
  return newFloat(result);
}

export function complex_bool(a: i32): i32 {
  return load<f64>(a, REAL) != 0 || load<f64>(a, IMAGINARY) != 0 ? 1 : 0;
}

/** Only equality. */
export function complex_compare(a: i32, b: i32, operation: i32): i32 {
  if (operation != EQUAL && operation != NOT_EQUAL) return newRef(NOT_IMPLEMENTED);
  let equal: bool;
  const imaginary = load<f64>(a, IMAGINARY);
  if (isComplex(b)) equal = load<f64>(a, REAL) == load<f64>(b, REAL) && imaginary == load<f64>(b, IMAGINARY);
  else if (isInt(b) || isFloat(b)) {
    if (imaginary != 0) equal = false;
    else {
      const real = newFloat(load<f64>(a, REAL));
      if (real == 0) return 0;
      const same = float_compare(real, b, EQUAL);
      decref(real);
      if (same == 0) return 0;
      equal = same == TRUE;
      decref(same);
    }
  } else return newRef(NOT_IMPLEMENTED);
  return newRef(equal == (operation == EQUAL) ? TRUE : FALSE);
}

/** The factor between the hashes of the parts. */
const HASH_OF_I: i64 = 1000003;

export function complex_hash(a: i32): i64 {
  const x = load<f64>(a, REAL);
  const y = load<f64>(a, IMAGINARY);
  const hash = (x != x ? identityHash(a) : hashOfDouble(x)) + HASH_OF_I * (y != y ? identityHash(a) : hashOfDouble(y));
  return hash == -1 ? -2 : hash;
}
