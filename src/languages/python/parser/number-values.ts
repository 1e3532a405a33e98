import { PythonSyntaxError } from '../errors.js';
import type { ConstantValue } from '../tree/ast.js';
import type { Cursor } from './cursor.js';

/** Python converts no longer decimal numbers, since the time grows with the square of the length. */
const MAX_DECIMAL_DIGITS = 4300;

/** The value of a number token. */
export function numberValue(p: Cursor, text: string): ConstantValue {
  const digits = text.includes('_') ? text.replaceAll('_', '') : text;
  const last = digits.charCodeAt(digits.length - 1) | 0x20;
  const isRadix = digits.length > 1 && digits[0] === '0' && /^[xXoObB]$/.test(digits[1]);
  if (isRadix) return { type: 'int', value: small(BigInt(digits)) };
  if (last === 0x6a) return { type: 'complex', imaginary: Number(digits.slice(0, -1)) };
  if (digits.length < 16 && /^[0-9]+$/.test(digits)) return { type: 'int', value: Number(digits) };
  if (/[.eE]/.test(digits)) return { type: 'float', value: Number(digits) };
  if (digits.length > MAX_DECIMAL_DIGITS) tooLong(p, digits.length);
  return { type: 'int', value: small(BigInt(digits)) };
}

function small(value: bigint): number | bigint {
  return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

function tooLong(p: Cursor, digits: number): never {
  const { line } = p.spanOf(p.at, p.at);
  const limit = `Exceeds the limit (${MAX_DECIMAL_DIGITS} digits) for integer string conversion: value has ${digits} digits; use sys.set_int_max_str_digits() to increase the limit`;
  const advice = ' - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.';
  throw new PythonSyntaxError('SyntaxError', limit + advice, line, 0, line, 0);
}
