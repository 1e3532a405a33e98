/** Loss records as a report counts and orders them, and how they add up. One table for every report. */
import { LEAK_KINDS, type LeakKind, type LeakRecord } from '../events/findings.js';
import type { Recording } from '../events/recording.js';
import { framesOf } from './stacks.js';

export interface LossRecord extends LeakRecord {
  /** "loss record `index` of `total`". */
  index: number;
  total: number;
  /** It is of a kind that --show-leak-kinds asks for. */
  isShown: boolean;
  /** It counts as an error. */
  isError: boolean;
}

/** From smallest to largest loss; equal ones in memcheck's order of kinds, then of blocks, then the older stack. */
const RANK: Record<LeakKind, number> = { reachable: 0, possible: 1, indirect: 2, definite: 3 };

/**
 * A recording's leak records, those together that look alike in `frames` frames.
 * @param frames shown of each stack: the recording's --num-callers where a report does not count otherwise
 */
export function lossRecords(recording: Recording, frames: number = recording.header.options.numCallers): LossRecord[] {
  const { leakCheck, showLeakKinds, errorsForLeakKinds } = recording.header.options;
  const isFull = leakCheck === 'full';
  const merged = new Map<string, LeakRecord>();
  for (const record of leakCheck === 'no' ? [] : recording.leaks) {
    const sites = framesOf(recording, record.stack, frames).map((frame) => frame.site);
    const key = `${record.kind} ${record.routine} ${sites.join(' ')}`;
    const known = merged.get(key);
    if (known === undefined) merged.set(key, { ...record });
    else {
      known.blocks += record.blocks;
      known.bytes += record.bytes;
      known.indirectBlocks += record.indirectBlocks;
      known.indirectBytes += record.indirectBytes;
    }
  }
  const sorted = [...merged.values()].sort(
    (a, b) => lossOf(a) - lossOf(b) || RANK[a.kind] - RANK[b.kind] || a.blocks - b.blocks || a.stack - b.stack,
  );
  return sorted.map((record, i) =>
    // The copies that were made above.
    Object.assign(record, {
      index: i + 1,
      total: sorted.length,
      isShown: isFull && showLeakKinds.includes(record.kind),
      isError: isFull && errorsForLeakKinds.includes(record.kind),
    }),
  );
}

/** With what only these blocks lead to. */
function lossOf(record: LeakRecord): number {
  return record.bytes + record.indirectBytes;
}

export interface Loss {
  bytes: number;
  blocks: number;
}

/** Loss by kind, over all records. */
export function leakSummary(records: readonly LeakRecord[]): Record<LeakKind, Loss> {
  const of = (kind: LeakKind): Loss => {
    const those = records.filter((record) => record.kind === kind);
    return {
      bytes: those.reduce((sum, record) => sum + record.bytes, 0),
      blocks: those.reduce((sum, record) => sum + record.blocks, 0),
    };
  };
  return Object.fromEntries(LEAK_KINDS.map((kind) => [kind, of(kind)])) as Record<LeakKind, Loss>;
}
