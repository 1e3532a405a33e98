/** Where findings go as they happen: stacks interned, equal ones counted. */
import type { StackId } from '../base/ids.js';
import type { AccessOccurrence, Occurrence } from '../events/findings-log.js';

export interface FindingSink {
  report(occurrence: Occurrence): void;
  /** Counts an access whose finding is known whatever its place; false when the place must be looked at. */
  countAgain(access: AccessOccurrence): boolean;
  /** The call stack as it is now, interned. */
  currentStack(): StackId;
}
