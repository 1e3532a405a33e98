/** What an allocator's time goes to, as far as counters tell, and what can be said of each. */
import { counted, grouped } from '../../base/format.js';
import type { ReplayMeasurement, StepCounts } from '../../events/trace/measurement.js';
import type { AllocatorRow } from './comparison.js';
import { mean, share } from './fragmentation.js';

export interface TimeCounter {
  /** Steps, or what takes as long as so many, over the trace. */
  steps(measurement: ReplayMeasurement): number;
  /** What follows the design's name. */
  clause(row: AllocatorRow): string;
}

/** A call of the page source takes about as long as so many steps. */
const PAGE_CALL = 50;
/** Steps per operation from which on a difference is a reason. */
const NOTABLE = 0.25;

const COUNTERS: readonly TimeCounter[] = [
  {
    steps: ({ allocating }) => allocating.total,
    clause: ({ measurement }) =>
      `${stepsClause(measurement.allocating, 'allocation')}, with ${average(mean(measurement.series.freeBlocks.view()))} free blocks on average`,
  },
  {
    steps: ({ freeing }) => freeing.total,
    clause: ({ measurement }) => stepsClause(measurement.freeing, 'free'),
  },
  {
    steps: ({ pageCalls }) => pageCalls * PAGE_CALL,
    clause: ({ measurement: { pageCalls, operations } }) =>
      `calls the page source ${counted(pageCalls, 'time')}, once in ${average(share(operations, pageCalls))} operations`,
  },
];

/** The counter in which `more` exceeds `less` most; undefined when no counter differs by a notable amount. */
export function largestTimeDifference(more: AllocatorRow, less: AllocatorRow): TimeCounter | undefined {
  const difference = (counter: TimeCounter): number =>
    counter.steps(more.measurement) - counter.steps(less.measurement);
  const found = COUNTERS.reduce((best, counter) => (difference(counter) > difference(best) ? counter : best));
  return difference(found) > NOTABLE * more.measurement.operations ? found : undefined;
}

function stepsClause(counts: StepCounts, call: string): string {
  const { p99, worst, total, calls } = counts;
  return `makes ${average(share(total, calls))} steps per ${call}, ${grouped(p99)} at the 99th percentile and ${grouped(worst)} at worst`;
}

function average(value: number): string {
  return value >= 100 ? grouped(Math.round(value)) : String(Number(value.toPrecision(2)));
}
