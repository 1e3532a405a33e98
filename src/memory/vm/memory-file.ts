/** A file that is in memory only: swap for those who have no disk, and files for tests. Grows by doubling. */
import type { Bytes } from '../../base/ids.js';
import type { BackingFile } from './contract.js';

export class MemoryFile implements BackingFile {
  #bytes: Uint8Array;
  #size: Bytes;

  constructor(contents = new Uint8Array(0)) {
    this.#bytes = contents.slice();
    this.#size = contents.length;
  }

  read(offset: Bytes, into: Uint8Array): Bytes {
    const length = Math.max(0, Math.min(into.length, this.#size - offset));
    into.set(this.#bytes.subarray(offset, offset + length));
    return length;
  }

  write(offset: Bytes, from: Uint8Array): void {
    if (offset + from.length > this.#size) this.truncate(offset + from.length);
    this.#bytes.set(from, offset);
  }

  size(): Bytes {
    return this.#size;
  }

  truncate(size: Bytes): void {
    if (size > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(size, 2 * this.#bytes.length));
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    // What was there before must not come back when the file grows again.
    this.#bytes.fill(0, Math.min(size, this.#size), Math.max(size, this.#size));
    this.#size = size;
  }

  sync(): void {}

  /** A copy of what is in the file. */
  contents(): Uint8Array {
    return this.#bytes.slice(0, this.#size);
  }
}
