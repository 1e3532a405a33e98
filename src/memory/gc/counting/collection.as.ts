/**
 * A collection of a generation and all younger ones, in CPython's order: what an observer among the program's own finalisers
 * and callbacks sees depends on it.
 *
 *     young ──separate──> unreachable ──weak references die, their callbacks run──> ──FINALIZE──> ──separate again──┐
 *       │                                                                                                          │
 *       └── survivors, and what finalisers brought back ──> next generation          CLEAR, one after the other <──┘
 *
 * A weak reference that is itself unreachable dies without its callback; the callbacks of others run before anything is
 * finalised. FINALIZE is called once in an object's life. What finalisers made reachable survives with all it refers to.
 *
 * Cost: O(objects of the generations and their references).
 */
import {
  CALLBACK,
  CLEAR,
  COUNT,
  CYCLE_HEAD,
  DEBUG_COLLECTABLE,
  DEBUG_FLAGS,
  DEBUG_OBSERVED,
  DEBUG_SAVEALL,
  DOOMED_LIST,
  FINALIZE,
  GENERATION_LISTS,
  GENERATIONS,
  IS_WEAK,
  LIST_BYTES,
  LONG_LIVED,
  LONG_LIVED_PENDING,
  OLD_ELSEWHERE,
  OLDER_COUNTS,
  SEEN_LIST,
  STATISTICS,
  STATISTICS_BYTES,
  TYPE,
  TYPE_FLAGS,
  UNREACHABLE_LIST,
  WEAK_LIST,
  YOUNG_COUNT,
} from '../format';
import { decref, incref } from './counts.as';
import { CALL_BACK, CLEAR_OBJECT, FINALIZE_OBJECT, SAVE, SETTLE, SHOW, tell, tellBoth } from './language.as';
import { countList, initList, isEmpty, merge, move, nextOf } from './lists.as';
import { isCollecting, separate, stopCollecting } from './reachability.as';
import { markFinalized, wasFinalized } from './tracking.as';
import { unlinkWeak, weakListOf } from './weak.as';

export function generationList(generation: i32): i32 {
  return GENERATION_LISTS + generation * LIST_BYTES;
}

/** How many objects were found to be garbage. */
export function collectGeneration(generation: i32): i32 {
  const young = generationList(generation);
  const isOldest = generation == GENERATIONS - 1;
  const old = isOldest ? young : generationList(generation + 1);
  restartCounts(generation);
  for (let younger = 0; younger < generation; younger++) merge(generationList(younger), young);

  const unreachable = UNREACHABLE_LIST;
  initList(unreachable);
  separate(young, unreachable);
  promote(young, old, isOldest);
  if ((load<i32>(DEBUG_FLAGS) & (DEBUG_COLLECTABLE | DEBUG_OBSERVED)) != 0) showAll(unreachable);

  let found = endWeakReferences(unreachable, old);
  finalizeAll(unreachable);
  const doomed = DOOMED_LIST;
  initList(doomed);
  forgetMarks(unreachable);
  separate(unreachable, doomed);
  merge(unreachable, old);
  found += countList(doomed);
  clearAll(doomed, old);

  const statistics = STATISTICS + generation * STATISTICS_BYTES;
  store<i32>(statistics, load<i32>(statistics) + 1);
  store<i32>(statistics, load<i32>(statistics, 4) + found, 4);
  return found;
}

/** One collection more for the next older generation, none for those that are collected now. */
function restartCounts(generation: i32): void {
  if (generation < GENERATIONS - 1) {
    const older = OLDER_COUNTS + (generation << 2);
    store<i32>(older, load<i32>(older) + 1);
  }
  store<i32>(YOUNG_COUNT, 0);
  for (let i = 1; i <= generation; i++) store<i32>(OLDER_COUNTS + ((i - 1) << 2), 0);
}

/** Survivors are a generation older; how many are old in all decides when a full collection is worth it. */
function promote(survivors: i32, old: i32, isOldest: bool): void {
  tellBoth(SETTLE, survivors, isOldest ? 1 : 0);
  if (isOldest) {
    store<i32>(LONG_LIVED_PENDING, 0);
    store<i32>(LONG_LIVED, countList(survivors) + load<i32>(OLD_ELSEWHERE));
    return;
  }
  if (old == generationList(GENERATIONS - 1))
    store<i32>(LONG_LIVED_PENDING, load<i32>(LONG_LIVED_PENDING) + countList(survivors));
  merge(survivors, old);
}

function showAll(list: i32): void {
  for (let head = nextOf(list); head != list; head = nextOf(head)) tell(SHOW, head + CYCLE_HEAD);
}

/** All weak references to the list's objects die. Returns how many references died with their callbacks. */
function endWeakReferences(unreachable: i32, old: i32): i32 {
  const due = WEAK_LIST;
  initList(due);
  for (let head = nextOf(unreachable); head != unreachable; head = nextOf(head)) {
    const p = head + CYCLE_HEAD;
    if ((load<i32>(load<i32>(p, TYPE), TYPE_FLAGS) & IS_WEAK) != 0) unlinkWeak(p);
    const list = weakListOf(p);
    if (list == 0) continue;
    for (let reference = load<i32>(list); reference != 0; reference = load<i32>(list)) {
      unlinkWeak(reference);
      if (load<i32>(reference, CALLBACK) == 0 || isCollecting(reference - CYCLE_HEAD)) continue;
      incref(reference);
      move(reference - CYCLE_HEAD, due);
    }
  }
  let died = 0;
  while (!isEmpty(due)) {
    const head = nextOf(due);
    const reference = head + CYCLE_HEAD;
    tellBoth(CALL_BACK, reference, load<i32>(reference, CALLBACK));
    decref(reference);
    if (nextOf(due) == head) move(head, old);
    else died++;
  }
  return died;
}

function finalizeAll(list: i32): void {
  const seen = SEEN_LIST;
  initList(seen);
  while (!isEmpty(list)) {
    const head = nextOf(list);
    const p = head + CYCLE_HEAD;
    move(head, seen);
    if (wasFinalized(p) || load<i32>(load<i32>(p, TYPE), FINALIZE) == 0) continue;
    markFinalized(p);
    incref(p);
    tell(FINALIZE_OBJECT, p);
    decref(p);
  }
  merge(seen, list);
}

function forgetMarks(list: i32): void {
  for (let head = nextOf(list); head != list; head = nextOf(head)) stopCollecting(head);
}

/** Breaks the cycles. What is not freed by that, since somebody got hold of it, goes to `old`. */
function clearAll(doomed: i32, old: i32): void {
  const saves = (load<i32>(DEBUG_FLAGS) & DEBUG_SAVEALL) != 0;
  while (!isEmpty(doomed)) {
    const head = nextOf(doomed);
    const p = head + CYCLE_HEAD;
    if (saves) tell(SAVE, p);
    else if (load<i32>(load<i32>(p, TYPE), CLEAR) != 0) {
      store<i32>(p, load<i32>(p, COUNT) + 1, COUNT);
      tell(CLEAR_OBJECT, p);
      decref(p);
    }
    if (nextOf(doomed) == head) {
      stopCollecting(head);
      move(head, old);
    }
  }
}
