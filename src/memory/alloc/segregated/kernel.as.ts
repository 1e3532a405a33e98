/** The segregated-fit allocator at work; segregated.ts draws its format and lists its invariants. */
import { sbrk } from '../pages.as';
import { countCoalesce, countPageCall, countSplit } from '../tally.as';
import { find, insert, openBins, remove } from './bins.as';
import { CHUNK_IN_USE, CONTROL_SIZE, FENCE, FIRST_CHUNK, MIN_CHUNK, PREVIOUS_IN_USE, REGION_OVERHEAD } from './format';

export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

/** Largest size that malloc looks at: the rest of 2 GiB is for headers. */
const MAX_REQUEST: u32 = 0x7fff_0000;
/** Least number of bytes that the page source is asked for. */
const GROWTH: i32 = 65536;

/** Address of the control block; 0 before the first allocation. */
export let control: i32 = 0;
export let firstRegion: i32 = 0;
/** Region that `top` and `end` belong to. */
export let lastRegion: i32 = 0;
export let end: i32 = 0;
/** Header of the free chunk before the fence of the last region; 0 when there is none. */
export let top: i32 = 0;
let pageSize: i32 = 0;

export function start(size: i32): void {
  pageSize = size;
}

export function malloc(size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const chunk = take(chunkFor(size));
  return chunk == 0 ? 0 : chunk + 4;
}

export function free(address: i32): void {
  release(address - 4);
}

export function realloc(address: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const chunk = address - 4;
  const need = chunkFor(size);
  const has = load<i32>(chunk) & ~15;
  if (need <= has) {
    if (has - need >= MIN_CHUNK) trim(chunk, need);
    return address;
  }
  const next = chunk + has;
  if ((load<i32>(next) & CHUNK_IN_USE) == 0) {
    // Growing may open a region elsewhere; then the chunk that follows is the top no longer and does not suffice.
    if (next == top && has + (load<i32>(next) & ~15) < need) grow(need - has);
    const total = has + (load<i32>(next) & ~15);
    if (total >= need) {
      absorb(chunk, next, total);
      if (total - need >= MIN_CHUNK) trim(chunk, need);
      return address;
    }
  }
  const moved = malloc(size);
  if (moved == 0) return 0;
  memory.copy(moved, address, min<u32>(has - 4, size));
  release(chunk);
  return moved;
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  if (size > MAX_REQUEST || alignment > MAX_REQUEST - size) return 0;
  const need = chunkFor(size);
  let chunk = take(need + alignment);
  if (chunk == 0) return 0;
  const lead = (alignment - ((chunk + 4) & (alignment - 1))) & (alignment - 1);
  if (lead > 0) {
    const header = load<i32>(chunk);
    const aligned = chunk + lead;
    store<i32>(aligned, ((header & ~15) - lead) | CHUNK_IN_USE | PREVIOUS_IN_USE);
    store<i32>(chunk, lead | (header & PREVIOUS_IN_USE) | CHUNK_IN_USE);
    countSplit();
    release(chunk);
    chunk = aligned;
  }
  if ((load<i32>(chunk) & ~15) - need >= MIN_CHUNK) trim(chunk, need);
  return chunk + 4;
}

export function usableSize(address: i32): i32 {
  return (load<i32>(address - 4) & ~15) - 4;
}

function chunkFor(size: u32): i32 {
  return (size + 4 + 15) & ~15;
}

/** A chunk of `need` bytes marked as in use, or 0. */
function take(need: i32): i32 {
  let chunk = control == 0 ? 0 : find(need);
  if (chunk != 0) remove(chunk);
  else {
    chunk = top;
    if (chunk == 0 || (load<i32>(chunk) & ~15) < need) {
      if (!grow(need)) return 0;
      chunk = top;
    }
    top = 0;
  }
  const header = load<i32>(chunk);
  const has = header & ~15;
  const rest = has - need;
  if (rest >= MIN_CHUNK) {
    countSplit();
    store<i32>(chunk, need | (header & PREVIOUS_IN_USE) | CHUNK_IN_USE);
    shelve(chunk + need, rest);
  } else {
    store<i32>(chunk, header | CHUNK_IN_USE);
    const next = chunk + has;
    store<i32>(next, load<i32>(next) | PREVIOUS_IN_USE);
  }
  return chunk;
}

