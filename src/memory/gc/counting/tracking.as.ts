/** Which objects the collector knows. A new one is put at the end of the youngest generation. */
import { CYCLE_HEAD, CYCLIC, FINALIZED, GENERATION_LISTS, NEXT_HEAD, PREVIOUS_HEAD, TYPE, TYPE_FLAGS } from '../format';
import { append, unlink } from './lists.as';

/** Whether an object has a head at all. */
export function hasHead(p: i32): bool {
  return (load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & CYCLIC) != 0;
}

/** Of an object with a head. */
export function isTracked(p: i32): bool {
  return load<i32>(p - CYCLE_HEAD, NEXT_HEAD) != 0;
}

/** All fields of the object are valid, and it is not tracked yet. */
export function track(p: i32): void {
  append(p - CYCLE_HEAD, GENERATION_LISTS);
}

/** It is tracked. */
export function untrack(p: i32): void {
  const head = p - CYCLE_HEAD;
  unlink(head);
  store<i32>(head, 0, NEXT_HEAD);
  store<i32>(head, load<i32>(head, PREVIOUS_HEAD) & FINALIZED, PREVIOUS_HEAD);
}

export function untrackIfTracked(p: i32): void {
  if (isTracked(p)) untrack(p);
}

export function wasFinalized(p: i32): bool {
  return (load<i32>(p - CYCLE_HEAD, PREVIOUS_HEAD) & FINALIZED) != 0;
}

export function markFinalized(p: i32): void {
  const head = p - CYCLE_HEAD;
  store<i32>(head, load<i32>(head, PREVIOUS_HEAD) | FINALIZED, PREVIOUS_HEAD);
}
