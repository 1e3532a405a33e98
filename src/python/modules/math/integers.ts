/** Functions of math on ints: products and quotients of many, through JavaScript's BigInts, which multiply large numbers quickly. */
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { OVERFLOW_ERROR, VALUE_ERROR } from '../../format/types.js';
import { toBigInt } from '../../runtime/big-ints.js';
import type { Runtime } from '../../runtime/runtime.js';
import { index, indexValue } from '../../objects/numbers/arguments.js';

/** What a C long holds. */
const MOST_LONG = 2n ** 63n - 1n;
/** Results with more bits than these do not fit into the heap; making them would take minutes to find out. */
const MOST_FACTORS = 2 ** 27;

export function factorial(rt: Runtime, _: Address, n: Address): Address {
  const value = indexValue(rt, n);
  if (value < 0n) rt.raise(VALUE_ERROR, 'factorial() not defined for negative values');
  if (value > MOST_LONG) rt.raise(OVERFLOW_ERROR, `factorial() argument should not exceed ${MOST_LONG}`);
  return rt.int(productOf(rt, 2n, value));
}

/** The product of all ints from one to another, 1 if there are none: halves, so that factors are of one size. */
function productOf(rt: Runtime, from: bigint, to: bigint): bigint {
  if (to - from > MOST_FACTORS) return tooLarge(rt);
  if (to - from < 16n) {
    let product = 1n;
    for (let factor = from; factor <= to; factor++) product *= factor;
    return product;
  }
  const middle = (from + to) / 2n;
  return productOf(rt, from, middle) * productOf(rt, middle + 1n, to);
}

function tooLarge(rt: Runtime): never {
  rt.kernel.raiseMemoryError();
  return rt.keep(0) as never;
}

export function comb(rt: Runtime, _: Address, [nObject, kObject]: Address[]): Address {
  const n = indexValue(rt, nObject);
  const k = indexValue(rt, kObject);
  requireNatural(rt, n, k);
  if (k > n) return rt.int(0);
  const least = n - k < k ? n - k : k;
  if (least > MOST_LONG) rt.raise(OVERFLOW_ERROR, `min(n - k, k) must not exceed ${MOST_LONG}`);
  return rt.int(productOf(rt, n - least + 1n, n) / productOf(rt, 2n, least));
}

export function perm(rt: Runtime, self: Address, [nObject, kObject]: Address[]): Address {
  if (kObject === 0 || kObject === NONE) return factorial(rt, self, nObject);
  const n = indexValue(rt, nObject);
  const k = indexValue(rt, kObject);
  requireNatural(rt, n, k);
  if (k > n) return rt.int(0);
  if (k > MOST_LONG) rt.raise(OVERFLOW_ERROR, `k must not exceed ${MOST_LONG}`);
  return rt.int(productOf(rt, n - k + 1n, n));
}

function requireNatural(rt: Runtime, n: bigint, k: bigint): void {
  if (n < 0n) rt.raise(VALUE_ERROR, 'n must be a non-negative integer');
  if (k < 0n) rt.raise(VALUE_ERROR, 'k must be a non-negative integer');
}

export function gcd(rt: Runtime, _: Address, at: Address, count: number): Address {
  let result = rt.int(0);
  for (const p of argumentsAt(rt, at, count)) result = rt.keep(rt.kernel.int_gcd(result, index(rt, p)));
  return result;
}

export function lcm(rt: Runtime, _: Address, at: Address, count: number): Address {
  let result = 1n;
  for (const p of argumentsAt(rt, at, count)) {
    const whole = index(rt, p);
    const value = toBigInt(rt, whole);
    const divisor = toBigInt(rt, rt.keep(rt.kernel.int_gcd(rt.int(result), whole)));
    const product = divisor === 0n ? 0n : (result / divisor) * value;
    result = product < 0n ? -product : product;
  }
  return rt.int(result);
}

export function isqrt(rt: Runtime, _: Address, n: Address): Address {
  const whole = index(rt, n);
  if (toBigInt(rt, whole) < 0n) rt.raise(VALUE_ERROR, 'isqrt() argument must be nonnegative');
  return rt.keep(rt.kernel.int_isqrt(whole));
}

export function argumentsAt(rt: Runtime, at: Address, count: number): Address[] {
  return [...rt.views.i32.subarray(at >> 2, (at >> 2) + count)];
}
