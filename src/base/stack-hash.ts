/**
 * Two 32-bit hashes of a call stack: each the sum of its entries times factors without a pattern, by distance from the
 * innermost entry. The products do not wait for each other, and four fit in a vector.
 */

/** `depth` factors; `which` is 0 or 1. */
export function stackHashFactors(depth: number, which: 0 | 1): Int32Array {
  let word = which === 0 ? 0x9e3779b1 : 0x85ebca6b;
  return Int32Array.from({ length: depth }, () => (word = scramble(word)) | 1);
}

/** Marsaglia's xorshift, full period. */
function scramble(word: number): number {
  word ^= word << 13;
  word ^= word >>> 17;
  return word ^ (word << 5);
}
