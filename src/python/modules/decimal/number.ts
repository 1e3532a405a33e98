/** Decimal numbers as values: a sign, a coefficient, an exponent; infinities; NaNs with a payload in place of the coefficient. */

export type Kind = 'finite' | 'infinite' | 'quiet' | 'signaling';

export interface DecimalNumber {
  readonly kind: Kind;
  readonly isNegative: boolean;
  /** Of a NaN its payload. */
  readonly coefficient: bigint;
  readonly exponent: number;
}

export const finite = (isNegative: boolean, coefficient: bigint, exponent: number): DecimalNumber => ({
  kind: 'finite',
  isNegative,
  coefficient,
  exponent,
});
export const infinite = (isNegative: boolean): DecimalNumber => ({
  kind: 'infinite',
  isNegative,
  coefficient: 0n,
  exponent: 0,
});
export const NAN: DecimalNumber = { kind: 'quiet', isNegative: false, coefficient: 0n, exponent: 0 };
export const ZERO = finite(false, 0n, 0);
export const ONE = finite(false, 1n, 0);

export const ofInt = (value: bigint, exponent = 0): DecimalNumber =>
  finite(value < 0n, value < 0n ? -value : value, exponent);

export const isNaN = ({ kind }: DecimalNumber): boolean => kind === 'quiet' || kind === 'signaling';
export const isZero = ({ kind, coefficient }: DecimalNumber): boolean => kind === 'finite' && coefficient === 0n;
export const negated = (a: DecimalNumber): DecimalNumber => ({ ...a, isNegative: !a.isNegative });
export const withSign = (a: DecimalNumber, isNegative: boolean): DecimalNumber => ({ ...a, isNegative });

const POWERS: bigint[] = [1n];
const KEPT_POWERS = 400;

export function powerOf10(exponent: number): bigint {
  if (exponent > KEPT_POWERS) return 10n ** BigInt(exponent);
  while (POWERS.length <= exponent) POWERS.push((POWERS.at(-1) as bigint) * 10n);
  return POWERS[exponent];
}

/** How many digits a coefficient has; zero has one. */
export const digitCount = (coefficient: bigint): number => coefficient.toString().length;

/** The exponent of the first digit. */
export const adjusted = ({ coefficient, exponent }: DecimalNumber): number => exponent + digitCount(coefficient) - 1;

/** With its sign, for arithmetic at one exponent. */
export const signedCoefficient = ({ isNegative, coefficient }: DecimalNumber): bigint =>
  isNegative ? -coefficient : coefficient;

const NUMBER = /^([+-])?(?:(\d+)(?:\.(\d*))?|\.(\d+))(?:e([+-]?\d+))?$/i;
const SPECIAL = /^([+-])?(?:(inf(?:inity)?)|(s)?nan(\d*))$/i;
const MOST_EXPONENT = 10 ** 15;

/** @returns undefined for what is no number */
export function parseDecimal(text: string): DecimalNumber | undefined {
  const number = NUMBER.exec(text);
  if (number !== null) {
    const [, sign, whole = '', fraction = number[4] ?? '', , exponent = '0'] = number;
    const power = Math.max(Math.min(Number(exponent), MOST_EXPONENT), -MOST_EXPONENT);
    return finite(sign === '-', BigInt(whole + fraction), power - fraction.length);
  }
  const special = SPECIAL.exec(text);
  if (special === null) return undefined;
  const [, sign, infinity, signaling, payload] = special;
  if (infinity !== undefined) return infinite(sign === '-');
  const kind = signaling === undefined ? 'quiet' : 'signaling';
  return { kind, isNegative: sign === '-', coefficient: BigInt(payload || '0'), exponent: 0 };
}

/** As str() has it; in engineering notation the exponent is a multiple of three. */
export function decimalText(a: DecimalNumber, capitals = true, isEngineering = false): string {
  const sign = a.isNegative ? '-' : '';
  if (a.kind === 'infinite') return `${sign}Infinity`;
  if (isNaN(a)) return `${sign}${a.kind === 'signaling' ? 's' : ''}NaN${a.coefficient === 0n ? '' : a.coefficient}`;
  const digits = a.coefficient.toString();
  const left = a.exponent + digits.length;
  let point: number;
  if (a.exponent <= 0 && left > -6) point = left;
  else if (!isEngineering) point = 1;
  else if (a.coefficient === 0n) point = modulo(left + 1, 3) - 1;
  else point = modulo(left - 1, 3) + 1;
  const exponent = left - point;
  let text: string;
  if (point <= 0) text = `0.${'0'.repeat(-point)}${digits}`;
  else if (point >= digits.length) text = digits + '0'.repeat(point - digits.length);
  else text = `${digits.slice(0, point)}.${digits.slice(point)}`;
  if (exponent === 0) return sign + text;
  return `${sign}${text}${capitals ? 'E' : 'e'}${exponent < 0 ? '-' : '+'}${Math.abs(exponent)}`;
}

const modulo = (a: number, b: number): number => ((a % b) + b) % b;

/** A double exactly. */
export function ofDouble(value: number): DecimalNumber {
  const isNegative = value < 0 || Object.is(value, -0);
  if (Number.isNaN(value)) return NAN;
  if (!Number.isFinite(value)) return infinite(isNegative);
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  let mantissa = bits & 0xf_ffff_ffff_ffffn;
  let shift = (power === 0 ? 1 : power) - 1075;
  if (power !== 0) mantissa |= 1n << 52n;
  if (mantissa === 0n) return finite(isNegative, 0n, 0);
  while (shift < 0 && (mantissa & 1n) === 0n) {
    mantissa >>= 1n;
    shift++;
  }
  if (shift >= 0) return finite(isNegative, mantissa << BigInt(shift), 0);
  return finite(isNegative, mantissa * 5n ** BigInt(-shift), shift);
}
