/** How many errors a recording has. One answer for every report and for the exit status. */
import type { Finding } from '../events/findings.js';
import type { Recording } from '../events/recording.js';
import type { LossRecord } from './leaks.js';

export interface ErrorSummary {
  /** Occurrences; a loss record counts once. */
  errors: number;
  /** Different errors. */
  contexts: number;
}

export function errorSummary(findings: readonly Finding[], losses: readonly LossRecord[]): ErrorSummary {
  const leaks = losses.filter((loss) => loss.isError).length;
  return {
    errors: findings.reduce((sum, finding) => sum + finding.count, leaks),
    contexts: findings.length + leaks,
  };
}

/** What ends the program by itself. */
const STOPPING: ReadonlySet<Finding['kind']> = new Set(['Trap', 'StackOverflow', 'HeapCorrupted']);

/** Whether the finding is why the program did not go on, where it was stopped. */
export function isStopping(finding: Finding): boolean {
  return ('fatal' in finding && finding.fatal === true) || STOPPING.has(finding.kind);
}

/** Whether the recording says why the program ended as it did. */
export function tellsEnding({ ending, findings }: Recording): boolean {
  return ending.how !== 'stopped' || findings.some(isStopping);
}

export function hasErrors(recording: Recording): boolean {
  const { leakCheck, errorsForLeakKinds } = recording.header.options;
  return (
    recording.findings.length > 0 ||
    (leakCheck === 'full' && recording.leaks.some((leak) => errorsForLeakKinds.includes(leak.kind)))
  );
}
