/** Ints as doubles, rounded half to even. */
import { DIGIT_BITS, DIGITS, VALUE } from '../../../format/objects';
import { anyBitBelow, bitLength } from '../digits/basics.as';
import { countOf, isNegative } from './object.as';

/** The double next to an int; infinite when it is too large. */
export function int_to_f64(p: i32): f64 {
  if (load<i32>(p, DIGITS) == 0) return <f64>load<i32>(p, VALUE);
  const magnitude = toDouble(p + VALUE, countOf(p), 0, false);
  return isNegative(p) ? -magnitude : magnitude;
}

/**
 * digits * 2**exponent, rounded half to even, as a subnormal number where it must be; infinite when too large. `inexact`:
 * the digits are all there is of a number that goes on below them.
 */
export function toDouble(digits: i32, n: i32, exponent: i32, inexact: bool): f64 {
  if (n == 0) return 0;
  const length = bitLength(digits, n);
  if (length + exponent > 1024) return Infinity;
  // The exponent of the last bit of the result.
  const last = <i32>max<i64>(length + exponent - 53, -1074);
  const drop = last - exponent;
  let mantissa: u64;
  if (drop <= 0) mantissa = bitsFrom(digits, n, 0) << -drop;
  else {
    mantissa = bitsFrom(digits, n, drop);
    const half = (bitsFrom(digits, n, drop - 1) & 1) != 0;
    if (half && ((mantissa & 1) != 0 || inexact || anyBitBelow(digits, n, drop - 1))) mantissa++;
  }
  return scaled(mantissa, last);
}

/** mantissa * 2**exponent, for a mantissa up to 2**53 and a product that a double can hold (or that is too large). */
function scaled(mantissa: u64, exponent: i32): f64 {
  let result = <f64>mantissa;
  if (exponent > 970) {
    // The factor itself has to be a double.
    result *= powerOfTwo(970);
    return result * powerOfTwo(exponent - 970);
  }
  if (exponent < -1022) {
    result *= powerOfTwo(-1022);
    return result * powerOfTwo(exponent + 1022);
  }
  return result * powerOfTwo(exponent);
}

function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

/** Up to 64 bits from bit `from` on. */
function bitsFrom(digits: i32, n: i32, from: i32): u64 {
  let at = from / DIGIT_BITS;
  if (at >= n) return 0;
  let bits = <u64>(load<u32>(digits + (at << 2)) >> (from - at * DIGIT_BITS));
  let have = DIGIT_BITS - (from - at * DIGIT_BITS);
  for (at++; at < n && have < 64; at++, have += DIGIT_BITS) bits |= (<u64>load<u32>(digits + (at << 2))) << have;
  return bits;
}
