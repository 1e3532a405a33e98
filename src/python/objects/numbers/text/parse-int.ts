/** int() of a text. */
import { valueError } from './number-error.js';
import { withoutSpaces } from './spaces.js';

/** Below so many digits no text is refused. */
const ALWAYS_SHORT = 640;
/** Digits that are put together one by one. */
const CHUNK = 10;

/** The prefix of each base that has one. */
const PREFIXES: Readonly<Record<string, number>> = { x: 16, o: 8, b: 2 };

/**
 * @param base 0 or from 2 to 36
 * @param limit of digits for bases that are no power of two; 0: none
 * @returns undefined for what is no int in this base
 * @throws NumberError for what has too many digits
 */
export function parseInt(text: string, base: number, limit: number): bigint | undefined {
  const match = /^([+-]?)([0-9A-Za-z_]+)$/.exec(withoutSpaces(text));
  if (match === null) return undefined;
  let digits = match[2];
  let mustBeZero = false;
  const ofPrefix = digits[0] === '0' ? PREFIXES[digits.charAt(1).toLowerCase()] : undefined;
  if (base === 0) {
    base = ofPrefix ?? 10;
    mustBeZero = ofPrefix === undefined && digits[0] === '0';
  }
  if (ofPrefix === base) digits = digits.slice(digits[2] === '_' ? 3 : 2);
  if (!/^[0-9A-Za-z]+(?:_[0-9A-Za-z]+)*$/.test(digits)) return undefined;
  digits = digits.replaceAll('_', '').toLowerCase();
  for (let i = 0; i < digits.length; i++) if (digitValue(digits, i) >= base) return undefined;
  if ((base & (base - 1)) !== 0 && limit > 0 && digits.length > limit && digits.length > ALWAYS_SHORT) {
    valueError(
      `Exceeds the limit (${limit} digits) for integer string conversion: value has ${digits.length} digits; ` +
        'use sys.set_int_max_str_digits() to increase the limit',
    );
  }
  const value = magnitude(digits, base);
  if (mustBeZero && value !== 0n) return undefined;
  return match[1] === '-' ? -value : value;
}

function digitValue(digits: string, at: number): number {
  const code = digits.charCodeAt(at);
  return code < 58 ? code - 48 : code - 87;
}

function magnitude(digits: string, base: number): bigint {
  switch (base) {
    case 10:
      return BigInt(digits);
    case 16:
      return BigInt(`0x${digits}`);
    case 8:
      return BigInt(`0o${digits}`);
    case 2:
      return BigInt(`0b${digits}`);
    default:
      return pieces(digits, base);
  }
}

/** Halves, so that factors are of one size. */
function pieces(digits: string, base: number): bigint {
  if (digits.length <= CHUNK) return BigInt(Number.parseInt(digits, base));
  const low = digits.length >> 1;
  const at = digits.length - low;
  return pieces(digits.slice(0, at), base) * BigInt(base) ** BigInt(low) + pieces(digits.slice(at), base);
}
