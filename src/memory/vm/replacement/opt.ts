/**
 * OPT, also MIN: the page leaves whose next reference is farthest ahead. No policy faults less; it needs to know the
 * future, and so is given the whole reference string. L. A. Belady, A Study of Replacement Algorithms for a
 * Virtual-Storage Computer, IBM Systems Journal 5(2), 1966; that it is the best, Mattson and others, 1970.
 *
 * A resident page stands for the position of its next reference, so that "is it resident?" is "is this position in the
 * set?", and the victim is the set's maximum. The set is a tree of bits with 32 children to a node (after P. van Emde Boas,
 * 1975):
 *
 *     level 0   a bit per reference
 *     level 1   a bit per word of level 0: not empty
 *     ...       up to one word
 *
 * Pages that are not referenced again leave before all others, in any order.
 * Cost: log32 of the references, four levels for a million; 4 bytes and little more than a bit per reference, and 4 bytes
 * per frame and per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';

const BITS = 5;
const NEVER = 0xffff_ffff;
const ABSENT = 0xffff_fffe;

/** A live memory was touched otherwise than the string says, so that nothing is known of the future. */
export class OtherReferences extends Error {}

export class Opt implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #references: Uint32Array;
  readonly #nextUse: Uint32Array;
  readonly #levels: Int32Array[];
  /** Resident, and not referenced again. */
  readonly #done: Int32Array;
  #doneCount = 0;
  /** Of each page: where it is referenced next, NEVER, or ABSENT for pages that are not resident. */
  readonly #upcoming: Uint32Array;
  #free: number;
  #position = 0;

  /** @param setup `references`: the pages that will be touched, one after the other */
  constructor({ frames, pages, references }: PolicySetup & { references: Uint32Array }) {
    this.#references = references;
    this.#nextUse = nextUses(references, pages);
    this.#levels = emptyLevels(references.length);
    this.#done = new Int32Array(Math.min(frames, pages));
    this.#upcoming = new Uint32Array(pages).fill(ABSENT);
    this.#free = frames;
  }

  /** The page of the next reference of the string. @throws OtherReferences for any other */
  touch(page: number): boolean {
    const position = this.#position++;
    if (this.#references[position] !== page) throw new OtherReferences(this.#strayed(page, position));
    const bottom = this.#levels[0]!;
    const isHit = (bottom[position >>> BITS]! & (1 << (position & 31))) !== 0;
    this.evicted = NO_PAGE;
    if (isHit) this.#remove(position);
    else {
      if (this.#free === 0) this.evict();
      this.#free--;
    }
    const next = this.#nextUse[position]!;
    this.#upcoming[page] = next;
    if (next === NEVER) this.#done[this.#doneCount++] = page;
    else this.#add(next);
    return isHit;
  }

  evict(): number {
    if (this.#doneCount > 0) this.evicted = this.#done[--this.#doneCount]!;
    else {
      const farthest = this.#maximum();
      this.evicted = farthest < 0 ? NO_PAGE : this.#references[farthest]!;
      if (farthest < 0) return NO_PAGE;
      this.#remove(farthest);
    }
    this.#upcoming[this.evicted] = ABSENT;
    this.#free++;
    return this.evicted;
  }

  drop(page: number): void {
    const next = this.#upcoming[page]!;
    if (next === ABSENT) return;
    this.#upcoming[page] = ABSENT;
    this.#free++;
    if (next !== NEVER) this.#remove(next);
    else this.#done[this.#done.subarray(0, this.#doneCount).indexOf(page)] = this.#done[--this.#doneCount]!;
  }

  #strayed(page: number, position: number): string {
    const expected = this.#references[position];
    const told = expected === undefined ? 'its string has ended' : `its string has page ${expected}`;
    return `OPT cannot know the future: reference ${position} is to page ${page}, but ${told}`;
  }

  #add(position: number): void {
    for (const level of this.#levels) {
      const bit = 1 << (position & 31);
      position >>>= BITS;
      const before = level[position]!;
      level[position] = before | bit;
      if (before !== 0) return;
    }
  }

  #remove(position: number): void {
    for (const level of this.#levels) {
      const bit = 1 << (position & 31);
      position >>>= BITS;
      const left = level[position]! & ~bit;
      level[position] = left;
      if (left !== 0) return;
    }
  }

  /** -1 if the set is empty. */
  #maximum(): number {
    if (this.#levels.at(-1)![0] === 0) return -1;
    let at = 0;
    for (let i = this.#levels.length - 1; i >= 0; i--) at = at * 32 + 31 - Math.clz32(this.#levels[i]![at]!);
    return at;
  }
}

/** For each position, the next one of the same page. */
function nextUses(references: Uint32Array, pages: number): Uint32Array {
  const nextUse = new Uint32Array(references.length);
  const seen = new Uint32Array(pages).fill(NEVER);
  for (let i = references.length - 1; i >= 0; i--) {
    const page = references[i]!;
    nextUse[i] = seen[page]!;
    seen[page] = i;
  }
  return nextUse;
}

function emptyLevels(bits: number): Int32Array[] {
  const levels: Int32Array[] = [];
  for (let words = bits; levels.length === 0 || words > 1; ) {
    words = Math.max(1, Math.ceil(words / 32));
    levels.push(new Int32Array(words));
  }
  return levels;
}
