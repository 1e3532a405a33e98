/** What the checked heap tells its owner: findings. */
import type { Finding } from '../../events/findings.js';

type WithoutCount<F> = F extends unknown ? Omit<F, 'count'> : never;

/** One occurrence of an error; the receiver counts repetitions. */
export type Problem = WithoutCount<Finding>;

export interface HeapProblems {
  finding(problem: Problem): void;
}
