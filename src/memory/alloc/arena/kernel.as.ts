/** The arena at work; arena.ts draws its format and lists its invariants. */
import { currentBreak, obtain, openSource, toPages } from '../obtain.as';
import { footprint as held } from '../tally.as';
import { CHUNK_OVERHEAD, END, FIRST_BLOCK, IN_USE, NEXT, TOP } from './format';

export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

const MAX_REQUEST: u32 = 0x7fff_0000;
/** Least number of bytes that the page source is asked for. */
const GROWTH: i32 = 65536;

/** Chunks in the order in which they are filled; 0 before the first allocation. */
export let first: i32 = 0;
export let current: i32 = 0;
export let chunks: i32 = 0;
/** Where the next block's header goes, and where the current chunk has no room for one. */
export let top: i32 = 0;
let limit: i32 = 0;
/** Header of the block below the top; 0 when it is not known. */
export let last: i32 = 0;

export function start(pageSize: i32): void {
  openSource(pageSize);
}

export function malloc(size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const need = sizeFor(size);
  if (<u32>(top + need) > <u32>limit && !reserve(need)) return 0;
  return push(need);
}

export function free(address: i32): void {
  const block = address - 4;
  store<i32>(block, load<i32>(block) & ~IN_USE);
  if (block == last) {
    top = block;
    last = 0;
  }
}

export function realloc(address: i32, size: u32): i32 {
  if (size > MAX_REQUEST) return 0;
  const block = address - 4;
  const need = sizeFor(size);
  const has = load<i32>(block) & ~15;
  if (block == last && (<u32>(block + need) <= <u32>limit || extend(block + need - top))) {
    store<i32>(block, need | IN_USE);
    top = block + need;
    return address;
  }
  if (need <= has) return address;
  const moved = malloc(size);
  if (moved == 0) return 0;
  memory.copy(moved, address, has - 4);
  free(address);
  return moved;
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  if (size > MAX_REQUEST || alignment > MAX_REQUEST - size) return 0;
  const need = sizeFor(size);
  if (<u32>(top + leadTo(alignment) + need) > <u32>limit && !reserve(alignment + need)) return 0;
  const lead = leadTo(alignment);
  if (lead > 0) {
    store<i32>(top, lead);
    top += lead;
  }
  return push(need);
}

export function usableSize(address: i32): i32 {
  return (load<i32>(address - 4) & ~15) - 4;
}

/** Forget all blocks; the chunks stay. */
export function reset(): void {
  let chunk = first;
  for (let seen = 0; chunk != 0 && seen < chunks; seen++) {
    store<i32>(chunk, chunk + FIRST_BLOCK, TOP);
    chunk = load<i32>(chunk, NEXT);
  }
  current = 0;
  if (first != 0) enter(first);
}

function sizeFor(size: u32): i32 {
  return (size + 4 + 15) & ~15;
}

function push(need: i32): i32 {
  last = top;
  store<i32>(last, need | IN_USE);
  top += need;
  return last + 4;
}

function leadTo(alignment: i32): i32 {
  return -(top + 4) & (alignment - 1);
}

/** Make room for `need` bytes: in the current chunk, in one that a reset left empty, or in a new one. */
function reserve(need: i32): bool {
  let chunk = current == 0 ? 0 : load<i32>(current, NEXT);
  for (let seen = 0; chunk != 0 && seen < chunks; seen++) {
    if (load<i32>(chunk, END) - chunk - CHUNK_OVERHEAD >= need) {
      // Chunks that are skipped because they are too small stay empty until the next reset.
      enter(chunk);
      return true;
    }
    chunk = load<i32>(chunk, NEXT);
  }
  if (need > <i32>MAX_REQUEST - CHUNK_OVERHEAD) return false;
  const least = toPages(need + CHUNK_OVERHEAD);
  const size = max(least, toPages(max(GROWTH, <i32>(held >>> 3))));
  return add(size) || (size > least && add(least));
}

/** Make the current chunk longer by at least `bytes`, if the page source gives what follows it. */
function extend(bytes: i32): bool {
  if (load<i32>(current, NEXT) != 0 || currentBreak() != load<i32>(current, END)) return false;
  const chunk = current;
  const place = top;
  const block = last;
  if (!reserve(bytes)) return false;
  if (current == chunk) return true;
  // It lies elsewhere after all: an empty chunk for later blocks.
  enter(chunk);
  top = place;
  last = block;
  return false;
}

/** Get `size` bytes, as more of the current chunk when they follow it. */
function add(size: i32): bool {
  const at = obtain(size, 16);
  if (at == 0) return false;
  if (current != 0 && load<i32>(current, END) == at && load<i32>(current, NEXT) == 0) {
    store<i32>(current, at + size, END);
    limit = at + size - 4;
    return true;
  }
  store<i32>(at, 0, NEXT);
  store<i32>(at, at + size, END);
  chunks++;
  if (current == 0) first = at;
  else {
    let behind = current;
    for (let seen = 0; seen < chunks; seen++) {
      const next = load<i32>(behind, NEXT);
      if (next == 0) break;
      behind = next;
    }
    store<i32>(behind, at, NEXT);
  }
  enter(at);
  return true;
}

/** Go on in a chunk that has no blocks. */
function enter(chunk: i32): void {
  if (current != 0) store<i32>(current, top, TOP);
  current = chunk;
  top = chunk + FIRST_BLOCK;
  limit = load<i32>(chunk, END) - 4;
  last = 0;
}
