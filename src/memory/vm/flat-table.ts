/**
 * What generated code translates through: for the lowest 4 GiB of an address space an i32 per page for reads and one for
 * writes, in the WebAssembly.Memory itself.
 *
 *     reads    at `readsAt  + 4 * page`      writes   at `writesAt + 4 * page`      page 0 .. 2^20-1
 *
 * An entry is what must be added to a virtual address (modulo 2^32) to get the memory address: address of the frame minus
 * address of the page. 0 stands for "ask": the slow path (`AddressSpace.reach`) then knows. A frame that happens to lie
 * where its page lies has the entry 0 for ever, which is slow and right; frames above what programs use avoid it.
 *
 * Invariants
 * 1. A read entry that is not 0: the page table's entry is present and accessed, and leads to that frame.
 * 2. A write entry that is not 0: it is writable and dirty as well.
 * 3. In exact mode at most one page has entries that are not 0: the one that was touched last. So each change from one
 *    page to another is seen, as exact replacement policies need it.
 *
 * Cost: constant; 8 MiB per address space, of which the engine commits what is touched.
 */
import type { Address } from '../../base/ids.js';
import { PAGE_SHIFT } from './contract.js';

/** Where an address space tells which accesses need not come to it any more. */
export interface TranslationSink {
  /** Only the page that was touched last is known. */
  readonly exact: boolean;
  /** The page was touched and is in the frame at a memory address. */
  fill(page: number, frameAddress: Address, writable: boolean): void;
  /** The next access of any kind must be seen. */
  clear(page: number): void;
  /** The next write must be seen. */
  clearWrite(page: number): void;
  /** In exact mode: whether the page is the one that was touched last, so that another touch is no change of page. */
  isCurrent(page: number): boolean;
  /** For tests and invariants: the frame's memory address where an access need not come. */
  translationOf(page: number): { read: Address | undefined; write: Address | undefined };
}

export const FLAT_PAGES = 2 ** 20;
/** Bytes of each of the two tables. */
export const FLAT_TABLE_BYTES = 4 * FLAT_PAGES;

/** None, or behind the table's end. */
const NO_PAGE = FLAT_PAGES;

export class FlatTable implements TranslationSink {
  readonly readsAt: number;
  readonly writesAt: number;
  readonly exact: boolean;
  readonly #memory: WebAssembly.Memory;
  #reads!: Int32Array;
  #writes!: Int32Array;
  #current = NO_PAGE;

  /** Both tables lie at multiples of 4 and hold zeros. */
  constructor(memory: WebAssembly.Memory, readsAt: number, writesAt: number, exact = false) {
    this.#memory = memory;
    this.readsAt = readsAt;
    this.writesAt = writesAt;
    this.exact = exact;
    this.refresh();
  }

  /** After the memory has grown. */
  refresh(): void {
    this.#reads = new Int32Array(this.#memory.buffer, this.readsAt, FLAT_PAGES);
    this.#writes = new Int32Array(this.#memory.buffer, this.writesAt, FLAT_PAGES);
  }

  fill(page: number, frameAddress: Address, writable: boolean): void {
    if (page >= FLAT_PAGES) return;
    if (this.exact && page !== this.#current) {
      this.clear(this.#current);
      this.#current = page;
    }
    const entry = frameAddress - (page << PAGE_SHIFT);
    this.#reads[page] = entry;
    this.#writes[page] = writable ? entry : 0;
  }

  clear(page: number): void {
    if (page >= FLAT_PAGES) return;
    this.#reads[page] = 0;
    this.#writes[page] = 0;
    if (page === this.#current) this.#current = NO_PAGE;
  }

  isCurrent(page: number): boolean {
    return page === this.#current;
  }

  /** In exact mode, before another address space has its turn: the next touch is a change of page. */
  leaveCurrent(): void {
    this.clear(this.#current);
  }

  clearWrite(page: number): void {
    if (page < FLAT_PAGES) this.#writes[page] = 0;
  }

  clearAll(): void {
    this.clearRange(0, FLAT_PAGES);
    this.#current = NO_PAGE;
  }

  protected clearRange(from: number, to: number): void {
    this.#reads.fill(0, from, to);
    this.#writes.fill(0, from, to);
  }

  translationOf(page: number): { read: Address | undefined; write: Address | undefined } {
    const { read, write } = this.entries(page);
    const addressOf = (entry: number): Address | undefined =>
      entry === 0 ? undefined : (entry + (page << PAGE_SHIFT)) >>> 0;
    return { read: addressOf(read), write: addressOf(write) };
  }

  /** Whether an access to a page below 2^20 need not ask. */
  isFilled(page: number, write: boolean): boolean {
    return (write ? this.#writes : this.#reads)[page] !== 0;
  }

  /** The entries of a page as they stand in the tables. */
  entries(page: number): { read: number; write: number } {
    return page < FLAT_PAGES ? { read: this.#reads[page]!, write: this.#writes[page]! } : { read: 0, write: 0 };
  }
}
