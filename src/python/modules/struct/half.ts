/** Floats of 16 bits (IEEE 754 binary16): 1 bit sign, 5 exponent, 10 fraction. */

const INFINITE = 0x7c00;
const QUIET_NAN = 0x7e00;
const LEAST_NORMAL = 2 ** -14;
const LEAST = 2 ** -24;

/** The nearest one, to even where two are as near; undefined for a finite number that is too large. */
export function toHalf(value: number): number | undefined {
  const sign = value < 0 || Object.is(value, -0) ? 0x8000 : 0;
  if (Number.isNaN(value)) return QUIET_NAN;
  const size = Math.abs(value);
  if (size === Infinity) return sign | INFINITE;
  if (size < LEAST_NORMAL) return sign | toEven(size / LEAST);
  let exponent = Math.floor(Math.log2(size));
  if (2 ** exponent > size) exponent--;
  if (2 ** (exponent + 1) <= size) exponent++;
  // A fraction that is rounded up to a whole power of two makes the exponent one more by itself.
  const bits = ((exponent + 15) << 10) + toEven((size / 2 ** exponent - 1) * 1024);
  return exponent > 15 || bits >= INFINITE ? undefined : sign | bits;
}

function toEven(value: number): number {
  const below = Math.floor(value);
  const rest = value - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}

export function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * LEAST : (1 + fraction / 1024) * 2 ** (exponent - 15));
}
