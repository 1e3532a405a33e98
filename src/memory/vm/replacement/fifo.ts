/**
 * First in, first out: the page that came in first leaves, however much it is used.
 * L. A. Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 5(2), 1966; with
 * more frames it can fault more (Belady, Nelson and Shedler, CACM 12(6), 1969).
 *
 * The frames are a ring; `hand` is at the oldest. Cost: constant; a byte per page, 4 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

export class Fifo implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly #ring: Int32Array;
  readonly #resident: Uint8Array;
  #hand = 0;

  constructor({ frames, pages }: PolicySetup) {
    this.#ring = new Int32Array(frames).fill(NO_PAGE);
    this.#resident = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#resident[page] === 1) return true;
    const victim = this.#ring[this.#hand]!;
    if (victim !== NO_PAGE) this.#resident[victim] = 0;
    this.evicted = victim;
    this.#ring[this.#hand] = page;
    this.#resident[page] = 1;
    if (++this.#hand === this.#ring.length) this.#hand = 0;
    return false;
  }
}
