/**
 * Adaptive replacement cache: recency and frequency side by side, with as many frames for each as pages that left too
 * early show to be right. N. Megiddo and D. S. Modha, ARC: A Self-Tuning, Low Overhead Replacement Cache, FAST 2003.
 *
 *     T1   resident, referenced once lately      B1   left T1, not resident
 *     T2   resident, referenced more than once   B2   left T2, not resident
 *
 * All four by recency. |T1| + |B1| is at most the frames, all four at most twice as many. `target` is the size that T1
 * should have. Cost: constant; 9 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const T1 = 0;
const T2 = 1;
const B1 = 2;
const B2 = 3;
const NOWHERE = 4;

export class Arc implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #lists: PageLists;
  readonly #where: Uint8Array;
  readonly #frames: number;
  #target = 0;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#lists = new PageLists(pages, 4);
    this.#where = new Uint8Array(pages).fill(NOWHERE);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    const { sizes } = this.#lists;
    switch (this.#where[page]) {
      case T2:
        this.#lists.moveToFront(T2, page);
        return true;
      case T1:
        this.#move(page, T1, T2);
        return true;
      case B1:
        this.#target = Math.min(this.#frames, this.#target + Math.max(1, sizes[B2]! / sizes[B1]!));
        this.#makeFrame(false);
        this.#move(page, B1, T2);
        return false;
      case B2:
        this.#target = Math.max(0, this.#target - Math.max(1, sizes[B1]! / sizes[B2]!));
        this.#makeFrame(true);
        this.#move(page, B2, T2);
        return false;
      default:
        this.#makeRoom();
        this.#lists.pushFront(T1, page);
        this.#where[page] = T1;
        return false;
    }
  }

  /** For a page that is in none of the lists. */
  #makeRoom(): void {
    const { sizes } = this.#lists;
    const once = sizes[T1]! + sizes[B1]!;
    const all = once + sizes[T2]! + sizes[B2]!;
    if (once === this.#frames) {
      if (sizes[B1]! > 0) {
        this.#forget(B1);
        this.#makeFrame(false);
      } else {
        this.evicted = this.#lists.back(T1);
        this.#forget(T1);
      }
    } else if (all >= this.#frames) {
      if (all === 2 * this.#frames) this.#forget(B2);
      this.#makeFrame(false);
    }
  }

  evict(): number {
    this.evicted = NO_PAGE;
    if (this.#resident() > 0) this.#replace(false);
    return this.evicted;
  }

  drop(page: number): void {
    const where = this.#where[page]!;
    if (where === NOWHERE) return;
    this.#lists.remove(where, page);
    this.#where[page] = NOWHERE;
  }

  /** A page leaves memory, unless a frame is free. */
  #makeFrame(wantedInB2: boolean): void {
    if (this.#resident() === this.#frames) this.#replace(wantedInB2);
  }

  /** A page leaves memory and is remembered; some page is resident. */
  #replace(wantedInB2: boolean): void {
    const { sizes } = this.#lists;
    const isLong = sizes[T1]! > this.#target || (wantedInB2 && sizes[T1] === this.#target);
    const from = sizes[T1]! > 0 && (isLong || sizes[T2] === 0) ? T1 : T2;
    this.evicted = this.#lists.back(from);
    this.#move(this.evicted, from, from === T1 ? B1 : B2);
  }

  #resident(): number {
    const { sizes } = this.#lists;
    return sizes[T1]! + sizes[T2]!;
  }

  #move(page: number, from: number, to: number): void {
    this.#lists.remove(from, page);
    this.#lists.pushFront(to, page);
    this.#where[page] = to;
  }

  #forget(list: number): void {
    const page = this.#lists.back(list);
    this.#lists.remove(list, page);
    this.#where[page] = NOWHERE;
  }
}
