/**
 * Roots, exponentials, logarithms and powers. Each is worked out as a scaled integer with more digits than are wanted, and again
 * with still more as long as its last digits leave open how it is rounded.
 */
import { divide, multiply, order } from './arithmetic.js';
import {
  adjusted,
  type DecimalNumber,
  digitCount,
  finite,
  infinite,
  isZero,
  ofInt,
  ONE,
  powerOf10,
  signedCoefficient,
  withSign,
} from './number.js';
import { WIDEST, Work } from './work.js';

/** Digits behind those that are wanted. */
const GUARD = 6;

export function squareRoot(work: Work, a: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  if (isZero(a)) return work.finish(finite(a.isNegative, 0n, Math.floor(a.exponent / 2)));
  if (a.isNegative) return work.invalid();
  if (a.kind === 'infinite') return a;
  const ideal = Math.floor(a.exponent / 2);
  const { precision } = work.settings;
  // So many digits that the root has one more than the precision.
  let shift = 2 * (precision + 1) - digitCount(a.coefficient);
  if ((a.exponent - shift) % 2 !== 0) shift++;
  const scaled = shift >= 0 ? a.coefficient * powerOf10(shift) : a.coefficient / powerOf10(-shift);
  const isCut = shift < 0 && a.coefficient % powerOf10(-shift) !== 0n;
  let root = integerRoot(scaled);
  let exponent = (a.exponent - shift) / 2;
  if (root * root === scaled && !isCut) {
    for (; exponent < ideal && root % 10n === 0n; exponent++) root /= 10n;
    while (exponent > ideal && digitCount(root) < precision) {
      root *= 10n;
      exponent--;
    }
  } else if (root % 5n === 0n) root++;
  return work.finishNearest(finite(false, root, exponent), isCut);
}

/** The largest integer whose square is not larger. */
function integerRoot(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const y = (x + n / x) >> 1n;
    if (y >= x) return x;
    x = y;
  }
}

/** value * 10**places, rounded down more or less: off by a few units. */
type Approximation = (places: number) => bigint;

/** What an approximation says to the precision of a context; it is known not to be exact. */
function roundedResult(work: Work, magnitude: number, approximate: Approximation): DecimalNumber {
  const { precision } = work.settings;
  for (let guard = GUARD; ; guard *= 2) {
    const places = precision - magnitude + guard;
    const value = approximate(places);
    const size = value < 0n ? -value : value;
    const drop = digitCount(size) - precision;
    const unit = powerOf10(Math.max(drop, 0));
    const rest = size % unit;
    const slack = 1000n;
    const half = unit / 2n;
    // Neither near a half nor near a whole unit: more digits would not change it.
    const near = (point: bigint) => (rest > point ? rest - point : point - rest) <= slack;
    if (drop > 3 && (near(0n) || near(unit) || near(half))) continue;
    const last = size % 5n === 0n ? size + 1n : size;
    return work.finishNearest(finite(value < 0n, last, -places), true);
  }
}

/** exp(x / 10**places) * 10**places. */
function expScaled(x: bigint, places: number): bigint {
  const extra = 10 + Math.ceil(Math.sqrt(places));
  const unit = powerOf10(places + extra);
  let reduced = x * powerOf10(extra);
  // Halved until the series is short, then squared as often.
  const halvings = Math.max(0, bitCount(reduced) - bitCount(unit)) + 8;
  reduced >>= BigInt(halvings);
  let term = unit;
  let sum = unit;
  for (let i = 1n; term !== 0n; i++) {
    term = (term * reduced) / unit / i;
    sum += term;
  }
  for (let i = 0; i < halvings; i++) sum = (sum * sum) / unit;
  return sum / powerOf10(extra);
}

const bitCount = (n: bigint): number => (n < 0n ? -n : n).toString(2).length;

const LN10 = new Map<number, bigint>();

/** ln(10) * 10**places. */
function ln10Scaled(places: number): bigint {
  let value = LN10.get(places);
  if (value === undefined) {
    value = seriesOfLn(powerOf10(places) * 10n, places);
    LN10.set(places, value);
  }
  return value;
}

/** ln(x / 10**places) * 10**places by 2 artanh((x-1)/(x+1)), of x near one; others are brought there by square roots. */
function seriesOfLn(x: bigint, places: number): bigint {
  const extra = 12;
  const unit = powerOf10(places + extra);
  let reduced = x * powerOf10(extra);
  let doublings = 0n;
  const margin = unit / 64n;
  for (; reduced - unit > margin || unit - reduced > margin; doublings++) reduced = integerRoot(reduced * unit);
  const y = ((reduced - unit) * unit) / (reduced + unit);
  const square = (y * y) / unit;
  let power = y;
  let sum = 0n;
  for (let i = 1n; power !== 0n; i += 2n) {
    sum += power / i;
    power = (power * square) / unit;
  }
  return ((2n * sum) << doublings) / powerOf10(extra);
}

