/**
 * The free areas of the buddy allocator: for each order a list of free blocks, which are merged as far as they can be,
 * and a list of delayed ones, which only wait to be used again. Format and invariants: buddy.ts.
 *
 * Cost: put and take out O(1); release and take at most one step for each order.
 */
import { corrupted } from '../guard.as';
import { countCoalesce, countSplit } from '../tally.as';
import {
  CONTROL_ORDER,
  CONTROL_SIZE,
  DELAYED,
  DELAYED_HEADS,
  FRAME,
  FRAME_ORDER,
  FREE,
  FREE_HEADS,
  MAP_ORDER,
  MAP_SIZE,
  MAX_ORDER,
  MIN_ORDER,
  SPLIT,
  TABLE_ORDER,
} from './format';

/** Addresses of the control block and of the frame table; 0 before the first allocation. */
export let control: i32 = 0;
export let table: i32 = 0;

/** The first frame, at `frame`, takes up the control block and the frame table; the rest of it is free. */
export function openAreas(frame: i32): void {
  control = frame + MAP_SIZE;
  table = frame + (1 << TABLE_ORDER);
  memory.fill(frame, 0, MAP_SIZE + CONTROL_SIZE);
  memory.fill(table, 0, 1 << TABLE_ORDER);
  store<u8>(table + (frame >>> FRAME_ORDER), SPLIT | FRAME_ORDER);
  store<u8>(stateOf(control), CONTROL_ORDER);
  store<u8>(stateOf(table), TABLE_ORDER);
  for (let order = CONTROL_ORDER; order < TABLE_ORDER; order++) {
    if (order != MAP_ORDER) put(order < MAP_ORDER ? control + (1 << order) : frame + (1 << order), order);
  }
}

/** Where the byte of the block at `block` is. */
export function stateOf(block: i32): i32 {
  const offset = block & (FRAME - 1);
  return offset == 0 ? table + (block >>> FRAME_ORDER) : block - offset + (offset >>> MIN_ORDER);
}

/** Put a block into the list of free ones. */
export function put(block: i32, order: i32): void {
  const entry = control + (order << 2);
  const first = load<i32>(entry, FREE_HEADS);
  store<u8>(stateOf(block), FREE | order);
  store<i32>(block, first);
  store<i32>(block, entry + FREE_HEADS, 4);
  store<i32>(entry, block, FREE_HEADS);
  if (first != 0) store<i32>(first, block, 4);
  else store<i32>(control, load<i32>(control) | (1 << order));
}

/** Take a block out of the list of free ones. */
export function takeOut(block: i32, order: i32): void {
  const next = load<i32>(block);
  const previous = load<i32>(block, 4);
  if (load<i32>(previous) != block) corrupted(block + 4);
  if (next != 0 && load<i32>(next, 4) != block) corrupted(block);
  store<i32>(previous, next);
  if (next != 0) store<i32>(next, previous, 4);
  else if (load<i32>(control + (order << 2), FREE_HEADS) == 0) {
    store<i32>(control, load<i32>(control) & ~(1 << order));
  }
}

/** Free a block and merge it as far as its buddies are free. */
export function release(first: i32, size: i32): void {
  let block = first;
  let order = size;
  while (order < MAX_ORDER) {
    const buddy = block ^ (1 << order);
    const state = stateOf(buddy);
    if (load<u8>(state) != (FREE | order)) break;
    takeOut(buddy, order);
    countCoalesce();
    store<u8>(state, 0);
    store<u8>(stateOf(block), 0);
    block &= ~(1 << order);
    order++;
  }
  put(block, order);
  if (order >= MAP_ORDER && (block & (FRAME - 1)) == 1 << order) closeFrame(block & -FRAME);
}

/** A frame whose blocks are all free is one block again. */
function closeFrame(frame: i32): void {
  for (let order = MAP_ORDER; order < FRAME_ORDER; order++) {
    if (load<u8>(frame + (1 << (order - MIN_ORDER))) != (FREE | order)) return;
  }
  for (let order = MAP_ORDER; order < FRAME_ORDER; order++) takeOut(frame + (1 << order), order);
  countCoalesce();
  release(frame, FRAME_ORDER);
}

/** A frame becomes an order map and smaller blocks. */
function openFrame(frame: i32): void {
  memory.fill(frame, 0, MAP_SIZE);
  store<u8>(table + (frame >>> FRAME_ORDER), SPLIT | FRAME_ORDER);
  countSplit();
  for (let order = MAP_ORDER; order < FRAME_ORDER; order++) put(frame + (1 << order), order);
}

/** A free block of `order`, taken out and marked as in use; 0 when there is none. */
export function take(order: i32): i32 {
  let areas = load<i32>(control) & (-1 << order);
  if (order < FRAME_ORDER && (areas & (FRAME - 1)) == 0) {
    const frame = take(FRAME_ORDER);
    if (frame == 0) return 0;
    openFrame(frame);
    areas = load<i32>(control) & (-1 << order);
  }
  if (areas == 0) return 0;
  let has = ctz(areas);
  const block = load<i32>(control + (has << 2), FREE_HEADS);
  requireState(block, FREE | has);
  takeOut(block, has);
  while (has > order) {
    has--;
    countSplit();
    put(block + (1 << has), has);
  }
  store<u8>(stateOf(block), order);
  return block;
}

/** Whether `take(order)` would serve. */
export function serves(order: i32): bool {
  return (load<i32>(control) & (-1 << order)) != 0;
}

/** What a list leads to must be in the state that puts it there. */
export function requireState(block: i32, state: i32): void {
  if (load<u8>(stateOf(block)) != state) corrupted(block);
}

/** Merge all delayed blocks. A block that was merged is delayed no more, so that no list goes round. */
export function mergeDelayed(): void {
  for (let order = MIN_ORDER; order <= MAX_ORDER; order++) {
    const entry = control + (order << 2);
    let block = load<i32>(entry, DELAYED_HEADS);
    store<i32>(entry, 0, DELAYED_HEADS);
    while (block != 0) {
      requireState(block, DELAYED | order);
      const next = load<i32>(block);
      release(block, order);
      block = next;
    }
  }
}
