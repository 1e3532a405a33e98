/** A page source with less than another one has: without a break, without maps, or with calls that are refused. */
import type { PageSource } from '../contract.js';

export interface Restriction {
  breaks?: boolean;
  maps?: boolean;
  /** Calls from this one on find the break stuck. */
  refusesBreakAfter?: number;
  /** Whether the call with this number, from 0 on, finds no memory. */
  refuses?: (call: number) => boolean;
  untrusted?: boolean;
}

export class RestrictedPages implements PageSource {
  readonly pageSize: number;
  readonly untrusted: boolean;
  /** Calls that could be refused. */
  calls = 0;
  readonly #pages: PageSource;
  readonly #restriction: Restriction;

  constructor(pages: PageSource, restriction: Restriction) {
    this.pageSize = pages.pageSize;
    this.untrusted = restriction.untrusted ?? pages.untrusted ?? false;
    this.#pages = pages;
    this.#restriction = restriction;
  }

  sbrk(delta: number): number {
    const { breaks = true, refusesBreakAfter = Infinity, refuses } = this.#restriction;
    const call = this.calls++;
    if (!breaks || (call >= refusesBreakAfter && delta > 0) || refuses?.(call)) return -1;
    return this.#pages.sbrk(delta);
  }

  map(size: number): number {
    const { maps = true, refuses } = this.#restriction;
    const call = this.calls++;
    return maps && !refuses?.(call) ? this.#pages.map(size) : -1;
  }

  unmap(address: number, size: number): void {
    this.#pages.unmap(address, size);
  }
}
