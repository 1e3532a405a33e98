/**
 * Lists of objects that can take part in cycles: doubly linked rings through their heads (format.ts), closed by a head
 * without an object. A link's low bits are marks and stay with the head that they lie in.
 *
 * Cost: everything O(1) but `countList`.
 */
import { LINK_MASK, NEXT_HEAD, PREVIOUS_HEAD } from '../format';

export function initList(list: i32): void {
  store<i32>(list, list, NEXT_HEAD);
  store<i32>(list, list, PREVIOUS_HEAD);
}

export function nextOf(head: i32): i32 {
  return load<i32>(head, NEXT_HEAD) & LINK_MASK;
}

export function previousOf(head: i32): i32 {
  return load<i32>(head, PREVIOUS_HEAD) & LINK_MASK;
}

export function isEmpty(list: i32): bool {
  return nextOf(list) == list;
}

/** Sets a link backwards and keeps the marks. */
export function setPrevious(head: i32, previous: i32): void {
  store<i32>(head, previous | (load<i32>(head, PREVIOUS_HEAD) & ~LINK_MASK), PREVIOUS_HEAD);
}

/** Puts a head that is in no list at the end. */
export function append(head: i32, list: i32): void {
  const last = previousOf(list);
  setPrevious(head, last);
  store<i32>(last, head, NEXT_HEAD);
  store<i32>(head, list, NEXT_HEAD);
  store<i32>(list, head, PREVIOUS_HEAD);
}

/** Takes a head out; its links mean nothing afterwards, its marks stay. */
export function unlink(head: i32): void {
  const next = nextOf(head);
  const previous = previousOf(head);
  store<i32>(previous, next, NEXT_HEAD);
  setPrevious(next, previous);
}

/** From the list it is in to the end of another. */
export function move(head: i32, list: i32): void {
  unlink(head);
  append(head, list);
}

/** All of one list to the end of another. */
export function merge(from: i32, into: i32): void {
  if (isEmpty(from)) return;
  const first = nextOf(from);
  const last = previousOf(from);
  const end = previousOf(into);
  store<i32>(end, first, NEXT_HEAD);
  setPrevious(first, end);
  store<i32>(last, into, NEXT_HEAD);
  store<i32>(into, last, PREVIOUS_HEAD);
  initList(from);
}

export function countList(list: i32): i32 {
  let count = 0;
  for (let head = nextOf(list); head != list; head = nextOf(head)) count++;
  return count;
}
