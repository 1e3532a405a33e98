/** Functions of math that take numbers apart, put them together, or round them to ints. */
import type { Address } from '../../../base/ids.js';
import { OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR, ZERO_DIVISION_ERROR } from '../../format/types.js';
import { isInt, realValue } from '../../objects/numbers/arguments.js';
import { decompose } from '../../objects/numbers/text/decimal-digits.js';
import { scaled } from '../../objects/numbers/text/scaled.js';
import { toBigInt } from '../../runtime/big-ints.js';
import type { Runtime } from '../../runtime/runtime.js';
import { argumentsAt } from './integers.js';

/** (mantissa, exponent): the mantissa is from 0.5 on below 1. */
export function frexp(rt: Runtime, _: Address, p: Address): Address {
  const value = realValue(rt, p);
  if (value === 0 || !Number.isFinite(value)) return rt.tuple([rt.float(value), rt.int(0)]);
  const { mantissa, exponent } = decompose(value);
  const bits = mantissa.toString(2).length;
  const fraction = Number(mantissa) / 2 ** bits;
  return rt.tuple([rt.float(value < 0 ? -fraction : fraction), rt.int(exponent + bits)]);
}

export function ldexp(rt: Runtime, _: Address, [p, exponentObject]: Address[]): Address {
  const value = realValue(rt, p);
  if (!isInt(rt, exponentObject)) rt.raise(TYPE_ERROR, 'Expected an int as second argument to ldexp.');
  if (value === 0 || !Number.isFinite(value)) return rt.float(value);
  // No exponent takes a double from one end to the other and further.
  const limit = 2200n;
  const given = toBigInt(rt, exponentObject);
  const exponent = Number(given > limit ? limit : given < -limit ? -limit : given);
  const parts = decompose(value);
  const result = scaled(parts.mantissa, parts.exponent + exponent);
  if (result === Infinity) rt.raise(OVERFLOW_ERROR, 'math range error');
  return rt.float(value < 0 ? -result : result);
}

export function modf(rt: Runtime, _: Address, p: Address): Address {
  const value = realValue(rt, p);
  if (!Number.isFinite(value)) {
    return rt.tuple([rt.float(Number.isNaN(value) ? value : value > 0 ? 0 : -0), rt.float(value)]);
  }
  const whole = Math.trunc(value);
  const fraction = value - whole;
  return rt.tuple([rt.float(fraction === 0 && (value < 0 || Object.is(value, -0)) ? -0 : fraction), rt.float(whole)]);
}

export function isClose(rt: Runtime, _: Address, [p, q, relative, absolute]: Address[]): Address {
  const a = realValue(rt, p);
  const b = realValue(rt, q);
  const isNear = closeness(rt, relative, absolute);
  if (a === b) return rt.bool(true);
  if (Math.abs(a) === Infinity || Math.abs(b) === Infinity) return rt.bool(false);
  return rt.bool(isNear(Math.abs(b - a), Math.abs(a), Math.abs(b)));
}

/** Whether a difference of two numbers of these sizes is within the tolerances that isclose was given, 0 for none. */
export function closeness(
  rt: Runtime,
  relative: Address,
  absolute: Address,
): (difference: number, sizeOfA: number, sizeOfB: number) => boolean {
  const relativeTolerance = relative === 0 ? 1e-9 : realValue(rt, relative);
  const absoluteTolerance = absolute === 0 ? 0 : realValue(rt, absolute);
  if (relativeTolerance < 0 || absoluteTolerance < 0) rt.raise(VALUE_ERROR, 'tolerances must be non-negative');
  return (difference, sizeOfA, sizeOfB) =>
    difference <= relativeTolerance * sizeOfB ||
    difference <= relativeTolerance * sizeOfA ||
    difference <= absoluteTolerance;
}

/** The logarithm of a number; ints may be too large for a double. `name` is the kernel's function. */
export function logarithm(name: 'logOf' | 'log2Of' | 'log10Of') {
  return (rt: Runtime, _: Address, p: Address): Address => rt.float(logarithmOf(rt, name, p));
}

export function log(rt: Runtime, _: Address, at: Address, count: number): Address {
  if (count !== 1 && count !== 2) rt.raise(TYPE_ERROR, 'math.log requires 1 to 2 arguments');
  const [p, base] = argumentsAt(rt, at, count);
  const top = logarithmOf(rt, 'logOf', p);
  if (count === 1) return rt.float(top);
  const bottom = logarithmOf(rt, 'logOf', base);
  if (bottom === 0) rt.raise(ZERO_DIVISION_ERROR, 'float division by zero');
  return rt.float(top / bottom);
}

function logarithmOf(rt: Runtime, name: 'logOf' | 'log2Of' | 'log10Of', p: Address): number {
  const of = rt.kernel[name];
  if (!isInt(rt, p)) {
    const value = realValue(rt, p);
    if (value <= 0) rt.raise(VALUE_ERROR, 'math domain error');
    return of(value);
  }
  const value = rt.kernel.int_to_f64(p);
  if (value <= 0) rt.raise(VALUE_ERROR, 'math domain error');
  if (value !== Infinity) return of(value);
  const bits = toBigInt(rt, p).toString(2).length;
  const shifted = rt.keep(rt.kernel.int_rshift(p, rt.int(bits - 64)));
  return of(rt.kernel.int_to_f64(shifted) / 2 ** 64) + of(2) * bits;
}
