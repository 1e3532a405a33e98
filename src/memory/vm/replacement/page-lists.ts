/**
 * Doubly linked lists of pages, linked through two arrays:
 *
 *     entry    0 .. pages-1      pages .. pages+lists-1
 *              links of a page   sentinel of each list: its next is the front, its previous the back
 *
 * A page is in one list at most. Every operation takes constant time and creates nothing.
 */
import { NO_PAGE } from './contract.js';

export class PageLists {
  /** Pages in each list. */
  readonly sizes: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #pages: number;

  constructor(pages: number, lists: number) {
    this.#pages = pages;
    this.sizes = new Int32Array(lists);
    this.#next = new Int32Array(pages + lists).fill(NO_PAGE);
    this.#previous = new Int32Array(pages + lists);
    for (let sentinel = pages; sentinel < pages + lists; sentinel++) {
      this.#next[sentinel] = sentinel;
      this.#previous[sentinel] = sentinel;
    }
  }

  /** Whether the page is in one of the lists. */
  has(page: number): boolean {
    return this.#next[page] !== NO_PAGE;
  }

  front(list: number): number {
    const page = this.#next[this.#pages + list]!;
    return page < this.#pages ? page : NO_PAGE;
  }

  back(list: number): number {
    const page = this.#previous[this.#pages + list]!;
    return page < this.#pages ? page : NO_PAGE;
  }

  /** The page is in no list. */
  pushFront(list: number, page: number): void {
    const sentinel = this.#pages + list;
    this.#link(sentinel, page, this.#next[sentinel]!);
    this.sizes[list]!++;
  }

  /** The page is in no list. */
  pushBack(list: number, page: number): void {
    const sentinel = this.#pages + list;
    this.#link(this.#previous[sentinel]!, page, sentinel);
    this.sizes[list]!++;
  }

  /** @param list the one that holds the page */
  remove(list: number, page: number): void {
    const next = this.#next[page]!;
    const previous = this.#previous[page]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
    this.#next[page] = NO_PAGE;
    this.sizes[list]!--;
  }

  /** Within the list that holds the page. */
  moveToFront(list: number, page: number): void {
    const sentinel = this.#pages + list;
    const previous = this.#previous[page]!;
    if (previous === sentinel) return;
    const next = this.#next[page]!;
    this.#next[previous] = next;
    this.#previous[next] = previous;
    this.#link(sentinel, page, this.#next[sentinel]!);
  }

  #link(before: number, page: number, after: number): void {
    this.#next[before] = page;
    this.#previous[page] = before;
    this.#next[page] = after;
    this.#previous[after] = page;
  }
}
