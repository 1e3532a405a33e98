/** What an allocator did that none may do: the first few in words, the rest as a number. */
import type { ReplayProblem } from '../../events/trace/measurement.js';

const KEPT = 8;

export class ProblemLog {
  readonly kept: ReplayProblem[] = [];
  count = 0;

  /** @param operation number from 1 */
  add(operation: number, message: string): void {
    this.count++;
    if (this.kept.length < KEPT) this.kept.push({ operation, message });
  }
}
