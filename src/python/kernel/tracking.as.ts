/** The lists of objects that can take part in cycles. A new object is put at the end of the youngest generation. */
import { COLLECTOR, CYCLIC, TYPE, TYPE_FLAGS } from '../../memory/gc/format';
import { TUPLE_TYPE } from '../format/types';

/** The list of the youngest generation: a head like that of an object, without an object. */
export const YOUNGEST: i32 = COLLECTOR + 0x20;

export function initTracking(): void {
  for (let generation = 0; generation < 3; generation++) {
    const list = YOUNGEST + generation * 8;
    store<i32>(list, list);
    store<i32>(list, list, 4);
  }
}

export function isTracked(p: i32): bool {
  return load<i32>(p - 8) != 0;
}

/** All fields of the object are valid, and it is not tracked yet. */
export function track(p: i32): void {
  const head = p - 8;
  const last = load<i32>(YOUNGEST, 4) & ~7;
  store<i32>(last, head);
  store<i32>(head, YOUNGEST);
  store<i32>(head, last | (load<i32>(head, 4) & 7), 4);
  store<i32>(YOUNGEST, head, 4);
}

/** It is tracked. */
export function untrack(p: i32): void {
  const head = p - 8;
  const next = load<i32>(head) & ~7;
  const previous = load<i32>(head, 4) & ~7;
  store<i32>(previous, next);
  store<i32>(next, previous | (load<i32>(next, 4) & 7), 4);
  store<i32>(head, 0);
  store<i32>(head, load<i32>(head, 4) & 1, 4);
}

export function untrackIfTracked(p: i32): void {
  if (isTracked(p)) untrack(p);
}

/** Whether an object can be part of a cycle: it has a head, and is no tuple that was found to hold nothing of the kind. */
export function mayBeTracked(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return (load<i32>(type, TYPE_FLAGS) & CYCLIC) != 0 && (type != TUPLE_TYPE || isTracked(p));
}
