/**
 * The free lists of the segregated-fit allocator: one doubly linked list per size bin, with a two-level bitmap of the
 * bins that are not empty. Everything lies in the managed memory.
 *
 *     control block, CONTROL_SIZE bytes, 16-aligned
 *     +0      summary: bit w is set when map word w is not zero
 *     +MAP    map: MAP_WORDS words, bit b & 31 of word b >> 5 is set when bin b has a chunk
 *     +HEADS  head: BINS words, address of the first chunk of the bin or 0
 *
 *     free chunk, address c of its header (see segregated.ts)
 *     c+4   next chunk in the bin, or 0
 *     c+8   previous chunk; for the first one the address of the bin's head word minus 4, so that "next of previous" is
 *           the head word and unlinking needs no case for it
 *
 * In the large bins the search is for the best fit among the first SCAN_LIMIT chunks.
 *
 * Invariants
 * 1. A chunk of size s that is free and not the top is in bin binOf(s) exactly once.
 * 2. head[b] != 0 <=> bit b of the map; map[w] != 0 <=> bit w of the summary.
 *
 * Cost: insert and remove O(1); find O(1) for small sizes, at most 2 * SCAN_LIMIT steps for large ones.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5; D. Lea, "A Memory Allocator".
 */
import { countSteps } from '../tally.as';
import { BINS, FIRST_LARGE_LOG, HEADS, MAP, SMALL_BINS, SMALL_LIMIT } from './format';

const SCAN_LIMIT: i32 = 32;

let control: i32 = 0;

/** The control block is at `address`, zeroed or in use. */
export function openBins(address: i32): void {
  control = address;
}

/** Bin of a chunk of `size` bytes (a multiple of 16, at least 16). */
function binOf(size: i32): i32 {
  if (size < SMALL_LIMIT) return size >> 4;
  const log = 31 - clz(size);
  return SMALL_BINS + ((log - FIRST_LARGE_LOG) << 3) + ((size >> (log - 3)) & 7);
}

export function insert(chunk: i32, size: i32): void {
  const bin = binOf(size);
  const slot = control + HEADS + (bin << 2);
  const first = load<i32>(slot);
  store<i32>(chunk, first, 4);
  store<i32>(chunk, slot - 4, 8);
  store<i32>(slot, chunk);
  if (first != 0) store<i32>(first, chunk, 8);
  else {
    const word = bin >> 5;
    const map = control + (word << 2);
    store<i32>(map, load<i32>(map, MAP) | (1 << (bin & 31)), MAP);
    store<i32>(control, load<i32>(control) | (1 << word));
  }
}

export function remove(chunk: i32): void {
  const next = load<i32>(chunk, 4);
  const previous = load<i32>(chunk, 8);
  store<i32>(previous, next, 4);
  if (next != 0) store<i32>(next, previous, 8);
  else {
    const offset = <u32>(previous + 4 - HEADS - control);
    if (offset < <u32>(BINS * 4)) unmark(offset >> 2);
  }
}

function unmark(bin: i32): void {
  const word = bin >> 5;
  const map = control + (word << 2);
  const left = load<i32>(map, MAP) & ~(1 << (bin & 31));
  store<i32>(map, left, MAP);
  if (left == 0) store<i32>(control, load<i32>(control) & ~(1 << word));
}

/** A chunk of at least `size` bytes, still linked; 0 when there is none. */
export function find(size: i32): i32 {
  const bin = binOf(size);
  if (size < SMALL_LIMIT) {
    const found = firstFrom(bin);
    if (found < SMALL_BINS) {
      countSteps(1);
      return found < 0 ? 0 : load<i32>(control + (found << 2), HEADS);
    }
    return bestIn(found, size);
  }
  const own = bestIn(bin, size);
  if (own != 0) return own;
  const next = firstFrom(bin + 1);
  return next < 0 ? 0 : bestIn(next, size);
}

/** The first bin from `bin` on that is not empty, or -1. */
function firstFrom(bin: i32): i32 {
  if (bin >= BINS) return -1;
  let word = bin >> 5;
  let map = load<i32>(control + (word << 2), MAP) & (-1 << (bin & 31));
  if (map == 0) {
    const summary = load<i32>(control) & (-2 << word);
    if (summary == 0) return -1;
    word = ctz(summary);
    map = load<i32>(control + (word << 2), MAP);
    if (map == 0) return -1;
  }
  return (word << 5) + ctz(map);
}

function bestIn(bin: i32, size: i32): i32 {
  let best = 0;
  let bestSize = i32.MAX_VALUE;
  let chunk = load<i32>(control + (bin << 2), HEADS);
  let looked = 0;
  while (chunk != 0 && looked < SCAN_LIMIT) {
    looked++;
    const has = load<i32>(chunk) & ~15;
    if (has >= size && has < bestSize) {
      best = chunk;
      bestSize = has;
      if (has == size) break;
    }
    chunk = load<i32>(chunk, 4);
  }
  countSteps(looked);
  return best;
}
