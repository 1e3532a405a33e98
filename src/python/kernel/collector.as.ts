/** Collections of Python's objects: when they happen, and what memory/gc asks of the language in them. */
import { collectGeneration } from '../../memory/gc/counting/collection.as';
import { nextOf } from '../../memory/gc/counting/lists.as';
import { dueGeneration } from '../../memory/gc/counting/schedule.as';
import { setLanguage, startCollector } from '../../memory/gc/counting/start.as';
import { CLEAR, CYCLE_HEAD, FINALIZE, GENERATIONS, RUNNING, TYPE } from '../../memory/gc/format';
import { trimPools } from '../../memory/gc/pools.as';
import { PENDING, POLL, POLL_TRACED, SP } from '../format/memory-map';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH, TUPLE_ITEMS } from '../format/objects';
import { DICT_TYPE, TUPLE_TYPE } from '../format/types';
import { entriesOf } from '../objects/mappings/keys.as';
import { COLLECTION_DUE } from './alloc.as';
import { freeWaiting } from './free-objects.as';
import { callObject } from './call.as';
import { decref } from './counts.as';
import { collectionEnds, collectionStarts, saveGarbage, showGarbage, stopAtPoll, unraisable } from './runtime.as';
import { isTracked, mayBeTracked, track, untrack } from './tracking.as';

export function initCollector(): void {
  startCollector();
  setLanguage(
    settle.index,
    callBack.index,
    showGarbage.index,
    saveGarbage.index,
    clearObject.index,
    finalizeObject.index,
  );
}

export function isCollectionDue(): bool {
  return (load<i32>(POLL) & COLLECTION_DUE) != 0;
}

/** A collection that is due because of a new object: before anybody knows the object, which is tracked again afterwards. */
export function collectBefore(p: i32): void {
  const wasTracked = isTracked(p);
  if (wasTracked) untrack(p);
  collectIfDue();
  if (wasTracked) track(p);
}

/** A collection that is due, whatever else a poll looks at. */
export function collectIfDue(): void {
  store<i32>(POLL, load<i32>(POLL) & ~COLLECTION_DUE);
  const generation = dueGeneration();
  if (generation >= 0) collect(generation);
}

/** POLL was not 0. 0, or -1: the program is to stop with the pending exception. */
export function poll(): i32 {
  const due = load<i32>(POLL);
  if ((due & COLLECTION_DUE) != 0) collectIfDue();
  return (due & ~(COLLECTION_DUE | POLL_TRACED)) == 0 ? 0 : stopAtPoll();
}

/** Collects a generation and all younger ones, unless a collection is running. How many objects were garbage. */
export function collect(generation: i32): i32 {
  if (load<i32>(RUNNING) != 0) return 0;
  store<i32>(RUNNING, 1);
  collectionStarts(generation);
  const found = collectGeneration(generation);
  if (generation == GENERATIONS - 1) {
    freeWaiting();
    trimPools();
  }
  collectionEnds(generation, found);
  store<i32>(RUNNING, 0);
  return found;
}

/** Tuples, and then in full collections dicts, that hold nothing that can be in a cycle, are tracked no more. */
function settle(list: i32, full: i32): void {
  settleAll(list, TUPLE_TYPE);
  if (full != 0) settleAll(list, DICT_TYPE);
}

function settleAll(list: i32, type: i32): void {
  let head = nextOf(list);
  while (head != list) {
    const p = head + CYCLE_HEAD;
    head = nextOf(head);
    if (load<i32>(p, TYPE) == type && (type == TUPLE_TYPE ? isPlainTuple(p) : isPlainDict(p))) untrack(p);
  }
}

function isPlainTuple(p: i32): bool {
  const end = p + (load<i32>(p, LENGTH) << 2);
  for (let at = p; at < end; at += 4) {
    const item = load<i32>(at, TUPLE_ITEMS);
    // Without all its elements it is still being made.
    if (item == 0 || mayBeTracked(item)) return false;
  }
  return true;
}

function isPlainDict(p: i32): bool {
  const keys = load<i32>(p, KEYS);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key != 0 && (mayBeTracked(key) || mayBeTracked(load<i32>(entry, ENTRY_VALUE)))) return false;
  }
  return true;
}

/** The callback of a weak reference, which may be gone afterwards. */
export function callBack(reference: i32, callback: i32): void {
  const args = load<i32>(SP);
  store<i32>(SP, args + 4);
  store<i32>(args, reference);
  const result = callObject(callback, args, 1, 0);
  store<i32>(SP, args);
  if (result != 0) decref(result);
  else unraisable(callback);
}

function clearObject(p: i32): void {
  call_indirect<i32>(load<i32>(load<i32>(p, TYPE), CLEAR), p);
  if (load<i32>(PENDING) != 0) unraisable(0);
}

function finalizeObject(p: i32): void {
  call_indirect<void>(load<i32>(load<i32>(p, TYPE), FINALIZE), p);
}
