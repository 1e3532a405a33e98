/**
 * The exact remainder of two doubles with the sign of the first (C's fmod). The mantissas are divided as integers, as many
 * bits at a time as a word has room for.
 *
 * Cost: one division for each 11 bits by which the exponents differ.
 */
const FRACTION: u64 = 0x000f_ffff_ffff_ffff;
const HIDDEN: u64 = 0x0010_0000_0000_0000;

export function floatModulo(x: f64, y: f64): f64 {
  if (y == 0 || x - x != 0 || y != y) return NaN;
  const a = abs<f64>(x);
  const b = abs<f64>(y);
  if (a < b) return x;
  if (a < 9007199254740992 && a == trunc<f64>(a) && b == trunc<f64>(b)) {
    return copysign<f64>(<f64>(<u64>a % <u64>b), x);
  }
  let exponent = exponentOf(a);
  const lowest = exponentOf(b);
  let rest = mantissaOf(a);
  const divisor = mantissaOf(b);
  rest %= divisor;
  while (exponent > lowest && rest != 0) {
    const bits = min(11, exponent - lowest);
    rest = (rest << bits) % divisor;
    exponent -= bits;
  }
  return copysign<f64>(compose(rest, lowest), x);
}

/** Of the last bit of the mantissa, plus 1075: 1 for the smallest. */
function exponentOf(value: f64): i32 {
  return max(<i32>(reinterpret<u64>(value) >> 52), 1);
}

function mantissaOf(value: f64): u64 {
  const bits = reinterpret<u64>(value);
  return bits >> 52 == 0 ? bits : (bits & FRACTION) | HIDDEN;
}

function compose(mantissa: u64, exponent: i32): f64 {
  if (mantissa == 0) return 0;
  const up = min(<i32>clz(mantissa) - 11, exponent - 1);
  mantissa <<= up;
  exponent -= up;
  return reinterpret<f64>((mantissa & HIDDEN) == 0 ? mantissa : (mantissa & FRACTION) | ((<u64>exponent) << 52));
}
