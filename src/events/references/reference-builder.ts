/**
 * Builds a reference string from pages as their source names them: by number, of up to 64 bits.
 *
 * Cost: a hash lookup per reference, an entry per page.
 */
import { U32Column, U8Column } from '../../base/column.js';
import type { References } from './references.js';

/** What fits into memory with room for replays. */
export const MOST_REFERENCES = 2 ** 28;

/** A whole number; a bigint where a number would not be exact. */
export type PageName = number | bigint;

export class ReferenceBuilder {
  readonly #page = new U32Column();
  readonly #write = new U8Column();
  readonly #ids = new Map<PageName, number>();

  get length(): number {
    return this.#page.length;
  }

  /** @param write undefined where the source does not say; then for every reference */
  add(name: PageName, write: boolean | undefined): void {
    let id = this.#ids.get(name);
    if (id === undefined) {
      id = this.#ids.size;
      this.#ids.set(name, id);
    }
    this.#page.push(id);
    if (write !== undefined) this.#write.push(write ? 1 : 0);
  }

  finish(): References {
    return { page: this.#page, write: this.#write, pages: this.#ids.size };
  }
}
