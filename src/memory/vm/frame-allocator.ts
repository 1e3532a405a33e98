/**
 * Free frames, by the buddy system: blocks of 2^k frames at multiples of 2^k, k to MAX_ORDER.
 *
 *     order[f]   of a free block's first frame: its order; else NOT_FREE
 *     next, previous   links of the free lists, one list for each order; the last block freed is in front
 *
 * Invariants
 * 1. The free blocks tile the free frames; two free buddies are always merged (below MAX_ORDER).
 * 2. `free` is their sum.
 *
 * Cost: a step for each order. Source: Knuth, The Art of Computer Programming 1, section 2.5.
 */
export const NO_FRAME = -1;
export const MAX_ORDER = 10;

const NOT_FREE = -1;

export class FrameAllocator {
  readonly count: number;
  #free = 0;
  readonly #order: Int8Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #heads = new Int32Array(MAX_ORDER + 1).fill(NO_FRAME);

  /** All frames are free at first but some at the start, which never are. */
  constructor(count: number, reserved: number) {
    this.count = count;
    this.#order = new Int8Array(count).fill(NOT_FREE);
    this.#next = new Int32Array(count);
    this.#previous = new Int32Array(count);
    // From the end, so that low frames are in front.
    const blocks: [frame: number, order: number][] = [];
    for (let at = reserved; at < count; ) {
      let order = MAX_ORDER;
      while (at % 2 ** order !== 0 || at + 2 ** order > count) order--;
      blocks.push([at, order]);
      at += 2 ** order;
    }
    for (const [frame, order] of blocks.reverse()) this.#link(frame, order);
    this.#free = count - reserved;
  }

  get free(): number {
    return this.#free;
  }

  /** @returns the first of 2^order frames, or NO_FRAME */
  allocate(order = 0): number {
    let has = order;
    while (has <= MAX_ORDER && this.#heads[has] === NO_FRAME) has++;
    if (has > MAX_ORDER) return NO_FRAME;
    const block = this.#heads[has]!;
    this.#unlink(block, has);
    while (has > order) {
      has--;
      this.#link(block + 2 ** has, has);
    }
    this.#free -= 2 ** order;
    return block;
  }

  /** What `allocate` gave, with the same order; or any part of it that is a block of its own. */
  release(frame: number, order = 0): void {
    this.#free += 2 ** order;
    let at = frame;
    let size = order;
    for (; size < MAX_ORDER; size++) {
      const buddy = at ^ (1 << size);
      if (buddy >= this.count || this.#order[buddy] !== size) break;
      this.#unlink(buddy, size);
      at &= ~(1 << size);
    }
    this.#link(at, size);
  }

  /** Free blocks of each order, as /proc/buddyinfo shows them. */
  freeBlocks(): number[] {
    return Array.from(this.#heads, (head) => {
      let blocks = 0;
      for (let at = head; at !== NO_FRAME; at = this.#next[at]!) blocks++;
      return blocks;
    });
  }

  /** Marks the free frames in a new array: 1 is free. */
  freeMap(): Uint8Array {
    const map = new Uint8Array(this.count);
    for (let frame = 0; frame < this.count; frame++) {
      const order = this.#order[frame]!;
      if (order !== NOT_FREE) map.fill(1, frame, frame + 2 ** order);
    }
    return map;
  }

  #link(frame: number, order: number): void {
    const head = this.#heads[order]!;
    this.#order[frame] = order;
    this.#next[frame] = head;
    this.#previous[frame] = NO_FRAME;
    if (head !== NO_FRAME) this.#previous[head] = frame;
    this.#heads[order] = frame;
  }

  #unlink(frame: number, order: number): void {
    const next = this.#next[frame]!;
    const previous = this.#previous[frame]!;
    this.#order[frame] = NOT_FREE;
    if (next !== NO_FRAME) this.#previous[next] = previous;
    if (previous === NO_FRAME) this.#heads[order] = next;
    else this.#next[previous] = next;
  }
}
