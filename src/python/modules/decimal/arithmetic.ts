/** The operations of the General Decimal Arithmetic Specification that give exact results and round them. */
import {
  adjusted,
  type DecimalNumber,
  digitCount,
  finite,
  infinite,
  isNaN,
  isZero,
  negated,
  ofInt,
  powerOf10,
  signedCoefficient,
  withSign,
} from './number.js';
import { type Rounding, shortened, Work } from './work.js';

export const plus = (work: Work, a: DecimalNumber): DecimalNumber =>
  work.nanOf(a) ?? work.finish(isZero(a) && work.settings.rounding !== 'ROUND_FLOOR' ? withSign(a, false) : a);

export const minus = (work: Work, a: DecimalNumber): DecimalNumber => work.nanOf(a) ?? plus(work, negated(a));

export const absolute = (work: Work, a: DecimalNumber): DecimalNumber =>
  work.nanOf(a) ?? plus(work, withSign(a, false));

export function add(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite' || b.kind === 'infinite') {
    if (a.kind === b.kind && a.isNegative !== b.isNegative) return work.invalid();
    return a.kind === 'infinite' ? a : b;
  }
  return work.finish(exactSum(a, b, work.settings.precision, work.settings.rounding));
}

/** The sum, exact to more digits than the precision; of a summand that is far smaller only a trace is there. */
function exactSum(a: DecimalNumber, b: DecimalNumber, precision: number, rounding: Rounding): DecimalNumber {
  const [x, y] = aligned(a, b, precision);
  const exponent = Math.min(x.exponent, y.exponent);
  const at = (n: DecimalNumber) => signedCoefficient(n) * powerOf10(n.exponent - exponent);
  const sum = at(x) + at(y);
  if (sum !== 0n) return ofInt(sum, exponent);
  const areBoth = a.isNegative && b.isNegative;
  return finite(areBoth || (a.isNegative !== b.isNegative && rounding === 'ROUND_FLOOR'), 0n, exponent);
}

/** Takes as many digits of the smaller number as may matter. */
function aligned(a: DecimalNumber, b: DecimalNumber, precision: number): [DecimalNumber, DecimalNumber] {
  const [large, small] = a.exponent >= b.exponent ? [a, b] : [b, a];
  if (large.coefficient === 0n || small.coefficient === 0n) {
    const other = large.coefficient === 0n ? small : large;
    const zero = large.coefficient === 0n ? large : small;
    // A zero makes the exponent smaller, but not the number longer than it may be.
    const least = Math.max(zero.exponent, other.coefficient === 0n ? zero.exponent : adjusted(other) - precision);
    return [
      other,
      zero.exponent < other.exponent
        ? { ...zero, exponent: Math.min(least, other.exponent) }
        : { ...zero, exponent: other.exponent },
    ];
  }
  const limit = large.exponent + Math.min(-1, digitCount(large.coefficient) - precision - 2);
  if (adjusted(small) >= limit) return [large, small];
  return [large, { ...small, coefficient: 1n, exponent: limit }];
}

export const subtract = (work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber =>
  work.nanOf(a, b) ?? add(work, a, negated(b));

export function multiply(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const product = exactProduct(work, a, b);
  return work.finish(product);
}

function exactProduct(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind === 'infinite' || b.kind === 'infinite')
    return isZero(a) || isZero(b) ? work.invalid() : infinite(isNegative);
  return finite(isNegative, a.coefficient * b.coefficient, a.exponent + b.exponent);
}

export function fma(work: Work, a: DecimalNumber, b: DecimalNumber, c: DecimalNumber): DecimalNumber {
  if (a.kind === 'signaling' || b.kind === 'signaling' || c.kind === 'signaling' || isNaN(a) || isNaN(b))
    return work.nanOf(a, b, c) as DecimalNumber;
  const product = exactProduct(work, a, b);
  return isNaN(product) ? product : add(work, product, c);
}

export function divide(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? work.invalid() : infinite(isNegative);
  if (b.kind === 'infinite') {
    work.signal('Clamped');
    return finite(isNegative, 0n, work.eTiny);
  }
  if (isZero(b)) {
    if (isZero(a)) return work.invalid('DivisionUndefined');
    work.signal('DivisionByZero');
    return infinite(isNegative);
  }
  const ideal = a.exponent - b.exponent;
  if (isZero(a)) return work.finish(finite(isNegative, 0n, ideal));
  const shift = digitCount(b.coefficient) - digitCount(a.coefficient) + work.settings.precision + 1;
  let exponent = ideal - shift;
  const [dividend, divisor] =
    shift >= 0 ? [a.coefficient * powerOf10(shift), b.coefficient] : [a.coefficient, b.coefficient * powerOf10(-shift)];
  let quotient = dividend / divisor;
  if (dividend % divisor !== 0n) {
    // What is missing must not look like a half or like nothing.
    if (quotient % 5n === 0n) quotient++;
  } else for (; exponent < ideal && quotient % 10n === 0n; exponent++) quotient /= 10n;
  return work.finish(finite(isNegative, quotient, exponent));
}

