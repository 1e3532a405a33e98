/** The buddy allocator at work; buddy.ts draws its format and lists its invariants. */
import { currentBreak, obtain, obtainedFrom, openSource, toPages } from '../obtain.as';
import { corrupted } from '../guard.as';
import { footprint as held } from '../tally.as';
import {
  control,
  mergeDelayed,
  openAreas,
  put,
  release,
  requireState,
  serves,
  stateOf,
  take,
  takeOut,
  table,
} from './areas.as';
import { DELAYED, DELAYED_HEADS, FRAME, FRAME_ORDER, FREE, MAX_ORDER, MIN_ORDER, ORDER_MASK } from './format';

export { control, table } from './areas.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

const MAX_REQUEST: u32 = 1 << MAX_ORDER;
/** Frames that the page source is asked for at most when one would do. */
const MAX_GROWTH: i32 = 16;
let lazy: bool = true;

export function start(pageSize: i32, merge: bool): void {
  openSource(pageSize);
  lazy = merge;
}

export function malloc(size: u32): i32 {
  return size > MAX_REQUEST ? 0 : allocate(orderFor(size));
}

export function free(block: i32): void {
  const state = stateOf(block);
  const order = inUse(block, load<u8>(state));
  if (lazy) {
    const entry = control + (order << 2);
    store<i32>(block, load<i32>(entry, DELAYED_HEADS));
    store<i32>(entry, block, DELAYED_HEADS);
    store<u8>(state, DELAYED | order);
  } else release(block, order);
}

export function realloc(block: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const order = inUse(block, load<u8>(stateOf(block)));
  let need = orderFor(size);
  // A block of whole frames starts where a smaller one would have its frame's map.
  if (order >= FRAME_ORDER) need = max(need, FRAME_ORDER);
  if (need <= order) {
    if (need < order) shrink(block, order, need);
    return block;
  }
  if (grow(block, order, need)) return block;
  const moved = malloc(size);
  if (moved == 0) return 0;
  memory.copy(moved, block, 1 << order);
  free(block);
  return moved;
}

/** `alignment` is a power of two. A block is aligned to its size. */
export function memalign(alignment: u32, size: u32): i32 {
  return malloc(max(alignment, size));
}

export function usableSize(block: i32): i32 {
  return 1 << (load<u8>(stateOf(block)) & ORDER_MASK);
}

/** The order of a block that is given back; it must have one, and be in use. */
function inUse(block: i32, state: i32): i32 {
  if (<u32>(state - MIN_ORDER) > <u32>(MAX_ORDER - MIN_ORDER) || (block & ((1 << state) - 1)) != 0) corrupted(block);
  return state;
}

/** Merge what is delayed. */
export function mergeAll(): void {
  if (control != 0) mergeDelayed();
}

function orderFor(size: u32): i32 {
  return size <= 1 << MIN_ORDER ? MIN_ORDER : 32 - clz(size - 1);
}

function allocate(order: i32): i32 {
  if (control != 0) {
    const entry = control + (order << 2);
    const block = load<i32>(entry, DELAYED_HEADS);
    if (block != 0) {
      requireState(block, DELAYED | order);
      store<i32>(entry, load<i32>(block), DELAYED_HEADS);
      store<u8>(stateOf(block), order);
      return block;
    }
  }
  return search(order);
}

/** Where no delayed block serves: split a free one, after merging the delayed or growing when there is none. */
function search(order: i32): i32 {
  if (control == 0 && !open()) return 0;
  if (!serves(order)) {
    mergeDelayed();
    if (!serves(order) && !extend(order)) return 0;
  }
  return take(order);
}

/** Give the upper halves back until the block has order `need`. */
function shrink(block: i32, order: i32, need: i32): void {
  store<u8>(stateOf(block), need);
  for (let half = order - 1; half >= need; half--) put(block + (1 << half), half);
}

/** Take in the buddies above the block if all are free. */
function grow(block: i32, order: i32, need: i32): bool {
  if ((block & ((1 << need) - 1)) != 0) return false;
  for (let half = order; half < need; half++) {
    if (load<u8>(stateOf(block + (1 << half))) != (FREE | half)) return false;
  }
  for (let half = order; half < need; half++) {
    const buddy = block + (1 << half);
    takeOut(buddy, half);
    store<u8>(stateOf(buddy), 0);
  }
  store<u8>(stateOf(block), need);
  return true;
}

function open(): bool {
  const frame = obtain(toPages(FRAME), FRAME);
  if (frame == 0) return false;
  openAreas(frame);
  adopt(frame + FRAME, frame + toPages(FRAME));
  return true;
}

/** Get memory so that a block of `order` can be taken. False, with nothing lost, when there is none. */
function extend(order: i32): bool {
  if (order <= FRAME_ORDER) {
    const many = min(max(held >>> (FRAME_ORDER + 3), 1), MAX_GROWTH) << FRAME_ORDER;
    return obtainFrames(many, FRAME) || (many != FRAME && obtainFrames(FRAME, FRAME));
  }
  const missing = missingAtBreak(1 << order);
  return (missing != 0 && obtainFrames(missing, FRAME) && serves(order)) || obtainFrames(1 << order, 1 << order);
}

/** Bytes between the break and the end of a block of `size` bytes that begins with free memory below the break, or 0. */
function missingAtBreak(size: i32): i32 {
  const end = currentBreak();
  if (end <= 0 || (end & (FRAME - 1)) != 0) return 0;
  let at = end & -size;
  if (at == end) return 0;
  const missing = at + size - end;
  while (at != end) {
    const order = 31 - clz(end - at);
    if (load<u8>(table + (at >>> FRAME_ORDER)) != (FREE | order)) return 0;
    at += 1 << order;
  }
  return missing;
}

function obtainFrames(bytes: i32, alignment: i32): bool {
  const size = toPages(bytes);
  const at = obtain(size, alignment);
  if (at == 0) return false;
  adopt((obtainedFrom + FRAME - 1) & -FRAME, at + size);
  return true;
}

function adopt(from: i32, to: i32): void {
  for (let frame = from; frame + FRAME <= to; frame += FRAME) release(frame, FRAME_ORDER);
}
