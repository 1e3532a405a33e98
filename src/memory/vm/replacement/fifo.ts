/**
 * First in, first out: the page that came in first leaves, however much it is used.
 * L. A. Belady, A Study of Replacement Algorithms for a Virtual-Storage Computer, IBM Systems Journal 5(2), 1966; with
 * more frames it can fault more (Belady, Nelson and Shedler, CACM 12(6), 1969).
 *
 * The pages are a ring. Cost: constant; 4 bytes per page and per frame.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageRing } from './page-ring.js';

export class Fifo implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = true;
  unsettle: ((page: number) => void) | undefined;
  readonly #ring: PageRing;
  readonly #frames: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#ring = new PageRing(frames, pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    if (this.#ring.has(page)) return true;
    if (this.#ring.size === this.#frames) this.evict();
    this.#ring.push(page);
    return false;
  }

  evict(): number {
    this.evicted = this.#ring.size === 0 ? NO_PAGE : this.#ring.oldest();
    if (this.evicted !== NO_PAGE) this.#ring.remove(this.evicted);
    return this.evicted;
  }

  drop(page: number): void {
    if (this.#ring.has(page)) this.#ring.remove(page);
  }
}
