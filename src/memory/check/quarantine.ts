/**
 * Freed blocks wait here before their memory is used again, so that a stale pointer still finds them. Two queues, oldest
 * first: blocks of at least `bigBlocks` bytes leave before smaller ones, so that freeing one huge block does not flush
 * all the others. Volume is the sum of the sizes that the program had asked for, as memcheck counts it.
 *
 * The queues are linked through the registry's rows: no memory of their own.
 * Cost: O(1) each.
 */
import type { BlockId, Bytes } from '../../base/ids.js';
import type { BlockRegistry } from './block-registry.js';

export class Quarantine {
  /** Bytes in both queues. */
  volume = 0;
  /** Most bytes to hold; `full` says when that is passed. */
  readonly limit: Bytes;
  readonly #bigBlocks: Bytes;
  readonly #registry: BlockRegistry;
  #bigHead: BlockId = 0;
  #bigTail: BlockId = 0;
  #smallHead: BlockId = 0;
  #smallTail: BlockId = 0;

  constructor(registry: BlockRegistry, limit: Bytes = 20_000_000, bigBlocks: Bytes = 1_000_000) {
    this.#registry = registry;
    this.limit = limit;
    this.#bigBlocks = bigBlocks;
  }

  get full(): boolean {
    return this.volume > this.limit;
  }

  /** `id` has been retired just now. */
  push(id: BlockId, size: Bytes): void {
    this.volume += size;
    if (size >= this.#bigBlocks) {
      if (this.#bigTail === 0) this.#bigHead = id;
      else this.#registry.setNext(this.#bigTail, id);
      this.#bigTail = id;
    } else {
      if (this.#smallTail === 0) this.#smallHead = id;
      else this.#registry.setNext(this.#smallTail, id);
      this.#smallTail = id;
    }
  }

  /** Take the block that leaves next, or 0 when there is none. */
  shift(): BlockId {
    let id = this.#bigHead;
    if (id !== 0) {
      this.#bigHead = this.#registry.next(id);
      if (this.#bigHead === 0) this.#bigTail = 0;
    } else {
      id = this.#smallHead;
      if (id === 0) return 0;
      this.#smallHead = this.#registry.next(id);
      if (this.#smallHead === 0) this.#smallTail = 0;
    }
    this.volume -= this.#registry.size(id);
    return id;
  }
}
