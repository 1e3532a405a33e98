/**
 * The columns of the comparison's tables, for every form that people read: what heads them, what stands in a cell, and
 * what it is sorted by.
 */
import type { AllocatorRow, Comparison } from '../../analysis/allocators/comparison.js';
import { percentOf } from '../../analysis/allocators/space-parts.js';
import { grouped } from '../../base/format.js';
import type { FootprintParts, StepCounts } from '../../events/trace/measurement.js';

export interface ComparisonColumn {
  /** Lines, for narrow tables; a hyphen at the end of a line goes with the break. */
  head: readonly string[];
  /** What it is, in half a sentence. */
  about: string;
  /** undefined: not known. */
  value(row: AllocatorRow): number | undefined;
  /** Of a known value. */
  text(value: number, row: AllocatorRow): string;
}

const NOT_KNOWN = '-';

export function cellText({ value, text }: ComparisonColumn, row: AllocatorRow): string {
  const known = value(row);
  return known === undefined ? NOT_KNOWN : text(known, row);
}

/** The head on one line. */
export function headText({ head }: ComparisonColumn): string {
  return head.join(' ').replaceAll('- ', '');
}

/** Of the program itself. */
export const RUN_COLUMN: ComparisonColumn = {
  head: ['ms'],
  about: 'milliseconds that the program ran, in its quickest run',
  value: ({ run }) => run?.milliseconds,
  text: (value) => (value >= 100 ? grouped(Math.round(value)) : value.toPrecision(3)),
};

/** Those that are known of any allocator. */
export function timeColumns({ rows, baseline }: Comparison): ComparisonColumn[] {
  const columns: ComparisonColumn[] = [
    {
      head: ['time'],
      about: `time as a multiple of ${baseline}'s`,
      value: ({ time }) => time,
      text: (value) => value.toFixed(2),
    },
    RUN_COLUMN,
    {
      head: ['ns/op'],
      about: 'nanoseconds per operation of the replay, in the quickest round',
      value: ({ measurement }) => measurement.nanoseconds,
      text: (value) => value.toFixed(1),
    },
  ];
  return columns.filter(({ value }) => rows.some((row) => value(row) !== undefined));
}

export const FOOTPRINT_COLUMNS: readonly ComparisonColumn[] = [
  {
    head: ['footprint,', 'bytes'],
    about: 'most bytes held from the page source at once',
    value: ({ measurement }) => measurement.peakFootprint,
    text: grouped,
  },
  {
    head: ['utili-', 'sation'],
    about: 'highest payload by highest footprint',
    value: ({ utilisation }) => utilisation,
    text: percent,
  },
];

export const PAYLOAD_COLUMN: ComparisonColumn = {
  head: ['payload'],
  about: 'most bytes asked for and live at once',
  value: ({ measurement }) => measurement.peakPayload,
  text: grouped,
};

export const PART_COLUMNS: readonly ComparisonColumn[] = [
  part('rounding', 'in live blocks, but not asked for; share of the highest footprint'),
  part('headers', 'headers and padding of live blocks; share of the highest footprint'),
  part('free', 'in free blocks; share of the highest footprint'),
  part('rest', 'held, but in no block; share of the highest footprint'),
];

export const STEP_COLUMNS: readonly ComparisonColumn[] = [
  steps(['malloc', 'median'], 'allocating', 'median'),
  steps(['p99'], 'allocating', 'p99'),
  steps(['worst'], 'allocating', 'worst'),
  steps(['free', 'p99'], 'freeing', 'p99'),
  steps(['worst'], 'freeing', 'worst'),
];

export const WORK_COLUMNS: readonly ComparisonColumn[] = [
  {
    head: ['splits'],
    about: 'blocks cut in two',
    value: ({ measurement }) => measurement.splits,
    text: grouped,
  },
  {
    head: ['coalesces'],
    about: 'free blocks joined with a neighbour',
    value: ({ measurement }) => measurement.coalesces,
    text: grouped,
  },
  {
    head: ['page', 'calls'],
    about: 'calls of sbrk, map and unmap',
    value: ({ measurement }) => measurement.pageCalls,
    text: grouped,
  },
];

export const FREE_COLUMNS: readonly ComparisonColumn[] = [
  atPeak(['free', 'bytes'], 'free', 'in free blocks where the footprint is highest'),
  atPeak(['free', 'blocks'], 'freeBlocks', 'free blocks where the footprint is highest'),
  atPeak(['largest', 'free'], 'largestFree', 'bytes of the largest free block where the footprint is highest'),
];

export const INTERNAL_COLUMN: ComparisonColumn = {
  head: ['internal'],
  about: 'of all bytes handed out over the trace, the share that nobody asked for',
  value: ({ fragmentation }) => fragmentation.internal,
  text: percent,
};

export function externalColumns({ rows }: Comparison): ComparisonColumn[] {
  const request = grouped(rows[0]?.measurement.request ?? 0);
  return [
    {
      head: ['external'],
      about: 'of the free bytes, the share outside of the largest free block where the footprint is highest',
      value: ({ fragmentation }) => fragmentation.external,
      text: percent,
    },
    {
      head: ['unusable', `for ${request}`],
      about: `unusable free space index for a request of ${request} bytes where the footprint is highest`,
      value: ({ fragmentation }) => fragmentation.unusableAtPeak,
      text: index,
    },
    {
      head: ['mean'],
      about: 'the unusable free space index, as the mean over the run',
      value: ({ fragmentation }) => fragmentation.unusableMean,
      text: index,
    },
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

function index(value: number): string {
  return value.toFixed(3);
}

function part(name: 'rounding' | 'headers' | 'free' | 'rest', about: string): ComparisonColumn {
  return {
    head: [name],
    about,
    value: ({ measurement: { atPeak: parts } }) => parts[name] / Math.max(1, parts.footprint),
    text: (_, { measurement: { atPeak: parts } }) => percentOf(parts[name], parts.footprint),
  };
}

function atPeak(
  head: string[],
  name: keyof Pick<FootprintParts, 'free' | 'freeBlocks' | 'largestFree'>,
  about: string,
): ComparisonColumn {
  return { head, about, value: ({ measurement }) => measurement.atPeak[name], text: grouped };
}

function steps(
  head: string[],
  calls: 'allocating' | 'freeing',
  name: keyof Pick<StepCounts, 'median' | 'p99' | 'worst'>,
): ComparisonColumn {
  const call = calls === 'allocating' ? 'an allocating call' : 'a free';
  const about = {
    median: `steps of ${call}, median`,
    p99: `99 of 100 times ${call} takes no more steps`,
    worst: `most steps of ${call}`,
  };
  return { head, about: about[name], value: ({ measurement }) => measurement[calls][name], text: grouped };
}
