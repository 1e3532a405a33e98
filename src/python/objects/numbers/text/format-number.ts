/** format() of ints, floats and complex numbers. */
import { floatRepr, floatText, type FloatPresentation } from './float-text.js';
import { pad, parseFormatSpec, unknownType, type FormatSpec, type Sign } from './format-spec.js';
import { isNegative } from './decimal-digits.js';
import { overflowError, valueError } from './number-error.js';

/** Where there is no precision. */
const USUAL_PRECISION = 6;
/** What CPython's conversion takes. */
const MOST_PRECISION = 2 ** 31 - 1;
const FLOAT_TYPES = 'eEfFgG%';
const BASES: Readonly<Record<string, number>> = { d: 10, n: 10, b: 2, o: 8, x: 16, X: 16 };

/** A number taken apart for its layout. */
interface Parts {
  readonly negative: boolean;
  /** 0x and the like. */
  readonly prefix: string;
  /** The digits before the point: what is grouped. */
  readonly digits: string;
  /** Everything behind. */
  readonly rest: string;
}

/** What int.__format__ needs of the number. */
export interface FormattedInt {
  readonly negative: boolean;
  /** The digits of its magnitude; those of base 10 may be refused. */
  digits(base: number): string;
  value(): bigint;
  /** @throws NumberError where it is too large */
  double(): number;
}

/** @throws NumberError */
export function formatInt(int: FormattedInt, text: string, typeName: string): string {
  const spec = parseFormatSpec(text, 'd', '>', typeName);
  const { type } = spec;
  if (type in BASES || type === 'c') return layOut(intParts(int, spec), spec, digitsPerGroup(type));
  if (type.length === 1 && FLOAT_TYPES.includes(type)) return formatFloatSpec(int.double(), spec);
  return unknownType(type, typeName);
}

function intParts(int: FormattedInt, { type, precision, sign, alternate, noNegativeZero }: FormatSpec): Parts {
  if (precision !== -1) valueError('Precision not allowed in integer format specifier');
  if (noNegativeZero) valueError('Negative zero coercion (z) not allowed in integer format specifier');
  if (type === 'c') {
    if (sign !== undefined) valueError("Sign not allowed with integer format specifier 'c'");
    if (alternate) valueError("Alternate form (#) not allowed with integer format specifier 'c'");
    return { negative: false, prefix: '', digits: '', rest: characterOf(int.value()) };
  }
  const digits = int.digits(BASES[type]);
  return {
    negative: int.negative,
    prefix: alternate && BASES[type] !== 10 ? `0${type}` : '',
    digits: type === 'X' ? digits.toUpperCase() : digits,
    rest: '',
  };
}

/** The character that %c and the type c stand for. */
function characterOf(value: bigint): string {
  if (value >= -(2n ** 63n) && value < 2n ** 63n) {
    if (value < 0n || value > 0x10ffffn) overflowError('%c arg not in range(0x110000)');
    return String.fromCodePoint(Number(value));
  }
  return overflowError('Python int too large to convert to C long');
}

function digitsPerGroup(type: string): number {
  return 'boxX'.includes(type) ? 4 : 3;
}

/** @throws NumberError */
export function formatFloat(value: number, text: string, typeName: string): string {
  if (text === '') return floatRepr(value);
  const spec = parseFormatSpec(text, '', '>', typeName);
  const { type } = spec;
  if (type === '' || type === 'n' || FLOAT_TYPES.includes(type)) return formatFloatSpec(value, spec);
  return unknownType(type, typeName);
}

function formatFloatSpec(value: number, spec: FormatSpec): string {
  return layOut(floatParts(value, spec, true), spec, 3);
}

function floatParts(value: number, spec: FormatSpec, pointZero: boolean): Parts {
  const { type, precision } = spec;
  if (precision > MOST_PRECISION) valueError('precision too big');
  const lower = type.toLowerCase();
  let presentation: FloatPresentation;
  if (lower === '') presentation = precision === -1 ? 'r' : 'g';
  else if (lower === 'n') presentation = 'g';
  else presentation = lower === '%' ? 'f' : (lower as FloatPresentation);
  const all = floatText(lower === '%' ? value * 100 : value, presentation, {
    precision: precision === -1 ? USUAL_PRECISION : precision,
    upper: type !== lower,
    alternate: spec.alternate,
    pointZero: pointZero && type === '',
    noNegativeZero: spec.noNegativeZero,
  });
  const negative = all.startsWith('-');
  const digits = /^\d*/.exec(all.slice(negative ? 1 : 0))?.[0] ?? '';
  const rest = all.slice(digits.length + (negative ? 1 : 0)) + (type === '%' ? '%' : '');
  return { negative, prefix: '', digits, rest };
}

