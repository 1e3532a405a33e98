/** math. */
import { ARGUMENTS } from '../../format/objects.js';
import { kernel, method, type MethodDefinition } from '../../runtime/definitions.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { exactly, one } from './arities.js';
import { comb, factorial, gcd, isqrt, lcm, perm } from './integers.js';
import { frexp, isClose, ldexp, log, logarithm, modf } from './parts.js';
import { dist, fsum, hypot, prod } from './sums.js';

/** A function of the kernel with the module's name and its own. */
const ofKernel = (name: string, doc: string): MethodDefinition => one(name, kernel(`math_${name}`), doc);

/** The kernel's functions of two arguments do not count them. */
const pair = (name: string, doc: string): MethodDefinition =>
  exactly(name, 2, (rt, self, at, count) => rt.keep(rt.kernel[`math_${name}`](self, at, count)), doc);

export const MATH: ModuleDefinition = {
  name: 'math',
  doc: 'This module provides access to the mathematical functions\ndefined by the C standard.',
  functions: [
    ofKernel('acos', 'Return the arc cosine (measured in radians) of x.\n\nThe result is between 0 and pi.'),
    ofKernel('acosh', 'Return the inverse hyperbolic cosine of x.'),
    ofKernel('asin', 'Return the arc sine (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.'),
    ofKernel('asinh', 'Return the inverse hyperbolic sine of x.'),
    ofKernel('atan', 'Return the arc tangent (measured in radians) of x.\n\nThe result is between -pi/2 and pi/2.'),
    pair(
      'atan2',
      'Return the arc tangent (measured in radians) of y/x.\n\nUnlike atan(y/x), the signs of both x and y are considered.',
    ),
    ofKernel('atanh', 'Return the inverse hyperbolic tangent of x.'),
    ofKernel('cbrt', 'Return the cube root of x.'),
    ofKernel('ceil', 'Return the ceiling of x as an Integral.\n\nThis is the smallest integer >= x.'),
    native(
      'comb',
      'n, k, /',
      comb,
      'Number of ways to choose k items from n items without repetition and without order.',
    ),
    pair('copysign', 'Return a float with the magnitude (absolute value) of x but the sign of y.'),
    ofKernel('cos', 'Return the cosine of x (measured in radians).'),
    ofKernel('cosh', 'Return the hyperbolic cosine of x.'),
    ofKernel('degrees', 'Convert angle x from radians to degrees.'),
    exactly('dist', 2, dist, 'Return the Euclidean distance between two points p and q.'),
    ofKernel('erf', 'Error function at x.'),
    ofKernel('erfc', 'Complementary error function at x.'),
    ofKernel('exp', 'Return e raised to the power of x.'),
    ofKernel('exp2', 'Return 2 raised to the power of x.'),
    ofKernel(
      'expm1',
      'Return exp(x)-1.\n\nThis function avoids the loss of precision involved in the direct evaluation of exp(x)-1 for small x.',
    ),
    ofKernel('fabs', 'Return the absolute value of the float x.'),
    one('factorial', factorial, 'Find n!.\n\nRaise a ValueError if x is negative or non-integral.'),
    ofKernel('floor', 'Return the floor of x as an Integral.\n\nThis is the largest integer <= x.'),
    pair('fmod', 'Return fmod(x, y), according to platform C.\n\nx % y may differ.'),
    one(
      'frexp',
      frexp,
      'Return the mantissa and exponent of x, as pair (m, e).\n\nm is a float and e is an int, such that x = m * 2.**e.',
    ),
    one(
      'fsum',
      fsum,
      'Return an accurate floating point sum of values in the iterable seq.\n\nAssumes IEEE-754 floating point arithmetic.',
    ),
    ofKernel('gamma', 'Gamma function at x.'),
    method('gcd', ARGUMENTS, gcd, 'Greatest Common Divisor.'),
    method(
      'hypot',
      ARGUMENTS,
      hypot,
      'hypot(*coordinates) -> value\n\nMultidimensional Euclidean distance from the origin to a point.',
    ),
    native(
      'isclose',
      'a, b, *, rel_tol=1e-09, abs_tol=0.0',
      isClose,
      'Determine whether two floating point numbers are close in value.',
    ),
    ofKernel('isfinite', 'Return True if x is neither an infinity nor a NaN, and False otherwise.'),
    ofKernel('isinf', 'Return True if x is a positive or negative infinity, and False otherwise.'),
    ofKernel('isnan', 'Return True if x is a NaN (not a number), and False otherwise.'),
    one('isqrt', isqrt, 'Return the integer part of the square root of the input.'),
    method('lcm', ARGUMENTS, lcm, 'Least Common Multiple.'),
    native('ldexp', 'x, i, /', ldexp, 'Return x * (2**i).\n\nThis is essentially the inverse of frexp().'),
    ofKernel('lgamma', 'Natural logarithm of absolute value of Gamma function at x.'),
    method('log', ARGUMENTS, log, 'log(x, [base=math.e])\nReturn the logarithm of x to the given base.'),
    one('log10', logarithm('log10Of'), 'Return the base 10 logarithm of x.'),
    ofKernel(
      'log1p',
      'Return the natural logarithm of 1+x (base e).\n\nThe result is computed in a way which is accurate for x near zero.',
    ),
    one('log2', logarithm('log2Of'), 'Return the base 2 logarithm of x.'),
    one(
      'modf',
      modf,
      'Return the fractional and integer parts of x.\n\nBoth results carry the sign of x and are floats.',
    ),
    pair('nextafter', 'Return the next floating-point value after x towards y.'),
    native(
      'perm',
      'n, k=None, /',
      perm,
      'Number of ways to choose k items from n items without repetition and with order.',
    ),
    pair('pow', 'Return x**y (x to the power of y).'),
    native('prod', 'iterable, /, *, start=1', prod, 'Calculate the product of all the elements in the input iterable.'),
    ofKernel('radians', 'Convert angle x from degrees to radians.'),
    pair('remainder', 'Difference between x and the closest integer multiple of y.'),
    ofKernel('sin', 'Return the sine of x (measured in radians).'),
    ofKernel('sinh', 'Return the hyperbolic sine of x.'),
    ofKernel('sqrt', 'Return the square root of x.'),
    ofKernel('tan', 'Return the tangent of x (measured in radians).'),
    ofKernel('tanh', 'Return the hyperbolic tangent of x.'),
    ofKernel('trunc', 'Truncates the Real x to the nearest Integral toward 0.\n\nUses the __trunc__ magic method.'),
    ofKernel('ulp', 'Return the value of the least significant bit of the float x.'),
  ],
  attributes: (rt) => ({
    pi: rt.float(Math.PI),
    e: rt.float(Math.E),
    tau: rt.float(2 * Math.PI),
    inf: rt.float(Infinity),
    nan: rt.float(Number.NaN),
  }),
};
