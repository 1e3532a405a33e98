/**
 * Segments, their pages, and large blocks: what size classes are served from. Format and invariants: format.ts.
 *
 * Cost: O(1) but for what frames.as.ts costs.
 */
import { base, extendRun, giveFrames, markHead, openBase, takeFrames } from './frames.as';
import {
  BLOCK_SIZE,
  BUMP,
  CLASS_MAX,
  END,
  FIRST_OF_SMALL,
  FIRST_OF_WHOLE,
  FRAME,
  FRAME_LOG,
  FREE,
  KIND,
  LARGE,
  LARGE_SHIFT,
  LINK,
  LOCAL_FREE,
  NEXT_RUN,
  OWNER,
  PARTIAL,
  PAYLOAD,
  PREVIOUS_RUN,
  RUN_FRAMES,
  SEGMENT,
  SHIFT,
  SMALL_PAGE,
  SMALL_PAGES,
  START,
  USED,
  USED_PAGES,
  WHOLE_PAGE,
} from './format';
import { corrupted } from '../guard.as';

const MAX_LARGE_ALIGNMENT: u32 = 1 << 30;
const ALL_PAGES: i32 = (1 << SMALL_PAGES) - 1;

/** The first segment, with `base` in its first page. */
export function openSegments(): bool {
  if (!openBase()) return false;
  linkSegment(startSegment(base, SMALL_PAGE, 1));
  return true;
}

/** The segment or large block that `address` is in: what lies at a frame's start belongs to the frame before. */
export function frameOf(address: i32): i32 {
  return (address - 1) & -FRAME;
}

/** The page that `address` is in. */
export function pageOf(address: i32): i32 {
  const frame = frameOf(address);
  return frame + (((address - frame) >>> load<u8>(frame, SHIFT)) << 6);
}

export function usableSize(block: i32): i32 {
  const frame = frameOf(block);
  return isLarge(frame) ? largeSize(frame) : load<i32>(pageOf(block), BLOCK_SIZE);
}

/** Whether the block can stay where it is: it is that large, and not twice as large or more; or has been made so. */
export function resizesInPlace(block: i32, size: u32): bool {
  const frame = frameOf(block);
  if (isLarge(frame)) return size > <u32>CLASS_MAX && resizeLarge(frame, size);
  const has = load<i32>(pageOf(block), BLOCK_SIZE);
  return size <= <u32>has && size >= <u32>(has >> 1);
}

/** A page of 2^shift bytes for blocks of `size` bytes at multiples of `alignment`, none carved; 0 when memory is out. */
export function takePage(shift: i32, size: i32, alignment: i32): i32 {
  let segment: i32;
  let index = 0;
  if (shift == WHOLE_PAGE) {
    segment = takeFrames(1);
    if (segment == 0) return 0;
    startSegment(segment, WHOLE_PAGE, 1);
  } else {
    segment = load<i32>(base, PARTIAL);
    if (segment == 0) {
      segment = takeFrames(1);
      if (segment == 0) return 0;
      linkSegment(startSegment(segment, SMALL_PAGE, 0));
    }
    const used = load<i32>(segment, USED_PAGES);
    index = ctz(~used & ALL_PAGES);
    store<i32>(segment, used | (1 << index), USED_PAGES);
    if ((used | (1 << index)) == ALL_PAGES) unlinkSegment(segment);
  }
  const page = segment + (index << 6);
  const first = index != 0 ? index << SMALL_PAGE : shift == WHOLE_PAGE ? FIRST_OF_WHOLE : FIRST_OF_SMALL;
  const start = (segment + first + alignment - 1) & -alignment;
  const blocks = (segment + ((index + 1) << shift) - start) / size;
  store<i32>(page, 0, FREE);
  store<i32>(page, 0, USED);
  store<i32>(page, 0, LOCAL_FREE);
  store<i32>(page, 0, LINK);
  layOut(page, start, blocks * size, size);
  return page;
}

/** Where a page's blocks lie. */
export function layOut(page: i32, start: i32, bytes: i32, size: i32): void {
  store<i32>(page, start, START);
  store<i32>(page, start, BUMP);
  store<i32>(page, start + bytes, END);
  store<i32>(page, size, BLOCK_SIZE);
}

/** Bytes that a page has beyond its blocks. */
export function slackOf(page: i32): i32 {
  const segment = page & -FRAME;
  const index = (page - segment) >> 6;
  return segment + ((index + 1) << load<u8>(segment, SHIFT)) - load<i32>(page, END);
}