/** Sign, prefix, padding, grouped digits and the rest in a specification's width. */
function layOut({ negative, prefix, digits, rest }: Parts, spec: FormatSpec, groupSize: number): string {
  const front = signText(negative, spec.sign) + prefix;
  const room = spec.width - front.length - rest.length;
  const padsWithZeros = spec.fill === '0' && spec.align === '=';
  const grouped =
    spec.grouping === undefined || digits === ''
      ? digits
      : group(digits, spec.grouping, groupSize, padsWithZeros ? room : 0);
  if (spec.align === '=') return front + pad(grouped + rest, { ...spec, align: '>', width: spec.width - front.length });
  return pad(front + grouped + rest, spec);
}

function signText(negative: boolean, sign: Sign | undefined): string {
  if (negative) return '-';
  return sign === '+' || sign === ' ' ? sign : '';
}

/** Digits in groups, with zeros in front up to a width. The first group has one digit at least. */
function group(digits: string, separator: string, size: number, width: number): string {
  const groups: string[] = [];
  let left = digits;
  let room = width;
  do {
    const length = Math.min(size, Math.max(left.length, room, 1));
    groups.unshift(left.slice(-length).padStart(length, '0'));
    left = left.slice(0, -length);
    room -= length + 1;
  } while (left !== '' || room >= 0);
  return groups.join(separator);
}

export function complexRepr(real: number, imaginary: number): string {
  if (real === 0 && !isNegative(real)) return `${floatText(imaginary, 'r')}j`;
  return `(${floatText(real, 'r')}${plus(floatText(imaginary, 'r'))}j)`;
}

function plus(text: string): string {
  return text.startsWith('-') ? text : `+${text}`;
}

/** @throws NumberError */
export function formatComplex(real: number, imaginary: number, text: string, typeName: string): string {
  if (text === '') return complexRepr(real, imaginary);
  const spec = parseFormatSpec(text, '', '>', typeName);
  const { type } = spec;
  if (type !== '' && type !== 'n' && (type === '%' || !FLOAT_TYPES.includes(type))) unknownType(type, typeName);
  if (spec.fill === '0') valueError('Zero padding is not allowed in complex format specifier');
  if (spec.align === '=') valueError("'=' alignment flag is not allowed in complex format specifier");
  const part = (value: number, sign: Sign | undefined) =>
    layOut(floatParts(value, spec, false), { ...spec, align: '<', width: -1, sign }, 3);
  const omitsReal = type === '' && real === 0 && !isNegative(real);
  if (omitsReal) return pad(`${part(imaginary, spec.sign)}j`, spec);
  const both = `${part(real, spec.sign)}${part(imaginary, '+')}j`;
  return pad(type === '' ? `(${both})` : both, spec);
}

/** @throws NumberError */
export function formatString(value: string, text: string, typeName: string): string {
  if (text === '') return value;
  const spec = parseFormatSpec(text, 's', '<', typeName);
  if (spec.type !== 's') unknownType(spec.type, typeName);
  if (spec.sign !== undefined) valueError(stringSign(spec.sign));
  if (spec.noNegativeZero) valueError('Negative zero coercion (z) not allowed in string format specifier');
  if (spec.alternate) valueError('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') valueError("'=' alignment not allowed in string format specifier");
  const kept = spec.precision === -1 ? value : firstCharacters(value, spec.precision);
  return pad(kept, spec);
}

function stringSign(sign: Sign): string {
  return sign === ' ' ? 'Space not allowed in string format specifier' : 'Sign not allowed in string format specifier';
}

function firstCharacters(text: string, count: number): string {
  return count >= text.length ? text : Array.from(text).slice(0, count).join('');
}
