/**
 * Counts of references, and the death of objects.
 *
 * A structure may be as deep as memory allows, so deaths nest only to a depth; what dies below waits in a list, linked
 * through its head for cycles, until the outermost death is over (CPython's trashcan).
 */
import { CYCLE_HEAD, CYCLIC, DEALLOC, NEXT_HEAD, TYPE, TYPE_FLAGS } from '../format';
import { isTracked, untrack } from './tracking.as';

const NESTING_LIMIT: i32 = 100;
let nesting: i32 = 0;
let waiting: i32 = 0;

export function incref(p: i32): void {
  store<i32>(p, load<i32>(p) + 1);
}

/** The same reference, owned once more. */
export function newRef(p: i32): i32 {
  store<i32>(p, load<i32>(p) + 1);
  return p;
}

export function decref(p: i32): void {
  const count = load<i32>(p) - 1;
  store<i32>(p, count);
  if (count == 0) dealloc(p);
}

export function xincref(p: i32): void {
  if (p != 0) incref(p);
}

export function xdecref(p: i32): void {
  if (p != 0) decref(p);
}

/** Puts an owned reference (or 0) where another one was, which is released last. */
export function setField(p: i32, field: i32, value: i32): void {
  const old = load<i32>(p + field);
  store<i32>(p + field, value);
  xdecref(old);
}

/** Empties a field. */
export function clearField(p: i32, field: i32): void {
  const old = load<i32>(p + field);
  if (old != 0) {
    store<i32>(p + field, 0);
    decref(old);
  }
}

/** The end of an object whose count is 0. */
export function dealloc(p: i32): void {
  const type = load<i32>(p, TYPE);
  if ((load<i32>(type, TYPE_FLAGS) & CYCLIC) == 0) {
    call_indirect<void>(load<i32>(type, DEALLOC), p);
    return;
  }
  if (nesting >= NESTING_LIMIT) {
    if (isTracked(p)) untrack(p);
    store<i32>(p - CYCLE_HEAD, waiting, NEXT_HEAD);
    waiting = p;
    return;
  }
  nesting++;
  call_indirect<void>(load<i32>(type, DEALLOC), p);
  nesting--;
  while (nesting == 0 && waiting != 0) {
    const next = waiting;
    waiting = load<i32>(next - CYCLE_HEAD, NEXT_HEAD);
    store<i32>(next - CYCLE_HEAD, 0, NEXT_HEAD);
    nesting++;
    call_indirect<void>(load<i32>(load<i32>(next, TYPE), DEALLOC), next);
    nesting--;
  }
}
