/**
 * How much memory the programs may be promised, whether they use it or not, after Linux (its document
 * "Overcommit Accounting"). What counts as promised are the pages that would need a frame or a slot of their own: private
 * areas that may be written, and shared memory.
 *
 *     mode 0   'heuristic'   only what obviously cannot be is refused: more in one call than all frames and all of swap
 *     mode 1   'always'      nothing is refused
 *     mode 2   'never'       at most swap and `ratio` percent of the frames (or `limit` bytes) in all
 *
 * Areas mapped with `noReserve` do not count in modes 0 and 1. Of a stack Linux counts what it has grown to, which is little;
 * here it does not count at all.
 */
import { MemoryRefused, PAGE } from './contract.js';

export type OvercommitMode = 0 | 1 | 2;

export interface OvercommitOptions {
  mode?: OvercommitMode;
  /** Of mode 2: percent of the frames. */
  ratio?: number;
  /** Of mode 2: bytes in place of the ratio, as vm.overcommit_kbytes. */
  limit?: number;
}

const USUAL_RATIO = 50;

export class Commit {
  readonly mode: OvercommitMode;
  /** Most pages in mode 2; in the others only shown. */
  readonly limit: number;
  /** Pages that are promised. */
  pages = 0;
  peak = 0;
  readonly #most: number;

  constructor(frames: number, slots: number, { mode = 0, ratio = USUAL_RATIO, limit }: OvercommitOptions = {}) {
    this.mode = mode;
    this.limit = slots + (limit === undefined ? Math.floor((frames * ratio) / 100) : Math.floor(limit / PAGE));
    this.#most = frames + slots;
  }

  /** Whether areas that need not be reserved count all the same. */
  get countsAll(): boolean {
    return this.mode === 2;
  }

  /** @throws MemoryRefused */
  promise(pages: number): void {
    if (this.mode === 0 && pages > this.#most)
      throw new MemoryRefused(
        'ENOMEM',
        `${pages} pages at once are more than the ${this.#most} of memory and swap together (overcommit mode 0)`,
      );
    if (this.mode === 2 && this.pages + pages > this.limit)
      throw new MemoryRefused(
        'ENOMEM',
        `${pages} pages more would be ${this.pages + pages} committed; the limit is ${this.limit} (overcommit mode 2)`,
      );
    this.pages += pages;
    if (this.pages > this.peak) this.peak = this.pages;
  }

  giveBack(pages: number): void {
    this.pages -= pages;
  }
}
