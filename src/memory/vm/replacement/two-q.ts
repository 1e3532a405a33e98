/**
 * 2Q: a page that comes in waits in a queue; only one that is wanted again after it has left the queue gets into the
 * list that is kept by recency. A scan goes through the queue and does no harm.
 * T. Johnson and D. Shasha, 2Q: A Low Overhead High Performance Buffer Management Replacement Algorithm, VLDB 1994; the
 * full version with the parameters that the paper recommends.
 *
 *     A1in    resident, in the order in which they came: a quarter of the frames
 *     A1out   the pages that left A1in last, not resident: as many as half of the frames
 *     Am      resident, by recency: the rest
 *
 * Cost: constant; 9 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const A1_IN = 0;
const A1_OUT = 1;
const AM = 2;
const NOWHERE = 3;

const IN_SHARE = 1 / 4;
const OUT_SHARE = 1 / 2;

export class TwoQ implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #queues: PageLists;
  readonly #where: Uint8Array;
  readonly #frames: number;
  readonly #mostIn: number;
  readonly #mostOut: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#mostIn = Math.max(1, Math.floor(frames * IN_SHARE));
    this.#mostOut = Math.max(1, Math.floor(frames * OUT_SHARE));
    this.#queues = new PageLists(pages, 3);
    this.#where = new Uint8Array(pages).fill(NOWHERE);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    const where = this.#where[page]!;
    if (where === AM) {
      this.#queues.moveToFront(AM, page);
      return true;
    }
    if (where === A1_IN) return true;
    if (this.#resident() === this.#frames) this.evict();
    // Making room may have pushed the page out of A1out; what it was when it was asked for counts.
    if (this.#where[page] === A1_OUT) this.#queues.remove(A1_OUT, page);
    this.#put(where === A1_OUT ? AM : A1_IN, page);
    return false;
  }

  evict(): number {
    const queues = this.#queues;
    this.evicted = NO_PAGE;
    if (this.#resident() === 0) return NO_PAGE;
    if (queues.sizes[A1_IN]! > this.#mostIn || queues.sizes[AM] === 0) {
      this.#take(A1_IN);
      this.#put(A1_OUT, this.evicted);
      if (queues.sizes[A1_OUT]! > this.#mostOut) {
        const forgotten = queues.back(A1_OUT);
        queues.remove(A1_OUT, forgotten);
        this.#where[forgotten] = NOWHERE;
      }
    } else {
      this.#take(AM);
      this.#where[this.evicted] = NOWHERE;
    }
    return this.evicted;
  }

  drop(page: number): void {
    const where = this.#where[page]!;
    if (where === NOWHERE) return;
    this.#queues.remove(where, page);
    this.#where[page] = NOWHERE;
  }

  #resident(): number {
    const { sizes } = this.#queues;
    return sizes[A1_IN]! + sizes[AM]!;
  }

  #take(list: number): void {
    this.evicted = this.#queues.back(list);
    this.#queues.remove(list, this.evicted);
  }

  #put(list: number, page: number): void {
    this.#queues.pushFront(list, page);
    this.#where[page] = list;
  }
}
