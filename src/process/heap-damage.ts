/** Finds out what is wrong with a heap that a program has written over, and who has probably done it. */
import type { HeapDamage } from '../events/findings.js';
import type { Allocator, BrokenInvariant } from '../memory/alloc/contract.js';
import type { HeapCorrupted } from '../memory/alloc/heap-corrupted.js';
import type { WriteLog } from './write-log.js';

export class HeapDamageSearch {
  readonly #allocator: Pick<Allocator, 'checkInvariants'>;
  readonly #writes: WriteLog;
  readonly #refresh: () => void;

  /** @param refresh lets the allocator see its heap as it is now, where it does not always */
  constructor(allocator: Pick<Allocator, 'checkInvariants'>, writes: WriteLog, refresh: () => void = () => {}) {
    this.#allocator = allocator;
    this.#writes = writes;
    this.#refresh = refresh;
  }

  /** The first invariant that does not hold, or undefined. O(heap). */
  find(): HeapDamage | undefined {
    this.#refresh();
    const broken = this.#allocator.checkInvariants('full');
    return broken && this.#withWriter(broken);
  }

  /** What stopped the allocator. */
  explain(error: HeapCorrupted): HeapDamage {
    this.#refresh();
    return this.#withWriter(error.first());
  }

  /** The same at no cost where nothing was written that may have broken anything. */
  findIfWritten(): HeapDamage | undefined {
    return this.#writes.isEmpty ? undefined : this.find();
  }

  #withWriter({ address, message }: BrokenInvariant): HeapDamage {
    const writer = this.#writes.writerOf(address);
    return { address, message, ...(writer && { writer }) };
  }
}
