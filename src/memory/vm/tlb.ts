/**
 * A model of a translation lookaside buffer, two levels as x86 processors have them. It counts; what generated code does is
 * not changed by it. Entries are tagged with their address space, so that a switch keeps them.
 *
 *     set of a page     page modulo sets
 *     tag               page + 2^36 * space: exact as long as there are fewer than 2^17 spaces
 *     ways of a set     by recency, the latest first
 *
 * Invariant: what level 1 has, level 2 has had; level 2 does not lose a page for level 1's sake (not inclusive, as on Intel).
 * Cost: the ways of both levels.
 */
export interface TlbShape {
  sets: number;
  ways: number;
}

export interface TlbOptions {
  /** By default 16 sets of 4 ways: 64 entries. */
  level1?: TlbShape;
  /** By default 128 sets of 12 ways: 1536 entries. */
  level2?: TlbShape;
}

const NOTHING = -1;
const SPACE = 2 ** 36;

export class Tlb {
  level1Hits = 0;
  level2Hits = 0;
  misses = 0;
  readonly #level1: Level;
  readonly #level2: Level;

  constructor({ level1 = { sets: 16, ways: 4 }, level2 = { sets: 128, ways: 12 } }: TlbOptions = {}) {
    this.#level1 = new Level(level1);
    this.#level2 = new Level(level2);
  }

  /** A reference to a page. */
  access(space: number, page: number): void {
    const tag = space * SPACE + page;
    if (this.#level1.touch(page, tag)) {
      this.level1Hits++;
      return;
    }
    if (this.#level2.touch(page, tag)) this.level2Hits++;
    else this.misses++;
  }

  /** The entry of a page has changed (INVLPG). */
  invalidate(space: number, page: number): void {
    const tag = space * SPACE + page;
    this.#level1.remove(page, tag);
    this.#level2.remove(page, tag);
  }

  flush(): void {
    this.#level1.clear();
    this.#level2.clear();
  }
}

class Level {
  readonly #sets: number;
  readonly #ways: number;
  readonly #tags: Float64Array;

  constructor({ sets, ways }: TlbShape) {
    if (!(sets >= 1 && ways >= 1)) throw new RangeError(`a TLB of ${sets} sets and ${ways} ways has no entries`);
    this.#sets = sets;
    this.#ways = ways;
    this.#tags = new Float64Array(sets * ways).fill(NOTHING);
  }

  /** @returns whether it was there; it is the latest of its set now, and the oldest has gone */
  touch(page: number, tag: number): boolean {
    const tags = this.#tags;
    const first = (page % this.#sets) * this.#ways;
    if (tags[first] === tag) return true;
    const last = first + this.#ways - 1;
    let at = first + 1;
    while (at < last && tags[at] !== tag) at++;
    const isThere = at <= last && tags[at] === tag;
    for (let to = Math.min(at, last); to > first; to--) tags[to] = tags[to - 1]!;
    tags[first] = tag;
    return isThere;
  }

  remove(page: number, tag: number): void {
    const first = (page % this.#sets) * this.#ways;
    for (let at = first; at < first + this.#ways; at++) if (this.#tags[at] === tag) this.#tags[at] = NOTHING;
  }

  clear(): void {
    this.#tags.fill(NOTHING);
  }
}
