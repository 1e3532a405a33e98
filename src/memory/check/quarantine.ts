/**
 * Freed blocks wait here before their memory is used again, so that a stale pointer still finds them. Two queues, oldest
 * first: blocks of at least `bigBlocks` bytes leave before smaller ones, so that freeing one huge block does not flush
 * all the others. Volume is memory held back, guard bytes included. (memcheck counts the sizes asked for, and so lets
 * millions of tiny blocks pile up: they cost a program its caches and are rarely what a stale pointer still finds.)
 *
 *     queue: ring of block ids, capacity a power of two; entries [head, tail) modulo the capacity
 *
 * Cost: O(1) each, amortised; 4 bytes per block beside the registry's row.
 */
import type { BlockId, Bytes } from '../../base/ids.js';
import type { BlockRegistry } from './block-registry.js';

export class Quarantine {
  /** Bytes in both queues. */
  volume = 0;
  /** Most bytes to hold. */
  readonly limit: Bytes;
  /** `takeBatch` goes down to here, so that blocks leave in batches. */
  readonly #lowWater: Bytes;
  readonly #bigBlocks: Bytes;
  readonly #overhead: Bytes;
  readonly #registry: BlockRegistry;
  readonly #big = new Ring();
  readonly #small = new Ring();

  /** @param overhead bytes that the checker adds to each block. */
  constructor(registry: BlockRegistry, overhead: Bytes, limit: Bytes = 20_000_000, bigBlocks: Bytes = 1_000_000) {
    this.#registry = registry;
    this.#overhead = overhead;
    this.limit = limit;
    this.#lowWater = limit - limit / 64;
    this.#bigBlocks = bigBlocks;
  }

  get full(): boolean {
    return this.volume > this.limit;
  }

  /** `id` has been retired just now. */
  push(id: BlockId, size: Bytes): void {
    this.volume += size + this.#overhead;
    if (size >= this.#bigBlocks) this.#big.push(id);
    else this.#small.push(id);
  }

  /** Take the block that leaves next, or 0 when there is none. */
  shift(): BlockId {
    const id = this.#big.length > 0 ? this.#big.shift() : this.#small.shift();
    if (id !== 0) this.volume -= this.#registry.size(id) + this.#overhead;
    return id;
  }

  /** Take blocks until the volume is a little below the limit or `batch` is full. @returns how many. */
  takeBatch(batch: Uint32Array): number {
    let taken = 0;
    while (taken < batch.length && this.volume > this.#lowWater) {
      const id = this.shift();
      if (id === 0) break;
      batch[taken++] = id;
    }
    return taken;
  }
}

class Ring {
  #ids = new Uint32Array(1024);
  #head = 0;
  length = 0;

  push(id: BlockId): void {
    if (this.length === this.#ids.length) this.#grow();
    this.#ids[(this.#head + this.length++) & (this.#ids.length - 1)] = id;
  }

  /** 0 when empty. */
  shift(): BlockId {
    if (this.length === 0) return 0;
    const id = this.#ids[this.#head];
    this.#head = (this.#head + 1) & (this.#ids.length - 1);
    this.length--;
    return id;
  }

  #grow(): void {
    const grown = new Uint32Array(this.#ids.length * 2);
    grown.set(this.#ids.subarray(this.#head));
    grown.set(this.#ids.subarray(0, this.#head), this.#ids.length - this.#head);
    this.#ids = grown;
    this.#head = 0;
  }
}
