/**
 * Findings in the order in which they first happened. The same error from the same stack is counted, not repeated.
 * Only errors come here, so keys are strings and rows are objects.
 */
import type { Finding } from './findings.js';

type WithoutCount<F> = F extends unknown ? Omit<F, 'count'> : never;

/** A finding as it is reported: one occurrence. */
export type Occurrence = WithoutCount<Finding>;

export class FindingsLog {
  readonly findings: Finding[] = [];
  readonly #byKey = new Map<string, number>();

  /** Index of the finding that the occurrence belongs to, and whether it is its first. */
  add(occurrence: Occurrence): { index: number; isNew: boolean } {
    const key = keyOf(occurrence);
    const known = this.#byKey.get(key);
    if (known !== undefined) {
      this.findings[known].count++;
      return { index: known, isNew: false };
    }
    const index = this.findings.push({ ...occurrence, count: 1 } as Finding) - 1;
    this.#byKey.set(key, index);
    return { index, isNew: true };
  }
}

/** What makes two occurrences the same error, as memcheck sees it: kind, stack, and the size of an access. */
function keyOf(occurrence: Occurrence): string {
  const parts: (string | number)[] = [occurrence.kind, occurrence.stack];
  if (occurrence.kind === 'InvalidRead' || occurrence.kind === 'InvalidWrite') {
    // A string that grows by one is the same mistake each time: ranges count as one whatever their length.
    parts.push(occurrence.via ?? occurrence.size);
  } else if ('routine' in occurrence) parts.push(occurrence.routine);
  return parts.join(' ');
}
