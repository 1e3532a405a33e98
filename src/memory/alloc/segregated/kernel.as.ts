/** The segregated-fit allocator at work; segregated.ts draws its format and lists its invariants. */
import { cutInTwo, requireInUse } from '../boundary-tags/chunks.as';
import { CHUNK_IN_USE, MAPPED, PREVIOUS_IN_USE } from '../boundary-tags/format';
import { mapChunk, unmapChunk } from '../boundary-tags/mapped.as';
import { chunkFor, control, end, grow, lastFree, MAX_REQUEST, shrink, startRegions } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countCoalesce, countSplit, footprint } from '../tally.as';
import { binsFrom, insertSmall, popSmall, removeSmall } from './bins.as';
import { CONTROL_SIZE, SMALL_LIMIT } from './format';
import { bestLarge, hasLarge, insertLarge, removeLarge, smallestLarge } from './trees.as';

export { usableSize } from '../boundary-tags/chunks.as';
export { control, end, regions } from '../boundary-tags/regions.as';
export { mapped } from '../boundary-tags/mapped.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

/**
 * Programs that allocate a small and a large object in turn and free those of one kind would leave holes that nothing
 * larger fits into. Once two sizes have alternated at the top EVIDENCE times, the larger is cut from the back of free
 * chunks and behind a gap at the top, the smaller from the front: each has neighbours of its own kind.
 */
const EVIDENCE: i32 = 16;
/** The gap, as a part of the footprint (a shift); below MIN_GAP it is not worth it. */
const GAP_SHIFT: u32 = 5;
const MIN_GAP: i32 = 256;

/** The free chunk before the last fence when it is in no bin, and its size; or 0 and 0. It has no footer. */
export let top: i32 = 0;
let topSize: i32 = 0;
/** The designated victim, which small requests are cut from, and its size; or 0 and 0. */
export let victim: i32 = 0;
let victimSize: i32 = 0;
/** The last size cut from the top; the last two there of which the second was larger, and how often in a row. */
let lastAtTop: i32 = 0;
let lastSmaller: i32 = 0;
let lastLarger: i32 = 0;
let alternations: i32 = 0;
/** The larger of two sizes that are allocated in turn, or 0. */
let alternate: i32 = 0;
let mapThreshold: i32 = 0;
let trimThreshold: i32 = 0;
/** Whether the heap has not grown since it was trimmed. */
let trimmed: bool = false;
/** Largest request of the quick paths: none before the heap is open. */
let bound: u32 = 0;

/** A threshold of 0 means never. */
export function start(pageSize: i32, mapFrom: u32, trimFrom: u32): void {
  startRegions(pageSize, CONTROL_SIZE);
  mapThreshold = mapFrom == 0 ? i32.MAX_VALUE : min<u32>(mapFrom, MAX_REQUEST);
  trimThreshold = trimFrom == 0 ? i32.MAX_VALUE : min<u32>(trimFrom, MAX_REQUEST);
}

export function malloc(size: u32): i32 {
  if (size >= bound) return mallocFirst(size);
  const need = chunkFor(size);
  if (need < SMALL_LIMIT) {
    const bins = binsFrom(need);
    if ((bins & 3) != 0) {
      // Nor is a chunk cut that is 16 bytes too large: next to nothing fits into what would be left.
      const size = need + ((~bins & 1) << 4);
      return occupy(popSmall(size), size);
    }
    if (need < victimSize && need != alternate) {
      const chunk = victim;
      victim = chunk + need;
      victimSize -= need;
      countSplit();
      return cutFront(chunk, victimSize, need);
    }
    const chunk = takeLarger(need, bins);
    if (chunk != 0) return chunk;
  } else if (hasLarge() || need <= victimSize) {
    const chunk = takeLarge(need);
    if (chunk != 0) return chunk;
  }
  if (need > lastAtTop) {
    const chunk = cutAfterGap(need);
    if (chunk != 0) return chunk;
  }
  lastAtTop = need;
  if (need >= topSize) return cutGrown(need);
  const chunk = top;
  top = chunk + need;
  topSize -= need;
  store<i32>(chunk, need | CHUNK_IN_USE | PREVIOUS_IN_USE);
  store<i32>(top, topSize | PREVIOUS_IN_USE);
  return chunk + 4;
}

