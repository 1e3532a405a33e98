/**
 * exp(x) - 1, the hyperbolic functions that are made of it, and the decimal logarithm, by the formulas that glibc has, so
 * that results agree with those of a CPython on Linux in all but few last bits; and the cube root.
 */
import { low, productOf } from './double-double.as';

const LN2_HIGH: f64 = 6.9314718036912381649e-1;
const LN2_LOW: f64 = 1.90821492927058770002e-10;
const INVERSE_LN2: f64 = 1.442695040888963387;
/** Beyond it exp(x) - 1 is too large, or -1. */
const LARGEST: f64 = 7.09782712893383973096e2;
const SMALLEST: f64 = -38.816242111356935;

/**
 * Sun's method: x = k * ln 2 + r + c, where c is what r has lost, and a rational approximation of expm1(r) from one of
 * r * (exp(r) + 1) / (exp(r) - 1) - 2.
 */
export function expLess1(x: f64): f64 {
  if (x > LARGEST) return Infinity;
  if (x < SMALLEST) return -1;
  const size = abs<f64>(x);
  if (!(size >= 5.551115123125783e-17)) return x;
  let k = 0;
  let r = x;
  let c: f64 = 0;
  if (size > 0.34657359027997264) {
    k = size < 1.0397207708399179 ? (x > 0 ? 1 : -1) : <i32>(INVERSE_LN2 * x + copysign<f64>(0.5, x));
    const high = x - <f64>k * LN2_HIGH;
    const lower = <f64>k * LN2_LOW;
    r = high - lower;
    c = high - r - lower;
  }
  const half = 0.5 * r;
  const square = r * half;
  const power = square * square;
  const first = 1 + square * -3.33333333333331316428e-2;
  const second = 1.58730158725481460165e-3 + square * -7.93650757867487942473e-5;
  const third = 4.00821782732936239552e-6 + square * -2.01099218183624371326e-7;
  const series = first + power * second + power * power * third;
  const t = 3 - series * half;
  let e = square * ((series - t) / (6 - r * t));
  if (k == 0) return r - (r * e - square);
  e = r * (e - c) - c - square;
  if (k == -1) return 0.5 * (r - e) - 0.5;
  if (k == 1) return r < -0.25 ? -2 * (e - (r + 0.5)) : 1 + 2 * (r - e);
  if (k <= -2 || k > 56) return times(1 - (e - r), k) - 1;
  if (k < 20) return times(1 - powerOfTwo(-k) - (e - r), k);
  return times(r - (e + powerOfTwo(-k)) + 1, k);
}

function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}

function times(value: f64, exponent: i32): f64 {
  return exponent == 1024 ? value * 2 * powerOfTwo(1023) : value * powerOfTwo(exponent);
}

export function hyperbolicSine(x: f64): f64 {
  const size = abs<f64>(x);
  if (!(size >= 3.725290298461914e-9) || size == Infinity) return x;
  const half = copysign<f64>(0.5, x);
  if (size < 22) {
    const t = expLess1(size);
    return size < 1 ? half * (2 * t - (t * t) / (t + 1)) : half * (t + t / (t + 1));
  }
  if (size < 709.782712893384) return half * Math.exp(size);
  const root = Math.exp(0.5 * size);
  return half * root * root;
}

export function hyperbolicCosine(x: f64): f64 {
  const size = abs<f64>(x);
  if (size != size || size == Infinity) return size;
  if (size < 0.34657359027997264) {
    const t = expLess1(size);
    const w = 1 + t;
    return size < 2.7755575615628914e-17 ? w : 1 + (t * t) / (w + w);
  }
  if (size < 22) {
    const t = Math.exp(size);
    return 0.5 * t + 0.5 / t;
  }
  if (size < 709.782712893384) return 0.5 * Math.exp(size);
  const root = Math.exp(0.5 * size);
  return 0.5 * root * root;
}

export function hyperbolicTangent(x: f64): f64 {
  const size = abs<f64>(x);
  if (!(size >= 2.7755575615628914e-17)) return x;
  let result: f64;
  if (size >= 22) result = 1;
  else if (size >= 1) result = 1 - 2 / (expLess1(2 * size) + 2);
  else {
    const t = expLess1(-2 * size);
    result = -t / (t + 2);
  }
  return copysign<f64>(result, x);
}

/** Of x > 0: the exponent's part and the mantissa's. */
export function decimalLogarithm(x: f64): f64 {
  if (x - x != 0) return x;
  let bits = reinterpret<u64>(x);
  let exponent = 0;
  if (bits >> 52 == 0) {
    bits = reinterpret<u64>(x * 18014398509481984.0);
    exponent = -54;
  }
  exponent += <i32>(bits >> 52) - 1023;
  const up = exponent < 0 ? 1 : 0;
  const mantissa = reinterpret<f64>((bits & 0x000f_ffff_ffff_ffff) | ((<u64>(1023 - up)) << 52));
  const whole = <f64>(exponent + up);
  return (
    whole * 3.69423907715893078616e-13 +
    4.34294481903251816668e-1 * Math.log(mantissa) +
    whole * 3.01029995663611771306e-1
  );
}

/** Rounded correctly but for few, where glibc's results may be off by four last bits: one step of Newton's without loss. */
export function cubeRoot(x: f64): f64 {
  const root = Math.cbrt(x);
  const size = abs<f64>(x);
  if (!(size > 1e-280 && size < 1e280)) return root;
  const square = productOf(root, root);
  const squareLow = low;
  const cube = productOf(square, root);
  return root - (cube - x + (low + squareLow * root)) / (3 * square);
}
