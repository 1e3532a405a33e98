/**
 * Blocks that come and go, in their order, for whoever records a run: a ring that is emptied when it is full (format.ts has
 * the form of its events).
 *
 * Cost: three stores for a block that comes or goes, and a call when the ring is full.
 */
import { RECORD_CAPACITY, RECORD_COUNT, RECORD_EVENT, RECORD_FULL, RECORD_RING } from '../format';

export function record(block: i32, bytes: i32, trace: i32): void {
  const count = load<i32>(RECORD_COUNT);
  const at = load<i32>(RECORD_RING) + count * RECORD_EVENT;
  store<i32>(at, block);
  store<i32>(at, bytes, 4);
  store<i32>(at, trace, 8);
  store<i32>(RECORD_COUNT, count + 1);
  if (count + 1 == RECORD_CAPACITY) call_indirect<void>(load<i32>(RECORD_FULL));
}
