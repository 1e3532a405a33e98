/** Where findings go as they happen: stacks interned, equal ones counted. */
import type { StackId } from '../base/ids.js';
import type { Finding } from '../events/findings.js';

type WithoutCount<F> = F extends unknown ? Omit<F, 'count'> : never;

/** A finding as it is reported: one occurrence. */
export type Occurrence = WithoutCount<Finding>;

export interface FindingSink {
  report(occurrence: Occurrence): void;
  /** The call stack as it is now, interned. */
  currentStack(): StackId;
}
