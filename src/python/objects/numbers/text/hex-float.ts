/** float.hex and float.fromhex. */
import { decompose, isNegative } from './decimal-digits.js';
import { floatRepr } from './float-text.js';
import { overflowError, valueError } from './number-error.js';
import { scaled } from './scaled.js';

/** Hexadecimal digits of a fraction. */
const FRACTION_DIGITS = 13;

export function floatHex(value: number): string {
  if (!Number.isFinite(value)) return floatRepr(value);
  const sign = isNegative(value) ? '-' : '';
  if (value === 0) return `${sign}0x0.0p+0`;
  const { mantissa, exponent } = decompose(value);
  const digits = mantissa.toString(16).padStart(FRACTION_DIGITS + 1, '0');
  const power = exponent + 4 * FRACTION_DIGITS;
  return `${sign}0x${digits[0]}.${digits.slice(1)}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

const HEX = /^([+-]?)(?:0x)?([0-9a-f]*)(?:\.([0-9a-f]*))?(?:p([+-]?[0-9]+))?$/;

/** @throws NumberError */
export function floatFromHex(text: string): number {
  const word = text.replace(/^[\t-\r ]+|[\t-\r ]+$/g, '').toLowerCase();
  const special = /^([+-]?)(?:(inf|infinity)|nan)$/.exec(word);
  if (special !== null) return special[2] === undefined ? Number.NaN : special[1] === '-' ? -Infinity : Infinity;
  const match = HEX.exec(word);
  if (match === null || (match[2] === '' && (match[3] ?? '') === ''))
    valueError('invalid hexadecimal floating-point string');
  const [, sign, whole, fraction = '', power = '0'] = match;
  const digits = (whole + fraction).replace(/^0+/, '');
  const exponent = Number(power) - 4 * fraction.length;
  const value = digits === '' ? 0 : scaled(BigInt(`0x${digits}`), exponent);
  if (value === Infinity) overflowError('hexadecimal value too large to represent as a float');
  return sign === '-' ? -value : value;
}
