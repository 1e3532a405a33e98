/**
 * The hash of bytes in memory: eight at a time multiplied and folded. Which numbers come out is nobody's business (CPython's
 * differ from run to run); the seed makes them others.
 */
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const SECOND: u64 = 0xd6e8feb86659fd93;

let seed: u64 = 0;

export function setHashSeed(value: u64): void {
  seed = value;
}

/** Never -1, which stands for a failure. */
export function hashBytes(base: i32, bytes: i32): i64 {
  if (bytes == 0) return 0;
  let h = seed ^ (<u64>bytes * SECOND);
  let i = 0;
  for (; i + 8 <= bytes; i += 8) h = mix(h ^ load<u64>(base + i));
  if (i < bytes) {
    let rest: u64 = 0;
    for (let shift: u64 = 0; i < bytes; i++, shift += 8) rest |= (<u64>load<u8>(base + i)) << shift;
    h = mix(h ^ rest);
  }
  h ^= h >> 32;
  h *= SECOND;
  h ^= h >> 29;
  return h == <u64>-1 ? -2 : <i64>h;
}

function mix(h: u64): u64 {
  const m = h * MULTIPLIER;
  return m ^ (m >> 31);
}
