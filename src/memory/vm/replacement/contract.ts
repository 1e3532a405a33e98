/**
 * What a page replacement policy is: it decides which page leaves when one must come in and all frames are taken.
 *
 * Pages are numbered 0 .. pages-1, so that what a policy knows of a page is an entry of a typed array. Whoever uses a
 * policy calls `touch` for every reference, in order, and keeps frames, contents and dirty bits itself.
 *
 * Invariants
 * 1. A touched page is resident afterwards.
 * 2. At most `frames` pages are resident, and a page leaves only by being `evicted`.
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
}

/** What a policy is made for. */
export interface PolicySetup {
  /** At least 1. */
  frames: number;
  /** Pages are 0 .. pages-1. */
  pages: number;
}
