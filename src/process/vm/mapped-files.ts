/**
 * The files of the host as programs on paged memory see them: those that are mapped are read and written through the page
 * cache, so that mappings, `read` and `write` see the same bytes. A file that is closed while it is mapped stays open for
 * the mapping.
 */
import type { Bytes } from '../../base/ids.js';
import type { BackingFile } from '../../memory/vm/contract.js';
import type { PagedObject } from '../../memory/vm/paged-object.js';
import type { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import type { Handle, HostFiles, OpenFlags } from '../host.js';

export class MappedFiles {
  readonly #physical: PhysicalMemory;
  readonly #files: HostFiles;
  /** Objects that are in use, by what tells files apart. */
  readonly #objects = new Map<string, PagedObject>();
  readonly #keys = new Map<Handle, string>();
  /** Handles that mappings use, and whether the program has closed them. */
  readonly #held = new Map<Handle, { closed: boolean }>();

  constructor(physical: PhysicalMemory, files: HostFiles) {
    this.#physical = physical;
    this.#files = files;
  }

  /** The host's files, through the page cache where they are mapped. */
  get files(): HostFiles {
    return this.#wrapped();
  }

  /** What a mapping of an open file maps, and what reads and writes go through from now on; the caller attaches to it. */
  map(handle: Handle): PagedObject {
    const key = this.#keyOf(handle);
    const object = this.#physical.openFile(key, `file ${key}`, () => {
      const hold = { closed: false };
      this.#held.set(handle, hold);
      const close = (): void => {
        this.#objects.delete(key);
        this.#held.delete(handle);
        if (hold.closed) this.#files.close(handle);
      };
      return Object.assign(new HandleFile(this.#files, handle), { close });
    });
    this.#objects.set(key, object);
    return object;
  }

  #keyOf(handle: Handle): string {
    let key = this.#keys.get(handle);
    if (key === undefined) {
      const { device, inode } = this.#files.status(handle);
      this.#keys.set(handle, (key = `${device}:${inode}`));
    }
    return key;
  }

  #cached(handle: Handle): PagedObject | undefined {
    return this.#objects.size === 0 ? undefined : this.#objects.get(this.#keyOf(handle));
  }

  #wrapped(): HostFiles {
    const files = this.#files;
    const wrapped: HostFiles = Object.create(files) as HostFiles;
    return Object.assign(wrapped, {
      open: (path: string, flags: OpenFlags): Handle => {
        const handle = files.open(path, flags);
        // Whoever has it mapped must notice.
        if (flags.truncate) this.#cached(handle)?.resize(0);
        return handle;
      },
      close: (handle: Handle): void => {
        const hold = this.#held.get(handle);
        this.#keys.delete(handle);
        if (hold === undefined) files.close(handle);
        else hold.closed = true;
      },
      read: (handle: Handle, into: Uint8Array, position: number | undefined): number =>
        (position === undefined ? undefined : this.#cached(handle)?.read(position, into)) ??
        files.read(handle, into, position),
      write: (handle: Handle, from: Uint8Array, position: number | undefined): number => {
        const object = position === undefined ? undefined : this.#cached(handle);
        if (object === undefined) return files.write(handle, from, position);
        object.write(position!, from);
        return from.length;
      },
      resize: (handle: Handle, size: Bytes): void => {
        const object = this.#cached(handle);
        if (object === undefined) files.resize(handle, size);
        else object.resize(size);
      },
      sync: (handle: Handle): void => {
        this.#cached(handle)?.sync();
        files.sync(handle);
      },
    });
  }
}

/** An open file of the host. */
class HandleFile implements BackingFile {
  readonly #files: HostFiles;
  readonly #handle: Handle;

  constructor(files: HostFiles, handle: Handle) {
    this.#files = files;
    this.#handle = handle;
  }

  read(offset: Bytes, into: Uint8Array): Bytes {
    let done = 0;
    while (done < into.length) {
      const got = this.#files.read(this.#handle, into.subarray(done), offset + done);
      if (got === 0) break;
      done += got;
    }
    return done;
  }

  write(offset: Bytes, from: Uint8Array): void {
    for (let done = 0; done < from.length; )
      done += this.#files.write(this.#handle, from.subarray(done), offset + done);
  }

  truncate(size: Bytes): void {
    this.#files.resize(this.#handle, size);
  }

  size(): Bytes {
    return Number(this.#files.status(this.#handle).size);
  }

  sync(): void {
    this.#files.sync(this.#handle);
  }
}
