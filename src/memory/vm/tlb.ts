/**
 * A model of a translation lookaside buffer, two levels as x86 processors have them. It counts; what generated code does is
 * not changed by it. Entries are tagged with their address space, so that a switch keeps them. Level 1 may lie where generated
 * code looks by itself (instrument/translate/slow-paths.ts).
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

/** Where a level's tags and its hits are kept, for whoever looks there too: sets * ways and 1 elements. */
export interface SharedLevel {
  tags: Float64Array;
  hits: Float64Array;
}

export interface TlbOptions {
  /** By default LEVEL_1. */
  level1?: TlbShape;
  sharedLevel1?: SharedLevel;
  /** By default 128 sets of 12 ways: 1536 entries. */
  level2?: TlbShape;
}

/** 64 entries. */
export const LEVEL_1: TlbShape = { sets: 16, ways: 4 };

const NOTHING = -1;
const SPACE = 2 ** 36;

/** What a space's pages have in their tags besides their numbers. */
export const spaceTag = (space: number): number => space * SPACE;

export class Tlb {
  level2Hits = 0;
  misses = 0;
  readonly #level1: Level;
  readonly #level2: Level;
  readonly #level1Hits: Float64Array;

  constructor({ level1 = LEVEL_1, level2 = { sets: 128, ways: 12 }, sharedLevel1 }: TlbOptions = {}) {
    this.#level1 = new Level(level1, sharedLevel1?.tags);
    this.#level2 = new Level(level2);
    this.#level1Hits = sharedLevel1?.hits ?? new Float64Array(1);
  }

  get level1Hits(): number {
    return this.#level1Hits[0]!;
  }

  /** A reference to a page. */
  access(space: number, page: number): void {
    if (this.#level1.touch(page, spaceTag(space) + page)) this.#level1Hits[0]!++;
    else this.accessLevel2(space, page);
  }

  /** A reference that level 1 has missed. */
  accessLevel2(space: number, page: number): void {
    if (this.#level2.touch(page, spaceTag(space) + page)) this.level2Hits++;
    else this.misses++;
  }

  /** The entry of a page has changed (INVLPG). */
  invalidate(space: number, page: number): void {
    const tag = spaceTag(space) + page;
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

  constructor({ sets, ways }: TlbShape, tags: Float64Array = new Float64Array(sets * ways)) {
    if (!(sets >= 1 && ways >= 1)) throw new RangeError(`a TLB of ${sets} sets and ${ways} ways has no entries`);
    this.#sets = sets;
    this.#ways = ways;
    this.#tags = tags.fill(NOTHING);
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
