/**
 * How many steps calls took. Exact below EXACT; above, in buckets that are a 64th of their power of two wide, so that
 * a percentile is at most 1.6 % too low. The worst is exact.
 *
 * Cost: O(1) per call, a few kilobytes in all.
 */
import type { StepCounts } from '../../events/trace/measurement.js';

const EXACT_LOG = 6;
const EXACT = 2 ** EXACT_LOG;

export class StepHistogram {
  readonly #counts = new Float64Array(EXACT * 32);
  #calls = 0;
  #total = 0;
  #worst = 0;
  #worstAt = 0;

  add(steps: number, operation: number): void {
    this.#calls++;
    this.#total += steps;
    this.#counts[bucketOf(steps)]!++;
    if (steps > this.#worst || this.#worstAt === 0) {
      this.#worst = steps;
      this.#worstAt = operation;
    }
  }

  counts(): StepCounts {
    return {
      calls: this.#calls,
      total: this.#total,
      median: this.#percentile(0.5),
      p99: this.#percentile(0.99),
      worst: this.#worst,
      worstAt: this.#worstAt,
    };
  }

  /** The least number of steps that `share` of the calls do not exceed. */
  #percentile(share: number): number {
    let rest = Math.ceil(share * this.#calls);
    for (let bucket = 0; bucket < this.#counts.length; bucket++) {
      rest -= this.#counts[bucket]!;
      if (rest <= 0) return Math.min(leastOf(bucket), this.#worst);
    }
    return this.#worst;
  }
}

function bucketOf(steps: number): number {
  if (steps < EXACT) return steps;
  const log = 31 - Math.clz32(Math.min(steps, 2 ** 31));
  return EXACT * (log - EXACT_LOG + 1) + Math.floor(steps / 2 ** (log - EXACT_LOG)) - EXACT;
}

function leastOf(bucket: number): number {
  if (bucket < EXACT) return bucket;
  const log = Math.floor(bucket / EXACT) - 1 + EXACT_LOG;
  return ((bucket % EXACT) + EXACT) * 2 ** (log - EXACT_LOG);
}
