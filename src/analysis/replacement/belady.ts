/**
 * Belady's anomaly: more frames, and more faults. L. A. Belady, R. A. Nelson and G. S. Shedler, An Anomaly in Space-Time
 * Characteristics of Certain Programs Running in a Paging Machine, CACM 12(6), 1969.
 */
import type { PolicyMeasurement } from '../../events/references/measurement.js';
import type { FramesComparison } from './comparison.js';

export interface Anomaly {
  policy: string;
  fewer: PolicyMeasurement;
  /** In more frames, with more faults. */
  more: PolicyMeasurement;
}

/** With random choices more faults mean nothing. */
const BY_CHANCE = 'random';

/** The greatest rise of each policy from one number of frames to the next. @param sizes by rising number of frames */
export function findAnomalies(sizes: readonly FramesComparison[]): Anomaly[] {
  const worst = new Map<string, Anomaly>();
  for (let i = 1; i < sizes.length; i++) {
    sizes[i]!.rows.forEach(({ measurement: more }, row) => {
      const fewer = sizes[i - 1]!.rows[row]!.measurement;
      const rise = more.faults - fewer.faults;
      const known = worst.get(more.policy);
      const before = known === undefined ? 0 : known.more.faults - known.fewer.faults;
      if (rise > before && more.policy !== BY_CHANCE) worst.set(more.policy, { policy: more.policy, fewer, more });
    });
  }
  return [...worst.values()];
}