export function givePage(page: i32): void {
  const segment = page & -FRAME;
  const index = (page - segment) >> 6;
  const used = load<i32>(segment, USED_PAGES);
  const left = used & ~(1 << index);
  store<i32>(page, 0, OWNER);
  if (load<u8>(segment, SHIFT) == SMALL_PAGE) {
    store<i32>(segment, left, USED_PAGES);
    if (used == ALL_PAGES) linkSegment(segment);
    if (left != 0) return;
    unlinkSegment(segment);
  }
  giveFrames(segment, 1);
}

/** A large block, or 0. Its page's USED is 0, so that freeing it is never taken for an ordinary call. */
export function takeLarge(size: u32, alignment: u32): i32 {
  if (alignment > MAX_LARGE_ALIGNMENT) return 0;
  const high = alignment >= <u32>FRAME;
  const lead = high ? alignment : max(alignment, FIRST_OF_WHOLE);
  if (size > <u32>i32.MAX_VALUE - FRAME - lead) return 0;
  // Behind a frame for its header, a block of no bytes would lie outside.
  const bytes = max(size, 1);
  let frames = framesFor(lead + bytes);
  let run = takeFrames(frames);
  if (run == 0) return 0;
  if (high) {
    // The header has the frame before the block to itself; what is further below is not needed.
    const header = ((run + FRAME + alignment - 1) & -alignment) - FRAME;
    const below = (header - run) >> FRAME_LOG;
    markHead(header);
    if (below > 0) giveFrames(run, below);
    run = header;
    frames -= below;
  }
  store<u8>(run, LARGE_SHIFT, SHIFT);
  store<i32>(run, LARGE, KIND);
  store<i32>(run, frames, RUN_FRAMES);
  store<i32>(run, run + (high ? FRAME : lead), PAYLOAD);
  store<i32>(run, 0, USED);
  resizeLarge(run, bytes);
  return load<i32>(run, PAYLOAD);
}

export function giveLarge(run: i32): void {
  giveFrames(run, load<i32>(run, RUN_FRAMES));
}

/** Whether the large block could be made to have `size` bytes where it is, with no frame too many. */
export function resizeLarge(run: i32, size: u32): bool {
  const lead = load<i32>(run, PAYLOAD) - run;
  const has = load<i32>(run, RUN_FRAMES);
  if (size > <u32>(i32.MAX_VALUE - FRAME - lead)) return false;
  const need = framesFor(lead + size);
  if (need > has && !extendRun(run, has, need)) return false;
  store<i32>(run, need, RUN_FRAMES);
  if (need < has) giveFrames(run + (need << FRAME_LOG), has - need);
  return true;
}

export function largeSize(run: i32): i32 {
  return run + (load<i32>(run, RUN_FRAMES) << FRAME_LOG) - load<i32>(run, PAYLOAD);
}

export function isLarge(frame: i32): bool {
  return load<i32>(frame, KIND) == LARGE;
}

function framesFor(bytes: u32): i32 {
  return (bytes + FRAME - 1) >>> FRAME_LOG;
}

function startSegment(segment: i32, shift: i32, used: i32): i32 {
  store<u8>(segment, shift, SHIFT);
  store<i32>(segment, SEGMENT, KIND);
  store<i32>(segment, 1, RUN_FRAMES);
  store<i32>(segment, used, USED_PAGES);
  for (let page = segment; page < segment + (SMALL_PAGES << 6); page += 64) store<i32>(page, 0, OWNER);
  return segment;
}

/** Into the list of the segments with a page to give. */
function linkSegment(segment: i32): void {
  const first = load<i32>(base, PARTIAL);
  store<i32>(segment, first, NEXT_RUN);
  store<i32>(segment, base + PARTIAL - NEXT_RUN, PREVIOUS_RUN);
  store<i32>(base, segment, PARTIAL);
  if (first != 0) store<i32>(first, segment, PREVIOUS_RUN);
}

function unlinkSegment(segment: i32): void {
  const next = load<i32>(segment, NEXT_RUN);
  const previous = load<i32>(segment, PREVIOUS_RUN);
  if (load<i32>(previous, NEXT_RUN) != segment) corrupted(segment + PREVIOUS_RUN);
  store<i32>(previous, next, NEXT_RUN);
  if (next != 0) store<i32>(next, previous, PREVIOUS_RUN);
}
