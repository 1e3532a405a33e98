/** Floats as text: repr, and the presentations e, f and g of format() and %. */
import {
  fixedDigits,
  isFixedSafe,
  isNegative,
  shortestDigits,
  significantDigits,
  type DecimalDigits,
} from './decimal-digits.js';

/** `r` is repr. */
export type FloatPresentation = 'r' | 'e' | 'f' | 'g';

export interface FloatStyle {
  /** Digits behind the point, or significant ones for g; without meaning for r. */
  readonly precision?: number;
  /** Letters are capital. */
  readonly upper?: boolean;
  /** A point in any case, and for g all digits that were asked for. */
  readonly alternate?: boolean;
  /** `.0` behind what would look like an int. */
  readonly pointZero?: boolean;
  /** No minus where nothing but zeros is left. */
  readonly noNegativeZero?: boolean;
}

/** Where repr and g change to an exponent. */
const LEAST_POINT = -4;
const MOST_REPR_POINT = 16;

export function floatRepr(value: number): string {
  const size = Math.abs(value);
  // Here JavaScript writes the same digits in the same form.
  if (size >= 1e-4 && size < 1e16) return Number.isInteger(value) ? `${value}.0` : String(value);
  return floatText(value, 'r', { pointZero: true });
}

/** With a minus where the value has one; NaN never has. */
export function floatText(value: number, presentation: FloatPresentation, style: FloatStyle = {}): string {
  if (Number.isNaN(value)) return style.upper ? 'NAN' : 'nan';
  const minus = isNegative(value) ? '-' : '';
  if (!Number.isFinite(value)) return minus + (style.upper ? 'INF' : 'inf');
  const precision = style.precision ?? 6;
  // What is asked most: digits that JavaScript writes in the same form.
  if (presentation === 'f' && precision > 0 && value !== 0 && isFixedSafe(Math.abs(value), precision)) {
    const text = Math.abs(value).toFixed(precision);
    return (style.noNegativeZero && /^[0.]*$/.test(text) ? '' : minus) + text;
  }
  const digits = digitsFor(Math.abs(value), presentation, precision);
  const text = layOut(digits, presentation, precision, style);
  return (digits.digits === '' && style.noNegativeZero ? '' : minus) + (style.upper ? text.toUpperCase() : text);
}

function digitsFor(value: number, presentation: FloatPresentation, precision: number): DecimalDigits {
  switch (presentation) {
    case 'r':
      return shortestDigits(value);
    case 'e':
      return significantDigits(value, precision + 1);
    case 'f':
      return fixedDigits(value, precision);
    case 'g':
      return significantDigits(value, Math.max(precision, 1));
  }
}

function layOut(
  { digits, point: found }: DecimalDigits,
  presentation: FloatPresentation,
  precision: number,
  { alternate = false, pointZero = false }: FloatStyle,
): string {
  let point = digits === '' ? 1 : found;
  // How many digits are written from the first significant one on.
  let count = Math.max(digits.length, 1);
  let hasExponent = false;
  if (presentation === 'e') {
    hasExponent = true;
    count = precision + 1;
  } else if (presentation === 'f') count = point + precision;
  else {
    const most = presentation === 'r' ? MOST_REPR_POINT : Math.max(precision, 1) - (pointZero ? 1 : 0);
    hasExponent = point <= LEAST_POINT || point > most;
    if (presentation === 'g' && alternate) count = Math.max(precision, 1);
  }
  const exponent = point - 1;
  if (hasExponent) point = 1;
  count = Math.max(count, pointZero && !hasExponent ? point + 1 : point);
  const all = digits.padEnd(count, '0');
  const whole = point > 0 ? all.slice(0, point) : '0';
  const fraction =
    point > 0
      ? all.slice(point, count)
      : '0'.repeat(Math.min(-point, Math.max(count, 0) - point)) + all.slice(0, Math.max(count, 0));
  const number = fraction === '' && !alternate ? whole : `${whole}.${fraction}`;
  return hasExponent ? number + exponentText(exponent) : number;
}

function exponentText(exponent: number): string {
  return `e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
