/**
 * Shared memory under names (shm_open), as files in /dev/shm: in memory that has no file behind it, and goes to swap like any
 * other. One lives until its name is removed and nobody has it open or mapped; none outlives the run.
 */
import { MemoryRefused, PAGE } from '../../memory/vm/contract.js';
import { PagedObject } from '../../memory/vm/paged-object.js';
import type { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import type { FileStatus, Handle, HostFiles, OpenFlags } from '../host.js';
import { ERRNO } from '../wasi/abi.js';
import { WasiError } from '../wasi/errors.js';

/** What the directory is called on the host: no path of a file system begins like this. */
export const SHM_PATH = '\0heapglass/shm';
/** Handles of these files; those of other files are elsewhere. */
const FIRST_HANDLE = 0x6000_0000;

interface SharedFile {
  object: PagedObject;
  inode: number;
}

export class ShmFiles {
  readonly #physical: PhysicalMemory;
  readonly #named = new Map<string, SharedFile>();
  readonly #open = new Map<Handle, SharedFile>();
  #next = FIRST_HANDLE;

  constructor(physical: PhysicalMemory) {
    this.#physical = physical;
  }

  /** What a mapping of an open file maps; undefined where it is none of these. */
  objectAt(handle: Handle): PagedObject | undefined {
    return this.#open.get(handle)?.object;
  }

  /** All files, with these. */
  files(files: HostFiles): HostFiles {
    const named = (path: string): string | undefined =>
      path.startsWith(`${SHM_PATH}/`) ? path.slice(SHM_PATH.length + 1) : undefined;
    const own: Partial<HostFiles> = {
      open: (path, flags) => {
        const name = named(path);
        return name === undefined ? files.open(path, flags) : this.#openNamed(name, flags);
      },
      close: (handle) => {
        const file = this.#open.get(handle);
        if (file === undefined) return files.close(handle);
        this.#open.delete(handle);
        file.object.detach();
      },
      read: (handle, into, position) => {
        const file = this.#open.get(handle);
        if (file === undefined) return files.read(handle, into, position);
        return refusable(() => file.object.read(position ?? 0, into));
      },
      write: (handle, from, position) => {
        const file = this.#open.get(handle);
        if (file === undefined) return files.write(handle, from, position);
        const end = (position ?? 0) + from.length;
        if (end > file.object.size) this.#resize(file, end);
        refusable(() => file.object.write(position ?? 0, from));
        return from.length;
      },
      resize: (handle, size) => {
        const file = this.#open.get(handle);
        if (file === undefined) files.resize(handle, size);
        else this.#resize(file, size);
      },
      status: (handle) => {
        const file = this.#open.get(handle);
        return file === undefined ? files.status(handle) : statusOf(file, this.#isNamed(file));
      },
      statusOf: (path) => {
        if (path === SHM_PATH) return DIRECTORY;
        const name = named(path);
        return name === undefined ? files.statusOf(path) : statusOf(this.#find(name), true);
      },
      list: (path) =>
        path === SHM_PATH ? [...this.#named.keys()].map((name) => ({ name, kind: 'file' })) : files.list(path),
      removeFile: (path) => {
        const name = named(path);
        if (name === undefined) return files.removeFile(path);
        const file = this.#find(name);
        this.#named.delete(name);
        file.object.detach();
      },
      sync: (handle) => {
        if (!this.#open.has(handle)) files.sync(handle);
      },
      offset: (handle) => (this.#open.has(handle) ? undefined : files.offset(handle)),
    };
    return Object.assign(Object.create(files) as HostFiles, own);
  }

  #find(name: string): SharedFile {
    const file = this.#named.get(name);
    if (file === undefined) throw new WasiError(ERRNO.noent);
    return file;
  }

  #openNamed(name: string, { create, exclusive, truncate }: OpenFlags): Handle {
    let file = this.#named.get(name);
    if (file !== undefined && create && exclusive) throw new WasiError(ERRNO.exist);
    if (file === undefined) {
      if (!create) throw new WasiError(ERRNO.noent);
      const { commit } = this.#physical;
      const object: PagedObject = new PagedObject(this.#physical, `/dev/shm/${name}`, undefined, {
        onEnd: () => commit.giveBack(object.pageCount),
      });
      file = { object, inode: this.#next };
      // By its name.
      object.attach();
      this.#named.set(name, file);
    }
    if (truncate) this.#resize(file, 0);
    file.object.attach();
    const handle = this.#next++;
    this.#open.set(handle, file);
    return handle;
  }

  #resize({ object }: SharedFile, size: number): void {
    const pages = Math.ceil(size / PAGE) - object.pageCount;
    refusable(() => {
      if (pages > 0) this.#physical.commit.promise(pages);
      object.resize(size);
    });
    if (pages < 0) this.#physical.commit.giveBack(-pages);
  }

  #isNamed(file: SharedFile): boolean {
    return [...this.#named.values()].includes(file);
  }
}

function refusable<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    if (error instanceof MemoryRefused) throw new WasiError(error.code === 'ENOMEM' ? ERRNO.nospc : ERRNO.io);
    throw error;
  }
}

const NEVER = { accessed: 0n, modified: 0n, changed: 0n };
const DEVICE = 6n;
const DIRECTORY: FileStatus = { kind: 'directory', device: DEVICE, inode: 1n, links: 1n, size: 0n, ...NEVER };

function statusOf({ object, inode }: SharedFile, isNamed: boolean): FileStatus {
  const links = isNamed ? 1n : 0n;
  return { kind: 'file', device: DEVICE, inode: BigInt(inode), links, size: BigInt(object.size), ...NEVER };
}