/** The whole quotient and the remainder of finite numbers, b not zero; undefined if the quotient has too many digits. */
function wholeDivision(work: Work, a: DecimalNumber, b: DecimalNumber): [bigint, DecimalNumber] | undefined {
  const { precision } = work.settings;
  const exponent = Math.min(a.exponent, b.exponent);
  if (isZero(a)) return [0n, finite(a.isNegative, 0n, exponent)];
  const difference = adjusted(a) - adjusted(b);
  if (difference < -1)
    return [
      0n,
      a.exponent <= b.exponent
        ? a
        : finite(
            a.isNegative,
            a.coefficient * powerOf10(Math.min(a.exponent - exponent, precision + 1)),
            a.exponent - Math.min(a.exponent - exponent, precision + 1),
          ),
    ];
  if (difference > precision) return undefined;
  const x = a.coefficient * powerOf10(a.exponent - exponent);
  const y = b.coefficient * powerOf10(b.exponent - exponent);
  const quotient = x / y;
  if (digitCount(quotient) > precision) return undefined;
  return [quotient, finite(a.isNegative, x % y, exponent)];
}

export function divideInteger(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const isNegative = a.isNegative !== b.isNegative;
  if (a.kind === 'infinite') return b.kind === 'infinite' ? work.invalid() : infinite(isNegative);
  if (b.kind === 'infinite') return finite(isNegative, 0n, 0);
  if (isZero(b)) {
    if (isZero(a)) return work.invalid('DivisionUndefined');
    work.signal('DivisionByZero');
    return infinite(isNegative);
  }
  const found = wholeDivision(work, a, b);
  return found === undefined ? work.invalid('DivisionImpossible') : work.finish(finite(isNegative, found[0], 0));
}

