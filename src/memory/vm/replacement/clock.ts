/**
 * Clock, or second chance: first in, first out, but a page that was referenced since the hand last passed is passed over
 * once. F. J. Corbató, A Paging Experiment with the Multics System, MIT Project MAC, 1968.
 *
 * The frames are a ring; a page comes in with its reference bit clear (the reference that brings it in is no reason to keep
 * it, as in S. Bansal and D. S. Modha, CAR, FAST 2004), and the hand clears the bits that it passes.
 * Cost: a hit sets a byte; a miss moves the hand, by no more than there were references since: amortised constant.
 * A byte per page, 4 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

const ABSENT = 0;
const RESIDENT = 1;
const REFERENCED = 2;

export class Clock implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly #ring: Int32Array;
  readonly #state: Uint8Array;
  #hand = 0;
  #used = 0;

  constructor({ frames, pages }: PolicySetup) {
    this.#ring = new Int32Array(frames);
    this.#state = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#state[page] !== ABSENT) {
      this.#state[page] = REFERENCED;
      return true;
    }
    this.#state[page] = RESIDENT;
    if (this.#used < this.#ring.length) {
      this.#ring[this.#used++] = page;
      return false;
    }
    let victim = this.#ring[this.#hand]!;
    while (this.#state[victim] === REFERENCED) {
      this.#state[victim] = RESIDENT;
      this.#advance();
      victim = this.#ring[this.#hand]!;
    }
    this.evicted = victim;
    this.#state[victim] = ABSENT;
    this.#ring[this.#hand] = page;
    this.#advance();
    return false;
  }

  #advance(): void {
    if (++this.#hand === this.#ring.length) this.#hand = 0;
  }
}
