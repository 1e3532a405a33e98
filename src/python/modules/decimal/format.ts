/** Decimals in format(). */
import { type DecimalNumber, decimalText, digitCount, finite, powerOf10, withSign } from './number.js';
import { type Rounding, shortened } from './work.js';

interface Spec {
  readonly fill: string;
  readonly align: string;
  readonly sign: string;
  /** No minus in front of what is rounded to zero. */
  readonly plainZero: boolean;
  readonly width: number;
  readonly separator: string;
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?(z)?(0)?(\d+)?(,)?(?:\.(\d+))?([eEfFgGn%])?$/su;

/** @returns undefined for what is no format */
function parseSpec(text: string, capitals: boolean): Spec | undefined {
  const found = SPEC.exec(text);
  if (found === null) return undefined;
  const [, fill, align, sign, z, zero, width, separator, precision, type] = found;
  if (zero !== undefined && align !== undefined) return undefined;
  return {
    fill: fill ?? (zero === undefined ? ' ' : '0'),
    align: align ?? (zero === undefined ? '>' : '='),
    sign: sign ?? '-',
    plainZero: z !== undefined,
    width: Number(width ?? 0),
    separator: separator ?? '',
    precision: precision === undefined ? undefined : Number(precision),
    type: type === 'n' ? 'g' : (type ?? (capitals ? 'G' : 'g')),
  };
}

/** @returns undefined for what is no format */
export function formatDecimal(
  a: DecimalNumber,
  text: string,
  rounding: Rounding,
  capitals: boolean,
): string | undefined {
  const spec = parseSpec(text, capitals);
  if (spec === undefined) return undefined;
  const isPercent = spec.type === '%';
  if (a.kind !== 'finite') {
    const body = decimalText(withSign(a, false)) + (isPercent ? '%' : '');
    // Zeros are for numbers.
    return aligned(
      {
        ...spec,
        separator: '',
        fill: spec.fill === '0' ? ' ' : spec.fill,
        align: spec.align === '=' && spec.fill === '0' ? '>' : spec.align,
      },
      signOf(a, spec),
      body,
      '',
    );
  }
  const scaled = isPercent ? { ...a, exponent: a.exponent + 2 } : a;
  const rounded = roundedFor(scaled, spec, rounding);
  const digits = rounded.coefficient.toString();
  const left = rounded.exponent + digits.length;
  const point = pointPlace(rounded, spec, left);
  const whole = point <= 0 ? '0' : digits.slice(0, point).padEnd(point, '0');
  const fraction = point <= 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  const exponent = left - point;
  const letter = spec.type === 'E' || spec.type === 'G' ? 'E' : 'e';
  const isScientific = spec.type === 'e' || spec.type === 'E';
  const power = exponent !== 0 || isScientific ? `${letter}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}` : '';
  const end = (fraction === '' ? '' : `.${fraction}`) + power + (isPercent ? '%' : '');
  const isPlain = spec.plainZero && rounded.coefficient === 0n;
  return aligned(spec, isPlain ? signOf(withSign(rounded, false), spec) : signOf(rounded, spec), whole, end);
}

function signOf({ isNegative }: DecimalNumber, { sign }: Spec): string {
  if (isNegative) return '-';
  return sign === '-' ? '' : sign;
}

function roundedFor(a: DecimalNumber, { type, precision }: Spec, rounding: Rounding): DecimalNumber {
  const isFixed = 'fF%'.includes(type);
  if (precision === undefined) return isFixed && a.coefficient === 0n && a.exponent > 0 ? { ...a, exponent: 0 } : a;
  if (isFixed) return withExponent(a, -precision, rounding);
  const most = 'eE'.includes(type) ? precision + 1 : Math.max(precision, 1);
  const digits = digitCount(a.coefficient);
  if (digits > most) {
    const result = withExponent(a, a.exponent + digits - most, rounding);
    // Rounding up may make one digit more.
    return digitCount(result.coefficient) > most
      ? finite(a.isNegative, result.coefficient / 10n, result.exponent + 1)
      : result;
  }
  if ('eE'.includes(type) && digits < most && a.coefficient !== 0n)
    return withExponent(a, a.exponent - (most - digits), rounding);
  return a;
}

function withExponent(a: DecimalNumber, exponent: number, rounding: Rounding): DecimalNumber {
  if (exponent <= a.exponent) return finite(a.isNegative, a.coefficient * powerOf10(a.exponent - exponent), exponent);
  return finite(a.isNegative, shortened(a.coefficient, exponent - a.exponent, rounding, a.isNegative)[0], exponent);
}

/** How many digits stand in front of the point. */
function pointPlace(a: DecimalNumber, { type, precision }: Spec, left: number): number {
  if ('fF%'.includes(type)) return left;
  if ('eE'.includes(type)) return a.coefficient === 0n && precision !== undefined ? 1 - precision : 1;
  return a.exponent <= 0 && left > -6 ? left : 1;
}

function aligned(spec: Spec, sign: string, whole: string, end: string): string {
  const { width, fill, align, separator } = spec;
  if (align === '=' && fill === '0') {
    const room = width - sign.length - end.length;
    return sign + grouped(whole, separator, room) + end;
  }
  const body = grouped(whole, separator, 0) + end;
  const missing = Math.max(width - [...(sign + body)].length, 0);
  if (align === '<') return sign + body + fill.repeat(missing);
  if (align === '=') return sign + fill.repeat(missing) + body;
  if (align === '>') return fill.repeat(missing) + sign + body;
  return fill.repeat(missing >> 1) + sign + body + fill.repeat(missing - (missing >> 1));
}

/** Digits in groups of three, with zeros in front up to a width; a group is never begun by a separator. */
function grouped(digits: string, separator: string, width: number): string {
  if (separator === '') return digits.padStart(width, '0');
  let padded = digits;
  const text = () => padded.replace(/\B(?=(\d{3})+$)/g, separator);
  while (text().length < width) padded = `0${padded}`;
  return text();
}
