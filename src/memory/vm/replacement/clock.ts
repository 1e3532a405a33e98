/**
 * Clock, or second chance: first in, first out, but a page that was referenced since the hand last passed is passed over
 * once. F. J. Corbató, A Paging Experiment with the Multics System, MIT Project MAC, 1968.
 *
 * The pages are a ring; one comes in behind the hand with its reference bit clear (the reference that brings it in
 * is no reason to keep it, as in S. Bansal and D. S. Modha, CAR, FAST 2004), and the hand clears the bits that it passes.
 * Cost: a hit sets a byte; a miss moves the hand, by no more than there were references since: amortised constant.
 * A byte per page, 4 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageRing } from './page-ring.js';

const ABSENT = 0;
const RESIDENT = 1;
const REFERENCED = 2;

export class Clock implements ReplacementPolicy {
  evicted = NO_PAGE;
  settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #ring: PageRing;
  readonly #state: Uint8Array;
  readonly #frames: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#ring = new PageRing(frames);
    this.#state = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#state[page] !== ABSENT) {
      this.#state[page] = REFERENCED;
      this.settled = true;
      return true;
    }
    this.settled = false;
    if (this.#ring.size === this.#frames) this.evict();
    this.#state[page] = RESIDENT;
    this.#ring.push(page);
    return false;
  }

  evict(): number {
    this.evicted = NO_PAGE;
    if (this.#ring.size === 0) return NO_PAGE;
    let victim = this.#ring.oldest();
    while (this.#state[victim] === REFERENCED) {
      this.#state[victim] = RESIDENT;
      this.unsettle?.(victim);
      this.#ring.again();
      victim = this.#ring.oldest();
    }
    this.evicted = victim;
    this.#ring.pop();
    this.#state[victim] = ABSENT;
    return victim;
  }

  drop(page: number): void {
    if (this.#state[page] === ABSENT) return;
    this.#state[page] = ABSENT;
    this.#ring.remove(page);
  }
}
