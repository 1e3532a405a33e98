/**
 * First in, first out: the page that came in first leaves, however much it is used.
 * L. A. Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 5(2), 1966; with
 * more frames it can fault more (Belady, Nelson and Shedler, CACM 12(6), 1969).
 *
 * The pages are a ring. Cost: constant; a byte per page, 4 per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageRing } from './page-ring.js';

export class Fifo implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = true;
  unsettle: ((page: number) => void) | undefined;
  readonly #ring: PageRing;
  readonly #resident: Uint8Array;
  readonly #frames: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#ring = new PageRing(frames);
    this.#resident = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#resident[page] === 1) return true;
    if (this.#ring.size === this.#frames) this.evict();
    this.#ring.push(page);
    this.#resident[page] = 1;
    return false;
  }

  evict(): number {
    this.evicted = NO_PAGE;
    if (this.#ring.size === 0) return NO_PAGE;
    this.evicted = this.#ring.oldest();
    this.#ring.pop();
    this.#resident[this.evicted] = 0;
    return this.evicted;
  }

  drop(page: number): void {
    if (this.#resident[page] === 0) return;
    this.#resident[page] = 0;
    this.#ring.remove(page);
  }
}
