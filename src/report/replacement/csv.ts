/** A line for each policy in each number of frames, numbers as they are, the names in line 1. */
import type { PolicyRow, ReplacementComparison } from '../../analysis/replacement/comparison.js';

const COLUMNS: readonly (readonly [name: string, value: (row: PolicyRow) => string | number | undefined])[] = [
  ['policy', ({ measurement }) => measurement.policy],
  ['frames', ({ measurement }) => measurement.frames],
  ['references', ({ measurement }) => measurement.references],
  ['hits', ({ measurement }) => measurement.hits],
  ['faults', ({ measurement }) => measurement.faults],
  ['hit_ratio', ({ hitRatio }) => hitRatio],
  ['evictions', ({ measurement }) => measurement.evictions],
  ['write_backs', ({ measurement }) => measurement.writeBacks],
  ['refaults', ({ measurement }) => measurement.refaults],
  ['early_refaults', ({ measurement }) => measurement.earlyRefaults],
  ['mean_resident', ({ measurement }) => measurement.meanResident],
  ['to_opt', ({ toOpt }) => toOpt],
];

export const csvHead = (): string => COLUMNS.map(([name]) => name).join(',');

export function csvRows({ sizes }: ReplacementComparison): string[] {
  return sizes.flatMap((size) => size.rows).map((row) => COLUMNS.map(([, value]) => value(row) ?? '').join(','));
}

export function replacementCsv(comparison: ReplacementComparison): string {
  return `${[csvHead(), ...csvRows(comparison)].join('\n')}\n`;
}
