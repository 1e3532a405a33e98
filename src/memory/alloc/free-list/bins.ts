/**
 * The free lists of the boundary-tag allocator: one doubly linked list per size bin, with a two-level bitmap of the bins
 * that are not empty. Everything lies in the managed memory.
 *
 *     control block, CONTROL_SIZE bytes at `base`, 16-aligned
 *     +0                summary: bit w is set when map word w is not zero
 *     +4                map: MAP_WORDS words, bit b & 31 of word b >> 5 is set when bin b has a chunk
 *     +4 + 4*MAP_WORDS  head: BINS words, address of the first chunk of the bin or 0
 *
 *     free chunk, address c of its header (see free-list.ts)
 *     c+4   next chunk in the bin, or 0
 *     c+8   previous chunk; for the first one the address of the bin's head word minus 4, so that "next of previous" is
 *           the head word and unlinking needs no case for it
 *
 * Bins 1..63 hold exactly one size each (16, 32 .. 1008); above, each power of two is split in eight. In the large bins
 * the search is for the best fit among the first SCAN_LIMIT chunks.
 *
 * Invariants
 * 1. A chunk of size s that is free and not the top is in bin binOf(s) exactly once.
 * 2. head[b] != 0 <=> bit b of the map; map[w] != 0 <=> bit w of the summary.
 *
 * Cost: insert and remove O(1); find O(1) for small sizes, at most 2 * SCAN_LIMIT steps for large ones.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5; D. Lea, "A Memory Allocator".
 */
import type { Address, Bytes } from '../../../base/ids.js';

const SMALL_BINS = 64;
const SMALL_LIMIT = SMALL_BINS << 4;
const FIRST_LARGE_LOG = 10;
export const BINS = SMALL_BINS + (31 - FIRST_LARGE_LOG) * 8;
export const MAP_WORDS = (BINS + 31) >> 5;
const HEADS = 4 + 4 * MAP_WORDS;
export const CONTROL_SIZE = (HEADS + 4 * BINS + 15) & ~15;
const SCAN_LIMIT = 32;

/** Bin of a chunk of `size` bytes (a multiple of 16, at least 16). */
export function binOf(size: Bytes): number {
  if (size < SMALL_LIMIT) return size >> 4;
  const log = 31 - Math.clz32(size);
  return SMALL_BINS + ((log - FIRST_LARGE_LOG) << 3) + ((size >> (log - 3)) & 7);
}

export class Bins {
  /** Chunks looked at by `find` so far. */
  searchSteps = 0;
  readonly #words: Int32Array;
  readonly #base: Address;
  readonly #heads: Address;

  /** `words` views the memory from address 0; the control block at `base` must be zero or from an earlier Bins. */
  constructor(words: Int32Array, base: Address) {
    this.#words = words;
    this.#base = base;
    this.#heads = base + HEADS;
  }

  insert(chunk: Address, size: Bytes): void {
    const words = this.#words;
    const bin = binOf(size);
    const slot = this.#heads + (bin << 2);
    const first = words[slot >> 2]!;
    words[(chunk + 4) >> 2] = first;
    words[(chunk + 8) >> 2] = slot - 4;
    words[slot >> 2] = chunk;
    if (first !== 0) words[(first + 8) >> 2] = chunk;
    else {
      const w = bin >> 5;
      const map = (this.#base + 4 + (w << 2)) >> 2;
      words[map] = words[map]! | (1 << (bin & 31));
      words[this.#base >> 2] = words[this.#base >> 2]! | (1 << w);
    }
  }

  remove(chunk: Address): void {
    const words = this.#words;
    const next = words[(chunk + 4) >> 2]!;
    const previous = words[(chunk + 8) >> 2]!;
    words[(previous + 4) >> 2] = next;
    if (next !== 0) words[(next + 8) >> 2] = previous;
    else {
      const bin = (previous + 4 - this.#heads) >> 2;
      if (bin >= 0 && bin < BINS) this.#clear(bin);
    }
  }

  #clear(bin: number): void {
    const words = this.#words;
    const w = bin >> 5;
    const map = (this.#base + 4 + (w << 2)) >> 2;
    const left = words[map]! & ~(1 << (bin & 31));
    words[map] = left;
    if (left === 0) words[this.#base >> 2] = words[this.#base >> 2]! & ~(1 << w);
  }

  /** A chunk of at least `size` bytes, still linked; 0 when there is none. */
  find(size: Bytes): Address {
    const bin = binOf(size);
    if (size < SMALL_LIMIT) {
      const found = this.#firstFrom(bin);
      if (found < SMALL_BINS) {
        this.searchSteps++;
        return found < 0 ? 0 : this.head(found);
      }
      return this.#bestIn(found, size);
    }
    const own = this.#bestIn(bin, size);
    if (own !== 0) return own;
    const next = this.#firstFrom(bin + 1);
    return next < 0 ? 0 : this.#bestIn(next, size);
  }

  /** First chunk of a bin, or 0. */
  head(bin: number): Address {
    return this.#words[(this.#heads + (bin << 2)) >> 2]!;
  }

  /** What the "previous" field of a bin's first chunk holds. */
  anchor(bin: number): Address {
    return this.#heads + (bin << 2) - 4;
  }

  marked(bin: number): boolean {
    return ((this.#words[(this.#base + 4 + ((bin >> 5) << 2)) >> 2]! >>> (bin & 31)) & 1) === 1;
  }

  /** Whether the summary says what the map says. */
  summaryHolds(): boolean {
    let summary = 0;
    for (let w = 0; w < MAP_WORDS; w++) if (this.#words[(this.#base + 4 + (w << 2)) >> 2] !== 0) summary |= 1 << w;
    return summary === this.#words[this.#base >> 2];
  }

  #firstFrom(bin: number): number {
    if (bin >= BINS) return -1;
    const words = this.#words;
    let w = bin >> 5;
    let map = words[(this.#base + 4 + (w << 2)) >> 2]! & (-1 << (bin & 31));
    if (map === 0) {
      const summary = words[this.#base >> 2]! & (-2 << w);
      if (summary === 0) return -1;
      w = 31 - Math.clz32(summary & -summary);
      map = words[(this.#base + 4 + (w << 2)) >> 2]!;
      if (map === 0) return -1;
    }
    return (w << 5) + 31 - Math.clz32(map & -map);
  }

  #bestIn(bin: number, size: Bytes): Address {
    const words = this.#words;
    let best = 0;
    let bestSize = 0x7fff_ffff;
    let chunk = this.head(bin);
    for (let steps = 0; chunk !== 0 && steps < SCAN_LIMIT; steps++) {
      this.searchSteps++;
      const has = words[chunk >> 2]! & ~15;
      if (has >= size && has < bestSize) {
        best = chunk;
        bestSize = has;
        if (has === size) break;
      }
      chunk = words[(chunk + 4) >> 2]!;
    }
    return best;
  }
}
