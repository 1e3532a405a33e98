/**
 * The regions of a boundary-tag heap (format.ts): growing, giving back, fences. What is grown comes as a chunk in use, so
 * that a design takes it in by freeing it, as it would any other.
 *
 * Invariants
 * 1. Chunks tile a region from the first header to the fence.
 * 2. `end` is the end of the region that grew last, `limit` the break behind it as the page source left it.
 * 3. A call that the page source refuses changes nothing.
 *
 * Cost: O(1) and one call to the page source, two when it refuses the first.
 */
import { sbrk } from '../pages.as';
import { countPageCall, footprint, peakFootprint } from '../tally.as';
import { CHUNK_IN_USE, FIRST_CHUNK, FLAGS, MIN_CHUNK, PREVIOUS_IN_USE, REGION_OVERHEAD } from './format';

/** Largest size that malloc looks at: the rest of 2 GiB is for headers. */
export const MAX_REQUEST: u32 = 0x7fff_0000;

/**
 * A heap grows by at least this part of what it has, as a shift: calls to the page source stay rare, and what may be
 * asked for in vain stays below a quarter of a percent.
 */
const GROWTH_SHIFT: u32 = 9;
const MAX_GROWTH: u32 = 16 << 20;

/** Address of the design's control block; 0 before the first allocation. */
export let control: i32 = 0;
/** The region opened last, head of the list of regions. */
export let regions: i32 = 0;
/** End of the region that grew last: its fence is before it. */
export let end: i32 = 0;
let limit: i32 = 0;
let pageSize: i32 = 0;
let controlSize: i32 = 0;

/** `controlBytes`, a multiple of 16, are kept at the start of the heap, zeroed; the first header takes the last four. */
export function startRegions(page: i32, controlBytes: i32): void {
  pageSize = max(page, 16);
  controlSize = controlBytes;
}

/** Chunk size for a request of `size` bytes. */
export function chunkFor(size: u32): i32 {
  return (size + 19) & -16;
}

/** The free chunk before the last fence, or 0. */
export function lastFree(): i32 {
  if (end == 0) return 0;
  const fence = end - 4;
  return (load<i32>(fence) & PREVIOUS_IN_USE) != 0 ? 0 : fence - load<i32>(fence - 4);
}

/**
 * Get memory behind a last chunk of `has` free bytes, so that together they have `need`. The result is a chunk in use
 * with as much, or 0. It is the old fence when the region went on; in a new region it may be smaller than `need`, and then
 * another call is for the rest.
 */
export function grow(need: i32, has: i32): i32 {
  const least = toPages(end == 0 ? need + REGION_OVERHEAD + controlSize : need - has);
  if (least <= 0) return 0;
  let size = max(least, toPages(unit()));
  let from = sbrk(size);
  countPageCall(from < 0 ? 0 : size);
  if (from < 0 && size > least) {
    size = least;
    from = sbrk(size);
    countPageCall(from < 0 ? 0 : size);
  }
  if (from < 0) return 0;
  if (from == limit && end != 0) return extend(from + size);
  const missing = toPages(REGION_OVERHEAD + 2 * MIN_CHUNK - size);
  if (missing > 0) {
    const more = sbrk(missing);
    countPageCall(more < 0 ? 0 : missing);
    if (more != from + size) return 0;
    size += missing;
  }
  return open(from, from + size);
}

/** Below an earlier peak the steps are larger: they do not lead beyond it, so that it stays what it was. */
function unit(): i32 {
  return min<u32>(max(footprint >> GROWTH_SHIFT, (peakFootprint - footprint) >> 2), MAX_GROWTH);
}

export function toPages(size: i32): i32 {
  return (size + pageSize - 1) & -pageSize;
}

/** The last region goes on: its fence becomes the header of a chunk. */
function extend(to: i32): i32 {
  const chunk = end - 4;
  const added = (to & -16) - end;
  limit = to;
  end += added;
  store<i32>(regions, end, 4);
  store<i32>(chunk, added | CHUNK_IN_USE | (load<i32>(chunk) & PREVIOUS_IN_USE));
  fence(end);
  return chunk;
}

function open(from: i32, to: i32): i32 {
  const region = (from + 15) & -16;
  let chunk = region + FIRST_CHUNK;
  if (control == 0) {
    control = region + 16;
    memory.fill(control, 0, controlSize);
    chunk += controlSize;
  }
  limit = to;
  end = to & -16;
  store<i32>(region, regions);
  store<i32>(region, end, 4);
  regions = region;
  return fill(chunk, end, 0);
}

/** One chunk in use from `chunk` to the fence before `to`. */
export function fill(chunk: i32, to: i32, flags: i32): i32 {
  store<i32>(chunk, (to - 4 - chunk) | CHUNK_IN_USE | PREVIOUS_IN_USE | flags);
  fence(to);
  return chunk;
}

function fence(to: i32): void {
  store<i32>(to - 4, CHUNK_IN_USE | PREVIOUS_IN_USE);
}

/**
 * Give whole pages of the last chunk, free and with its header at `chunk`, back; at least `keep` bytes of it stay. The
 * result is how many bytes the chunk has lost.
 */
export function shrink(chunk: i32, keep: i32): i32 {
  const size = (end - 4 - chunk - max(keep, MIN_CHUNK)) & -pageSize;
  if (size <= 0 || (pageSize & 15) != 0 || sbrk(0) != limit) return 0;
  if (sbrk(-size) < 0) {
    countPageCall(0);
    return 0;
  }
  countPageCall(-size);
  limit -= size;
  end -= size;
  store<i32>(regions, end, 4);
  store<i32>(chunk, (end - 4 - chunk) | (load<i32>(chunk) & FLAGS));
  store<i32>(end - 8, end - 4 - chunk);
  store<i32>(end - 4, CHUNK_IN_USE);
  return size;
}
