/** Why the best and the worst policy are so, from what was counted. OPT is the floor and takes no part. */
import { counted, grouped } from '../../base/format.js';
import type { FramesComparison, PolicyRow } from './comparison.js';

export interface Explanation {
  frames: number;
  role: 'best' | 'worst' | 'same' | 'frames';
  /** Without its full stop. */
  sentence: string;
}

const FLOOR = 'opt';
/** Share of the frames in use below which it is worth saying that the others are left to other programs. */
const SPARING = 0.95;

export function explain(size: FramesComparison): Explanation[] {
  const { frames } = size;
  const rows = size.rows.filter(({ measurement }) => measurement.policy !== FLOOR);
  if (rows.length === 0) return [];
  const faults = rows.map(({ measurement }) => measurement.faults);
  const [fewest, most] = [Math.min(...faults), Math.max(...faults)];
  const told: Explanation[] = [];
  if (fewest === most) {
    const all = rows.length === 1 ? namesOf(rows) : `all ${rows.length} policies`;
    told.push({ frames, role: 'same', sentence: `${all}: ${faultsOf(rows[0]!)}; ${reason(rows)}` });
  } else {
    for (const [role, count] of [
      ['best', fewest],
      ['worst', most],
    ] as const) {
      const those = rows.filter(({ measurement }) => measurement.faults === count);
      told.push({ frames, role, sentence: `${namesOf(those)}: ${faultsOf(those[0]!)}; ${reason(those)}` });
    }
  }
  for (const { measurement } of rows) {
    const wouldFit = Math.min(frames, measurement.references - measurement.hits);
    const isSparing = measurement.policy === 'working-set' && measurement.meanResident < wouldFit * SPARING;
    if (!isSparing) continue;
    const mean = measurement.meanResident.toFixed(1);
    const sentence = `working-set has ${mean} of the ${grouped(frames)} frames in use on average; a longer window uses more`;
    told.push({ frames, role: 'frames', sentence });
  }
  return told;
}

/** Of policies with equally many faults; where their evictions differ, the first one's are told. */
function reason(rows: readonly PolicyRow[]): string {
  const { hits, evictions, refaults, earlyRefaults, frames } = rows[0]!.measurement;
  if (evictions === 0) return 'all pages fit, and nothing is evicted';
  if (refaults === 0) return 'no evicted page is wanted again';
  if (hits === 0)
    return 'not one hit: every page leaves before it is wanted again, as in a loop longer than the frames';
  const areAlike = rows.every(
    ({ measurement }) => measurement.refaults === refaults && measurement.earlyRefaults === earlyRefaults,
  );
  const whose = areAlike ? '' : `${rows[0]!.measurement.policy}'s `;
  const share = `${Math.round((100 * refaults) / evictions)} %`;
  const early = `${grouped(earlyRefaults)} within the next ${grouped(frames)} references`;
  return `of ${whose}${grouped(evictions)} evicted pages ${grouped(refaults)} (${share}) are wanted again, ${early}`;
}

function faultsOf({ measurement: { faults }, toOpt }: PolicyRow): string {
  return `${counted(faults, 'fault')}, ${toOpt === 1 ? 'as few as OPT' : `${toOpt.toFixed(2)} times OPT's`}`;
}

function namesOf(rows: readonly PolicyRow[]): string {
  const names = rows.map(({ measurement }) => measurement.policy);
  return names.length === 1 ? names[0]! : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
