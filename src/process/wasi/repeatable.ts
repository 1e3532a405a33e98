/**
 * A host whose clocks and random numbers depend on a seed only: two runs of one program see the same.
 */
import type { Host } from '../host.js';

const EPOCH = 1_600_000_000_000_000_000n;
/** Nanoseconds that pass with each look at a clock. */
const TICK = 1_000n;

export function repeatableHost(host: Host, seed: number): Host {
  let elapsed = 0n;
  const tick = (): bigint => (elapsed += TICK);
  const next = splitMix(seed);
  return {
    files: host.files,
    clock: {
      realtime: () => EPOCH + tick(),
      monotonic: tick,
      processor: tick,
      // Time that is waited for passes at once.
      sleep: (nanoseconds) => {
        host.clock.passTime?.(nanoseconds);
        elapsed += nanoseconds;
      },
      sleepUntil: host.clock.sleepUntil,
    },
    random: (into) => {
      for (let i = 0; i < into.length; i++) into[i] = next();
    },
  };
}

/** Bytes from SplitMix32 (the mixer of Steele, Lea and Flood, "Fast splittable pseudorandom number generators"). */
function splitMix(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = state;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) & 0xff;
  };
}
