/**
 * How long a trace takes on each of several allocators: the calls alone, one after the other from WebAssembly, without any
 * of the bookkeeping. Rounds are interleaved, and each begins with another allocator, so that what the machine does
 * meanwhile meets all alike; the least time of an allocator counts.
 *
 * Each pass begins with an empty heap whose memory was touched before by all passes but the first.
 */
import type { AllocationTrace } from '../../events/trace/trace.js';
import type { MakeReplayed } from './replay.js';
import type { HeapSpace } from './heap-space.js';
import { loadTrace, startReplayKernel } from './replay-kernel.js';

/** Short traces are repeated until a round has so many operations, but not more often than so. */
const ROUND_OPERATIONS = 200_000;
const MOST_PASSES = 100;

export interface TimingOptions {
  rounds: number;
  /** Milliseconds, as finely as the host has them. */
  now: () => number;
}

/** Nanoseconds per operation by allocator; undefined where one broke down. */
export function timeAllocators(
  trace: AllocationTrace,
  space: HeapSpace,
  makers: readonly MakeReplayed[],
  { rounds, now }: TimingOptions,
): (number | undefined)[] {
  const count = trace.op.length;
  const passes = Math.min(MOST_PASSES, Math.ceil(ROUND_OPERATIONS / count));
  const { rows, addresses } = loadTrace(trace, space);
  const best = makers.map(() => Infinity);
  const once = (make: MakeReplayed): number => {
    space.reset();
    const kernel = startReplayKernel(space, make(space.memory, space));
    const start = now();
    kernel.run(rows, count, addresses);
    return now() - start;
  };
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < makers.length; turn++) {
      const which = (round + turn) % makers.length;
      let sum = 0;
      try {
        for (let pass = 0; pass < passes; pass++) sum += once(makers[which]!);
      } catch (error) {
        if (!(error instanceof WebAssembly.RuntimeError)) throw error;
        sum = Number.NaN;
      }
      best[which] = Math.min(best[which]!, sum);
    }
  }
  return best.map((sum) => (Number.isFinite(sum) ? (sum * 1e6) / (passes * count) : undefined));
}
