/** TLSF at work; tlsf.ts lists its invariants, lists.as.ts draws its free lists. */
import { cutInTwo, requireInUse } from '../boundary-tags/chunks.as';
import { CHUNK_IN_USE, PREVIOUS_IN_USE } from '../boundary-tags/format';
import { chunkFor, control, end, grow, MAX_REQUEST, startRegions } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { countCoalesce, countSplit } from '../tally.as';
import { CONTROL_SIZE } from './format';
import { find, firstOf, insert, pop, remove, replace } from './lists.as';

export { usableSize } from '../boundary-tags/chunks.as';
export { control, end, regions } from '../boundary-tags/regions.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

/** The free chunk before the last fence, which is in no list; or 0. */
export let top: i32 = 0;
/** Largest request of the quick path: none before the heap is open. */
let bound: u32 = 0;

export function start(pageSize: i32): void {
  startRegions(pageSize, CONTROL_SIZE);
}

export function malloc(size: u32): i32 {
  if (size >= bound) return mallocFirst(size);
  const need = chunkFor(size);
  const at = find(need);
  if (at < 0) return cutTop(need);
  const chunk = firstOf(at);
  const header = load<i32>(chunk);
  const rest = (header & -16) - need;
  const after = chunk + need;
  if (rest == 0) {
    pop(at);
    return occupy(chunk, need);
  }
  countSplit();
  replace(at, after, rest);
  return cutFront(chunk, need, rest);
}

function occupy(chunk: i32, need: i32): i32 {
  const after = chunk + need;
  store<i32>(chunk, load<i32>(chunk) | CHUNK_IN_USE);
  store<i32>(after, load<i32>(after) | PREVIOUS_IN_USE);
  return chunk + 4;
}

function cutFront(chunk: i32, need: i32, rest: i32): i32 {
  const after = chunk + need;
  store<i32>(chunk, need | CHUNK_IN_USE | PREVIOUS_IN_USE);
  store<i32>(after, rest | PREVIOUS_IN_USE);
  store<i32>(after + rest - 4, rest);
  return chunk + 4;
}

/** Serve a request from the top, which grows when it has to. */
function cutTop(need: i32): i32 {
  if (!growTo(need)) return 0;
  const chunk = top;
  const rest = (load<i32>(chunk) & -16) - need;
  if (rest == 0) {
    top = 0;
    return occupy(chunk, need);
  }
  top = chunk + need;
  return cutFront(chunk, need, rest);
}

/** The heap has no region yet, or the size is beyond all bounds. */
function mallocFirst(size: u32): i32 {
  if (size > MAX_REQUEST || (control == 0 && !growTo(chunkFor(size)))) return 0;
  bound = MAX_REQUEST + 1;
  return malloc(size);
}

/** Grow until the top has `need` bytes. False when there is no memory. */
function growTo(need: i32): bool {
  // A region elsewhere may be too small for `need`; what is grown next lies behind it.
  for (let tries = 0; tries <= 3; tries++) {
    const has = top == 0 ? 0 : load<i32>(top) & -16;
    if (has >= need) return true;
    const old = end;
    const chunk = tries == 3 ? 0 : grow(need, has);
    if (chunk == 0) break;
    if (chunk + 4 != old && top != 0) {
      insert(top, has);
      top = 0;
    }
    free(chunk + 4);
  }
  return false;
}

/** Join a chunk in use with its free neighbours. */
export function free(address: i32): void {
  let chunk = address - 4;
  const header = load<i32>(chunk);
  let size = header & -16;
  const next = chunk + size;
  const nextHeader = load<i32>(next);
  requireInUse(chunk, header, nextHeader);
  let last = next + 4 == end;
  if ((nextHeader & CHUNK_IN_USE) == 0) {
    const after = nextHeader & -16;
    if (load<i32>(next + after - 4) != after) corrupted(next);
    countCoalesce();
    if (next == top) last = true;
    else remove(next);
    size += after;
  } else store<i32>(next, nextHeader & ~PREVIOUS_IN_USE);
  if ((header & PREVIOUS_IN_USE) == 0) {
    countCoalesce();
    const before = load<i32>(chunk - 4);
    chunk -= before;
    if (load<i32>(chunk) != (before | PREVIOUS_IN_USE)) corrupted(chunk + before - 4);
    size += before;
    // Only what was grown just now lies behind the top.
    if (chunk != top) remove(chunk);
  }
  store<i32>(chunk, size | PREVIOUS_IN_USE);
  store<i32>(chunk + size - 4, size);
  if (last) top = chunk;
  else insert(chunk, size);
}

export function realloc(address: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const chunk = address - 4;
  const need = chunkFor(size);
  const header = load<i32>(chunk);
  const has = header & -16;
  requireInUse(chunk, header, load<i32>(chunk + has));
  if (need > has) {
    const next = chunk + has;
    if (next == top || next + 4 == end) growTo(need - has);
    const nextHeader = load<i32>(next);
    const total = (nextHeader & CHUNK_IN_USE) == 0 ? has + (nextHeader & -16) : has;
    if (total < need) {
      const moved = malloc(size);
      if (moved == 0) return 0;
      memory.copy(moved, address, has - 4);
      free(address);
      return moved;
    }
    countCoalesce();
    if (next == top) top = 0;
    else remove(next);
    const after = chunk + total;
    store<i32>(chunk, load<i32>(chunk) + total - has);
    store<i32>(after, load<i32>(after) | PREVIOUS_IN_USE);
  }
  cutOff(chunk, need);
  return address;
}

/** Cut a chunk in use down to `need` bytes and free the rest, if any. */
function cutOff(chunk: i32, need: i32): void {
  if ((load<i32>(chunk) & -16) == need) return;
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
