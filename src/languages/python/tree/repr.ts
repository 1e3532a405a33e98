/** Python's `ascii` of constants. */
import type { ConstantValue } from './ast.js';

export function textRepr(codePoints: readonly number[]): string {
  const quote = codePoints.includes(0x27) && !codePoints.includes(0x22) ? 0x22 : 0x27;
  const mark = String.fromCharCode(quote);
  return mark + codePoints.map((c) => characterRepr(c, quote)).join('') + mark;
}

export function bytesRepr(bytes: Uint8Array): string {
  const quote = bytes.includes(0x27) && !bytes.includes(0x22) ? 0x22 : 0x27;
  const mark = String.fromCharCode(quote);
  return `b${mark}${Array.from(bytes, (c) => characterRepr(c, quote)).join('')}${mark}`;
}

function characterRepr(c: number, quote: number): string {
  if (c === quote || c === 0x5c) return `\\${String.fromCharCode(c)}`;
  if (c >= 0x20 && c < 0x7f) return String.fromCharCode(c);
  if (c === 10) return '\\n';
  if (c === 13) return '\\r';
  if (c === 9) return '\\t';
  if (c < 0x100) return `\\x${c.toString(16).padStart(2, '0')}`;
  if (c < 0x10000) return `\\u${c.toString(16).padStart(4, '0')}`;
  return `\\U${c.toString(16).padStart(8, '0')}`;
}

/** The shortest digits that give the number again, as in Python: an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  return withPoint(shortest(value));
}

/** A purely imaginary number. */
export function complexRepr(imaginary: number): string {
  return `${shortest(imaginary)}j`;
}

function shortest(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0';
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-4 || size >= 1e16)) {
    const [digits, exponent] = value.toExponential().split('e');
    const power = Math.abs(Number(exponent)).toString().padStart(2, '0');
    return `${digits}e${exponent.startsWith('-') ? '-' : '+'}${power}`;
  }
  return String(value);
}

function withPoint(digits: string): string {
  return /[.en]/.test(digits) ? digits : `${digits}.0`;
}

export function constantRepr(value: ConstantValue): string {
  switch (value.type) {
    case 'none':
      return 'None';
    case 'true':
      return 'True';
    case 'false':
      return 'False';
    case 'ellipsis':
      return 'Ellipsis';
    case 'int':
      return String(value.value);
    case 'float':
      return floatRepr(value.value);
    case 'complex':
      return complexRepr(value.imaginary);
    case 'str':
      return textRepr(value.codePoints ?? Array.from(value.value, (character) => character.codePointAt(0)!));
    case 'bytes':
      return bytesRepr(value.value);
  }
}
