/** A context at work: its settings, the conditions that have come up, and how results are made to fit. */
import { type DecimalNumber, digitCount, finite, infinite, isNaN, NAN, powerOf10 } from './number.js';

export const ROUNDINGS = [
  'ROUND_UP',
  'ROUND_DOWN',
  'ROUND_CEILING',
  'ROUND_FLOOR',
  'ROUND_HALF_UP',
  'ROUND_HALF_DOWN',
  'ROUND_HALF_EVEN',
  'ROUND_05UP',
] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** In CPython's order. */
export const SIGNALS = [
  'InvalidOperation',
  'FloatOperation',
  'DivisionByZero',
  'Overflow',
  'Underflow',
  'Subnormal',
  'Inexact',
  'Rounded',
  'Clamped',
] as const;
export type Signal = (typeof SIGNALS)[number];
/** Kinds of InvalidOperation. */
export const INVALID_CONDITIONS = [
  'ConversionSyntax',
  'DivisionImpossible',
  'DivisionUndefined',
  'InvalidContext',
] as const;
export type Condition = Signal | (typeof INVALID_CONDITIONS)[number];

export interface Settings {
  readonly precision: number;
  readonly rounding: Rounding;
  readonly eMin: number;
  readonly eMax: number;
  readonly capitals: number;
  readonly clamp: number;
}

/** The widest context. */
export const WIDEST = { precision: 10 ** 18 - 1, eMin: -(10 ** 18 - 1), eMax: 10 ** 18 - 1 };

export class Work {
  readonly settings: Settings;
  readonly conditions = new Set<Condition>();

  constructor(settings: Settings) {
    this.settings = settings;
  }

  /** The least exponent. */
  get eTiny(): number {
    return this.settings.eMin - this.settings.precision + 1;
  }

  /** The largest exponent of a number with all digits. */
  get eTop(): number {
    return this.settings.eMax - this.settings.precision + 1;
  }

  signal(condition: Condition): void {
    this.conditions.add(condition);
  }

  /** NaN with a condition. */
  invalid(condition: Condition = 'InvalidOperation'): DecimalNumber {
    this.signal(condition);
    return NAN;
  }

  /** The NaN that an operation on NaNs gives; undefined if there is none. */
  nanOf(...operands: readonly DecimalNumber[]): DecimalNumber | undefined {
    const nan = operands.find(({ kind }) => kind === 'signaling') ?? operands.find(({ kind }) => kind === 'quiet');
    if (nan === undefined) return undefined;
    if (nan.kind === 'signaling') this.signal('InvalidOperation');
    return this.fitPayload({ ...nan, kind: 'quiet' });
  }

  /** Makes a result fit that is rounded to the nearest, to even, whatever the context says. */
  finishNearest(a: DecimalNumber, isInexact = false): DecimalNumber {
    const nearest = new Work({ ...this.settings, rounding: 'ROUND_HALF_EVEN' });
    const result = nearest.finish(a, isInexact);
    this.take(nearest);
    return result;
  }

  /** What came up in a step in between has come up here. */
  take(step: Work): void {
    for (const condition of step.conditions) this.signal(condition);
  }

  fitPayload(nan: DecimalNumber): DecimalNumber {
    const most = this.settings.precision - this.settings.clamp;
    const digits = nan.coefficient.toString();
    return digits.length <= most ? nan : { ...nan, coefficient: BigInt(digits.slice(digits.length - most) || '0') };
  }

  /** Another context for steps in between: more digits, no limits, nothing noted. */
  wider(precision: number, rounding: Rounding = 'ROUND_HALF_EVEN'): Work {
    return new Work({ ...this.settings, ...WIDEST, precision, rounding, clamp: 0 });
  }

  /** Makes a result fit the context. @param isInexact digits are missing behind the last one */
  finish(a: DecimalNumber, isInexact = false): DecimalNumber {
    if (isNaN(a)) return this.fitPayload(a);
    if (a.kind !== 'finite') return a;
    if (a.coefficient === 0n) return this.#fitZero(a);
    const { precision, eMin, eMax } = this.settings;
    const digits = digitCount(a.coefficient);
    const isSubnormal = a.exponent + digits - 1 < eMin;
    const least = isSubnormal ? this.eTiny : a.exponent + digits - precision;
    let result = a;
    let lost = isInexact;
    if (isSubnormal) this.signal('Subnormal');
    if (a.exponent < least) {
      const [coefficient, isLost] = shortened(a.coefficient, least - a.exponent, this.settings.rounding, a.isNegative);
      lost ||= isLost;
      this.signal('Rounded');
      result = finite(a.isNegative, coefficient, least);
      if (coefficient !== 0n && digitCount(coefficient) > precision)
        result = finite(a.isNegative, coefficient / 10n, least + 1);
    }
    if (lost) {
      this.signal('Inexact');
      this.signal('Rounded');
      if (isSubnormal) this.signal('Underflow');
    }
    if (result.coefficient === 0n) this.signal('Clamped');
    else if (result.exponent + digitCount(result.coefficient) - 1 > eMax) return this.#overflow(a.isNegative);
    return this.#clamped(result);
  }

  #fitZero(a: DecimalNumber): DecimalNumber {
    const most = this.settings.clamp ? this.eTop : this.settings.eMax;
    const exponent = Math.min(Math.max(a.exponent, this.eTiny), most);
    if (exponent !== a.exponent) this.signal('Clamped');
    return finite(a.isNegative, 0n, exponent);
  }

  #clamped(a: DecimalNumber): DecimalNumber {
    if (!this.settings.clamp || a.exponent <= this.eTop) return a;
    this.signal('Clamped');
    return finite(a.isNegative, a.coefficient * powerOf10(a.exponent - this.eTop), this.eTop);
  }

  #overflow(isNegative: boolean): DecimalNumber {
    for (const condition of ['Overflow', 'Inexact', 'Rounded'] as const) this.signal(condition);
    const { rounding, precision } = this.settings;
    const staysFinite =
      rounding === 'ROUND_DOWN' ||
      rounding === 'ROUND_05UP' ||
      (rounding === 'ROUND_CEILING' && isNegative) ||
      (rounding === 'ROUND_FLOOR' && !isNegative);
    return staysFinite ? finite(isNegative, powerOf10(precision) - 1n, this.eTop) : infinite(isNegative);
  }
}

/** A coefficient without its last digits, rounded; and whether they were not all zero. */
export function shortened(
  coefficient: bigint,
  drop: number,
  rounding: Rounding,
  isNegative: boolean,
): [coefficient: bigint, isInexact: boolean] {
  // So many more digits than there are: all is less than half.
  const few = Math.min(drop, digitCount(coefficient) + 1);
  const unit = powerOf10(few);
  const whole = coefficient / unit;
  const rest = coefficient % unit;
  if (rest === 0n) return [whole, false];
  return [roundsUp(whole, 2n * rest, unit, rounding, isNegative) ? whole + 1n : whole, true];
}

function roundsUp(whole: bigint, twice: bigint, unit: bigint, rounding: Rounding, isNegative: boolean): boolean {
  switch (rounding) {
    case 'ROUND_UP':
      return true;
    case 'ROUND_DOWN':
      return false;
    case 'ROUND_CEILING':
      return !isNegative;
    case 'ROUND_FLOOR':
      return isNegative;
    case 'ROUND_HALF_UP':
      return twice >= unit;
    case 'ROUND_HALF_DOWN':
      return twice > unit;
    case 'ROUND_HALF_EVEN':
      return twice > unit || (twice === unit && whole % 2n === 1n);
    case 'ROUND_05UP':
      return whole % 5n === 0n;
  }
}
