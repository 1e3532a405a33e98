/**
 * Any page leaves, each as likely as the other: the yardstick for policies that look at the past.
 * L. A. Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 5(2), 1966.
 * Numbers come from a seed (G. Marsaglia, Xorshift RNGs, Journal of Statistical Software 8(14), 2003), so that a replay
 * can be repeated.
 *
 * Cost: constant; a byte per page, 4 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

/** An odd number near 2^32 by the golden ratio: spreads seeds, and leaves none at 0, where xorshift stays. */
const SPREAD = 0x9e37_79b1;

export class RandomReplacement implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly #frames: Int32Array;
  readonly #resident: Uint8Array;
  #used = 0;
  #state: number;

  constructor({ frames, pages, seed }: PolicySetup & { seed: number }) {
    this.#frames = new Int32Array(frames);
    this.#resident = new Uint8Array(pages);
    this.#state = Math.imul(seed, SPREAD) || SPREAD;
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#resident[page] === 1) return true;
    const isFull = this.#used === this.#frames.length;
    const frame = isFull ? this.#randomFrame() : this.#used++;
    if (isFull) {
      this.evicted = this.#frames[frame]!;
      this.#resident[this.evicted] = 0;
    }
    this.#frames[frame] = page;
    this.#resident[page] = 1;
    return false;
  }

  #randomFrame(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return Math.floor(((this.#state >>> 0) / 2 ** 32) * this.#frames.length);
  }
}
