/** cmath. */
import type { Address } from '../../../base/ids.js';
import { TYPE_ERROR } from '../../format/types.js';
import { type ComplexValue, complexValue } from '../../objects/numbers/complex/construct.js';
import { kernel, type MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import { exactly, one } from '../math/arities.js';
import { closeness } from '../math/parts.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';

/** A function of the kernel with the module's name and its own. */
const ofKernel = (name: string, doc: string): MethodDefinition => one(name, kernel(`cmath_${name}`), doc);

function valueOf(rt: Runtime, p: Address): ComplexValue {
  const value = complexValue(rt, p, true);
  return value ?? rt.raise(TYPE_ERROR, `must be real number, not ${rt.shownTypeName(rt.typeOf(p))}`);
}

function isClose(rt: Runtime, _: Address, [p, q, relative, absolute]: readonly Address[]): Address {
  const a = valueOf(rt, p);
  const b = valueOf(rt, q);
  const isNear = closeness(rt, relative, absolute);
  if (a.real === b.real && a.imaginary === b.imaginary) return rt.bool(true);
  const sizes = [a, b].map(({ real, imaginary }) => Math.hypot(real, imaginary));
  if (sizes.includes(Infinity)) return rt.bool(false);
  return rt.bool(isNear(Math.hypot(a.real - b.real, a.imaginary - b.imaginary), sizes[0], sizes[1]));
}

export const CMATH: ModuleDefinition = {
  name: 'cmath',
  doc: 'This module provides access to mathematical functions for complex\nnumbers.',
  functions: [
    ofKernel('acos', 'Return the arc cosine of z.'),
    ofKernel('acosh', 'Return the inverse hyperbolic cosine of z.'),
    ofKernel('asin', 'Return the arc sine of z.'),
    ofKernel('asinh', 'Return the inverse hyperbolic sine of z.'),
    ofKernel('atan', 'Return the arc tangent of z.'),
    ofKernel('atanh', 'Return the inverse hyperbolic tangent of z.'),
    ofKernel('cos', 'Return the cosine of z.'),
    ofKernel('cosh', 'Return the hyperbolic cosine of z.'),
    ofKernel('exp', 'Return the exponential value e**z.'),
    native(
      'isclose',
      'a, b, *, rel_tol=1e-09, abs_tol=0.0',
      isClose,
      'Determine whether two complex numbers are close in value.\n\n  rel_tol\n    maximum difference for being considered "close", relative to the\n    magnitude of the input values\n  abs_tol\n    maximum difference for being considered "close", regardless of the\n    magnitude of the input values\n\nReturn True if a is close in value to b, and False otherwise.\n\nFor the values to be considered close, the difference between them must be\nsmaller than at least one of the tolerances.\n\n-inf, inf and NaN behave similarly to the IEEE 754 Standard. That is, NaN is\nnot close to anything, even itself. inf and -inf are only close to themselves.',
    ),
    ofKernel('isfinite', 'Return True if both the real and imaginary parts of z are finite, else False.'),
    ofKernel('isinf', 'Checks if the real or imaginary part of z is infinite.'),
    ofKernel('isnan', 'Checks if the real or imaginary part of z not a number (NaN).'),
    native(
      'log',
      'z, base=None, /',
      (rt, _, [z, base]) => rt.keep(rt.kernel.cmath_log(z, base)),
      'log(z[, base]) -> the logarithm of z to the given base.\n\nIf the base is not specified, returns the natural logarithm (base e) of z.',
    ),
    ofKernel('log10', 'Return the base-10 logarithm of z.'),
    ofKernel('phase', 'Return argument, also known as the phase angle, of a complex.'),
    ofKernel(
      'polar',
      'Convert a complex from rectangular coordinates to polar coordinates.\n\nr is the distance from 0 and phi the phase angle.',
    ),
    exactly(
      'rect',
      2,
      (rt, self, at, count) => rt.keep(rt.kernel.cmath_rect(self, at, count)),
      'Convert from polar coordinates to rectangular coordinates.',
    ),
    ofKernel('sin', 'Return the sine of z.'),
    ofKernel('sinh', 'Return the hyperbolic sine of z.'),
    ofKernel('sqrt', 'Return the square root of z.'),
    ofKernel('tan', 'Return the tangent of z.'),
    ofKernel('tanh', 'Return the hyperbolic tangent of z.'),
  ],
  attributes: (rt) => ({
    pi: rt.float(Math.PI),
    e: rt.float(Math.E),
    tau: rt.float(2 * Math.PI),
    inf: rt.float(Infinity),
    infj: rt.keep(rt.kernel.newComplex(0, Infinity)),
    nan: rt.float(Number.NaN),
    nanj: rt.keep(rt.kernel.newComplex(0, Number.NaN)),
  }),
};
