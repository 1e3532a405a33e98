/**
 * Least recently used, exactly: the page leaves whose last reference is longest ago.
 * R. L. Mattson, J. Gecsei, D. R. Slutz and I. L. Traiger, Evaluation Techniques for Storage Hierarchies, IBM Systems
 * Journal 9(2), 1970: with more frames it never faults more.
 *
 * One list, the latest page in front. Cost: constant; 8 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const LIST = 0;

export class Lru implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  readonly #lists: PageLists;
  readonly #frames: number;

  constructor({ frames, pages }: PolicySetup) {
    this.#frames = frames;
    this.#lists = new PageLists(pages, 1);
  }

  touch(page: number): boolean {
    const lists = this.#lists;
    this.evicted = NO_PAGE;
    if (lists.has(page)) {
      lists.moveToFront(LIST, page);
      return true;
    }
    if (lists.sizes[LIST] === this.#frames) this.evict();
    lists.pushFront(LIST, page);
    return false;
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
