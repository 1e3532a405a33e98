/**
 * References as TypeScript has them: owned ones are kept in a pool until the native that got them has returned, so it counts
 * nothing itself.
 */
import type { Address } from '../../base/ids.js';
import { PENDING } from '../format/memory-map.js';
import { COUNT, TYPE } from '../format/objects.js';
import { PythonError } from './python-error.js';
import type { Views } from './views.js';

/** What the kernel exports: functions of words. */
export type Kernel = Record<string, (...words: (number | bigint)[]) => number>;

export abstract class References {
  abstract readonly views: Views;
  abstract readonly kernel: Kernel;
  /** Owned references of the natives that are running. */
  readonly #pool: Address[] = [];
  readonly #held: Address[] = [];

  incref(p: Address): void {
    this.views.i32[p >> 2]++;
  }

  /** Gives an owned reference up. */
  decref(p: Address): void {
    if (--this.views.i32[p >> 2] === 0) this.kernel.dealloc(p);
  }

  /** Takes an owned result into the pool. @throws PythonError for 0: it failed */
  keep(p: Address): Address {
    if (p === 0) throw new PythonError();
    this.#pool.push(p);
    return p;
  }

  /** The same for a result where 0 without an exception says that there is none. */
  keepIfAny(p: Address): Address {
    if (p !== 0) this.#pool.push(p);
    else if (this.views.word(PENDING) !== 0) throw new PythonError();
    return p;
  }

  /** A word that is negative when what made it failed. */
  status(word: number): number {
    if (word < 0 && this.views.word(PENDING) !== 0) throw new PythonError();
    return word;
  }

  /** Runs `work` with a pool of its own: for the turns of long loops. Its result stays kept. */
  pooled(work: () => Address): Address {
    const mark = this.mark();
    let result = 0;
    try {
      result = work();
      if (result !== 0) this.incref(result);
    } finally {
      this.release(mark);
    }
    if (result !== 0) this.#pool.push(result);
    return result;
  }

  /** Takes a reference that TypeScript has for as long as the program runs. */
  hold(p: Address): Address {
    this.incref(p);
    this.#held.push(p);
    return p;
  }

  /** The references that TypeScript has at the moment. */
  held(): readonly Address[] {
    return [...this.#held, ...this.#pool];
  }

  /** How much is in the pool: what was kept since then is released by `release`. */
  protected mark(): number {
    return this.#pool.length;
  }

  protected release(mark: number): void {
    while (this.#pool.length > mark) this.decref(this.#pool.pop() as Address);
  }

  /** How many references to an object there are. */
  countOf(p: Address): number {
    return this.views.word(p + COUNT);
  }

  typeOf(p: Address): Address {
    return this.views.word(p + TYPE);
  }

  /** Words from an address on: the arguments of a call. */
  words(at: Address, count: number): Address[] {
    const { i32 } = this.views;
    const words: Address[] = [];
    // Not through a subarray: most are a few words, and views cost more than what they show.
    for (let index = at >> 2; index < (at >> 2) + count; index++) words.push(i32[index]);
    return words;
  }
}
