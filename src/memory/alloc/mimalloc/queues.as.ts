/**
 * Queues of pages, one for each size class, and the table by which small requests find the first page of theirs.
 *
 * Cost: O(1); when the first page of a class changes, a step for each 16 bytes between its size and the next lower one.
 */
import { corrupted } from '../guard.as';
import { base } from '../segments/frames.as';
import { sizeOf } from '../segments/classes.as';
import { DESIGN, FULL, NEXT_PAGE, OWNER, PREVIOUS_PAGE, SMALL_MAX, USED } from '../segments/format';
import { DIRECT, LAST, NO_PAGE, QUEUES } from './format';

export function openQueues(): void {
  memory.fill(base + DESIGN + QUEUES, 0, NO_PAGE + 128 - QUEUES);
  for (let entry = 0; entry <= SMALL_MAX >> 4; entry++)
    store<i32>(base + (entry << 2), base + DESIGN + NO_PAGE, DESIGN + DIRECT);
}

export function firstOf(index: i32): i32 {
  return load<i32>(base + (index << 3), DESIGN + QUEUES);
}

/** Put a page at the end of the queue of its class. */
export function enqueue(page: i32): void {
  const index = load<i32>(page, OWNER);
  const queue = base + DESIGN + QUEUES + (index << 3);
  const last = load<i32>(queue, LAST);
  store<i32>(page, 0, NEXT_PAGE);
  store<i32>(page, last, PREVIOUS_PAGE);
  store<i32>(queue, page, LAST);
  if (last != 0) store<i32>(last, page, NEXT_PAGE);
  else setFirst(index, page);
}

export function dequeue(page: i32): void {
  const index = load<i32>(page, OWNER);
  const queue = base + DESIGN + QUEUES + (index << 3);
  const next = load<i32>(page, NEXT_PAGE);
  const previous = load<i32>(page, PREVIOUS_PAGE);
  if (load<i32>(previous != 0 ? previous + NEXT_PAGE : queue) != page) corrupted(page + PREVIOUS_PAGE);
  if (next != 0) store<i32>(next, previous, PREVIOUS_PAGE);
  else store<i32>(queue, previous, LAST);
  if (previous != 0) store<i32>(previous, next, NEXT_PAGE);
  else setFirst(index, next);
}

/** The page has no free block: out of the queue, until one is freed. */
export function setFull(page: i32): void {
  dequeue(page);
  store<i32>(page, load<i32>(page, USED) | FULL, USED);
}

function setFirst(index: i32, page: i32): void {
  store<i32>(base + (index << 3), page, DESIGN + QUEUES);
  const size = sizeOf(index);
  if (size > SMALL_MAX) return;
  const shown = page != 0 ? page : base + DESIGN + NO_PAGE;
  const from = index == 1 ? 0 : (sizeOf(index - 1) >> 4) + 1;
  for (let entry = from; entry <= size >> 4; entry++) store<i32>(base + (entry << 2), shown, DESIGN + DIRECT);
}