/** The heap has no region yet, or the size is beyond all bounds. */
function mallocFirst(size: u32): i32 {
  return size > MAX_REQUEST ? 0 : cutGrown(chunkFor(size));
}

/** All of a free chunk that is in no bin. */
function occupy(chunk: i32, size: i32): i32 {
  store<i32>(chunk, load<i32>(chunk) | CHUNK_IN_USE);
  store<i32>(chunk + size, load<i32>(chunk + size) | PREVIOUS_IN_USE);
  return chunk + 4;
}

/** The front of a free chunk that keeps `rest` bytes. */
function cutFront(chunk: i32, rest: i32, need: i32): i32 {
  const after = chunk + need;
  store<i32>(chunk, need | CHUNK_IN_USE | PREVIOUS_IN_USE);
  store<i32>(after, rest | PREVIOUS_IN_USE);
  store<i32>(after + rest - 4, rest);
  return chunk + 4;
}

function cutBack(chunk: i32, rest: i32, need: i32): i32 {
  const back = chunk + rest;
  store<i32>(chunk, rest | PREVIOUS_IN_USE);
  store<i32>(back - 4, rest);
  store<i32>(back, need | CHUNK_IN_USE);
  store<i32>(back + need, load<i32>(back + need) | PREVIOUS_IN_USE);
  return back + 4;
}

/** Serve a small request from the victim or a larger chunk, whose rest is the next victim. 0 when there is none. */
function takeLarger(need: i32, bins: u32): i32 {
  if (need > victimSize) {
    let chunk = 0;
    let size = 0;
    if (bins != 0) {
      size = need + (ctz(bins) << 4);
      chunk = popSmall(size);
    } else if (hasLarge()) {
      chunk = smallestLarge();
      size = load<i32>(chunk) & -16;
      removeLarge(chunk);
    }
    if (size < need) return 0;
    if (victim != 0) insert(victim, victimSize);
    victim = chunk;
    victimSize = size;
  }
  return cutVictim(need);
}

function cutVictim(need: i32): i32 {
  const chunk = victim;
  const rest = victimSize - need;
  victimSize = rest;
  if (rest == 0) {
    victim = 0;
    return occupy(chunk, need);
  }
  countSplit();
  if (need == alternate) return cutBack(chunk, rest, need);
  victim = chunk + need;
  return cutFront(chunk, rest, need);
}

/** Serve a large request from the best fit. 0 when there is none. */
function takeLarge(need: i32): i32 {
  const chunk = bestLarge(need);
  const size = chunk == 0 ? i32.MAX_VALUE : load<i32>(chunk) & -16;
  if (need <= victimSize && victimSize < size) return cutVictim(need);
  if (chunk == 0 || size < need) return 0;
  removeLarge(chunk);
  const rest = size - need;
  if (rest == 0) return occupy(chunk, size);
  countSplit();
  if (need == alternate) {
    const back = cutBack(chunk, rest, need);
    insert(chunk, rest);
    return back;
  }
  const front = cutFront(chunk, rest, need);
  insert(chunk + need, rest);
  return front;
}

/** Take note of a size larger than its predecessor at the top. When two alternate, leave a gap before it; else 0. */
function cutAfterGap(need: i32): i32 {
  if (need != lastLarger || lastAtTop != lastSmaller) {
    lastSmaller = lastAtTop;
    lastLarger = need;
    alternations = 0;
    return 0;
  }
  if (++alternations < EVIDENCE) return 0;
  alternate = need;
  const gap: i32 = (footprint >> GAP_SHIFT) & -16;
  if (gap < MIN_GAP || need > <i32>MAX_REQUEST - gap) return 0;
  if (need + gap > topSize && !growTop(need + gap)) return 0;
  const before = top;
  const chunk = before + gap;
  store<i32>(before, gap | PREVIOUS_IN_USE);
  store<i32>(chunk - 4, gap);
  store<i32>(chunk, need | CHUNK_IN_USE);
  insert(before, gap);
  keepTop(chunk + need, topSize - gap - need);
  return chunk + 4;
}

/** What is left of the top lies at `chunk`. */
function keepTop(chunk: i32, rest: i32): void {
  topSize = rest;
  if (rest == 0) {
    top = 0;
    store<i32>(chunk, load<i32>(chunk) | PREVIOUS_IN_USE);
  } else {
    top = chunk;
    store<i32>(chunk, rest | PREVIOUS_IN_USE);
  }
}

