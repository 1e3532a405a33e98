/** The free-list allocator at work; free-list.ts draws its format and lists its invariants. */
import { cutInTwo, requireInUse } from '../boundary-tags/chunks.as';
import { CHUNK_IN_USE, FIRST_CHUNK, FLAGS, MIN_CHUNK, PREVIOUS_IN_USE } from '../boundary-tags/format';
import {
  chunkFor,
  control,
  end,
  grow,
  lastFree,
  MAX_REQUEST,
  regions,
  startRegions,
} from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countCoalesce, countSplit, countSteps, footprint } from '../tally.as';
import { ADDRESS_ORDER, CONTROL_SIZE, DEFERRED, IMMEDIATE, NEVER, NEXT, NEXT_FIT } from './format';
import { linkBefore, linkFirst, node, openList, relink, setRover, successorOf, unlink } from './list.as';
import { search } from './search.as';

export { usableSize } from '../boundary-tags/chunks.as';
export { control, end, regions } from '../boundary-tags/regions.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

let policy: i32 = 0;
let order: i32 = 0;
let coalesce: i32 = 0;
/** A rest of fewer bytes stays with the block. */
let leastRest: i32 = 0;
/** With deferred coalescing: chunks may have been freed since the last pass. */
let scattered: bool = false;

export function start(pageSize: i32, policyUsed: i32, orderKept: i32, joining: i32, splitThreshold: u32): void {
  startRegions(pageSize, CONTROL_SIZE);
  policy = policyUsed;
  order = orderKept;
  coalesce = joining;
  leastRest = max(MIN_CHUNK, min<u32>(splitThreshold, MAX_REQUEST));
}

export function malloc(size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const need = chunkFor(size);
  let chunk = control == 0 ? 0 : search(policy, need);
  if (chunk == 0 && scattered) {
    joinAll();
    chunk = search(policy, need);
  }
  if (chunk == 0) {
    chunk = grown(need);
    if (chunk == 0) return 0;
  }
  const header = load<i32>(chunk);
  const has = header & -16;
  const rest = has - need;
  const after = chunk + need;
  if (rest < leastRest) {
    if (policy == NEXT_FIT) setRover(load<i32>(chunk, NEXT));
    unlink(chunk);
    store<i32>(chunk, header | CHUNK_IN_USE);
    store<i32>(chunk + has, load<i32>(chunk + has) | PREVIOUS_IN_USE);
  } else {
    countSplit();
    relink(chunk, after);
    if (policy == NEXT_FIT) setRover(after);
    store<i32>(chunk, need | CHUNK_IN_USE | (header & PREVIOUS_IN_USE));
    tag(after, rest, PREVIOUS_IN_USE);
  }
  return chunk + 4;
}

/** Header and footer of a free chunk. */
function tag(chunk: i32, size: i32, flags: i32): void {
  store<i32>(chunk, size | flags);
  store<i32>(chunk + size - 4, size);
}

/** A free chunk of `need` bytes at the end of a heap that has grown, or 0. */
function grown(need: i32): i32 {
  // A region elsewhere may be too small for `need`; what is grown next lies behind it.
  for (let tries = 0; tries < 3; tries++) {
    if (!growBehind(need, coalesce == NEVER ? 0 : lastFree())) return 0;
    const last = lastFree();
    if (load<i32>(last) >= need) return last;
  }
  return 0;
}

/** Grow, so that the free chunk `last` before the fence (0 for none) gets `need` bytes. */
function growBehind(need: i32, last: i32): bool {
  const chunk = grow(need, last == 0 ? 0 : load<i32>(last) & -16);
  if (chunk == 0) return false;
  if (node == 0) openList();
  release(chunk, coalesce != NEVER);
  return true;
}

export function free(address: i32): void {
  scattered = coalesce == DEFERRED;
  release(address - 4, coalesce == IMMEDIATE);
}

