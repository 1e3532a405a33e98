/**
 * Tables by size with a column for each allocator: of all of them where they are few, else of the best, the worst and the
 * baseline, so that a line fits a terminal.
 */
import type { AllocatorRow, Comparison } from '../../analysis/allocators/comparison.js';
import { sizeClasses } from '../../analysis/allocators/fragmentation.js';
import { grouped } from '../../base/format.js';
import type { Style } from '../style.js';
import { textTable, type TableColumn } from '../text/table.js';
import { freeHistogram } from './data.js';

const MOST_COLUMNS = 4;

function shown({ rows, baseline }: Comparison): AllocatorRow[] {
  if (rows.length <= MOST_COLUMNS) return rows;
  return rows.filter((row, i) => i === 0 || i === rows.length - 1 || row.measurement.design === baseline);
}

export function sizeClassLines(comparison: Comparison, style: Style): string[] {
  const rows = shown(comparison);
  const first = rows[0];
  if (first === undefined) return [];
  const columns: TableColumn[] = [
    { head: ['bytes'] },
    { head: ['blocks'] },
    { head: ['asked for'] },
    ...rows.map(({ measurement }) => ({ head: ['handed out by', measurement.design] })),
  ];
  const classes = rows.map(({ measurement }) => sizeClasses(measurement.classes));
  const cells = classes[0]!.map(({ from, to, blocks, asked }) => {
    const numbers = [blocks, asked];
    for (const own of classes) numbers.push(own.find((candidate) => candidate.to === to)?.handedOut ?? 0);
    return [`${grouped(from)}-${grouped(to)}`].concat(numbers.map(grouped));
  });
  return textTable(columns, cells, style.faint);
}

export function freeBlockLines(comparison: Comparison, style: Style): string[] {
  const rows = shown(comparison);
  const histograms = rows.map(({ measurement }) => freeHistogram(measurement.atPeak));
  const sizes = [...new Set(histograms.flatMap((histogram) => histogram.map(({ from }) => from)))].sort(
    (a, b) => a - b,
  );
  if (sizes.length === 0) return [];
  const columns: TableColumn[] = [
    { head: ['bytes, from'] },
    ...rows.map(({ measurement }) => ({ head: [measurement.design] })),
  ];
  const cells = sizes.map((size) => {
    const numbers = [size];
    for (const histogram of histograms) numbers.push(histogram.find(({ from }) => from === size)?.blocks ?? 0);
    return numbers.map(grouped);
  });
  return textTable(columns, cells, style.faint);
}