/** Cut from a top that may be too small; what is large is mapped instead. */
function cutGrown(need: i32): i32 {
  if (need > topSize) {
    if (need > mapThreshold) {
      const chunk = mapChunk(need);
      if (chunk != 0) return chunk + 4;
    }
    if (!growTop(need)) return 0;
    bound = MAX_REQUEST;
  }
  const chunk = top;
  store<i32>(chunk, need | CHUNK_IN_USE | PREVIOUS_IN_USE);
  keepTop(chunk + need, topSize - need);
  return chunk + 4;
}

/** Whether the top has `need` bytes now. When not, nothing but its size has changed. */
function growTop(need: i32): bool {
  if (trimmed) {
    // What was given back is wanted again: next time the heap waits longer.
    trimmed = false;
    trimThreshold = min(trimThreshold, i32.MAX_VALUE >> 1) << 1;
  }
  // A region elsewhere may be too small for `need`; what is grown next lies behind it.
  for (let tries = 0; tries < 3; tries++) {
    const last = top != 0 ? top : lastFree();
    const has = last == 0 ? 0 : load<i32>(last) & -16;
    const old = end;
    let chunk = grow(need, has);
    if (chunk == 0) return false;
    if (chunk + 4 == old) {
      if (last != 0) {
        detach(last, has);
        chunk = last;
      }
    } else if (top != 0) {
      store<i32>(top + topSize - 4, topSize);
      insert(top, topSize);
    }
    makeTop(chunk, end - 4 - chunk);
    if (topSize >= need) return true;
  }
  return false;
}

function makeTop(chunk: i32, size: i32): void {
  top = chunk;
  topSize = size;
  store<i32>(chunk, size | PREVIOUS_IN_USE);
  store<i32>(chunk + size, load<i32>(chunk + size) & ~PREVIOUS_IN_USE);
}

/** Join a chunk in use with its free neighbours and put it where free ones are. */
export function free(address: i32): void {
  let chunk = address - 4;
  const header = load<i32>(chunk);
  let size = header & -16;
  const next = chunk + size;
  const nextHeader = load<i32>(next);
  requireInUse(chunk, header, nextHeader);
  if ((header & (PREVIOUS_IN_USE | MAPPED)) != PREVIOUS_IN_USE) {
    if ((header & MAPPED) != 0) {
      unmapChunk(chunk);
      return;
    }
    const before = load<i32>(chunk - 4);
    chunk -= before;
    if (load<i32>(chunk) != (before | PREVIOUS_IN_USE)) corrupted(chunk + before - 4);
    size += before;
    countCoalesce();
    if (chunk == victim) {
      if ((nextHeader & CHUNK_IN_USE) != 0) {
        store<i32>(next, nextHeader & ~PREVIOUS_IN_USE);
        victimSize = size;
        tag(chunk, size);
        return;
      }
      victim = 0;
      victimSize = 0;
    } else if (before < SMALL_LIMIT) removeSmall(chunk, before);
    else removeLarge(chunk);
  }
  if ((nextHeader & CHUNK_IN_USE) == 0) {
    countCoalesce();
    const after = nextHeader & -16;
    size += after;
    if (next == top) {
      top = chunk;
      topSize = size;
      store<i32>(chunk, size | PREVIOUS_IN_USE);
      if (size > trimThreshold) trimTop();
      return;
    }
    if (load<i32>(next + after - 4) != after) corrupted(next);
    if (next == victim) {
      victim = chunk;
      victimSize = size;
      tag(chunk, size);
      return;
    }
    if (after < SMALL_LIMIT) removeSmall(next, after);
    else removeLarge(next);
  } else store<i32>(next, nextHeader & ~PREVIOUS_IN_USE);
  tag(chunk, size);
  if (size < SMALL_LIMIT) insertSmall(chunk, size);
  else insertLarge(chunk, size);
}

function trimTop(): void {
  const bytes = shrink(top, trimThreshold >> 1);
  topSize -= bytes;
  trimmed = trimmed || bytes > 0;
}

function tag(chunk: i32, size: i32): void {
  store<i32>(chunk, size | PREVIOUS_IN_USE);
  store<i32>(chunk + size - 4, size);
}

