/** float.hex and float.fromhex. */
import { decompose, isNegative } from './decimal-digits.js';
import { floatRepr } from './float-text.js';
import { overflowError, valueError } from './number-error.js';

/** Hexadecimal digits of a fraction. */
const FRACTION_DIGITS = 13;
const MANTISSA_BITS = 53;
const LEAST_EXPONENT = -1074;
const MOST_EXPONENT = 1024;

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
  const value = digits === '' ? 0 : nearest(digits, exponent);
  return sign === '-' ? -value : value;
}

/** digits * 2**exponent, rounded half to even. */
function nearest(digits: string, exponent: number): number {
  const bits = 4 * digits.length - (Math.clz32(Number.parseInt(digits[0], 16)) - 28);
  if (bits + exponent > MOST_EXPONENT) tooLarge();
  if (bits + exponent < LEAST_EXPONENT) return 0;
  const last = Math.max(bits + exponent - MANTISSA_BITS, LEAST_EXPONENT);
  let mantissa = BigInt(`0x${digits}`);
  if (last <= exponent) mantissa <<= BigInt(exponent - last);
  else {
    const dropped = BigInt(last - exponent);
    const rest = mantissa & ((1n << dropped) - 1n);
    const half = 1n << (dropped - 1n);
    mantissa >>= dropped;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++;
  }
  // In two factors, since 2**-1074 times a mantissa is exact and 2**1000 is not too large.
  const value = last > 0 ? Number(mantissa) * 2 ** last : (Number(mantissa) * 2 ** (last + 600)) / 2 ** 600;
  if (value === Infinity) tooLarge();
  return value;
}

function tooLarge(): never {
  overflowError('hexadecimal value too large to represent as a float');
}
