/**
 * Doubles as decimal digits, rounded half to even: the shortest that give the double back, so many significant ones, or so
 * many behind the point.
 *
 * JavaScript's own conversions are exact but round halves up, and end at 100 digits. So they are used where no half can
 * be met, and the rest is done with exact integers.
 */

export interface DecimalDigits {
  /** Without zeros at either end; '' for 0. */
  readonly digits: string;
  /** Where the point is: the value is 0.DIGITS times ten to it. */
  readonly point: number;
}

const ZERO: DecimalDigits = { digits: '', point: 0 };
/** JavaScript's conversions to more digits than these fail; beyond 1e21 toFixed is none. */
const MOST_DIGITS = 100;
const MOST_FIXED = 1e21;

/** The shortest digits from which the double is read again. `value` is finite and not negative, here and below. */
export function shortestDigits(value: number): DecimalDigits {
  return value === 0 ? ZERO : fromExponential(value.toExponential());
}

/** `count` significant digits, at least one. */
export function significantDigits(value: number, count: number): DecimalDigits {
  if (value === 0) return ZERO;
  if (count <= MOST_DIGITS) {
    // One digit more tells whether a half may be met.
    const longer = value.toExponential(count);
    if (!longer.includes('5e')) return fromExponential(value.toExponential(count - 1));
  }
  const { digits, scale } = exactInteger(value);
  const point = digits.length - scale;
  return roundDigits(digits, point, count);
}

/** The digits up to `places` behind the point; negative ones end before it. */
export function fixedDigits(value: number, places: number): DecimalDigits {
  if (value === 0) return ZERO;
  if (isFixedSafe(value, places)) return fromFixed(value.toFixed(places));
  const { digits, scale } = exactInteger(value);
  const point = digits.length - scale;
  return roundDigits(digits, point, point + places);
}

/** Whether toFixed() can do it, and meets no half. */
export function isFixedSafe(value: number, places: number): boolean {
  return places >= 0 && places <= MOST_DIGITS && value < MOST_FIXED && !Number.isInteger(value * 2 ** (places + 1));
}

/** All digits of a double: an integer divided by ten to `scale`. */
function exactInteger(value: number): { digits: string; scale: number } {
  const { mantissa, exponent } = decompose(value);
  if (exponent >= 0) return { digits: String(mantissa << BigInt(exponent)), scale: 0 };
  return { digits: String(mantissa * 5n ** BigInt(-exponent)), scale: -exponent };
}

/** `digits` cut after `count`, which may be 0 or less. */
function roundDigits(digits: string, point: number, count: number): DecimalDigits {
  if (count < 0) return ZERO;
  if (count >= digits.length) return trimmed(digits, point);
  const kept = digits.slice(0, count);
  const next = digits.charCodeAt(count) - 48;
  const isHalf = next === 5 && /^0*$/.test(digits.slice(count + 1));
  const isOdd = count > 0 && (digits.charCodeAt(count - 1) & 1) === 1;
  if (next < 5 || (isHalf && !isOdd)) return trimmed(kept, point);
  const carried = kept.replace(/[0-8]?9*$/, (tail) =>
    tail === '' || tail.startsWith('9')
      ? `1${'0'.repeat(tail.length)}`
      : `${Number(tail[0]) + 1}${'0'.repeat(tail.length - 1)}`,
  );
  return trimmed(carried, point + carried.length - kept.length);
}

function trimmed(digits: string, point: number): DecimalDigits {
  const kept = digits.replace(/0+$/, '');
  return kept === '' ? ZERO : { digits: kept, point };
}

function fromExponential(text: string): DecimalDigits {
  const at = text.indexOf('e');
  return trimmed(text[0] + text.slice(2, at), Number(text.slice(at + 1)) + 1);
}

function fromFixed(text: string): DecimalDigits {
  const dot = text.indexOf('.');
  const whole = dot === -1 ? text : text.slice(0, dot);
  const all = dot === -1 ? text : whole + text.slice(dot + 1);
  const leading = all.length - all.replace(/^0+/, '').length;
  return trimmed(all.slice(leading), whole.length - leading);
}

const FIELDS = new DataView(new ArrayBuffer(8));

/** value = mantissa * 2**exponent exactly; the sign is lost. */
export function decompose(value: number): { mantissa: bigint; exponent: number } {
  FIELDS.setFloat64(0, value);
  const bits = FIELDS.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xf_ffff_ffff_ffffn;
  return exponent === 0
    ? { mantissa: fraction, exponent: -1074 }
    : { mantissa: fraction | 0x10_0000_0000_0000n, exponent: exponent - 1075 };
}

export function isNegative(value: number): boolean {
  return value < 0 || Object.is(value, -0);
}