/** ln of a positive number times 10**places. */
function lnScaled(a: DecimalNumber, places: number): bigint {
  const digits = digitCount(a.coefficient);
  const power = a.exponent + digits;
  const inner = places + 8 + String(Math.abs(power)).length;
  const mantissa =
    digits <= inner ? a.coefficient * powerOf10(inner - digits) : a.coefficient / powerOf10(digits - inner);
  const sum = seriesOfLn(mantissa, inner) + BigInt(power) * ln10Scaled(inner);
  return sum / powerOf10(inner - places);
}

export function exponential(work: Work, a: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return a.isNegative ? finite(false, 0n, 0) : a;
  if (isZero(a)) return ONE;
  const { precision, eMax } = work.settings;
  const size = adjusted(a);
  if (size > digitCount(BigInt(Math.min(eMax, Number.MAX_SAFE_INTEGER))) + 1)
    return work.finishNearest(a.isNegative ? finite(false, 1n, 2 * work.eTiny) : finite(false, 1n, 2 * eMax + 2), true);
  if (size < -precision - 1) {
    // Nearer to one than any other number of the context.
    const shifted = powerOf10(precision + 1) + (a.isNegative ? -1n : 1n);
    return work.finishNearest(finite(false, shifted, -precision - 1), true);
  }
  return expOf(work, a);
}

function expOf(work: Work, a: DecimalNumber): DecimalNumber {
  const approximateExponent = Math.floor(Number(decimalOf(a)) / Math.LN10);
  return roundedResult(work, approximateExponent, (places) => {
    // exp(a) = 10**k * exp(a - k ln 10)
    const inner = Math.max(places + approximateExponent, 0) + 12 + Math.max(0, adjusted(a));
    const scaled = scaledValue(a, inner);
    const k = scaled / ln10Scaled(inner);
    const value = expScaled(scaled - k * ln10Scaled(inner), inner);
    const shift = places + Number(k) - inner;
    return shift >= 0 ? value * powerOf10(shift) : value / powerOf10(-shift);
  });
}

const decimalOf = (a: DecimalNumber): string => `${a.isNegative ? '-' : ''}${a.coefficient}e${a.exponent}`;

/** a * 10**places, cut off. */
function scaledValue(a: DecimalNumber, places: number): bigint {
  const shift = a.exponent + places;
  const value = signedCoefficient(a);
  return shift >= 0 ? value * powerOf10(shift) : value / powerOf10(Math.min(-shift, digitCount(a.coefficient) + 1));
}

export function naturalLog(work: Work, a: DecimalNumber): DecimalNumber {
  const special = specialLog(work, a);
  if (special !== undefined) return special;
  if (order(a, ONE) === 0) return finite(false, 0n, 0);
  return roundedResult(work, magnitudeOfLn(a), (places) => lnScaled(a, places));
}

function specialLog(work: Work, a: DecimalNumber): DecimalNumber | undefined {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  if (isZero(a)) return infinite(true);
  if (a.isNegative) return work.invalid();
  return a.kind === 'infinite' ? a : undefined;
}

/** The exponent of the first digit of ln, or nearly. */
function magnitudeOfLn(a: DecimalNumber): number {
  const value = Number(lnScaled(a, 20)) / 1e20;
  if (value !== 0 && Math.abs(value) > 1e-12) return Math.floor(Math.log10(Math.abs(value)));
  // ln(1 + x) is nearly x.
  const exponent = Math.min(a.exponent, 0);
  const difference = a.coefficient * powerOf10(a.exponent - exponent) - powerOf10(-exponent);
  return exponent + digitCount(difference < 0n ? -difference : difference) - 1;
}

export function decimalLog(work: Work, a: DecimalNumber): DecimalNumber {
  const special = specialLog(work, a);
  if (special !== undefined) return special;
  if (/^10*$/.test(a.coefficient.toString())) return work.finish(ofInt(BigInt(adjusted(a))));
  const magnitude = Math.min(magnitudeOfLn(a), Math.floor(Math.log10(Math.abs(adjusted(a)) || 1)));
  return roundedResult(work, magnitude, (places) => {
    const inner = places + 12 + String(Math.abs(adjusted(a))).length;
    return (lnScaled(a, inner) * powerOf10(places)) / ln10Scaled(inner);
  });
}

