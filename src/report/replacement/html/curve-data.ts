/** What the page's script draws: miss ratios by number of frames. Not the JSON that --format json prints. */
import type { ReplacementComparison } from '../../../analysis/replacement/comparison.js';
import { curvePoints } from '../curve-points.js';

/** Of LRU's curve. */
const MOST_POINTS = 256;

export interface CurveData {
  /** The allocator's name; empty where there is but one. */
  title: string;
  /** Bytes of a page; absent where the trace does not say. */
  pageSize?: number;
  /** Numbers of frames in which all policies were measured. */
  frames: number[];
  /** OPT's, too, whether it was asked for or not. */
  policies: { name: string; missRatios: number[]; faults: number[] }[];
  /** LRU's at many more, from one pass. */
  lru: { frames: number[]; missRatios: number[] };
  anomalies: { policy: string; frames: number; missRatio: number }[];
}

export function curveData(title: string, comparison: ReplacementComparison): CurveData {
  const { trace, sizes, lruFaults, anomalies } = comparison;
  const ratio = (faults: number): number => (trace.references === 0 ? 0 : faults / trace.references);
  const policy = (name: string, faults: number[]) => ({ name, faults, missRatios: faults.map(ratio) });
  const asked = sizes[0]!.rows.map(({ measurement }, row) =>
    policy(
      measurement.policy,
      sizes.map((size) => size.rows[row]!.measurement.faults),
    ),
  );
  const hasOpt = asked.some(({ name }) => name === 'opt');
  const opt = policy(
    'opt',
    sizes.map(({ optFaults }) => optFaults),
  );
  const points = curvePoints(lruFaults.length - 1, MOST_POINTS);
  return {
    title,
    pageSize: trace.pageSize,
    frames: sizes.map(({ frames }) => frames),
    policies: hasOpt ? asked : [...asked, opt],
    lru: { frames: points, missRatios: points.map((frames) => ratio(lruFaults[frames]!)) },
    anomalies: anomalies.map(({ policy: name, more }) => ({
      policy: name,
      frames: more.frames,
      missRatio: ratio(more.faults),
    })),
  };
}
