/** round() of floats and ints to a place. */
import { fixedDigits, isNegative } from './decimal-digits.js';
import { overflowError } from './number-error.js';

/** No double has digits further behind the point, or reaches further before it. */
const LAST_PLACE = 323;
const FIRST_PLACE = -308;

/** @throws NumberError where the result is too large */
export function roundFloat(value: number, places: number): number {
  if (!Number.isFinite(value) || places > LAST_PLACE) return value;
  if (places < FIRST_PLACE) return isNegative(value) ? -0 : 0;
  const { digits, point } = fixedDigits(Math.abs(value), places);
  const rounded = digits === '' ? 0 : Number(`0.${digits}e${point}`);
  if (rounded === Infinity) overflowError('rounded value too large to represent');
  return isNegative(value) ? -rounded : rounded;
}

/** To a whole number, halves to even. */
export function roundToWhole(value: number): number {
  const rounded = Math.floor(value + 0.5);
  if (Math.abs(value) >= 2 ** 52) return value;
  if (rounded - value === 0.5 && rounded % 2 !== 0) return rounded - 1;
  // 0.5 less than its last bit must not become 1.
  return rounded - value > 0.5 ? rounded - 1 : rounded;
}

/** An int to a multiple of 10**-places, halves to even. */
export function roundInt(value: bigint, places: number): bigint {
  if (places >= 0) return value;
  const unit = 10n ** BigInt(-places);
  let quotient = value / unit;
  let rest = value % unit;
  if (rest < 0n) {
    rest += unit;
    quotient -= 1n;
  }
  if (2n * rest > unit || (2n * rest === unit && (quotient & 1n) === 1n)) quotient += 1n;
  return quotient * unit;
}
