/** A program's faults by allocator: the same policies on what the program touches on each. */
import type { ReplacementComparison } from '../../analysis/replacement/comparison.js';
import { counted, grouped } from '../../base/format.js';
import type { Style } from '../style.js';
import { paragraph, wrapped } from '../text/paragraph.js';
import type { TableColumn } from '../text/table.js';
import { csvHead, csvRows } from './csv.js';
import { replacementData } from './data.js';
import { fittingTables } from './fitting-tables.js';
import type { ReplacementRenderOptions } from './render.js';

/** The same policies and numbers of frames in all. */
export interface OnAllocator {
  malloc: string;
  comparison: ReplacementComparison;
}

/** What the program touches, before any policy. */
const TOUCHED: readonly (TableColumn & { text(comparison: ReplacementComparison): string })[] = [
  { head: ['pages'], text: ({ trace }) => grouped(trace.pages) },
  { head: ['references'], text: ({ trace }) => grouped(trace.references) },
  { head: ['writes'], text: ({ trace }) => (trace.writes === undefined ? '-' : grouped(trace.writes)) },
];

export function byAllocatorText(allocators: readonly OnAllocator[], width: number, style: Style): string {
  const { trace, sizes } = allocators[0].comparison;
  const table = (
    title: string,
    heads: readonly TableColumn[],
    cellsOf: (comparison: ReplacementComparison) => string[],
  ) => {
    const rows = allocators.map(({ malloc, comparison }) => ({ name: malloc, cells: cellsOf(comparison) }));
    return ['', style.strong(title), ...fittingTables('allocator', heads, rows, width, style)];
  };
  const frames = sizes.map((size) => ({ head: [grouped(size.frames)] }));
  const lines = [
    ...wrapped(`${style.strong(trace.name)} (${trace.format}), on ${counted(allocators.length, 'allocator')}`, width),
    ...table('What it touches', TOUCHED, (comparison) => TOUCHED.map(({ text }) => text(comparison))),
    ...sizes[0].rows.flatMap(({ measurement: { policy } }, row) =>
      table(`Faults under ${policy}, by frames`, frames, (comparison) =>
        comparison.sizes.map((size) => grouped(size.rows[row].measurement.faults)),
      ),
    ),
    '',
    ...sizes.flatMap((_, size) => paragraph('best', bestIn(allocators, size), width, style.note)),
  ];
  return `${lines.join('\n')}\n`;
}

/** Which allocator has the fewest faults in so many frames, by the policy that has the fewest of all. */
export function bestIn(allocators: readonly OnAllocator[], size: number): string {
  const all = allocators.flatMap(({ malloc, comparison }) =>
    comparison.sizes[size].rows
      .filter(({ measurement }) => measurement.policy !== 'opt')
      .map(({ measurement }) => ({ malloc, policy: measurement.policy, faults: measurement.faults })),
  );
  const { frames, rows } = allocators[0].comparison.sizes[size];
  if (all.length === 0) return `OPT alone was asked for, in ${counted(frames, 'frame')}.`;
  const least = all.reduce((one, other) => (other.faults < one.faults ? other : one));
  const most = Math.max(...all.filter(({ policy }) => policy === least.policy).map(({ faults }) => faults));
  const among = rows.length === 1 ? '' : ` under ${least.policy}`;
  return `in ${counted(frames, 'frame')} ${least.malloc} has ${counted(least.faults, 'fault')}${among}, the worst allocator ${grouped(most)}.`;
}

/** The lines of a table of policies, each behind its allocator. */
export function byAllocatorCsv(allocators: readonly OnAllocator[]): string {
  const rows = allocators.flatMap(({ malloc, comparison }) => csvRows(comparison).map((row) => `${malloc},${row}`));
  return `${[`malloc,${csvHead()}`, ...rows].join('\n')}\n`;
}

export function byAllocatorJson(allocators: readonly OnAllocator[], { tool }: ReplacementRenderOptions): string {
  const data = {
    schema: 'heapglass.replacement-by-allocator',
    version: 1,
    tool,
    allocators: allocators.map(({ malloc, comparison }) => ({ malloc, ...replacementData(comparison, tool) })),
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}
