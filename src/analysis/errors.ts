/** Which records of a recording are errors, how many, and how leaks add up. One table for every report. */
import type { LeakKind, LeakRecord } from '../events/findings.js';
import type { Recording } from '../events/recording.js';

export interface LeakLoss {
  bytes: number;
  blocks: number;
}

/** Loss by kind, over all records. */
export function leakSummary(recording: Recording): Record<LeakKind, LeakLoss> {
  const summary: Record<LeakKind, LeakLoss> = {
    definite: { bytes: 0, blocks: 0 },
    indirect: { bytes: 0, blocks: 0 },
    possible: { bytes: 0, blocks: 0 },
    reachable: { bytes: 0, blocks: 0 },
  };
  for (const record of recording.leaks) {
    summary[record.kind].bytes += record.bytes;
    summary[record.kind].blocks += record.blocks;
  }
  return summary;
}

export interface NumberedLeak {
  record: LeakRecord;
  /** "loss record `index` of `total`", in Valgrind's order: smallest loss first. */
  index: number;
  total: number;
}

/** The records that --show-leak-kinds asks for, smallest loss first. */
export function shownLeaks(recording: Recording): NumberedLeak[] {
  const { leakCheck, showLeakKinds } = recording.header.options;
  if (leakCheck !== 'full') return [];
  const sorted = [...recording.leaks].sort((a, b) => a.bytes + a.indirectBytes - (b.bytes + b.indirectBytes));
  return sorted
    .map((record, i) => ({ record, index: i + 1, total: sorted.length }))
    .filter(({ record }) => showLeakKinds.includes(record.kind));
}

/** Leak records that count as errors: with --leak-check=full, those of --errors-for-leak-kinds. */
export function leakErrors(recording: Recording): LeakRecord[] {
  const { leakCheck, errorsForLeakKinds } = recording.header.options;
  return leakCheck === 'full' ? recording.leaks.filter((leak) => errorsForLeakKinds.includes(leak.kind)) : [];
}

export interface ErrorSummary {
  /** Occurrences; a leak record counts once. */
  errors: number;
  /** Different errors. */
  contexts: number;
}

export function errorSummary(recording: Recording): ErrorSummary {
  const leaks = leakErrors(recording).length;
  return {
    errors: recording.findings.reduce((sum, finding) => sum + finding.count, leaks),
    contexts: recording.findings.length + leaks,
  };
}

export function hasErrors(recording: Recording): boolean {
  return recording.findings.length > 0 || leakErrors(recording).length > 0;
}