/** Give a chunk in use back: join it with its free neighbours. */
function release(first: i32): void {
  let chunk = first;
  const header = load<i32>(chunk);
  let size = header & ~15;
  const next = chunk + size;
  const nextHeader = load<i32>(next);
  if ((nextHeader & CHUNK_IN_USE) == 0) {
    countCoalesce();
    if (next != top) remove(next);
    size += nextHeader & ~15;
  } else store<i32>(next, nextHeader & ~PREVIOUS_IN_USE);
  if ((header & PREVIOUS_IN_USE) == 0) {
    countCoalesce();
    const before = load<i32>(chunk - 4);
    chunk -= before;
    size += before;
    remove(chunk);
  }
  shelve(chunk, size);
}

/** Write the tags of a free chunk whose neighbours are in use, and make it the top or put it in its bin. */
function shelve(chunk: i32, size: i32): void {
  store<i32>(chunk, size | PREVIOUS_IN_USE);
  store<i32>(chunk + size - 4, size);
  if (chunk + size == end - 4) top = chunk;
  else insert(chunk, size);
}

/** A chunk in use takes in the free one after it. */
function absorb(chunk: i32, next: i32, total: i32): void {
  countCoalesce();
  if (next == top) top = 0;
  else remove(next);
  store<i32>(chunk, total | (load<i32>(chunk) & 15));
  const after = chunk + total;
  store<i32>(after, load<i32>(after) | PREVIOUS_IN_USE);
}

/** Cut a chunk in use down to `need` bytes and free the rest. */
function trim(chunk: i32, need: i32): void {
  const header = load<i32>(chunk);
  const rest = (header & ~15) - need;
  store<i32>(chunk, need | (header & 15));
  store<i32>(chunk + need, rest | CHUNK_IN_USE | PREVIOUS_IN_USE);
  countSplit();
  release(chunk + need);
}

/** Get memory so that the top has at least `need` bytes. False, with nothing changed, when there is none. */
function grow(need: i32): bool {
  const least = toPages(need + REGION_OVERHEAD + (control == 0 ? CONTROL_SIZE : 0));
  let size = max(least, toPages(GROWTH));
  let from = sbrk(size);
  countPageCall(from < 0 ? 0 : size);
  if (from < 0 && size > least) {
    size = least;
    from = sbrk(size);
    countPageCall(from < 0 ? 0 : size);
  }
  if (from < 0) return false;
  if (from == end && from != 0) extend(size);
  else open(from, from + size);
  return true;
}

function toPages(size: i32): i32 {
  return (size + pageSize - 1) & -pageSize;
}

/** The last region goes on for `size` bytes: its fence becomes part of the top. */
function extend(size: i32): void {
  const fence = end - 4;
  const first = top != 0 ? top : fence;
  const previous = top != 0 ? PREVIOUS_IN_USE : load<i32>(fence) & PREVIOUS_IN_USE;
  end += size;
  store<i32>(lastRegion, end, 4);
  closeWithTop(first, previous);
}

/** Start a region at `from`; the top so far, if any, goes to its bin. */
function open(from: i32, to: i32): void {
  const old = top;
  const oldSize = old == 0 ? 0 : load<i32>(old) & ~15;
  let first = from + FIRST_CHUNK;
  if (control == 0) {
    memory.fill(from, 0, 16 + CONTROL_SIZE);
    control = from + 16;
    openBins(control);
    first += CONTROL_SIZE;
    firstRegion = from;
  } else linkRegion(from);
  if (old != 0) insert(old, oldSize);
  store<i32>(from, to, 4);
  lastRegion = from;
  end = to;
  closeWithTop(first, PREVIOUS_IN_USE);
}

function closeWithTop(first: i32, previous: i32): void {
  const fence = end - 4;
  const size = fence - first;
  store<i32>(first, size | previous);
  store<i32>(fence - 4, size);
  store<i32>(fence, FENCE);
  top = first;
}

/** Put a region into the list, which is in address order. */
function linkRegion(from: i32): void {
  if (from < firstRegion) {
    store<i32>(from, firstRegion);
    firstRegion = from;
    return;
  }
  let before = firstRegion;
  for (;;) {
    const next = load<i32>(before);
    if (next <= before || next > from) break;
    before = next;
  }
  store<i32>(from, load<i32>(before));
  store<i32>(before, from);
}
