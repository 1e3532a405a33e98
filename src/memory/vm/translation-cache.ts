/**
 * A small cache of translations for code in TypeScript, in place of a flat table, for any address: what `reach` found, until
 * it is not true any more. Direct-mapped, by the low bits of the page number.
 *
 * Invariants: those of a flat table that is not exact (flat-table.ts), for the pages that it has.
 */
import type { Address } from '../../base/ids.js';
import type { TranslationSink } from './flat-table.js';

const PLACES = 256;
const NOTHING = -1;

export class TranslationCache implements TranslationSink {
  readonly exact = false;
  readonly #pages = new Float64Array(PLACES).fill(NOTHING);
  readonly #addresses = new Float64Array(PLACES);
  readonly #writable = new Uint8Array(PLACES);

  /** The memory address of a page that may be read (or written to), or -1 if `reach` must be asked. */
  find(page: number, write: boolean): Address | -1 {
    const place = page & (PLACES - 1);
    const isThere = this.#pages[place] === page && (!write || this.#writable[place] === 1);
    return isThere ? this.#addresses[place]! : NOTHING;
  }

  fill(page: number, frameAddress: Address, writable: boolean): void {
    const place = page & (PLACES - 1);
    this.#pages[place] = page;
    this.#addresses[place] = frameAddress;
    this.#writable[place] = writable ? 1 : 0;
  }

  clear(page: number): void {
    const place = page & (PLACES - 1);
    if (this.#pages[place] === page) this.#pages[place] = NOTHING;
  }

  clearWrite(page: number): void {
    const place = page & (PLACES - 1);
    if (this.#pages[place] === page) this.#writable[place] = 0;
  }

  isCurrent(): boolean {
    return false;
  }

  translationOf(page: number): { read: Address | undefined; write: Address | undefined } {
    const [read, write] = [this.find(page, false), this.find(page, true)];
    return { read: read < 0 ? undefined : read, write: write < 0 ? undefined : write };
  }
}
