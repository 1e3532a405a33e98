/**
 * Checks the bins of the segregated-fit heap (bins.as.ts, trees.as.ts) against its chunks. Bounded on any memory contents:
 * no list or trie is followed for more steps than there are free chunks.
 */
import type { Address } from '../../../base/ids.js';
import { CHUNK_IN_USE, FLAGS, MIN_CHUNK, PREVIOUS_IN_USE } from '../boundary-tags/format.js';
import { broken, inspectChunks, inspectEnd, type TagHeap } from '../boundary-tags/inspect.js';
import type { BrokenInvariant } from '../contract.js';
import {
  FIRST_TREE_LOG,
  LEFT,
  NEXT,
  PREVIOUS,
  RIGHT,
  SLOT,
  SMALL_BINS,
  SMALL_HEADS,
  SMALL_LIMIT,
  SMALL_MAP,
  TREE_MAP,
  TREE_ROOTS,
  TREES,
} from './format.js';

export interface SegregatedHeap extends TagHeap {
  top: Address;
  victim: Address;
}

/** The O(1) part: the last region's end, top, victim. */
export function checkTop(heap: SegregatedHeap): BrokenInvariant | undefined {
  const { words, top, victim } = heap;
  const wrong = inspectEnd(heap);
  if (wrong !== undefined) return wrong;
  const fence = heap.end - 4;
  if (top !== 0) {
    const header = words[top >> 2];
    if ((header & FLAGS) !== PREVIOUS_IN_USE) return broken(top, "the top's header has wrong flags");
    if (top + (header & ~FLAGS) !== fence) return broken(top, 'the top does not end at the fence');
    if ((words[fence >> 2] & PREVIOUS_IN_USE) !== 0) return broken(fence, 'the fence says that the top is in use');
  }
  if (victim !== 0 && (words[victim >> 2] & FLAGS) !== PREVIOUS_IN_USE)
    return broken(victim, "the designated victim's header has wrong flags");
  return undefined;
}

/** The O(heap) part: tags, coalescing, bins. */
export function inspectHeap(heap: SegregatedHeap): BrokenInvariant | undefined {
  let binned = 0;
  const free = inspectChunks(heap, (chunk) => {
    if (chunk !== heap.top && chunk !== heap.victim) binned++;
  });
  if (typeof free !== 'number') return free;
  if (free !== binned + (heap.top === 0 ? 0 : 1) + (heap.victim === 0 ? 0 : 1))
    return broken(heap.victim, 'the top or the designated victim is no free chunk');
  return heap.control === 0 ? undefined : new BinInspection(heap, binned).run();
}

/** The bins have to hold `free` chunks. */
class BinInspection {
  readonly #heap: SegregatedHeap;
  readonly #free: number;
  #seen = 0;

  constructor(heap: SegregatedHeap, free: number) {
    this.#heap = heap;
    this.#free = free;
  }

  run(): BrokenInvariant | undefined {
    for (let bin = 0; bin < SMALL_BINS; bin++) {
      const wrong = this.#map(SMALL_MAP, SMALL_HEADS, bin) ?? this.#small(bin);
      if (wrong !== undefined) return wrong;
    }
    for (let tree = 0; tree < TREES; tree++) {
      const wrong = this.#map(TREE_MAP, TREE_ROOTS, tree) ?? this.#tree(tree);
      if (wrong !== undefined) return wrong;
    }
    if (this.#seen === this.#free) return undefined;
    return broken(
      this.#heap.control,
      `the heap has ${this.#free} chunks for the bins but the free lists hold ${this.#seen}`,
    );
  }

  #word(address: Address): number {
    return this.#heap.words[address >> 2];
  }

  #map(map: number, heads: number, bin: number): BrokenInvariant | undefined {
    const { control } = this.#heap;
    const marked = ((this.#word(control + map) >>> bin) & 1) === 1;
    if ((this.#word(control + heads + bin * 4) !== 0) === marked) return undefined;
    return broken(control + map, `the bitmap is wrong about bin ${bin}`);
  }

  #small(bin: number): BrokenInvariant | undefined {
    let previous = this.#heap.control + SMALL_HEADS + bin * 4 - NEXT;
    let chunk = this.#word(previous + NEXT);
    while (chunk !== 0) {
      const wrong = this.#chunk(chunk, previous + NEXT);
      if (wrong !== undefined) return wrong;
      if ((this.#word(chunk) & ~FLAGS) !== bin * 16) return broken(chunk, `a chunk of another size is in bin ${bin}`);
      if (this.#word(chunk + PREVIOUS) !== previous) return broken(chunk + PREVIOUS, 'a free-list back link is wrong');
      previous = chunk;
      chunk = this.#word(chunk + NEXT);
    }
    return undefined;
  }

  /** The chunk that the word at `from` leads to: is it free, and the heap's? */
  #chunk(chunk: Address, from: Address): BrokenInvariant | undefined {
    if (++this.#seen > this.#free)
      return broken(from, 'the free lists hold more chunks than the heap (a cycle or a stray link)');
    if (chunk < 0 || (chunk & 15) !== 12 || chunk + MIN_CHUNK > this.#heap.words.length * 4)
      return broken(from, 'a free-list link leads out of the heap');
    if ((this.#word(chunk) & CHUNK_IN_USE) !== 0) return broken(chunk, 'a chunk in a free list is in use');
    return undefined;
  }

  #tree(tree: number): BrokenInvariant | undefined {
    const log = FIRST_TREE_LOG + (tree >> 1);
    const least = (2 + (tree & 1)) * 2 ** (log - 1);
    const width = tree === TREES - 1 ? 2 ** 31 - least : 2 ** (log - 1);
    // The last trie has all sizes to the top, and so tells them apart from the topmost bit on.
    const low = tree === TREES - 1 ? 0 : least;
    const range = tree === TREES - 1 ? 2 ** 32 : width;
    const open = [{ slot: this.#heap.control + TREE_ROOTS + tree * 4, low, range }];
    while (open.length > 0) {
      const { slot, low, range } = open.pop()!;
      const node = this.#word(slot);
      if (node === 0) continue;
      const wrong = this.#chunk(node, slot) ?? this.#node(node, slot, Math.max(low, least), low + range);
      if (wrong !== undefined) return wrong;
      open.push(
        { slot: node + LEFT, low, range: range / 2 },
        { slot: node + RIGHT, low: low + range / 2, range: range / 2 },
      );
    }
    return undefined;
  }

  #node(node: Address, slot: Address, from: number, to: number): BrokenInvariant | undefined {
    const size = this.#word(node) & ~FLAGS;
    if (size < Math.max(from, SMALL_LIMIT) || size >= to)
      return broken(node, 'a chunk is in a trie at a place for other sizes');
    if (this.#word(node + SLOT) !== slot) return broken(node + SLOT, 'a trie link has no link back');
    let previous = node;
    for (let chunk = this.#word(node + NEXT); chunk !== node; chunk = this.#word(chunk + NEXT)) {
      const wrong = this.#chunk(chunk, previous + NEXT);
      if (wrong !== undefined) return wrong;
      if (this.#word(chunk + PREVIOUS) !== previous) return broken(chunk + PREVIOUS, 'a free-list back link is wrong');
      if ((this.#word(chunk) & ~FLAGS) !== size || this.#word(chunk + SLOT) !== 0)
        return broken(chunk, 'a ring of chunks of one size has another chunk');
      previous = chunk;
    }
    if (this.#word(node + PREVIOUS) !== previous) return broken(node + PREVIOUS, 'a free-list back link is wrong');
    return undefined;
  }
}
