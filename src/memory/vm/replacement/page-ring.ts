/**
 * Pages in the order in which they came, in a ring of memory:
 *
 *     hand              tail
 *     v                 v
 *     oldest .. newest  | gap |        with `hand === tail`: no gap, the newest page lies right before the hand
 *
 * A page that is removed from the middle leaves a hole, which holds NO_PAGE as the gap does. Where pages come and only the
 * oldest go, as in a replay, there are no holes, and giving the oldest page another round moves the hand over it.
 *
 * Cost: constant; amortised where pages are removed, for then the ring is twice as large as needed and is packed when the
 * tail meets the hand. 4 bytes per page and per place.
 */
import { NO_PAGE } from './contract.js';

const NOWHERE = -1;

export class PageRing {
  /** Pages in the ring. */
  size = 0;
  #ring: Int32Array;
  readonly #placeOf: Int32Array;
  #hand = 0;
  #tail = 0;

  /** @param most pages at once */
  constructor(most: number, pages: number) {
    this.#ring = new Int32Array(most).fill(NO_PAGE);
    this.#placeOf = new Int32Array(pages).fill(NOWHERE);
  }

  has(page: number): boolean {
    return this.#placeOf[page] !== NOWHERE;
  }

  /** The oldest page; there is one. */
  oldest(): number {
    while (this.#ring[this.#hand] === NO_PAGE) this.#hand = this.#after(this.#hand);
    return this.#ring[this.#hand]!;
  }

  /** The oldest page becomes the newest. Follows `oldest`. */
  again(): void {
    const hand = this.#hand;
    this.#hand = this.#after(hand);
    if (hand === this.#tail) {
      this.#tail = this.#hand;
      return;
    }
    const page = this.#ring[hand]!;
    this.#ring[hand] = NO_PAGE;
    this.#put(page);
  }

  /** The page is not in the ring, and there are fewer than most. */
  push(page: number): void {
    if (this.#hand === this.#tail && this.size > 0) {
      if (this.#ring[this.#hand] === NO_PAGE) this.#hand = this.#after(this.#hand);
      else this.#pack();
    }
    this.size++;
    this.#put(page);
  }

  /** The page is in the ring. */
  remove(page: number): void {
    this.#ring[this.#placeOf[page]!] = NO_PAGE;
    this.#placeOf[page] = NOWHERE;
    this.size--;
  }

  #put(page: number): void {
    const tail = this.#tail;
    this.#ring[tail] = page;
    this.#placeOf[page] = tail;
    this.#tail = this.#after(tail);
  }

  /** Pages from the start on, and as much room again. */
  #pack(): void {
    const pages = [...this.#ring.subarray(this.#hand), ...this.#ring.subarray(0, this.#hand)].filter(
      (page) => page !== NO_PAGE,
    );
    if (this.#ring.length < 2 * pages.length) this.#ring = new Int32Array(2 * this.#ring.length);
    this.#ring.fill(NO_PAGE);
    this.#ring.set(pages);
    pages.forEach((page, place) => void (this.#placeOf[page] = place));
    this.#hand = 0;
    this.#tail = pages.length;
  }

  #after(place: number): number {
    return place + 1 === this.#ring.length ? 0 : place + 1;
  }
}