function insert(chunk: i32, size: i32): void {
  if (size < SMALL_LIMIT) insertSmall(chunk, size);
  else insertLarge(chunk, size);
}

function unlink(chunk: i32, size: i32): void {
  if (size < SMALL_LIMIT) removeSmall(chunk, size);
  else removeLarge(chunk);
}

/** Take a free chunk out of wherever it is: a bin, the victim or the top. */
function detach(chunk: i32, size: i32): void {
  if (chunk == top) {
    top = 0;
    topSize = 0;
  } else if (chunk == victim) {
    victim = 0;
    victimSize = 0;
  } else unlink(chunk, size);
}

export function realloc(address: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const chunk = address - 4;
  const header = load<i32>(chunk);
  const has = header & -16;
  const need = chunkFor(size);
  requireInUse(chunk, header, load<i32>(chunk + has));
  if ((header & MAPPED) != 0) {
    if (need <= has && has - need <= has >> 1) return address;
  } else {
    if (need <= has) {
      if (need < has) cutOff(chunk, need);
      return address;
    }
    const next = chunk + has;
    if (next == top ? has + topSize < need : next + 4 == end) growTop(need - has);
    const nextHeader = load<i32>(next);
    let total = has;
    if ((nextHeader & CHUNK_IN_USE) == 0) total += nextHeader & -16;
    if (total >= need) {
      absorb(chunk, next, total - has);
      if (need < total) cutOff(chunk, need);
      return address;
    }
    if ((header & PREVIOUS_IN_USE) == 0) {
      const before = load<i32>(chunk - 4);
      if (total + before >= need && !fits(need)) return moveDown(chunk, before, total - has, need);
    }
  }
  const moved = malloc(size);
  if (moved == 0) return need <= has ? address : 0;
  memory.copy(moved, address, min<u32>(has - 4, size));
  free(address);
  return moved;
}

/** Whether there is free space for `need` bytes. */
function fits(need: i32): bool {
  if (need <= topSize || need <= victimSize) return true;
  return need < SMALL_LIMIT ? hasLarge() || binsFrom(need) != 0 : bestLarge(need) != 0;
}

/** Grow a chunk by the `before` free bytes before it and the `after` free ones behind it. */
function moveDown(chunk: i32, before: i32, after: i32, need: i32): i32 {
  const size = load<i32>(chunk) & -16;
  const to = chunk - before;
  if (after != 0) absorb(chunk, chunk + size, after);
  countCoalesce();
  detach(to, before);
  memory.copy(to + 4, chunk + 4, size - 4);
  const total = before + size + after;
  store<i32>(to, total | CHUNK_IN_USE | PREVIOUS_IN_USE);
  store<i32>(to + total, load<i32>(to + total) | PREVIOUS_IN_USE);
  if (need < total) cutOff(to, need);
  return to + 4;
}

/** A chunk in use takes in the free one of `size` bytes after it. */
function absorb(chunk: i32, next: i32, size: i32): void {
  countCoalesce();
  detach(next, size);
  const after = next + size;
  store<i32>(chunk, load<i32>(chunk) + size);
  store<i32>(after, load<i32>(after) | PREVIOUS_IN_USE);
}

/** Cut a chunk in use down to `need` bytes and free the rest. */
function cutOff(chunk: i32, need: i32): void {
  const after = chunk + need;
  cutInTwo(chunk, need);
  const rest = load<i32>(after) & -16;
  if (after + rest + 4 == end) makeTop(after, rest);
  else free(after + 4);
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  if (size > MAX_REQUEST || alignment > MAX_REQUEST - size) return 0;
  const need = chunkFor(size);
  // An aligned block has other chunks in its region.
  const threshold = mapThreshold;
  mapThreshold = i32.MAX_VALUE;
  const room = malloc(size + alignment);
  mapThreshold = threshold;
  if (room == 0) return 0;
  let chunk = room - 4;
  const lead = -(chunk + 4) & (alignment - 1);
  if (lead > 0) {
    cutInTwo(chunk, lead);
    free(chunk + 4);
    chunk += lead;
  }
  if ((load<i32>(chunk) & -16) > need) cutOff(chunk, need);
  return chunk + 4;
}
