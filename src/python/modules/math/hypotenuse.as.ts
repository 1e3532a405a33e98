/**
 * The length of a vector: math.hypot, math.dist, abs of a complex number.
 *
 * The parts are scaled by a power of two, squared without loss (Dekker's product of halves), and summed in two words, from
 * 1 on, so that every partial sum has the same exponent. One step of Newton's corrects the root (Borges 2019, An improved
 * algorithm for hypot; as CPython does it, so that results agree to the last bit).
 */
import { release, reserve } from '../../objects/numbers/digits/scratch.as';

const SPLITTER: f64 = 134217729; // 2**27 + 1
const SMALLEST_NORMAL: f64 = 2.2250738585072014e-308;

/** Of two parts. */
export function hypotenuse(x: f64, y: f64): f64 {
  const parts = reserve(4);
  store<f64>(parts, abs<f64>(x));
  store<f64>(parts, abs<f64>(y), 8);
  const length = vectorLength(parts, 2);
  release(parts, 4);
  return length;
}

/** Of `count` doubles, none negative, which are overwritten. */
export function vectorLength(parts: i32, count: i32): f64 {
  let most: f64 = 0;
  let hasNan = false;
  for (let i = 0; i < count; i++) {
    const part = load<f64>(parts + (i << 3));
    if (part != part) hasNan = true;
    else if (part > most) most = part;
  }
  if (most == Infinity) return most;
  if (hasNan) return NaN;
  if (most == 0 || count <= 1) return most;
  if (most < SMALLEST_NORMAL) {
    for (let i = 0; i < count; i++) store<f64>(parts + (i << 3), load<f64>(parts + (i << 3)) / SMALLEST_NORMAL);
    return SMALLEST_NORMAL * vectorLength(parts, count);
  }
  const exponent = (<i32>(reinterpret<u64>(most) >> 52) & 0x7ff) - 1022;
  sum = 1;
  lost = 0;
  lostInSum = 0;
  for (let i = 0; i < count; i++) addProduct(scaled(load<f64>(parts + (i << 3)), -exponent), 1);
  const root = sqrt<f64>(sum - 1 + (lost + lostInSum));
  addProduct(root, -1);
  const rest = sum - 1 + (lost + lostInSum);
  return scaled(root + rest / (2 * root), exponent);
}

let sum: f64 = 0;
/** What products and sums had below their last bit. */
let lost: f64 = 0;
let lostInSum: f64 = 0;

/** sum += sign * x * x. */
function addProduct(x: f64, sign: f64): void {
  const upper = x * SPLITTER;
  const high = upper - (upper - x);
  const low = x - high;
  const square = high * high;
  const cross = high * low + low * high;
  const product = square + cross;
  lost += sign * (square - product + cross + low * low);
  const total = sum + sign * product;
  lostInSum += sum - total + sign * product;
  sum = total;
}

/** Exact, unless the result is subnormal or infinite. */
function scaled(value: f64, exponent: i32): f64 {
  const half = exponent >> 1;
  return value * powerOfTwo(half) * powerOfTwo(exponent - half);
}

function powerOfTwo(exponent: i32): f64 {
  return reinterpret<f64>((<i64>(exponent + 1023)) << 52);
}
