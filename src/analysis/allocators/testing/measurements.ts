/** Measurements by hand: nothing happened but what a test says. */
import { F64Column, U32Column, U8Column } from '../../../base/column.js';
import type { FootprintParts, HeapSeries, ReplayMeasurement, StepCounts } from '../../../events/trace/measurement.js';
import type { TraceFacts } from '../comparison.js';

const CLASSES = 32;

export function steps(counts: Partial<StepCounts> = {}): StepCounts {
  return { calls: 100, total: 100, median: 1, p99: 1, worst: 1, worstAt: 1, ...counts };
}

export function measurement(
  design: string,
  {
    atPeak = {},
    freeBlocks = 0,
    ...facts
  }: Partial<Omit<ReplayMeasurement, 'atPeak'>> & {
    atPeak?: Partial<FootprintParts>;
    /** In each sample. */
    freeBlocks?: number;
  },
): ReplayMeasurement {
  const footprint = facts.peakFootprint ?? 1000;
  return {
    design,
    summary: '',
    operations: 200,
    peakPayload: 500,
    peakFootprint: footprint,
    served: 100,
    asked: 500,
    handedOut: 500,
    reused: 50,
    classes: { blocks: zeros(new F64Column()), asked: zeros(new F64Column()), handedOut: zeros(new F64Column()) },
    atPeak: {
      operation: 100,
      footprint,
      payload: 500,
      rounding: 0,
      headers: 0,
      free: 0,
      rest: 0,
      liveBlocks: 10,
      freeBlocks: 0,
      largestFree: 0,
      freeBlockCounts: zeros(new U32Column()),
      freeBlockBytes: zeros(new F64Column()),
      costliest: [],
      ...atPeak,
    },
    allocating: steps(),
    freeing: steps(),
    splits: 0,
    coalesces: 0,
    pageCalls: 1,
    request: 4096,
    series: series(freeBlocks),
    heapMap: {
      ranges: [],
      cellBytes: 16,
      cells: 0,
      rows: new U32Column(),
      shares: { payload: new U8Column(), overhead: new U8Column(), free: new U8Column(), rest: new U8Column() },
    },
    failures: 0,
    firstFailure: 0,
    problems: [],
    problemCount: 0,
    ...facts,
  };
}

export const FACTS: TraceFacts = {
  name: 'x.rep',
  format: 'rep',
  operations: 200,
  blocks: 100,
  asked: 500,
  peakPayload: 500,
  peakBlocks: 10,
  leftBlocks: 0,
  leftBytes: 0,
  skipped: 0,
  notes: [],
};

function zeros<C extends U32Column | F64Column>(column: C): C {
  for (let i = 0; i < CLASSES; i++) column.push(0);
  return column;
}

function series(freeBlocks: number): HeapSeries {
  const names = [
    'operation',
    'clock',
    'payload',
    'footprint',
    'free',
    'freeBlocks',
    'largestFree',
    'unusable',
  ] as const;
  const columns = Object.fromEntries(names.map((name) => [name, new F64Column()])) as unknown as HeapSeries;
  for (const name of names) columns[name].push(name === 'freeBlocks' ? freeBlocks : 0);
  return columns;
}
