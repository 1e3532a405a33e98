/**
 * The comparison as plain data: what `--format json` prints. docs/references.md describes it. The version changes when a
 * field changes its meaning or goes away; new fields come without notice.
 */
import type { ReplacementComparison } from '../../analysis/replacement/comparison.js';
import { curvePoints } from './curve-points.js';

const VERSION = 1;
/** Of the curve. */
const MOST_POINTS = 256;

export function replacementData(comparison: ReplacementComparison, tool: string): object {
  const { trace, sizes, lruFaults, anomalies, explanations } = comparison;
  const points = curvePoints(lruFaults.length - 1, MOST_POINTS);
  return {
    schema: 'heapglass.replacement',
    version: VERSION,
    tool,
    trace,
    sizes: sizes.map(({ frames, optFaults, rows }) => ({
      frames,
      optFaults,
      policies: rows.map(({ measurement, hitRatio, toOpt }) => {
        const { policy, summary, frames: _frames, references: _references, ...counted } = measurement;
        return { name: policy, summary, ...counted, hitRatio, toOpt };
      }),
    })),
    lruCurve: { frames: points, faults: points.map((frames) => lruFaults[frames]) },
    anomalies: anomalies.map(({ policy, fewer, more }) => ({
      policy,
      fewerFrames: fewer.frames,
      faults: fewer.faults,
      moreFrames: more.frames,
      moreFaults: more.faults,
    })),
    explanations,
  };
}