/** Make a chunk free; `joining`: with its free neighbours. */
function release(first: i32, joining: bool): void {
  let chunk = first;
  const header = load<i32>(chunk);
  let size = header & -16;
  const next = chunk + size;
  const nextHeader = load<i32>(next);
  requireInUse(chunk, header, nextHeader);
  const before = joining && (header & PREVIOUS_IN_USE) == 0 ? load<i32>(chunk - 4) : 0;
  const after = joining && (nextHeader & CHUNK_IN_USE) == 0 ? nextHeader & -16 : 0;
  chunk -= before;
  size += before + after;
  if (after != 0 && load<i32>(next + after - 4) != after) corrupted(next);
  if (before != 0) {
    if ((load<i32>(chunk) & (-16 | CHUNK_IN_USE)) != before) corrupted(chunk + before - 4);
    countCoalesce();
    if (order != ADDRESS_ORDER) unlink(chunk);
  }
  if (after == 0) store<i32>(next, nextHeader & ~PREVIOUS_IN_USE);
  else {
    countCoalesce();
    if (before == 0 && order == ADDRESS_ORDER) relink(next, chunk);
    else unlink(next);
  }
  if (order != ADDRESS_ORDER) linkFirst(chunk);
  else if (before == 0 && after == 0) linkBefore(successorOf(chunk, next), chunk);
  tag(chunk, size, load<i32>(chunk) & PREVIOUS_IN_USE);
}

/** One pass over all chunks that joins free neighbours. */
function joinAll(): void {
  scattered = false;
  let left: i32 = footprint >> 4;
  const from = left;
  let region = regions;
  while (region != 0 && left > 0) {
    const fence = load<i32>(region, 4) - 4;
    let chunk = region + FIRST_CHUNK + (control == region + 16 ? CONTROL_SIZE : 0);
    while (chunk < fence && left-- > 0) {
      const header = load<i32>(chunk);
      let size = header & -16;
      if (size < MIN_CHUNK || size > fence - chunk) return;
      if ((header & CHUNK_IN_USE) == 0) {
        const joined = joinBehind(chunk, size, i32.MAX_VALUE);
        if (joined > size) tag(chunk, joined, header & PREVIOUS_IN_USE);
        size = joined;
      }
      chunk += size;
    }
    region = load<i32>(region);
  }
  countSteps(from - left);
}

/** Take the free chunks behind one of `size` bytes out of the list, until there are `need` bytes: what it has then. */
function joinBehind(chunk: i32, size: i32, need: i32): i32 {
  let total = size;
  while (total < need) {
    const next = chunk + total;
    const header = load<i32>(next);
    if ((header & CHUNK_IN_USE) != 0 || header < MIN_CHUNK) break;
    countCoalesce();
    unlink(next);
    total += header & -16;
  }
  return total;
}

export function realloc(address: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const chunk = address - 4;
  const need = chunkFor(size);
  const header = load<i32>(chunk);
  const has = header & -16;
  requireInUse(chunk, header, load<i32>(chunk + has));
  if (need > has) {
    if (!hasBehind(chunk, has, need)) {
      const moved = malloc(size);
      if (moved == 0) return 0;
      memory.copy(moved, address, has - 4);
      free(address);
      return moved;
    }
    const total = joinBehind(chunk, has, need);
    const after = chunk + total;
    store<i32>(chunk, total | (load<i32>(chunk) & FLAGS));
    store<i32>(after, load<i32>(after) | PREVIOUS_IN_USE);
  }
  cutOff(chunk, need);
  return address;
}

/** Whether a chunk of `has` bytes and the free ones behind it have `need` bytes; at its end the heap grows for that. */
function hasBehind(chunk: i32, has: i32, need: i32): bool {
  let total = has;
  let last = 0;
  let grew = false;
  while (total < need) {
    const next = chunk + total;
    const header = load<i32>(next);
    if ((header & CHUNK_IN_USE) == 0) {
      if (header < MIN_CHUNK) return false;
      last = next;
      total += header & -16;
    } else {
      if (grew || next + 4 != end) return false;
      grew = true;
      const lastSize = last == 0 ? 0 : load<i32>(last) & -16;
      if (!growBehind(need - total + lastSize, last)) return false;
      // The last chunk has become larger, or there is one now.
      total -= lastSize;
    }
  }
  return true;
}

/** Cut a chunk in use down to `need` bytes and free the rest, if it is large enough. */
function cutOff(chunk: i32, need: i32): void {
  if ((load<i32>(chunk) & -16) - need < leastRest) return;
  cutInTwo(chunk, need);
  free(chunk + need + 4);
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  if (size > MAX_REQUEST || alignment > MAX_REQUEST - size) return 0;
  const address = malloc(size + alignment);
  if (address == 0) return 0;
  let chunk = address - 4;
  const lead = -address & (alignment - 1);
  if (lead > 0) {
    cutInTwo(chunk, lead);
    free(address);
    chunk += lead;
  }
  cutOff(chunk, chunkFor(size));
  return chunk + 4;
}
