/**
 * Sums and products of doubles without loss: a result and what it has below its last bit (Dekker 1971, A floating-point
 * technique for extending the available precision). `low` is the second part of the last result.
 */
export let low: f64 = 0;

const SPLITTER: f64 = 134217729; // 2**27 + 1

/** a + b. */
export function sumOf(a: f64, b: f64): f64 {
  const sum = a + b;
  const part = sum - a;
  low = a - (sum - part) + (b - part);
  return sum;
}

/** a + b, for |a| >= |b|. */
export function quickSumOf(a: f64, b: f64): f64 {
  const sum = a + b;
  low = b - (sum - a);
  return sum;
}

/** a * b, for factors below 2**970. */
export function productOf(a: f64, b: f64): f64 {
  const product = a * b;
  const aUpper = a * SPLITTER;
  const aHigh = aUpper - (aUpper - a);
  const aLow = a - aHigh;
  const bUpper = b * SPLITTER;
  const bHigh = bUpper - (bUpper - b);
  const bLow = b - bHigh;
  low = aHigh * bHigh - product + aHigh * bLow + aLow * bHigh + aLow * bLow;
  return product;
}