export function power(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const whole = integerOf(b);
  if (isZero(b)) return isZero(a) ? work.invalid() : ONE;
  const isOdd = whole !== undefined && whole % 2n !== 0n;
  const isNegative = a.isNegative && isOdd;
  if (a.isNegative && !isZero(a) && whole === undefined && b.kind === 'finite') return work.invalid();
  if (isZero(a)) return b.isNegative ? infinite(isNegative) : finite(isNegative, 0n, 0);
  if (a.kind === 'infinite') {
    if (b.isNegative) return finite(isNegative, 0n, 0);
    return infinite(isNegative);
  }
  const size = withSign(a, false);
  const versusOne = order(size, ONE);
  if (b.kind === 'infinite') {
    if (a.isNegative) return work.invalid();
    if (versusOne === 0)
      return work.finish(finite(false, powerOf10(work.settings.precision - 1), 1 - work.settings.precision), true);
    return versusOne > 0 === b.isNegative ? finite(false, 0n, 0) : infinite(false);
  }
  if (whole !== undefined && digitCount(whole < 0n ? -whole : whole) <= 12) return integerPower(work, a, whole);
  if (versusOne === 0)
    return work.finish(finite(isNegative, powerOf10(work.settings.precision - 1), 1 - work.settings.precision), true);
  return generalPower(work, size, b, isNegative);
}

/** The int that a finite number is, or undefined. */
function integerOf(b: DecimalNumber): bigint | undefined {
  if (b.kind !== 'finite') return undefined;
  if (b.exponent >= 0) return b.exponent > 20 ? undefined : signedCoefficient(b) * powerOf10(b.exponent);
  const unit = powerOf10(Math.min(-b.exponent, digitCount(b.coefficient) + 1));
  return b.coefficient % unit === 0n ? signedCoefficient(b) / unit : undefined;
}

/** By squaring, in a few more digits; exact where the result fits. */
function integerPower(work: Work, a: DecimalNumber, n: bigint): DecimalNumber {
  const digits = digitCount(n < 0n ? -n : n) + (n < 0n ? 1 : 0);
  // What is too small in between is zero at the end.
  const inner = new Work({
    ...work.settings,
    eMax: WIDEST.eMax,
    precision: work.settings.precision + digits + 2,
    rounding: 'ROUND_HALF_EVEN',
    clamp: 0,
  });
  let base = n < 0n ? divide(inner, ONE, a) : a;
  let result = ONE;
  for (let left = n < 0n ? -n : n; left > 0n; left >>= 1n) {
    if (left & 1n) result = multiply(inner, result, base);
    if (left > 1n) base = multiply(inner, base, base);
    if (result.kind === 'infinite' || isZero(result)) break;
  }
  work.take(inner);
  return work.finish(result);
}

function generalPower(work: Work, a: DecimalNumber, b: DecimalNumber, isNegative: boolean): DecimalNumber {
  const exact = exactRootPower(work, a, b);
  if (exact !== undefined) return work.finish(withSign(exact, isNegative), true);
  // ln(a) * b, to as many digits as its exponential needs.
  const inner = work.wider(work.settings.precision + 12 + Math.max(0, adjusted(b)));
  const product = multiply(inner, naturalLog(inner, a), b);
  const result = exponential(inner, product);
  // Beyond every context that is as wide as its numbers.
  if (result.kind === 'infinite') return work.finish(finite(isNegative, 1n, 2 * work.settings.eMax + 2), true);
  if (isZero(result)) return work.finish(finite(isNegative, 1n, 2 * work.eTiny), true);
  return work.finish(withSign(work.wider(work.settings.precision).finish(result), isNegative), true);
}

/** 4 ** 0.5 and its like. */
function exactRootPower(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber | undefined {
  const half = finite(false, 5n, -1);
  if (order(withSign(b, false), half) !== 0) return undefined;
  const inner = work.wider(work.settings.precision);
  const root = squareRoot(inner, a);
  if (inner.conditions.has('Inexact') || inner.conditions.has('InvalidOperation')) return undefined;
  const value = b.isNegative ? divide(inner, ONE, root) : root;
  if (inner.conditions.has('Inexact')) return undefined;
  return padded(value, work.settings.precision);
}

/** With zeros behind, to all digits of the precision. */
function padded(a: DecimalNumber, precision: number): DecimalNumber {
  const missing = precision - digitCount(a.coefficient);
  return missing <= 0 ? a : finite(a.isNegative, a.coefficient * powerOf10(missing), a.exponent - missing);
}

/** pow(a, b, m) of ints. */
export function modularPower(work: Work, a: DecimalNumber, b: DecimalNumber, m: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b, m);
  if (nan !== undefined) return nan;
  const [base, exponent, modulus] = [a, b, m].map(integerOf);
  if (base === undefined || exponent === undefined || modulus === undefined) return work.invalid();
  if (exponent < 0n || modulus === 0n || (base === 0n && exponent === 0n)) return work.invalid();
  const size = modulus < 0n ? -modulus : modulus;
  if (digitCount(size) > work.settings.precision) return work.invalid();
  let result = 1n % size;
  let square = (base < 0n ? -base : base) % size;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % size;
    square = (square * square) % size;
  }
  return finite(base < 0n && exponent % 2n === 1n && result !== 0n, result, 0);
}
