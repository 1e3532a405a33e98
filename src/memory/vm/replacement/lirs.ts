/**
 * Low inter-reference recency set: what counts is how many other pages were referenced between the last two references of
 * a page, not how long ago the last one is. S. Jiang and X. Zhang, LIRS: An Efficient Low Inter-reference Recency Set
 * Replacement Policy to Improve Buffer Cache Performance, SIGMETRICS 2002.
 *
 *     LIR pages   low recency between references: resident, all frames but a hundredth
 *     HIR pages   the others: some resident, in the order of the queue in which they will leave
 *     stack       by recency, LIR pages and those HIR pages, resident or not, that were referenced since the oldest LIR
 *                 page was; its bottom is always a LIR page ("pruned"), or it is empty
 *
 * A HIR page that is referenced while it is on the stack has a lower recency between references than the LIR page at the
 * bottom, and the two change places. The stack has no bound but the number of pages, as in the paper.
 * Cost: amortised constant, as whatever is pruned was pushed once; 17 bytes per page.
 */
import { NO_PAGE, type PolicySetup, type ReplacementPolicy } from './contract.js';
import { PageLists } from './page-lists.js';

const LIST = 0;

const ABSENT = 0;
const RESIDENT_HIR = 1;
const LIR = 2;

const HIR_SHARE = 1 / 100;

export class Lirs implements ReplacementPolicy {
  evicted = NO_PAGE;
  readonly settled = false;
  unsettle: ((page: number) => void) | undefined;
  /** Front is the top. */
  readonly #stack: PageLists;
  /** Resident HIR pages; the front leaves first. */
  readonly #queue: PageLists;
  readonly #status: Uint8Array;
  readonly #mostHir: number;
  readonly #mostLir: number;
  #lirPages = 0;

  constructor({ frames, pages }: PolicySetup) {
    this.#mostHir = Math.max(1, Math.floor(frames * HIR_SHARE));
    this.#mostLir = frames - this.#mostHir;
    this.#stack = new PageLists(pages, 1);
    this.#queue = new PageLists(pages, 1);
    this.#status = new Uint8Array(pages);
  }

  touch(page: number): boolean {
    this.evicted = NO_PAGE;
    const status = this.#status[page];
    if (status === LIR) {
      const wasBottom = this.#stack.back(LIST) === page;
      this.#stack.moveToFront(LIST, page);
      if (wasBottom) this.#prune();
      return true;
    }
    if (status === RESIDENT_HIR) this.#queue.remove(LIST, page);
    if (this.#lirPages < this.#mostLir) {
      this.#lirPages++;
      this.#status[page] = LIR;
      this.#toTop(page);
      return status === RESIDENT_HIR;
    }
    if (status === ABSENT && this.#queue.sizes[LIST] === this.#mostHir) this.evict();
    this.#referToHir(page);
    return status === RESIDENT_HIR;
  }

  /** The front of the queue; LIR pages only where there are no others. */
  evict(): number {
    this.evicted = this.#queue.front(LIST);
    if (this.evicted !== NO_PAGE) {
      this.#queue.remove(LIST, this.evicted);
      this.#status[this.evicted] = ABSENT;
    } else if (this.#lirPages > 0) {
      this.evicted = this.#stack.back(LIST);
      this.drop(this.evicted);
    }
    return this.evicted;
  }

  drop(page: number): void {
    const status = this.#status[page];
    this.#status[page] = ABSENT;
    if (status === RESIDENT_HIR) this.#queue.remove(LIST, page);
    if (this.#stack.has(page)) this.#stack.remove(LIST, page);
    if (status !== LIR) return;
    this.#lirPages--;
    this.#prune();
  }

  /** All frames for LIR pages are taken; the page is not in the queue. */
  #referToHir(page: number): void {
    const changesPlace = this.#stack.has(page) && this.#mostLir > 0;
    this.#toTop(page);
    if (!changesPlace) {
      this.#status[page] = RESIDENT_HIR;
      this.#queue.pushBack(LIST, page);
      return;
    }
    this.#status[page] = LIR;
    const bottom = this.#stack.back(LIST);
    this.#status[bottom] = RESIDENT_HIR;
    this.#queue.pushBack(LIST, bottom);
    this.#stack.remove(LIST, bottom);
    this.#prune();
  }

  #toTop(page: number): void {
    if (this.#stack.has(page)) this.#stack.moveToFront(LIST, page);
    else this.#stack.pushFront(LIST, page);
  }

  #prune(): void {
    let bottom = this.#stack.back(LIST);
    while (bottom !== NO_PAGE && this.#status[bottom] !== LIR) {
      this.#stack.remove(LIST, bottom);
      bottom = this.#stack.back(LIST);
    }
  }
}
