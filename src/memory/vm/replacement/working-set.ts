/**
 * Working set: the pages of the last so many references (the window) are resident, and a page leaves as soon as the window
 * has passed it, whether its frame is needed or not. It may use fewer frames than there are; with a window longer than the
 * frames, the page that was used least recently leaves when they are all taken.
 * P. J. Denning, The Working Set Model for Program Behavior, CACM 11(5), 1968.
 *
 * One list, the latest page in front; each reference takes one other out of the window, so that one page at most leaves.
 * Cost: constant; 16 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const LIST = 0;

export class WorkingSet implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #lists: PageLists;
  readonly #lastUse: Float64Array;
  readonly #frames: number;
  readonly #window: number;
  /** References so far. */
  #now = 0;

  /** @param setup `window` in references, at least 1 */
  constructor({ frames, pages, window }: PolicySetup & { window: number }) {
    this.#frames = frames;
    this.#window = window;
    this.#lists = new PageLists(pages, 1);
    this.#lastUse = new Float64Array(pages);
  }

  touch(page: number): boolean {
    const lists = this.#lists;
    this.evicted = NO_PAGE;
    this.#lastUse[page] = ++this.#now;
    const wasResident = lists.has(page);
    if (wasResident) lists.moveToFront(LIST, page);
    else lists.pushFront(LIST, page);
    const oldest = lists.back(LIST);
    if (lists.sizes[LIST]! > this.#frames || this.#lastUse[oldest]! <= this.#now - this.#window) {
      lists.remove(LIST, oldest);
      this.evicted = oldest;
    }
    return wasResident;
  }

  evict(): number {
    this.evicted = this.#lists.back(LIST);
    this.drop(this.evicted);
    return this.evicted;
  }

  drop(page: number): void {
    if (page !== NO_PAGE && this.#lists.has(page)) this.#lists.remove(LIST, page);
  }
}
