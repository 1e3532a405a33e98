/**
 * Pages between frames and swap. With the one that leaves, neighbours of it can be written that would have to be later
 * (clustering); with the one that is needed, those can be read that lie behind it (readahead).
 */
import { PAGE } from './contract.js';
import { ENTRIES, frameOf, PRESENT } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { ANONYMOUS } from './frame-kinds.js';
import type { PhysicalMemory } from './physical-memory.js';
import { NO_SWAP_SLOT, type Swap } from './swap.js';

/** Gives a frame a slot with its bytes. @returns false if there is no slot, or the file cannot be written */
export function writeToSwap(physical: PhysicalMemory, swap: Swap, frame: number): boolean {
  const { slotOf } = physical;
  if (slotOf[frame] !== NO_SWAP_SLOT) return writeRun(physical, swap, [frame]);
  const slot = takeSlot(physical, swap, frame);
  if (slot === NO_SWAP_SLOT) return false;
  slotOf[frame] = slot;
  const run = [frame, ...neighbours(physical, swap, frame, slot)];
  if (writeRun(physical, swap, run)) return true;
  for (const each of run) {
    swap.uncache(slotOf[each]!);
    slotOf[each] = NO_SWAP_SLOT;
  }
  return false;
}

/** Reads the page in a slot into a new frame. What the file throws comes out, and SwapDamaged. */
export function readFromSwap(physical: PhysicalMemory, slot: number, frame: number): void {
  const swap = physical.swap!;
  const frames = [frame];
  for (let next = slot + 1; frames.length < swap.readahead && next < swap.slots; next++) {
    if (swap.references[next] === 0 || swap.cached[next] !== NO_FRAME) break;
    // Only what is free: nothing leaves for a page that perhaps nobody wants.
    const ahead = physical.allocator.free > 1 ? physical.allocator.allocate() : NO_FRAME;
    if (ahead === NO_FRAME) break;
    physical.kind[ahead] = ANONYMOUS;
    frames.push(ahead);
  }
  const bytes = frames.length === 1 ? physical.contents(frame) : new Uint8Array(frames.length * PAGE);
  try {
    swap.read(slot, bytes);
  } catch (error) {
    for (const ahead of frames.slice(1)) physical.release(ahead);
    throw error;
  }
  frames.forEach((into, i) => {
    if (frames.length > 1) physical.contents(into).set(bytes.subarray(i * PAGE, (i + 1) * PAGE));
    physical.slotOf[into] = slot + i;
    swap.cache(slot + i, into);
    physical.reclaim.returned(into, swap.pageId[slot + i]!);
  });
  // The policy gets to know those that came along; the other one will be touched.
  for (const ahead of frames.slice(1)) physical.reclaim.touch(ahead, false);
}

/** A free slot, or one that a frame has only to be spared a write. */
function takeSlot(physical: PhysicalMemory, swap: Swap, frame: number): number {
  const slot = swap.take(frame);
  if (slot !== NO_SWAP_SLOT) return slot;
  const spare = swap.spare();
  if (spare === NO_SWAP_SLOT) return NO_SWAP_SLOT;
  const other = swap.cached[spare]!;
  physical.slotOf[other] = NO_SWAP_SLOT;
  physical.markDirty(other);
  swap.uncache(spare);
  return swap.take(frame);
}

/** Pages behind a page in its table that have no slot; they get those behind its slot. */
function neighbours(physical: PhysicalMemory, swap: Swap, frame: number, slot: number): number[] {
  const { words, kind, mapped, slotOf, dirty, lazyFree } = physical;
  const found: number[] = [];
  const entry = physical.reverse.first(frame);
  if (entry < 0) return found;
  for (let at = entry + 1; found.length < swap.cluster - 1 && at % ENTRIES !== 0; at++) {
    const low = words[2 * at]!;
    const other = frameOf(low);
    const isAlike = (low & PRESENT) !== 0 && kind[other] === ANONYMOUS && mapped[other] === 1;
    if (!isAlike || dirty[other] === 0 || lazyFree[other] === 1 || slotOf[other] !== NO_SWAP_SLOT) break;
    const next = slot + 1 + found.length;
    // The next slot that swap gives is the one behind the last, if that is free.
    if (next >= swap.slots || !swap.isFree(next)) break;
    slotOf[other] = swap.take(other);
    found.push(other);
  }
  return found;
}

/** Frames whose slots follow each other. */
function writeRun(physical: PhysicalMemory, swap: Swap, frames: readonly number[]): boolean {
  const [first] = frames;
  let bytes = physical.contents(first!);
  if (frames.length > 1) {
    bytes = new Uint8Array(frames.length * PAGE);
    frames.forEach((frame, i) => bytes.set(physical.contents(frame), i * PAGE));
  }
  try {
    swap.write(physical.slotOf[first!]!, bytes);
  } catch {
    return false;
  }
  for (const frame of frames) physical.markClean(frame);
  return true;
}
