/**
 * Replays an allocation trace on allocator designs and measures each: one pass that checks, one that samples, and timed
 * rounds of all. Every allocator works in the same memory and from the same page source, one after the other.
 */
import type { Bytes } from '../../base/ids.js';
import type { ReplayMeasurement } from '../../events/trace/measurement.js';
import { peakOf } from '../../events/trace/payload.js';
import type { AllocationTrace } from '../../events/trace/trace.js';
import type { AllocatorDesign } from '../alloc/designs.js';
import type { KernelMemory } from '../kernel.js';
import type { Allocator, PageSource } from '../alloc/contract.js';
import { checkPass } from './check-pass.js';
import { HeapSpace } from './heap-space.js';
import { ProblemLog } from './problem-log.js';
import { reservedFor } from './replay-kernel.js';
import { samplePass } from './sample-pass.js';
import { timeAllocators, type TimingOptions } from './timing.js';

/** What can be replayed on: any allocator, with the names that reports use. */
export type ReplayedDesign = Pick<AllocatorDesign, 'name' | 'summary'> & { load(): Promise<MakeReplayed> };
export type MakeReplayed = (memory: KernelMemory, pages: PageSource) => Allocator;

/** The trace does not fit into the memory that it would be replayed in. */
export class TraceTooLarge extends Error {}

export interface ReplayOptions {
  /** For the unusable free space index. */
  request: Bytes;
  /** Absent: nothing is timed. */
  timing?: TimingOptions;
  /** Told before each design's turn, and before the timing. */
  progress?: (step: string) => void;
}

/** @throws TraceTooLarge */
export async function replay(
  trace: AllocationTrace,
  designs: readonly ReplayedDesign[],
  { request, timing, progress }: ReplayOptions,
): Promise<ReplayMeasurement[]> {
  const makers = await Promise.all(designs.map((design) => design.load()));
  const space = openSpace(trace);
  const measurements: ReplayMeasurement[] = [];
  for (const [i, design] of designs.entries()) {
    progress?.(`replaying on ${design.name}`);
    measurements.push(measure(trace, space, design, makers[i]!, request));
  }
  if (timing !== undefined && timing.rounds > 0) {
    progress?.('timing');
    const times = timeAllocators(trace, space, makers, timing);
    for (const [i, measurement] of measurements.entries()) measurement.nanoseconds = times[i];
  }
  return measurements;
}

function openSpace(trace: AllocationTrace): HeapSpace {
  try {
    return new HeapSpace(reservedFor(trace), peakOf(trace).asked);
  } catch {
    throw new TraceTooLarge(`its ${trace.op.length} operations do not fit into the memory of a replay`);
  }
}

function measure(
  trace: AllocationTrace,
  space: HeapSpace,
  design: ReplayedDesign,
  make: MakeReplayed,
  request: Bytes,
): ReplayMeasurement {
  const problems = new ProblemLog();
  space.reset();
  const checked = make(space.memory, space);
  const { peakRow, played, ...counts } = checkPass(trace, space, checked, problems);
  const { splits, coalesces } = checked.stats();
  const { peakFootprint, calls: pageCalls } = space;
  const ranges = space.obtained();
  space.reset();
  const samples = samplePass(trace, space, make(space.memory, space), {
    request,
    rows: played,
    peakRow,
    peakBlocks: peakOf(trace).blocks,
    ranges,
  });
  return {
    design: design.name,
    summary: design.summary,
    operations: trace.op.length,
    peakFootprint,
    ...counts,
    ...samples,
    splits,
    coalesces,
    pageCalls,
    request,
    problems: problems.kept,
    problemCount: problems.count,
  };
}
