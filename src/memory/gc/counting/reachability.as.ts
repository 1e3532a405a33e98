/**
 * Which objects of a list are reached from nothing outside of it.
 *
 * 1. Each object's count is copied into its head (PREVIOUS_HEAD, above the marks; COLLECTING says so).
 * 2. Each reference from an object of the list to another one is taken from the copy. What is above 0 then is referred to
 *    from outside.
 * 3. The list is walked in its order. What has a copy above 0 is reachable, and so is what it refers to: such copies become
 *    1. What has 0 moves to the other list, for now; if somebody reachable is found to refer to it later, it comes back to
 *    the end, where the walk has still to pass. Survivors get their link backwards again.
 *
 * Invariants during 3: heads before the walk have links both ways and are not COLLECTING; those from it on have only
 * forward links; in the other list links are whole, and UNREACHABLE is in the word of every forward link. So what is met
 * can be told apart in two words.
 *
 * It is Python's own algorithm (its developers' document on the collector describes it), in its order, since the order of
 * finalisers and of what dies follows from the order of the lists.
 *
 * Cost: O(objects of the list and their references); no memory of its own.
 */
import {
  COLLECTING,
  COUNT,
  CYCLE_HEAD,
  FINALIZED,
  MARK_BITS,
  NEXT_HEAD,
  PREVIOUS_HEAD,
  TRAVERSE,
  TYPE,
  UNREACHABLE,
} from '../format';
import { append, nextOf, previousOf, setPrevious } from './lists.as';
import { hasHead } from './tracking.as';

/** Moves what only the list itself holds from `list` to the empty list `unreachable`, where it stays COLLECTING. */
export function separate(list: i32, unreachable: i32): void {
  copyCounts(list);
  visitAll(list, takeReference.index);
  sift(list, unreachable);
}

export function traverse(p: i32, visitor: i32, argument: i32): i32 {
  const function_ = load<i32>(load<i32>(p, TYPE), TRAVERSE);
  return function_ == 0 ? 0 : call_indirect<i32>(function_, p, visitor, argument);
}

export function isCollecting(head: i32): bool {
  return (load<i32>(head, PREVIOUS_HEAD) & COLLECTING) != 0;
}

export function stopCollecting(head: i32): void {
  store<i32>(head, load<i32>(head, PREVIOUS_HEAD) & ~COLLECTING, PREVIOUS_HEAD);
}

function copyCounts(list: i32): void {
  for (let head = nextOf(list); head != list; head = nextOf(head)) setCopy(head, load<i32>(head + CYCLE_HEAD, COUNT));
}

function setCopy(head: i32, count: i32): void {
  const finalized = load<i32>(head, PREVIOUS_HEAD) & FINALIZED;
  store<i32>(head, (count << MARK_BITS) | COLLECTING | finalized, PREVIOUS_HEAD);
}

function copyOf(head: i32): i32 {
  return load<i32>(head, PREVIOUS_HEAD) >> MARK_BITS;
}

function visitAll(list: i32, visitor: i32): void {
  for (let head = nextOf(list); head != list; head = nextOf(head)) traverse(head + CYCLE_HEAD, visitor, 0);
}

function takeReference(p: i32, _: i32): i32 {
  if (!hasHead(p)) return 0;
  const head = p - CYCLE_HEAD;
  if (isCollecting(head)) store<i32>(head, load<i32>(head, PREVIOUS_HEAD) - (1 << MARK_BITS), PREVIOUS_HEAD);
  return 0;
}

function sift(list: i32, unreachable: i32): void {
  let last = list;
  let head = nextOf(list);
  while (head != list) {
    if (copyOf(head) > 0) {
      traverse(head + CYCLE_HEAD, rescue.index, list);
      const finalized = load<i32>(head, PREVIOUS_HEAD) & FINALIZED;
      store<i32>(head, last | finalized, PREVIOUS_HEAD);
      last = head;
    } else {
      store<i32>(last, nextOf(head), NEXT_HEAD);
      setAside(head, unreachable);
    }
    head = nextOf(last);
  }
  store<i32>(list, last, PREVIOUS_HEAD);
  unmark(unreachable);
}

/** To the end of the unreachable ones. */
function setAside(head: i32, unreachable: i32): void {
  const last = previousOf(unreachable);
  const finalized = load<i32>(head, PREVIOUS_HEAD) & FINALIZED;
  store<i32>(head, last | COLLECTING | finalized, PREVIOUS_HEAD);
  store<i32>(last, head | UNREACHABLE, NEXT_HEAD);
  store<i32>(head, unreachable | UNREACHABLE, NEXT_HEAD);
  store<i32>(unreachable, head, PREVIOUS_HEAD);
}

/** What a reachable object refers to is reachable. */
function rescue(p: i32, list: i32): i32 {
  if (!hasHead(p)) return 0;
  const head = p - CYCLE_HEAD;
  if (!isCollecting(head)) return 0;
  if ((load<i32>(head, NEXT_HEAD) & UNREACHABLE) != 0) {
    const next = nextOf(head);
    const previous = previousOf(head);
    store<i32>(previous, next | UNREACHABLE, NEXT_HEAD);
    setPrevious(next, previous);
    append(head, list);
    setCopy(head, 1);
  } else if (copyOf(head) == 0) setCopy(head, 1);
  return 0;
}

/** The forward links are plain addresses again. */
function unmark(list: i32): void {
  let head = list;
  do {
    const next = nextOf(head);
    store<i32>(head, next, NEXT_HEAD);
    head = next;
  } while (head != list);
}
