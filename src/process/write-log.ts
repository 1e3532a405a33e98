/**
 * The latest invalid writes to the heap, so that whoever finds it broken can say who has probably done it. Writes that go
 * on where one from the same place ended count as one: a loop that runs over an end takes one entry, or a few.
 *
 * Cost: O(1) a write, nothing where there are none; a search O(CAPACITY).
 */
import type { Address, Bytes, StackId } from '../base/ids.js';
import type { HeapWriter } from '../events/findings.js';

/** A power of two. */
const CAPACITY = 4096;
/** Writes that take turns in a loop. */
const OPEN = 8;
/** A loop over structures need not write all of their bytes. */
const STRIDE: Bytes = 64;
const WORD: Bytes = 4;

export class WriteLog {
  readonly #start = new Uint32Array(CAPACITY);
  readonly #end = new Float64Array(CAPACITY);
  readonly #stack = new Uint32Array(CAPACITY);
  #count = 0;

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** After fork: what the other has written, this one has written too. */
  inherit(parent: WriteLog): void {
    this.#start.set(parent.#start);
    this.#end.set(parent.#end);
    this.#stack.set(parent.#stack);
    this.#count = parent.#count;
  }

  add(address: Address, size: Bytes, stack: StackId): void {
    for (let i = this.#count - 1; i >= 0 && i >= this.#count - OPEN; i--) {
      const at = i & (CAPACITY - 1);
      if (this.#stack[at] !== stack || address > this.#end[at] + STRIDE || address < this.#start[at]) continue;
      this.#end[at] = Math.max(this.#end[at], address + size);
      return;
    }
    const at = this.#count++ & (CAPACITY - 1);
    this.#start[at] = address;
    this.#end[at] = address + size;
    this.#stack[at] = stack;
  }

  /** The last write to the word at `address`, else the last one at all; undefined when there is none. */
  writerOf(address: Address): HeapWriter | undefined {
    const oldest = Math.max(0, this.#count - CAPACITY);
    for (let i = this.#count - 1; i >= oldest; i--) {
      const at = i & (CAPACITY - 1);
      if (this.#start[at] < address + WORD && this.#end[at] > address) return this.#writer(at, true);
    }
    return this.isEmpty ? undefined : this.#writer((this.#count - 1) & (CAPACITY - 1), false);
  }

  #writer(at: number, covers: boolean): HeapWriter {
    return { address: this.#start[at], size: this.#end[at] - this.#start[at], stack: this.#stack[at], covers };
  }
}
