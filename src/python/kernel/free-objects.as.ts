/**
 * Lists, dicts and short tuples that have died wait for the next one of their kind, the last one first, as CPython's do:
 * they are neither freed nor counted as new, so programs see them in addresses, counts of blocks and the moments of
 * collections. A full collection frees them. None wait while a heap is observed or comes from an allocator.
 *
 *     kind      FREE_OBJECTS + 8 * kind: +0 the object that died last, or 0  +4 how many there are
 *     object    its count is 0, it has no further blocks; -4 the one that died before
 */
import {
  COUNT,
  CYCLE_HEAD,
  HEAP_MODE,
  NO_POOLS,
  PAUSED,
  PREVIOUS_HEAD,
  PROFILING,
  RECORDING,
  TRACING,
  WATCHING,
} from '../../memory/gc/format';
import { noteAgain } from '../../memory/gc/tracing/table.as';
import { FREE_DICTS, FREE_KINDS, FREE_LISTS, FREE_OBJECTS, FREE_TUPLES, PENDING } from '../format/memory-map';
import { DICT_BYTES, LENGTH, LIST_BYTES, TUPLE_ITEMS } from '../format/objects';
import { TUPLE_TYPE } from '../format/types';
import { freeCyclic, newCyclic } from './alloc.as';
import { decref } from './counts.as';

const MOST: i32 = 80;
const MOST_TUPLES: i32 = 2000;
export const LONGEST_TUPLE: i32 = 20;

/** The kind of tuples with so many items, or -1: they do not wait. */
export function tupleKind(length: i32): i32 {
  return length <= LONGEST_TUPLE ? FREE_TUPLES + length - 1 : -1;
}

/** As newCyclic: the one that waits, or a new one. */
export function newOfKind(kind: i32, type: i32, bytes: i32): i32 {
  if (kind < 0) return newCyclic(type, bytes);
  const head = FREE_OBJECTS + (kind << 3);
  const p = load<i32>(head);
  if (p == 0) return newCyclic(type, bytes);
  store<i32>(head, load<i32>(p - CYCLE_HEAD, PREVIOUS_HEAD));
  store<i32>(head, load<i32>(head, 4) - 1, 4);
  store<i32>(p, 1, COUNT);
  store<i64>(p - CYCLE_HEAD, 0);
  if ((load<i32>(HEAP_MODE) & TRACING) != 0) noteAgain(p - CYCLE_HEAD);
  return p;
}

function mayWait(): bool {
  return (load<i32>(HEAP_MODE) & (NO_POOLS | PROFILING | RECORDING | WATCHING)) == 0;
}

/** One has died, which is not tracked: whether it waits. Otherwise it is the caller's to free. */
export function keepFree(kind: i32, p: i32): bool {
  if (kind < 0) return false;
  const head = FREE_OBJECTS + (kind << 3);
  const count = load<i32>(head, 4);
  if (count >= (kind < FREE_TUPLES ? MOST : MOST_TUPLES)) return false;
  if (!mayWait()) return false;
  store<i32>(p, 0, COUNT);
  store<i32>(p - CYCLE_HEAD, load<i32>(head), PREVIOUS_HEAD);
  store<i32>(head, p);
  store<i32>(head, count + 1, 4);
  return true;
}

/** Makes a tuple that waits, where they do and if there is memory for it. */
export function provideTupleOf(length: i32): void {
  if (!mayWait()) return;
  const p = newCyclic(TUPLE_TYPE, TUPLE_ITEMS + (length << 2));
  if (p == 0) {
    decref(load<i32>(PENDING));
    store<i32>(PENDING, 0);
    return;
  }
  // Measurements ask for the length of what waits, too.
  store<i32>(p, length, LENGTH);
  keepFree(tupleKind(length), p);
}

/**
 * Until the returned HEAP_MODE is put back tracemalloc does not see what is made: that are objects which waited in CPython. Who
 * observes all of the heap sees them.
 */
export function pauseTracing(): i32 {
  const mode = load<i32>(HEAP_MODE);
  if ((mode & (PROFILING | RECORDING)) == 0) store<i32>(HEAP_MODE, mode | PAUSED);
  return mode;
}

/** Frees all that wait. */
export function freeWaiting(): void {
  for (let kind = 0; kind < FREE_KINDS; kind++) {
    const head = FREE_OBJECTS + (kind << 3);
    const bytes =
      kind == FREE_LISTS ? LIST_BYTES : kind == FREE_DICTS ? DICT_BYTES : TUPLE_ITEMS + ((kind - FREE_TUPLES + 1) << 2);
    let p = load<i32>(head);
    while (p != 0) {
      const next = load<i32>(p - CYCLE_HEAD, PREVIOUS_HEAD);
      freeCyclic(p, bytes);
      p = next;
    }
    store<i64>(head, 0);
  }
}
