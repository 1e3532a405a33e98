/** The comparison's table as comma-separated values: a line for each allocator, numbers as they are, the names in line 1. */
import type { AllocatorRow, Comparison } from '../../analysis/allocators/comparison.js';

const COLUMNS: readonly (readonly [name: string, value: (row: AllocatorRow) => string | number | undefined])[] = [
  ['allocator', ({ measurement }) => measurement.design],
  ['time', ({ time }) => time],
  ['milliseconds', ({ run }) => run?.milliseconds],
  ['nanoseconds_per_operation', ({ measurement }) => measurement.nanoseconds],
  ['peak_footprint', ({ measurement }) => measurement.peakFootprint],
  ['peak_payload', ({ measurement }) => measurement.peakPayload],
  ['utilisation', ({ utilisation }) => utilisation],
  ['asked', ({ measurement }) => measurement.asked],
  ['handed_out', ({ measurement }) => measurement.handedOut],
  ['internal_fragmentation', ({ fragmentation }) => fragmentation.internal],
  ['payload_at_peak', ({ measurement }) => measurement.atPeak.payload],
  ['rounding_at_peak', ({ measurement }) => measurement.atPeak.rounding],
  ['headers_at_peak', ({ measurement }) => measurement.atPeak.headers],
  ['free_at_peak', ({ measurement }) => measurement.atPeak.free],
  ['rest_at_peak', ({ measurement }) => measurement.atPeak.rest],
  ['free_blocks_at_peak', ({ measurement }) => measurement.atPeak.freeBlocks],
  ['largest_free_at_peak', ({ measurement }) => measurement.atPeak.largestFree],
  ['external_fragmentation', ({ fragmentation }) => fragmentation.external],
  ['unusable_index_at_peak', ({ fragmentation }) => fragmentation.unusableAtPeak],
  ['unusable_index_mean', ({ fragmentation }) => fragmentation.unusableMean],
  ['allocation_steps_median', ({ measurement }) => measurement.allocating.median],
  ['allocation_steps_p99', ({ measurement }) => measurement.allocating.p99],
  ['allocation_steps_worst', ({ measurement }) => measurement.allocating.worst],
  ['free_steps_median', ({ measurement }) => measurement.freeing.median],
  ['free_steps_p99', ({ measurement }) => measurement.freeing.p99],
  ['free_steps_worst', ({ measurement }) => measurement.freeing.worst],
  ['splits', ({ measurement }) => measurement.splits],
  ['coalesces', ({ measurement }) => measurement.coalesces],
  ['page_calls', ({ measurement }) => measurement.pageCalls],
  ['failures', ({ measurement }) => measurement.failures],
  ['problems', ({ measurement }) => measurement.problemCount],
];

export function comparisonCsv({ rows }: Comparison): string {
  const head = COLUMNS.map(([name]) => name).join(',');
  const lines = rows.map((row) => COLUMNS.map(([, value]) => value(row) ?? '').join(','));
  return `${[head, ...lines].join('\n')}\n`;
}
