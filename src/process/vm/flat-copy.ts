/**
 * A process's memory as one buffer, in which every byte lies at its virtual address: for searches that go through all of it
 * (leaks, a broken heap), when the program has ended or cannot go on. Pages are copied from where they are.
 *
 * Memory: the buffer is as long as addresses are, but only pages that have been copied cost anything.
 */
import type { AddressSpace } from '../../memory/vm/address-space.js';
import { peekPage } from '../../memory/vm/peek.js';
import { ADDRESS_LIMIT, PAGE } from './layout.js';

export class FlatCopy {
  readonly #space: AddressSpace;
  #bytes: Uint8Array<ArrayBuffer> | undefined;
  /** Pages that have been copied. */
  #copied = new Set<number>();

  constructor(space: AddressSpace) {
    this.#space = space;
  }

  /** As it was at the last `refresh`; all zeros before. */
  get buffer(): ArrayBuffer {
    this.#bytes ??= new Uint8Array(ADDRESS_LIMIT);
    return this.#bytes.buffer;
  }

  /** Brings the copy up to date. */
  refresh(): ArrayBuffer {
    const bytes = new Uint8Array(this.buffer);
    const before = this.#copied;
    this.#copied = new Set();
    for (const { start, end } of this.#space.areas.all) {
      for (let page = start / PAGE; page < end / PAGE; page++) {
        const contents = peekPage(this.#space, page);
        if (contents === undefined) continue;
        bytes.set(contents, page * PAGE);
        this.#copied.add(page);
        before.delete(page);
      }
    }
    for (const page of before) bytes.fill(0, page * PAGE, (page + 1) * PAGE);
    return this.buffer;
  }
}
