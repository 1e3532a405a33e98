/** Integers times powers of two as doubles. */

const MANTISSA_BITS = 53;
const LEAST_EXPONENT = -1074;
const MOST_EXPONENT = 1024;

/** mantissa * 2**exponent, rounded half to even; infinite when it is too large. `mantissa` is not negative. */
export function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  if (bits + exponent > MOST_EXPONENT) return Infinity;
  if (bits + exponent < LEAST_EXPONENT) return 0;
  const last = Math.max(bits + exponent - MANTISSA_BITS, LEAST_EXPONENT);
  // Both factors are doubles, and so is what they make.
  if (last <= exponent) return Number(mantissa << BigInt(exponent - last)) * 2 ** last;
  const dropped = BigInt(last - exponent);
  const rest = mantissa & ((1n << dropped) - 1n);
  const half = 1n << (dropped - 1n);
  let kept = mantissa >> dropped;
  if (rest > half || (rest === half && (kept & 1n) === 1n)) kept++;
  return Number(kept) * 2 ** last;
}
