/**
 * A process's memory as one buffer, in which every byte lies at its virtual address: for searches that go through all of it
 * (leaks, a broken heap), when the program has ended or cannot go on. Pages are copied from where they are.
 *
 * Memory: the buffer reaches to the process's last area, but only pages that have been copied cost anything. (One as long as
 * addresses are would let the engine collect garbage, which takes longer than to search a small program's heap.)
 */
import type { Address } from '../../base/ids.js';
import type { AddressSpace } from '../../memory/vm/address-space.js';
import { peekPage } from '../../memory/vm/peek.js';
import { PAGE } from './layout.js';

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
    this.#bytes ??= new Uint8Array(this.#end());
    return this.#bytes.buffer;
  }

  /** Brings the copy up to date. It is another buffer where the process has got areas behind the old one's end. */
  refresh(): ArrayBuffer {
    const end = this.#end();
    if (this.#bytes === undefined || this.#bytes.length < end) {
      this.#bytes = new Uint8Array(end);
      this.#copied.clear();
    }
    const bytes = this.#bytes;
    const before = this.#copied;
    this.#copied = new Set();
    for (const { start, end: areaEnd } of this.#space.areas.all) {
      for (let page = start / PAGE; page < areaEnd / PAGE; page++) {
        const contents = peekPage(this.#space, page);
        if (contents === undefined) continue;
        bytes.set(contents, page * PAGE);
        this.#copied.add(page);
        before.delete(page);
      }
    }
    for (const page of before) bytes.fill(0, page * PAGE, (page + 1) * PAGE);
    return bytes.buffer;
  }

  /** Of the last area: a multiple of the page size. */
  #end(): Address {
    return this.#space.areas.all.reduce((last, { end }) => Math.max(last, end), 0);
  }
}
