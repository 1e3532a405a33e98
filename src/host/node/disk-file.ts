/** A file on disk for mappings and swap, on Node's synchronous calls. */
import fs from 'node:fs';
import type { BackingFile } from '../../memory/vm/contract.js';

export interface DiskFileOptions {
  /** Opened for reading only. */
  readOnly?: boolean;
  /** Made, if it is not there. */
  create?: boolean;
  /** What is there goes. */
  truncate?: boolean;
}

export class DiskFile implements BackingFile {
  readonly path: string;
  readonly #descriptor: number;

  constructor(path: string, { readOnly = false, create = false, truncate = false }: DiskFileOptions = {}) {
    const { constants: c } = fs;
    const flags = (readOnly ? c.O_RDONLY : c.O_RDWR) | (create ? c.O_CREAT : 0) | (truncate ? c.O_TRUNC : 0);
    this.path = path;
    this.#descriptor = fs.openSync(path, flags, 0o600);
  }

  /** What tells files apart: all paths to a file have the same. */
  get key(): string {
    const { dev, ino } = fs.fstatSync(this.#descriptor, { bigint: true });
    return `${dev}:${ino}`;
  }

  /** No directory, device or pipe. */
  get isRegular(): boolean {
    return fs.fstatSync(this.#descriptor).isFile();
  }

  read(offset: number, into: Uint8Array): number {
    let done = 0;
    while (done < into.length) {
      const read = fs.readSync(this.#descriptor, into, done, into.length - done, offset + done);
      if (read === 0) break;
      done += read;
    }
    return done;
  }

  write(offset: number, from: Uint8Array): void {
    for (let done = 0; done < from.length; ) {
      done += fs.writeSync(this.#descriptor, from, done, from.length - done, offset + done);
    }
  }

  size(): number {
    return fs.fstatSync(this.#descriptor).size;
  }

  truncate(size: number): void {
    fs.ftruncateSync(this.#descriptor, size);
  }

  sync(): void {
    fs.fsyncSync(this.#descriptor);
  }

  close(): void {
    fs.closeSync(this.#descriptor);
  }
}
