/** The functions of cmath that take one number: (self, argument). And those that take or give lengths and angles. */
import { FALSE, TRUE } from '../../format/memory-map';
import { FLOAT, IMAGINARY, REAL, TYPE } from '../../format/objects';
import { __complex__ } from '../../format/names';
import { COMPLEX_TYPE, FLOAT_TYPE, TYPE_ERROR } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { callSpecial, lookUpSpecial } from '../../kernel/special.as';
import { divide, quotientImaginary, quotientReal } from '../../objects/numbers/complex/arithmetic.as';
import { isComplex, newComplex } from '../../objects/numbers/complex/object.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { pairOf } from '../../objects/sequences/tuple.as';
import { hypotenuse } from '../math/hypotenuse.as';
import { domainError, rangeError, real, takeReal } from '../math/real.as';
import { arcTangent2 } from '../math/trigonometry.as';
import {
  arcCosineOf,
  arcSineOf,
  arcTangentOf,
  begin,
  cosineOf,
  decimalLogarithmOf,
  exponentialOf,
  hyperbolicCosineOf,
  hyperbolicSineOf,
  hyperbolicTangentOf,
  im,
  inverseHyperbolicCosineOf,
  inverseHyperbolicSineOf,
  inverseHyperbolicTangentOf,
  logarithmOf,
  NO_PROBLEM,
  OUTSIDE,
  problem,
  re,
  rectangular,
  sineOf,
  squareRoot,
  tangentOf,
} from './complex-functions.as';

/** What takeComplex() found. */
let x: f64 = 0;
let y: f64 = 0;

/** Whether an object is a number, which is then x + yi; otherwise an exception is pending. */
function takeComplex(p: i32): bool {
  const type = load<i32>(p, TYPE);
  if (type == COMPLEX_TYPE) return take(load<f64>(p, REAL), load<f64>(p, IMAGINARY));
  if (type == FLOAT_TYPE) return take(load<f64>(p, FLOAT), 0);
  if (lookUpSpecial(p, __complex__) == 0) return takeReal(p) && take(real, 0);
  const converted = callSpecial(p, __complex__, 0);
  if (converted == 0) return false;
  const fits = isComplex(converted);
  if (fits) take(load<f64>(converted, REAL), load<f64>(converted, IMAGINARY));
  else raise(TYPE_ERROR, '__complex__ returned non-complex (type %T)', converted);
  decref(converted);
  return fits;
}

function take(realPart: f64, imaginaryPart: f64): bool {
  x = realPart;
  y = imaginaryPart;
  return true;
}

/** Begins a function of the number that an object is. */
function starts(p: i32): bool {
  begin();
  return takeComplex(p);
}

/** The exception that a problem is, or 0 with none. */
function refusal(): i32 {
  return problem == OUTSIDE ? domainError() : rangeError();
}

function result(): i32 {
  return problem == NO_PROBLEM ? newComplex(re, im) : refusal();
}

export function cmath_acos(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  arcCosineOf(x, y);
  return result();
}

export function cmath_acosh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  inverseHyperbolicCosineOf(x, y);
  return result();
}

export function cmath_asin(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  arcSineOf(x, y);
  return result();
}

export function cmath_asinh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  inverseHyperbolicSineOf(x, y);
  return result();
}

export function cmath_atan(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  arcTangentOf(x, y);
  return result();
}

export function cmath_atanh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  inverseHyperbolicTangentOf(x, y);
  return result();
}

export function cmath_cos(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  cosineOf(x, y);
  return result();
}

export function cmath_cosh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  hyperbolicCosineOf(x, y);
  return result();
}

export function cmath_exp(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  exponentialOf(x, y);
  return result();
}

export function cmath_log10(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  decimalLogarithmOf(x, y);
  return result();
}

export function cmath_sin(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  sineOf(x, y);
  return result();
}

export function cmath_sinh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  hyperbolicSineOf(x, y);
  return result();
}

export function cmath_sqrt(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  squareRoot(x, y);
  return result();
}

export function cmath_tan(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  tangentOf(x, y);
  return result();
}

export function cmath_tanh(self: i32, p: i32): i32 {
  if (!starts(p)) return 0;
  hyperbolicTangentOf(x, y);
  return result();
}

/** @param base 0 for the natural logarithm */
export function cmath_log(p: i32, base: i32): i32 {
  if (!starts(p)) return 0;
  logarithmOf(x, y);
  if (base == 0) return result();
  const a = re;
  const ai = im;
  if (!takeComplex(base)) return 0;
  logarithmOf(x, y);
  if (problem != NO_PROBLEM) return refusal();
  if (re == 0 && im == 0) return domainError();
  divide(a, ai, re, im);
  return newComplex(quotientReal, quotientImaginary);
}

export function cmath_phase(self: i32, p: i32): i32 {
  return takeComplex(p) ? newFloat(arcTangent2(y, x)) : 0;
}

export function cmath_polar(self: i32, p: i32): i32 {
  if (!takeComplex(p)) return 0;
  const length = hypotenuse(x, y);
  const angle = arcTangent2(y, x);
  if (length == Infinity && x - x == 0 && y - y == 0) return rangeError();
  return pairOf(newFloat(length), newFloat(angle));
}

/** (self, address of two arguments, 2). */
export function cmath_rect(self: i32, args: i32, count: i32): i32 {
  if (!takeReal(load<i32>(args))) return 0;
  const length = real;
  if (!takeReal(load<i32>(args, 4))) return 0;
  begin();
  rectangular(length, real);
  return result();
}

export function cmath_isfinite(self: i32, p: i32): i32 {
  return takeComplex(p) ? newRef(x - x == 0 && y - y == 0 ? TRUE : FALSE) : 0;
}

export function cmath_isinf(self: i32, p: i32): i32 {
  return takeComplex(p) ? newRef(abs<f64>(x) == Infinity || abs<f64>(y) == Infinity ? TRUE : FALSE) : 0;
}

export function cmath_isnan(self: i32, p: i32): i32 {
  return takeComplex(p) ? newRef(x != x || y != y ? TRUE : FALSE) : 0;
}
