/**
 * Pages in the order in which they came, in a ring of memory:
 *
 *     hand              tail
 *     v                 v
 *     oldest .. newest  | gap |        with no gap the newest page lies right before the hand
 *
 * A page that is removed from the middle leaves its entry behind, which is *stale*: it is counted by page, and passed over
 * when the hand gets there. Should the page come again, its stale entries are older than the new one, so the hand meets
 * them first. A replay removes nothing from the middle; there the ring never has a gap once it is full, and giving the
 * oldest page another round only moves the hand.
 *
 * Cost: constant; amortised where pages are removed, for then the ring is twice as large as needed and is packed when it is
 * full. 4 bytes per place.
 */
export class PageRing {
  /** Pages in the ring. */
  size = 0;
  #ring: Int32Array;
  #hand = 0;
  #tail = 0;
  /** Entries from the hand to the tail. */
  #entries = 0;
  #staleEntries = 0;
  readonly #staleOf = new Map<number, number>();

  /** @param most pages at once */
  constructor(most: number) {
    this.#ring = new Int32Array(most);
  }

  /** The oldest page; there is one. */
  oldest(): number {
    if (this.#staleEntries > 0) this.#passStale();
    return this.#ring[this.#hand]!;
  }

  /** The oldest page goes. Follows `oldest`. */
  pop(): void {
    this.#hand = this.#after(this.#hand);
    this.#entries--;
    this.size--;
  }

  /** The oldest page becomes the newest. Follows `oldest`. */
  again(): void {
    const page = this.#ring[this.#hand]!;
    this.#hand = this.#after(this.#hand);
    if (this.#entries < this.#ring.length) this.#ring[this.#tail] = page;
    this.#tail = this.#after(this.#tail);
  }

  /** The page is not in the ring, and there are fewer than most. */
  push(page: number): void {
    if (this.#entries === this.#ring.length) this.#pack();
    this.#ring[this.#tail] = page;
    this.#tail = this.#after(this.#tail);
    this.#entries++;
    this.size++;
  }

  /** The page is in the ring. */
  remove(page: number): void {
    this.#staleOf.set(page, (this.#staleOf.get(page) ?? 0) + 1);
    this.#staleEntries++;
    this.size--;
  }

  #passStale(): void {
    while (this.#staleEntries > 0 && this.#isStale(this.#ring[this.#hand]!)) {
      this.#hand = this.#after(this.#hand);
      this.#entries--;
    }
  }

  /** Whether the oldest entry of a page is stale; then it counts as gone. */
  #isStale(page: number): boolean {
    const entries = this.#staleOf.get(page);
    if (entries === undefined) return false;
    if (entries > 1) this.#staleOf.set(page, entries - 1);
    else this.#staleOf.delete(page);
    this.#staleEntries--;
    return true;
  }

  /** Without stale entries, from the start on, and with as much room again. */
  #pack(): void {
    const pages: number[] = [];
    for (let i = 0, at = this.#hand; i < this.#entries; i++, at = this.#after(at)) {
      if (!this.#isStale(this.#ring[at]!)) pages.push(this.#ring[at]!);
    }
    if (this.#ring.length < 2 * pages.length) this.#ring = new Int32Array(2 * this.#ring.length);
    this.#ring.set(pages);
    this.#hand = 0;
    this.#tail = pages.length;
    this.#entries = pages.length;
  }

  #after(place: number): number {
    return place + 1 === this.#ring.length ? 0 : place + 1;
  }
}
