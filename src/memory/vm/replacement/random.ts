/**
 * Any page leaves, each as likely as the other: the yardstick for policies that look at the past.
 * L. A. Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 5(2), 1966.
 * Numbers come from a seed (G. Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003), so that a replay
 * can be repeated.
 *
 * Cost: constant; 4 bytes per page and per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

/** An odd number near 2^32 by the golden ratio: spreads seeds, and leaves none at 0, where xorshift stays. */
const SPREAD = 0x9e37_79b1;

const NOWHERE = -1;

export class RandomReplacement implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = true;
  unsettle: ((page: number) => void) | undefined;
  readonly #frames: Int32Array;
  /** The frame of each page, or NOWHERE. */
  readonly #frameOf: Int32Array;
  #used = 0;
  #state: number;

  constructor({ frames, pages, seed }: PolicySetup & { seed: number }) {
    this.#frames = new Int32Array(frames);
    this.#frameOf = new Int32Array(pages).fill(NOWHERE);
    this.#state = Math.imul(seed, SPREAD) || SPREAD;
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#frameOf[page] !== NOWHERE) return true;
    if (this.#used === this.#frames.length) this.evict();
    const frame = this.#used++;
    this.#frames[frame] = page;
    this.#frameOf[page] = frame;
    return false;
  }

  evict(): number {
    this.evicted = this.#used === 0 ? NO_PAGE : this.#frames[this.#randomFrame()]!;
    if (this.evicted !== NO_PAGE) this.drop(this.evicted);
    return this.evicted;
  }

  /** The last frame in use takes the place. */
  drop(page: number): void {
    const frame = this.#frameOf[page]!;
    if (frame === NOWHERE) return;
    const last = this.#frames[--this.#used]!;
    this.#frames[frame] = last;
    this.#frameOf[last] = frame;
    this.#frameOf[page] = NOWHERE;
  }

  #randomFrame(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return Math.floor(((this.#state >>> 0) / 2 ** 32) * this.#used);
  }
}
