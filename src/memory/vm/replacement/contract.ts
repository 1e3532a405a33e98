/**
 * What a page replacement policy is: it decides which page leaves when one must come in and all frames are taken.
 *
 * Pages are numbered 0 .. pages-1, so that what a policy knows of a page is an entry of a typed array. Whoever uses a
 * policy calls `touch` for every reference, in order, and keeps frames, contents and dirty bits itself.
 *
 * A replay touches and nothing else. A live memory has frames that hold other things than pages, and pages that end
 * before they are evicted; and it cannot call for every reference. For these there are `evict`, `drop` and `settled`.
 *
 * Invariants
 * 1. A touched page is resident afterwards.
 * 2. At most `frames` pages are resident, and a page leaves only by being `evicted` or dropped.
 * 3. One touch evicts one page at most; only a policy that gives frames back by itself (working set) does so on a hit.
 */

/** In place of a page. */
export const NO_PAGE = -1;

export interface ReplacementPolicy {
  /** The page that the last touch evicted, or NO_PAGE. */
  readonly evicted: number;
  /**
   * A reference.
   * @param write whether it changes the page
   * @returns whether the page was resident
   */
  touch(page: number, write: boolean): boolean;
  /** The policy's victim leaves now, though frames may be free. @returns the page, or NO_PAGE where none is resident */
  evict(): number;
  /** The page has ended, resident or not: all that is known of it is forgotten. */
  drop(page: number): void;
  /**
   * Of the page that was touched last: another reference, or another write after a write, would change nothing until
   * `unsettle` names the page. So it need not be told of. Always false where every reference counts.
   */
  readonly settled: boolean;
  /** Called with pages whose references must be told of again; set by a live memory. */
  unsettle: ((page: number) => void) | undefined;
}

/** What a policy is made for. */
export interface PolicySetup {
  /** At least 1. */
  frames: number;
  /** Pages are 0 .. pages-1. */
  pages: number;
}
