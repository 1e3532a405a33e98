/**
 * A lock in one word of shared memory.
 *
 *     0 FREE    1 TAKEN    2 AWAITED: taken, and others may sleep on it
 *
 * Cost: one atomic operation to take and one to release it while nobody else wants it.
 * Source: U. Drepper, "Futexes Are Tricky", 2011 (the second mutex).
 */
import type { Address } from '../../base/ids.js';
import { bufferOf, isShared, type KernelMemory } from '../kernel.js';

const FREE = 0;
const TAKEN = 1;
const AWAITED = 2;
/** A call of an allocator is over sooner than a thread falls asleep. */
const SPINS = 200;

export class MemoryLock {
  readonly #words: Int32Array;
  readonly #shared: boolean;
  readonly #maySleep: boolean;

  /** `at` is a multiple of 4. */
  constructor(memory: KernelMemory, at: Address) {
    // Shared memory that grows keeps its bytes in place.
    this.#words = new Int32Array(bufferOf(memory), at, 1);
    this.#shared = isShared(memory);
    this.#maySleep = this.#shared && maySleep();
  }

  /** @throws Error when what stands there is no lock, or nobody can have it: the program has written there */
  take(): void {
    const words = this.#words;
    let was = 0;
    for (let spin = 0; spin < SPINS; spin++) {
      was = Atomics.compareExchange(words, 0, FREE, TAKEN);
      if (was === FREE) return;
    }
    if (!this.#shared || was < FREE || was > AWAITED) throw new Error('the lock of the heap was overwritten');
    while (Atomics.exchange(words, 0, AWAITED) !== FREE) if (this.#maySleep) Atomics.wait(words, 0, AWAITED);
  }

  release(): void {
    if (Atomics.exchange(this.#words, 0, FREE) === AWAITED) Atomics.notify(this.#words, 0, 1);
  }
}

/** A browser's main thread may not; it has to spin. */
function maySleep(): boolean {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1);
    return true;
  } catch {
    return false;
  }
}
