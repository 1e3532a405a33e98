/** Where findings go as they happen: stacks interned, equal ones counted. */
import type { StackId } from '../base/ids.js';
import type { Occurrence } from '../events/findings-log.js';

export interface FindingSink {
  report(occurrence: Occurrence): void;
  /** The call stack as it is now, interned. */
  currentStack(): StackId;
}
