/**
 * Allocators compared: the rows of the table, ranked, with what they say about why. A pure function of measurements; every
 * form of the report is made from its result.
 */
import type { Bytes } from '../../base/ids.js';
import type { ReplayMeasurement } from '../../events/trace/measurement.js';
import { explain, type Explanation } from './explain.js';
import { fragmentationOf, type Fragmentation } from './fragmentation.js';

/** How the program itself did on one allocator. */
export interface ProgramRun {
  /** From the call of main to its return, in the quickest round; absent where it did not do what it should. */
  milliseconds?: number;
  /** What it did otherwise than on the baseline, as the end of a sentence: "ended with status 3". */
  fault?: string;
}

/** What was replayed, whatever the allocator. */
export interface TraceFacts {
  /** As the user named it. */
  name: string;
  /** "program", "recording", "rep", "csv", "mtrace", "ltrace", "heaptrack". */
  format: string;
  operations: number;
  blocks: number;
  asked: Bytes;
  peakPayload: Bytes;
  peakBlocks: number;
  /** Never freed. */
  leftBlocks: number;
  leftBytes: Bytes;
  /** Malformed lines that were left out. */
  skipped: number;
  notes: string[];
}

export interface AllocatorRow {
  measurement: ReplayMeasurement;
  /** Time as a multiple of the baseline's; absent where it was not timed. */
  time: number | undefined;
  /** How the program itself ran on it; absent where a trace was replayed. */
  run: ProgramRun | undefined;
  /** As the malloc lab scores it: highest payload by highest footprint. */
  utilisation: number;
  fragmentation: Fragmentation;
  /** It served every request, all checks held, and the program did on it what it does on the others. */
  isSound: boolean;
}

export interface Comparison {
  trace: TraceFacts;
  /** Design that times are multiples of. */
  baseline: string;
  /** Best first: sound ones by time x footprint, or by footprint alone where not all were timed. */
  rows: AllocatorRow[];
  explanations: Explanation[];
}

export interface ComparisonOptions {
  /** A design's name; the first measurement's where it was not measured. */
  baseline: string;
  /** By design, where the program itself ran on each allocator. Else the times of the replay serve. */
  runs?: ReadonlyMap<string, ProgramRun>;
}

export function compareAllocators(
  trace: TraceFacts,
  measurements: readonly ReplayMeasurement[],
  { baseline: wanted, runs }: ComparisonOptions,
): Comparison {
  const baseline = (measurements.find(({ design }) => design === wanted) ?? measurements[0])?.design ?? wanted;
  const timeOf = (measurement: ReplayMeasurement): number | undefined =>
    runs === undefined ? measurement.nanoseconds : runs.get(measurement.design)?.milliseconds;
  const base = measurements.filter(({ design }) => design === baseline).map(timeOf)[0];
  const rows = measurements.map((measurement): AllocatorRow => {
    const time = timeOf(measurement);
    const { peakPayload, peakFootprint, failures, problemCount } = measurement;
    const run = runs?.get(measurement.design);
    return {
      measurement,
      time: time === undefined || !base ? undefined : time / base,
      run,
      utilisation: peakFootprint === 0 ? 0 : peakPayload / peakFootprint,
      fragmentation: fragmentationOf(measurement),
      isSound: failures === 0 && problemCount === 0 && run?.fault === undefined,
    };
  });
  const ranked = rank(rows);
  return { trace, baseline, rows: ranked, explanations: explain(ranked) };
}

function rank(rows: readonly AllocatorRow[]): AllocatorRow[] {
  const timed = rows.every(({ time, isSound }) => time !== undefined || !isSound);
  const cost = ({ time, measurement }: AllocatorRow): number => measurement.peakFootprint * (timed ? (time ?? 1) : 1);
  return [...rows].sort((a, b) => Number(b.isSound) - Number(a.isSound) || cost(a) - cost(b));
}
