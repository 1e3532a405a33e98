/**
 * The files of the host as programs on paged memory see them: those that are mapped are read and written through the page
 * cache, so that mappings, `read` and `write` see the same bytes. A file that is closed while it is mapped stays open for
 * the mapping.
 *
 * What nobody maps any more stays in the cache until its frames are needed, and who maps the file again finds it there; if
 * the file is as it was left. Reads and writes do not go through the cache then.
 *
 * Invariants
 * 1. A file is written through a handle that the program has opened for writing, whichever handle was mapped first.
 * 2. Of a file that nobody maps, the cache has no page that is dirty.
 */
import type { Bytes } from '../../base/ids.js';
import type { PagedObject } from '../../memory/vm/paged-object.js';
import type { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import type { Handle, HostFiles, OpenFlags } from '../host.js';
import { HostFile } from './host-file.js';

/** What tells files apart: device and inode. */
type Key = string;

interface Cached {
  object: PagedObject;
  file: HostFile;
  /** How the file was left by the last who had mapped it. */
  left?: string;
}

/** Files that are kept in the cache without being mapped: each has handles of the host open. */
const MOST_KEPT = 64;

export class MappedFiles {
  readonly #physical: PhysicalMemory;
  readonly #files: HostFiles;
  /** Those that are mapped, and in the order in which they were left those that are kept. */
  readonly #cached = new Map<Key, Cached>();
  readonly #keys = new Map<Handle, Key>();
  /** Handles that the cache uses, and whether the program has closed them. */
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
  map(handle: Handle, writable: boolean): PagedObject {
    const key = this.#keyOf(handle);
    const known = this.#cached.get(key);
    if (known !== undefined && !isMapped(known) && known.left !== this.#stateOf(handle)) this.#forget(key);
    const cached = this.#cached.get(key) ?? this.#enter(key, handle);
    if (writable) this.#writeThrough(cached, handle);
    return cached.object;
  }

  /** Nobody will map anything again: what is kept is closed. */
  end(): void {
    for (const [key, cached] of [...this.#cached]) if (!isMapped(cached)) this.#forget(key);
  }

  #enter(key: Key, handle: Handle): Cached {
    this.#held.set(handle, { closed: false });
    const file = new HostFile(this.#files, handle, {
      keep: () => this.#keep(key),
      close: () => this.#closed(key),
    });
    const object = this.#physical.openFile(key, `file ${key}`, () => file);
    const cached: Cached = { object, file };
    this.#cached.set(key, cached);
    return cached;
  }

  /** Nobody maps the file any more. @returns whether its pages stay */
  #keep(key: Key): boolean {
    const cached = this.#cached.get(key)!;
    const { object, file } = cached;
    if (object.isDirty || this.#files.status(file.reader).links === 0n) return false;
    cached.left = this.#stateOf(file.reader);
    this.#cached.delete(key);
    this.#cached.set(key, cached);
    const kept = [...this.#cached].filter(([, each]) => !isMapped(each));
    if (kept.length > MOST_KEPT) this.#forget(kept[0]![0]);
    return true;
  }

  #forget(key: Key): void {
    this.#physical.forgetFile(key);
  }

  #closed(key: Key): void {
    const { file } = this.#cached.get(key)!;
    this.#cached.delete(key);
    for (const handle of file.handles) {
      const { closed } = this.#held.get(handle)!;
      this.#held.delete(handle);
      if (closed) this.#files.close(handle);
    }
  }

  #writeThrough({ file }: Cached, handle: Handle): void {
    if (file.isWritable) return;
    if (!this.#held.has(handle)) this.#held.set(handle, { closed: false });
    file.writeThrough(handle);
  }

  /** Changes whenever somebody writes to the file. */
  #stateOf(handle: Handle): string {
    const { size, modified, changed } = this.#files.status(handle);
    return [size, modified, changed].join();
  }

  #keyOf(handle: Handle): Key {
    let key = this.#keys.get(handle);
    if (key === undefined) {
      const { device, inode } = this.#files.status(handle);
      this.#keys.set(handle, (key = `${device}:${inode}`));
    }
    return key;
  }

  /** What reads of a file go through, if anything. */
  #forReading(handle: Handle): PagedObject | undefined {
    if (this.#cached.size === 0) return undefined;
    const cached = this.#cached.get(this.#keyOf(handle));
    return cached !== undefined && isMapped(cached) ? cached.object : undefined;
  }

  /** What changes of a file go through, if anything. */
  #forWriting(handle: Handle): PagedObject | undefined {
    if (this.#cached.size === 0) return undefined;
    const key = this.#keyOf(handle);
    const cached = this.#cached.get(key);
    if (cached === undefined) return undefined;
    if (!isMapped(cached)) {
      this.#forget(key);
      return undefined;
    }
    this.#writeThrough(cached, handle);
    return cached.object;
  }

  /** A name of a file goes: who keeps the file must not keep it alive. */
  #unlinked(path: string): void {
    if (this.#cached.size === 0) return;
    const { device, inode } = this.#files.statusOf(path);
    const key = `${device}:${inode}`;
    const cached = this.#cached.get(key);
    if (cached !== undefined && !isMapped(cached)) this.#forget(key);
  }

  #wrapped(): HostFiles {
    const files = this.#files;
    const wrapped: HostFiles = Object.create(files) as HostFiles;
    return Object.assign(wrapped, {
      open: (path: string, flags: OpenFlags): Handle => {
        const handle = files.open(path, flags);
        // Whoever has it mapped must notice.
        if (flags.truncate) this.#forWriting(handle)?.resize(0);
        return handle;
      },
      close: (handle: Handle): void => {
        const hold = this.#held.get(handle);
        this.#keys.delete(handle);
        if (hold === undefined) files.close(handle);
        else hold.closed = true;
      },
      read: (handle: Handle, into: Uint8Array, position: number | undefined): number =>
        (position === undefined ? undefined : this.#forReading(handle)?.read(position, into)) ??
        files.read(handle, into, position),
      write: (handle: Handle, from: Uint8Array, position: number | undefined): number => {
        const object = position === undefined ? undefined : this.#forWriting(handle);
        if (object === undefined) return files.write(handle, from, position);
        object.write(position!, from);
        return from.length;
      },
      resize: (handle: Handle, size: Bytes): void => {
        const object = this.#forWriting(handle);
        if (object === undefined) files.resize(handle, size);
        else object.resize(size);
      },
      sync: (handle: Handle): void => {
        this.#forReading(handle)?.sync();
        files.sync(handle);
      },
      removeFile: (path: string): void => {
        this.#unlinked(path);
        files.removeFile(path);
      },
    });
  }
}

const isMapped = ({ object }: Cached): boolean => object.users > 0;
