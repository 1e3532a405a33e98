/** A file of the host that is mapped: read through the handle that was mapped first, written through one that may. */
import type { Bytes } from '../../base/ids.js';
import type { CacheableFile } from '../../memory/vm/contract.js';
import type { Handle, HostFiles } from '../host.js';

export class HostFile implements CacheableFile {
  readonly reader: Handle;
  readonly keep: () => boolean;
  readonly close: () => void;
  readonly #files: HostFiles;
  #writer: Handle | undefined;

  constructor(files: HostFiles, reader: Handle, { keep, close }: Pick<HostFile, 'keep' | 'close'>) {
    this.#files = files;
    this.reader = reader;
    this.keep = keep;
    this.close = close;
  }

  get isWritable(): boolean {
    return this.#writer !== undefined;
  }

  /** @param writer may be the reader */
  writeThrough(writer: Handle): void {
    this.#writer = writer;
  }

  get handles(): ReadonlySet<Handle> {
    return new Set([this.reader, this.#writer ?? this.reader]);
  }

  read(offset: Bytes, into: Uint8Array): Bytes {
    let done = 0;
    while (done < into.length) {
      const got = this.#files.read(this.reader, into.subarray(done), offset + done);
      if (got === 0) break;
      done += got;
    }
    return done;
  }

  write(offset: Bytes, from: Uint8Array): void {
    for (let done = 0; done < from.length; )
      done += this.#files.write(this.#writer ?? this.reader, from.subarray(done), offset + done);
  }

  truncate(size: Bytes): void {
    this.#files.resize(this.#writer ?? this.reader, size);
  }

  size(): Bytes {
    return Number(this.#files.status(this.reader).size);
  }

  sync(): void {
    this.#files.sync(this.#writer ?? this.reader);
  }
}
