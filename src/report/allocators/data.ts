/**
 * The comparison as plain data: what `--format json` prints and what a page with charts is made from.
 * docs/allocators-json.md describes it. The version changes when a field changes its meaning or goes away; new fields come
 * without notice.
 */
import type { AllocatorRow, Comparison } from '../../analysis/allocators/comparison.js';
import { sizeClasses, type SizeClass } from '../../analysis/allocators/fragmentation.js';
import type { Explanation } from '../../analysis/allocators/explain.js';
import type { TraceFacts } from '../../analysis/allocators/comparison.js';
import {
  HEAP_MAP_PARTS,
  type AddressRange,
  type FootprintParts,
  type HeapMap,
  type HeapMapPart,
  type HeapSeries,
  type ReplayProblem,
  type StepCounts,
} from '../../events/trace/measurement.js';
import { sharesToText } from './heap-map-text.js';

export const COMPARISON_SCHEMA = 'heapglass.allocators';
export const COMPARISON_VERSION = 1;

export interface ComparisonData {
  schema: typeof COMPARISON_SCHEMA;
  version: typeof COMPARISON_VERSION;
  tool: string;
  trace: TraceFacts;
  baseline: string;
  /** Best first. */
  allocators: AllocatorData[];
  explanations: Explanation[];
}

export interface AllocatorData {
  name: string;
  summary: string;
  sound: boolean;
  time?: number;
  /** Of the program itself. */
  milliseconds?: number;
  fault?: string;
  nanosecondsPerOperation?: number;
  peakFootprint: number;
  peakPayload: number;
  utilisation: number;
  internalFragmentation: { asked: number; handedOut: number; share: number; classes: SizeClass[] };
  externalFragmentation: { atPeak: number; unusableAtPeak: number; unusableMean: number; request: number };
  peak: Omit<FootprintParts, 'freeBlockCounts' | 'freeBlockBytes'> & { freeHistogram: FreeClass[] };
  steps: { allocating: StepCounts; freeing: StepCounts };
  reused: number;
  splits: number;
  coalesces: number;
  pageCalls: number;
  failures: { count: number; firstOperation?: number };
  problems: { count: number; first: ReplayProblem[] };
  series: Record<keyof HeapSeries, number[]>;
  heapMap: HeapMapData;
}

export interface HeapMapData {
  ranges: AddressRange[];
  cellBytes: number;
  cells: number;
  rows: number[];
  /** As `sharesToText` writes them. */
  shares: Record<HeapMapPart, string>;
}

/** Free blocks of `from` bytes to less than twice as many. */
export interface FreeClass {
  from: number;
  blocks: number;
  bytes: number;
}

export function comparisonData({ trace, baseline, rows, explanations }: Comparison, tool: string): ComparisonData {
  return {
    schema: COMPARISON_SCHEMA,
    version: COMPARISON_VERSION,
    tool,
    trace,
    baseline,
    allocators: rows.map(allocatorData),
    explanations,
  };
}

function allocatorData({ measurement, time, run, utilisation, fragmentation, isSound }: AllocatorRow): AllocatorData {
  const { atPeak, series, asked, handedOut, failures, firstFailure } = measurement;
  const { freeBlockCounts: _counts, freeBlockBytes: _bytes, ...peak } = atPeak;
  return {
    name: measurement.design,
    summary: measurement.summary,
    sound: isSound,
    time,
    milliseconds: run?.milliseconds,
    fault: run?.fault,
    nanosecondsPerOperation: measurement.nanoseconds,
    peakFootprint: measurement.peakFootprint,
    peakPayload: measurement.peakPayload,
    utilisation,
    internalFragmentation: {
      asked,
      handedOut,
      share: fragmentation.internal,
      classes: sizeClasses(measurement.classes),
    },
    externalFragmentation: {
      atPeak: fragmentation.external,
      unusableAtPeak: fragmentation.unusableAtPeak,
      unusableMean: fragmentation.unusableMean,
      request: measurement.request,
    },
    peak: { ...peak, freeHistogram: freeHistogram(atPeak) },
    steps: { allocating: measurement.allocating, freeing: measurement.freeing },
    reused: measurement.reused,
    splits: measurement.splits,
    coalesces: measurement.coalesces,
    pageCalls: measurement.pageCalls,
    failures: { count: failures, firstOperation: firstFailure || undefined },
    problems: { count: measurement.problemCount, first: measurement.problems },
    series: Object.fromEntries(
      Object.entries(series).map(([name, column]) => [name, [...column.view()]]),
    ) as AllocatorData['series'],
    heapMap: heapMapData(measurement.heapMap),
  };
}

function heapMapData({ ranges, cellBytes, cells, rows, shares }: HeapMap): HeapMapData {
  const texts = HEAP_MAP_PARTS.map((part) => [part, sharesToText(shares[part].view(), cells)]);
  return { ranges, cellBytes, cells, rows: [...rows.view()], shares: Object.fromEntries(texts) };
}

export function freeHistogram({ freeBlockCounts, freeBlockBytes }: FootprintParts): FreeClass[] {
  const classes: FreeClass[] = [];
  for (let i = 0; i < freeBlockCounts.length; i++) {
    const blocks = freeBlockCounts.get(i);
    if (blocks > 0) classes.push({ from: 2 ** i, blocks, bytes: freeBlockBytes.get(i) });
  }
  return classes;
}
