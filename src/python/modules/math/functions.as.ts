/**
 * Functions of math that take doubles. (self, argument) or (self, address of two arguments, 2).
 *
 * exp, log, pow, log1p and the inverse hyperbolic ones are AssemblyScript's, which are musl's: what glibc has too.
 */
import { FALSE, TRUE } from '../../format/memory-map';
import { newRef } from '../../kernel/counts.as';
import { floatModulo } from '../../objects/numbers/float/modulo.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { power } from '../../objects/numbers/float/power.as';
import { errorFunction, errorFunctionComplement } from './error-function.as';
import { cubeRoot, expLess1, hyperbolicCosine, hyperbolicSine, hyperbolicTangent } from './exponential.as';
import { gamma, logGamma } from './gamma.as';
import { bounded, domainError, growing, rangeError, real, takeReal } from './real.as';
import { arcCosine, arcSine, arcTangent, arcTangent2, cosine, sine, tangent } from './trigonometry.as';

const DEGREE: f64 = Math.PI / 180;

export function math_acos(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, arcCosine(real)) : 0;
}

export function math_acosh(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, Math.acosh(real)) : 0;
}

export function math_asin(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, arcSine(real)) : 0;
}

export function math_asinh(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, Math.asinh(real)) : 0;
}

export function math_atan(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, arcTangent(real)) : 0;
}

export function math_atanh(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, Math.atanh(real)) : 0;
}

export function math_cbrt(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, cubeRoot(real)) : 0;
}

export function math_cos(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, cosine(real)) : 0;
}

export function math_cosh(self: i32, p: i32): i32 {
  return takeReal(p) ? growing(real, hyperbolicCosine(real)) : 0;
}

export function math_degrees(self: i32, p: i32): i32 {
  return takeReal(p) ? newFloat(real * (180 / Math.PI)) : 0;
}

export function math_erf(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, errorFunction(real)) : 0;
}

export function math_erfc(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, errorFunctionComplement(real)) : 0;
}

export function math_exp(self: i32, p: i32): i32 {
  return takeReal(p) ? growing(real, Math.exp(real)) : 0;
}

export function math_exp2(self: i32, p: i32): i32 {
  return takeReal(p) ? growing(real, Math.exp2(real)) : 0;
}

export function math_expm1(self: i32, p: i32): i32 {
  return takeReal(p) ? growing(real, expLess1(real)) : 0;
}

export function math_fabs(self: i32, p: i32): i32 {
  return takeReal(p) ? newFloat(abs<f64>(real)) : 0;
}

/** Poles at 0 and the negative whole numbers. */
export function math_gamma(self: i32, p: i32): i32 {
  if (!takeReal(p)) return 0;
  const result = gamma(real);
  if (real == -Infinity || (real <= 0 && real == floor<f64>(real))) return domainError();
  return growing(real, result);
}

export function math_lgamma(self: i32, p: i32): i32 {
  if (!takeReal(p)) return 0;
  if (real <= 0 && real == floor<f64>(real) && real != -Infinity) return domainError();
  return growing(real, logGamma(real));
}

export function math_log1p(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, Math.log1p(real)) : 0;
}

export function math_radians(self: i32, p: i32): i32 {
  return takeReal(p) ? newFloat(real * DEGREE) : 0;
}

export function math_sin(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, sine(real)) : 0;
}

export function math_sinh(self: i32, p: i32): i32 {
  return takeReal(p) ? growing(real, hyperbolicSine(real)) : 0;
}

export function math_sqrt(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, sqrt<f64>(real)) : 0;
}

export function math_tan(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, tangent(real)) : 0;
}

export function math_tanh(self: i32, p: i32): i32 {
  return takeReal(p) ? bounded(real, hyperbolicTangent(real)) : 0;
}

/** Of two arguments: what takeReals() found. */
let first: f64 = 0;

function takeReals(args: i32): bool {
  if (!takeReal(load<i32>(args))) return false;
  first = real;
  return takeReal(load<i32>(args, 4));
}

export function math_atan2(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  return newFloat(arcTangent2(first, real));
}

export function math_copysign(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  return newFloat(copysign<f64>(first, real));
}

export function math_fmod(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  const result = floatModulo(first, real);
  return result != result && first == first && real == real ? domainError() : newFloat(result);
}

/** What is left when the nearest multiple of y, of two the even one, is taken away. */
export function math_remainder(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  const x = first;
  const y = abs<f64>(real);
  if (x != x || y != y) return newFloat(x + y);
  if (x - x != 0 || y == 0) return domainError();
  if (y == Infinity) return newFloat(x);
  const size = abs<f64>(x);
  const rest = floatModulo(size, y);
  const complement = y - rest;
  let result = rest;
  if (rest > complement) result = -complement;
  else if (rest == complement) {
    // Halfway: whether the quotient is even shows in half of it.
    result = rest - 2 * floatModulo(0.5 * (size - rest), y);
  }
  return newFloat(copysign<f64>(1, x) * result);
}

export function math_pow(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  const x = first;
  const y = real;
  const result = power(x, y);
  if (result - result == 0 || x - x != 0 || y - y != 0) return newFloat(result);
  return result != result || x == 0 ? domainError() : rangeError();
}

/** The next double after x on the way to y. */
export function math_nextafter(self: i32, args: i32, count: i32): i32 {
  if (!takeReals(args)) return 0;
  return newFloat(nextAfter(first, real));
}

function nextAfter(x: f64, y: f64): f64 {
  if (x != x || y != y) return x + y;
  if (x == y) return y;
  if (x == 0) return copysign<f64>(reinterpret<f64>(<u64>1), y);
  const bits = reinterpret<u64>(x);
  return reinterpret<f64>(x < y == x > 0 ? bits + 1 : bits - 1);
}

/** The value of the last bit. */
export function math_ulp(self: i32, p: i32): i32 {
  if (!takeReal(p)) return 0;
  const x = abs<f64>(real);
  if (x - x != 0) return newFloat(x);
  const next = nextAfter(x, Infinity);
  return newFloat(next == Infinity ? x - nextAfter(x, -Infinity) : next - x);
}

export function math_isfinite(self: i32, p: i32): i32 {
  return takeReal(p) ? newRef(real - real == 0 ? TRUE : FALSE) : 0;
}

export function math_isinf(self: i32, p: i32): i32 {
  return takeReal(p) ? newRef(abs<f64>(real) == Infinity ? TRUE : FALSE) : 0;
}

export function math_isnan(self: i32, p: i32): i32 {
  return takeReal(p) ? newRef(real != real ? TRUE : FALSE) : 0;
}
