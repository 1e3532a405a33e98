/**
 * LRU's faults at every number of frames, from one pass. R. L. Mattson, J. Gecsei, D. R. Slutz and I. L. Traiger,
 * Evaluation Techniques for Storage Hierarchies, IBM Systems Journal 9(2), 1970: a reference hits exactly where there are at
 * least as many frames as the page's depth in the stack of pages by recency.
 *
 * The depth is the number of pages whose last reference is not older. A Fenwick tree (P. M. Fenwick, A New Data Structure
 * for Cumulative Frequency Tables, 1994) counts them over slots, handed out in the order of references; when there are no
 * more, the pages get the lowest slots anew, in their order.
 *
 * Cost: the logarithm of the number of pages per reference; 24 bytes per page.
 */
import type { References } from '../../events/references/references.js';

const NO_SLOT = -1;

/** Index is the number of frames, 0 to the number of pages; beyond that nothing changes. */
export function lruFaults(references: References): Float64Array {
  const { pages } = references;
  const stack = new RecencyStack(pages);
  /** Index is the depth, from 1. */
  const hits = new Float64Array(pages + 1);
  for (const page of references.page.view()) hits[stack.touch(page)]!++;
  const faults = new Float64Array(pages + 1);
  faults[0] = references.page.length;
  for (let frames = 1; frames <= pages; frames++) faults[frames] = faults[frames - 1]! - hits[frames]!;
  return faults;
}

class RecencyStack {
  readonly #slots: number;
  /** Index from 1; a slot counts 1 where it is some page's last. */
  readonly #tree: Int32Array;
  readonly #pageAt: Int32Array;
  readonly #slotOf: Int32Array;
  #next = 0;
  #live = 0;

  constructor(pages: number) {
    this.#slots = 2 * pages;
    this.#tree = new Int32Array(this.#slots + 1);
    this.#pageAt = new Int32Array(this.#slots).fill(NO_SLOT);
    this.#slotOf = new Int32Array(pages).fill(NO_SLOT);
  }

  /** Puts the page on top. @returns its depth before, from 1; 0 when it was not there */
  touch(page: number): number {
    if (this.#next === this.#slots) this.#renumber();
    const slot = this.#slotOf[page]!;
    let depth = 0;
    if (slot === NO_SLOT) this.#live++;
    else {
      depth = this.#live - this.#countBelow(slot);
      this.#add(slot, -1);
      this.#pageAt[slot] = NO_SLOT;
    }
    this.#put(page, this.#next++);
    return depth;
  }

  #put(page: number, slot: number): void {
    this.#slotOf[page] = slot;
    this.#pageAt[slot] = page;
    this.#add(slot, 1);
  }

  #renumber(): void {
    const order = this.#pageAt.filter((page) => page !== NO_SLOT);
    this.#pageAt.fill(NO_SLOT);
    this.#tree.fill(0);
    order.forEach((page, slot) => this.#put(page, slot));
    this.#next = order.length;
  }

  #add(slot: number, change: number): void {
    for (let at = slot + 1; at <= this.#slots; at += at & -at) this.#tree[at]! += change;
  }

  /** Pages at lower slots. */
  #countBelow(slot: number): number {
    let count = 0;
    for (let at = slot; at > 0; at -= at & -at) count += this.#tree[at]!;
    return count;
  }
}
