/**
 * For each frame the page table entries that lead to it: to take a page out of memory, all of them must be changed.
 *
 * An entry is known by its *slot*, table frame * 512 + index; whose table that is, its frame knows. Each frame has a chain of
 * nodes (slot, next), which come from one pool (R. van Riel's pte chains in Linux 2.5).
 *
 * Cost: constant to add; to remove, the entries of the frame. 8 bytes per entry.
 */
const NONE = -1;

export class ReverseMap {
  readonly #heads: Int32Array;
  #slots: Int32Array;
  #next: Int32Array;
  /** Nodes that are in no chain, linked. */
  #unused = NONE;
  #made = 0;

  constructor(frames: number) {
    this.#heads = new Int32Array(frames).fill(NONE);
    this.#slots = new Int32Array(frames);
    this.#next = new Int32Array(frames);
  }

  add(frame: number, slot: number): void {
    let node = this.#unused;
    if (node !== NONE) this.#unused = this.#next[node]!;
    else node = this.#newNode();
    this.#slots[node] = slot;
    this.#next[node] = this.#heads[frame]!;
    this.#heads[frame] = node;
  }

  /** The slot is in the frame's chain. */
  remove(frame: number, slot: number): void {
    let before = NONE;
    let node = this.#heads[frame]!;
    while (this.#slots[node] !== slot) {
      before = node;
      node = this.#next[node]!;
    }
    if (before === NONE) this.#heads[frame] = this.#next[node]!;
    else this.#next[before] = this.#next[node]!;
    this.#next[node] = this.#unused;
    this.#unused = node;
  }

  /** Any slot of the frame, or -1: to take them all away one by one. */
  first(frame: number): number {
    const node = this.#heads[frame]!;
    return node === NONE ? NONE : this.#slots[node]!;
  }

  /** @param visit must not change the chain */
  each(frame: number, visit: (slot: number) => void): void {
    for (let node = this.#heads[frame]!; node !== NONE; node = this.#next[node]!) visit(this.#slots[node]!);
  }

  #newNode(): number {
    if (this.#made === this.#slots.length) {
      this.#slots = grown(this.#slots);
      this.#next = grown(this.#next);
    }
    return this.#made++;
  }
}

function grown(array: Int32Array): Int32Array {
  const larger = new Int32Array(2 * array.length + 16);
  larger.set(array);
  return larger;
}