/** A remainder that needs no division: of what is not finite, and by zero. */
function specialRemainder(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber | undefined {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return work.invalid();
  if (b.kind === 'infinite') return work.finish(a);
  return isZero(b) ? work.invalid(isZero(a) ? 'DivisionUndefined' : 'InvalidOperation') : undefined;
}

export function remainder(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const special = specialRemainder(work, a, b);
  if (special !== undefined) return special;
  const found = wholeDivision(work, a, b);
  return found === undefined ? work.invalid('DivisionImpossible') : work.finish(found[1]);
}

export function remainderNear(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const special = specialRemainder(work, a, b);
  if (special !== undefined) return special;
  const found = wholeDivision(work, a, b);
  if (found === undefined) return work.invalid('DivisionImpossible');
  const [quotient, rest] = found;
  const exponent = Math.min(rest.exponent, b.exponent);
  const x = rest.coefficient * powerOf10(rest.exponent - exponent);
  const y = b.coefficient * powerOf10(b.exponent - exponent);
  if (2n * x > y || (2n * x === y && quotient % 2n === 1n)) {
    if (digitCount(quotient + 1n) > work.settings.precision) return work.invalid('DivisionImpossible');
    return work.finish(finite(!a.isNegative, y - x, exponent));
  }
  return work.finish(rest);
}

export function quantize(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite' || b.kind === 'infinite') return a.kind === b.kind ? a : work.invalid();
  const { eMax, precision } = work.settings;
  if (b.exponent > eMax || b.exponent < work.eTiny) return work.invalid();
  if (a.coefficient === 0n) return work.finish(finite(a.isNegative, 0n, b.exponent));
  if (adjusted(a) > eMax || adjusted(a) - b.exponent + 1 > precision) return work.invalid();
  const result = rescaled(work, a, b.exponent);
  if (result.coefficient !== 0n && (digitCount(result.coefficient) > precision || adjusted(result) > eMax))
    return work.invalid();
  return work.finish(result);
}

/** With another exponent, whatever the precision. */
function rescaled(work: Work, a: DecimalNumber, exponent: number): DecimalNumber {
  if (exponent <= a.exponent) return finite(a.isNegative, a.coefficient * powerOf10(a.exponent - exponent), exponent);
  const [coefficient, isInexact] = shortened(
    a.coefficient,
    exponent - a.exponent,
    work.settings.rounding,
    a.isNegative,
  );
  if (a.coefficient !== 0n) work.signal('Rounded');
  if (isInexact) work.signal('Inexact');
  return finite(a.isNegative, coefficient, exponent);
}

export function toIntegralExact(work: Work, a: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  return a.kind === 'infinite' || a.exponent >= 0 ? a : rescaled(work, a, 0);
}

/** The same, of which nothing is noted but a signaling NaN. */
export function toIntegralValue(work: Work, a: DecimalNumber): DecimalNumber {
  return work.nanOf(a) ?? toIntegralExact(new Work(work.settings), a);
}

/** -1, 0 or 1 of two numbers that are no NaNs. */
export function order(a: DecimalNumber, b: DecimalNumber): number {
  const signOf = (n: DecimalNumber) => (isZero(n) ? 0 : n.isNegative ? -1 : 1);
  if (signOf(a) !== signOf(b)) return signOf(a) < signOf(b) ? -1 : 1;
  if (signOf(a) === 0) return 0;
  return a.isNegative ? -orderOfSizes(a, b) : orderOfSizes(a, b);
}

function orderOfSizes(a: DecimalNumber, b: DecimalNumber): number {
  if (a.kind === 'infinite' || b.kind === 'infinite') return a.kind === b.kind ? 0 : a.kind === 'infinite' ? 1 : -1;
  if (a.coefficient === 0n || b.coefficient === 0n)
    return a.coefficient === b.coefficient ? 0 : a.coefficient === 0n ? -1 : 1;
  const [x, y] = [adjusted(a), adjusted(b)];
  if (x !== y) return x < y ? -1 : 1;
  const exponent = Math.min(a.exponent, b.exponent);
  const p = a.coefficient * powerOf10(a.exponent - exponent);
  const q = b.coefficient * powerOf10(b.exponent - exponent);
  return p === q ? 0 : p < q ? -1 : 1;
}

export function compare(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  return work.nanOf(a, b) ?? ofInt(BigInt(order(a, b)));
}

export function compareSignal(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  if (isNaN(a) || isNaN(b)) work.signal('InvalidOperation');
  return compare(work, a, b);
}

/** The order in which all representations have a place. */
export function totalOrder(a: DecimalNumber, b: DecimalNumber): number {
  if (a.isNegative !== b.isNegative) return a.isNegative ? -1 : 1;
  const size = totalOrderOfSizes(a, b);
  return a.isNegative ? -size : size;
}

function totalOrderOfSizes(a: DecimalNumber, b: DecimalNumber): number {
  const rank = ({ kind }: DecimalNumber) => (kind === 'quiet' ? 2 : kind === 'signaling' ? 1 : 0);
  const step = (x: number | bigint, y: number | bigint) => (x === y ? 0 : x < y ? -1 : 1);
  if (rank(a) !== rank(b)) return step(rank(a), rank(b));
  if (rank(a) > 0) return step(a.coefficient, b.coefficient);
  return orderOfSizes(a, b) || step(a.exponent, b.exponent);
}

export const compareTotal = (_: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber =>
  ofInt(BigInt(totalOrder(a, b)));

export const compareTotalMag = (work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber =>
  compareTotal(work, withSign(a, false), withSign(b, false));

/** max, min and those by size. A number beats a quiet NaN. */
function extreme(isMax: boolean, bySize: boolean) {
  return (work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber => {
    if (a.kind === 'signaling' || b.kind === 'signaling') return work.nanOf(a, b) as DecimalNumber;
    if (isNaN(a) !== isNaN(b)) return work.finish(isNaN(a) ? b : a);
    const nan = work.nanOf(a, b);
    if (nan !== undefined) return nan;
    const sizes = bySize ? order(withSign(a, false), withSign(b, false)) : 0;
    const by = sizes || order(a, b) || totalOrder(a, b);
    return work.finish(by < 0 === isMax ? b : a);
  };
}

export const max = extreme(true, false);
export const min = extreme(false, false);
export const maxMag = extreme(true, true);
export const minMag = extreme(false, true);

/** Without zeros at the end. */
export function normalize(work: Work, a: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  const fitted = work.finish(a);
  if (fitted.kind !== 'finite') return fitted;
  if (fitted.coefficient === 0n) return finite(fitted.isNegative, 0n, 0);
  let { coefficient, exponent } = fitted;
  const most = work.settings.clamp ? work.eTop : work.settings.eMax;
  while (exponent < most && coefficient % 10n === 0n) {
    coefficient /= 10n;
    exponent++;
  }
  return finite(fitted.isNegative, coefficient, exponent);
}

export function logb(work: Work, a: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a);
  if (nan !== undefined) return nan;
  if (a.kind === 'infinite') return infinite(false);
  if (isZero(a)) {
    work.signal('DivisionByZero');
    return infinite(true);
  }
  return work.finish(ofInt(BigInt(adjusted(a))));
}

/** An int that is the second operand of scaleb, shift and rotate; undefined if it is none within the limit. */
function wholeWithin(b: DecimalNumber, limit: number): number | undefined {
  if (b.kind !== 'finite' || b.exponent !== 0) return undefined;
  return b.coefficient > BigInt(limit) ? undefined : Number(signedCoefficient(b));
}

export function scaleb(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const by = wholeWithin(b, 2 * (work.settings.eMax + work.settings.precision));
  if (by === undefined) return work.invalid();
  return a.kind === 'infinite' ? a : work.finish({ ...a, exponent: a.exponent + by });
}

/** The digits of a coefficient as a register of the precision, turned or moved. */
function moved(turns: boolean) {
  return (work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber => {
    const nan = work.nanOf(a, b);
    if (nan !== undefined) return nan;
    const { precision } = work.settings;
    const by = wholeWithin(b, precision);
    if (by === undefined) return work.invalid();
    if (a.kind === 'infinite') return a;
    const digits = a.coefficient.toString().padStart(precision, '0').slice(-precision);
    const zeros = '0'.repeat(Math.abs(by));
    const place = ((by % precision) + precision) % precision;
    const result = turns
      ? digits.slice(place) + digits.slice(0, place)
      : by < 0
        ? digits.slice(0, precision + by)
        : (digits + zeros).slice(-precision);
    return finite(a.isNegative, BigInt(result || '0'), a.exponent);
  };
}

export const rotate = moved(true);
export const shift = moved(false);

/** The next number that the context can represent, in a direction. */
function next(work: Work, a: DecimalNumber, isUp: boolean): DecimalNumber {
  const { settings } = work;
  const largest = finite(isUp, powerOf10(settings.precision) - 1n, work.eTop);
  if (a.kind === 'infinite' && a.isNegative === isUp) return largest;
  if (a.kind === 'infinite') return a;
  const quiet = new Work({ ...settings, rounding: isUp ? 'ROUND_CEILING' : 'ROUND_FLOOR' });
  const fitted = quiet.finish(a);
  if (order(fitted, a) !== 0) return fitted;
  return add(quiet, a, finite(!isUp, 1n, work.eTiny - 1));
}

export const nextPlus = (work: Work, a: DecimalNumber): DecimalNumber => work.nanOf(a) ?? next(work, a, true);
export const nextMinus = (work: Work, a: DecimalNumber): DecimalNumber => work.nanOf(a) ?? next(work, a, false);

export function nextToward(work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber {
  const nan = work.nanOf(a, b);
  if (nan !== undefined) return nan;
  const by = order(a, b);
  if (by === 0) return withSign(a, b.isNegative);
  const result = next(work, a, by < 0);
  if (result.kind === 'infinite') for (const c of ['Overflow', 'Inexact', 'Rounded'] as const) work.signal(c);
  else if (isZero(result) || adjusted(result) < work.settings.eMin) {
    for (const c of ['Underflow', 'Subnormal', 'Inexact', 'Rounded'] as const) work.signal(c);
    if (isZero(result)) work.signal('Clamped');
  }
  return result;
}

/** Digit by digit, of numbers of zeros and ones. */
function logical(of: (x: string, y: string) => boolean) {
  return (work: Work, a: DecimalNumber, b: DecimalNumber): DecimalNumber => {
    const { precision } = work.settings;
    const digits = [a, b].map((n) => {
      const isLogical = n.kind === 'finite' && n.exponent === 0 && !n.isNegative && /^[01]+$/.test(`${n.coefficient}`);
      return isLogical ? n.coefficient.toString().padStart(precision, '0').slice(-precision) : undefined;
    });
    const [x, y] = digits;
    if (x === undefined || y === undefined) return work.invalid();
    return finite(false, BigInt(Array.from(x, (digit, i) => (of(digit, y[i]) ? '1' : '0')).join('')), 0);
  };
}

export const logicalAnd = logical((x, y) => x === '1' && y === '1');
export const logicalOr = logical((x, y) => x === '1' || y === '1');
export const logicalXor = logical((x, y) => x !== y);
export const logicalInvert = (work: Work, a: DecimalNumber): DecimalNumber =>
  logicalXor(work, a, finite(false, BigInt('1'.repeat(work.settings.precision)), 0));
