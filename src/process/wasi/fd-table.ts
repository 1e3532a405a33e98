/** The program's file descriptors. */
import type { FileKind, Handle, HostFiles } from '../host.js';
import { ERRNO } from './abi.js';
import { WasiError } from './errors.js';

export interface OpenFile {
  /**
   * A file has a position and can be read anywhere; a stream (pipe, terminal, device) is read as it comes. Standard input
   * is a stream until the program seeks in it, if it can.
   */
  kind: 'stream' | 'file' | 'directory';
  /** Undefined for directories. */
  handle: Handle | undefined;
  /** Set for directories only. */
  directory: OpenDirectory | undefined;
  /** Byte at which the next read or write of a file starts; of a stream, how much went through it. */
  position: number;
  flags: number;
  readable: boolean;
  writable: boolean;
  /** Of a file that was opened by a path: where it is on the host. */
  path?: string;
  /** Descriptors that stand for it besides the first, in this process or another. */
  shares?: number;
}

/** directory.ts says how it is used. */
export interface OpenDirectory {
  /** Host path; follows the directory when the program renames it. */
  path: string;
  device: bigint;
  inode: bigint;
  /** Name under which a preopened directory is known to the program. */
  preopen: string | undefined;
  /** It is one of the given directories, by whatever path it was opened: what it lies in is not the program's to know. */
  isTop: boolean;
  /** The entries as they stood when the program began to read them. */
  listing: readonly Entry[] | undefined;
}

export interface Entry {
  name: string;
  kind: FileKind;
}

/** Below are the standard streams. */
export const FIRST_GIVEN = 3;
export const MOST_FILES = 4096;

export class FdTable {
  readonly #files: (OpenFile | undefined)[] = [];
  /** Descriptors that the next program of the process does not get. */
  readonly #closing = new Set<number>();

  /** Lowest free number, as POSIX has it. @throws EMFILE */
  add(file: OpenFile, least = 0): number {
    let fd = this.#files.indexOf(undefined, least);
    if (fd < 0) fd = Math.max(least, this.#files.length);
    if (fd >= MOST_FILES) throw new WasiError(ERRNO.mfile);
    this.#files[fd] = file;
    return fd;
  }

  /** @throws EBADF */
  get(fd: number): OpenFile {
    const file = this.#files[fd];
    if (!file) throw new WasiError(ERRNO.badf);
    return file;
  }

  /** @throws EBADF, ENOTDIR */
  directory(fd: number): OpenDirectory {
    const { directory } = this.get(fd);
    if (!directory) throw new WasiError(ERRNO.notdir);
    return directory;
  }

  /** A stream or file with its handle. @throws EBADF, EISDIR */
  data(fd: number): OpenFile & { handle: Handle } {
    const file = this.get(fd);
    if (file.handle === undefined) throw new WasiError(ERRNO.isdir);
    return file as OpenFile & { handle: Handle };
  }

  remove(fd: number): OpenFile {
    const file = this.get(fd);
    this.#files[fd] = undefined;
    this.#closing.delete(fd);
    return file;
  }

  replace(fd: number, file: OpenFile): void {
    this.#files[fd] = file;
    this.#closing.delete(fd);
  }

  /** FD_CLOEXEC. @throws EBADF */
  closesOnExec(fd: number): boolean {
    this.get(fd);
    return this.#closing.has(fd);
  }

  /** @throws EBADF */
  setClosesOnExec(fd: number, closes: boolean): void {
    this.get(fd);
    if (closes) this.#closing.add(fd);
    else this.#closing.delete(fd);
  }

  /** For the next program of the process: takes out what it does not get. */
  takeClosing(): OpenFile[] {
    return [...this.#closing].map((fd) => this.remove(fd));
  }

  /** A given directory is open under this number. */
  gives(fd: number): boolean {
    return this.#files[fd]?.directory?.preopen !== undefined;
  }

  /** A directory is given under this number, or a higher one. */
  givesFrom(fd: number): boolean {
    return this.#files.some((_, at) => at >= fd && this.gives(at));
  }

  all(): OpenFile[] {
    return this.#files.filter((file) => file !== undefined);
  }

  /** Another descriptor for the same open file: position and flags are one. @throws EBADF, EMFILE */
  duplicate(fd: number): number {
    const file = this.get(fd);
    const copy = this.add(file);
    share(file);
    return copy;
  }

  /** The same at a number. @returns what was open there. @throws EBADF */
  duplicateAt(fd: number, to: number): OpenFile | undefined {
    const file = this.get(fd);
    if (to < 0 || to >= MOST_FILES) throw new WasiError(ERRNO.badf);
    for (let free = this.#files.length; free < to; free++) this.#files[free] = undefined;
    const before = this.#files[to];
    this.replace(to, file);
    share(file);
    return before;
  }

  /** The same files under the same numbers, for another process. */
  fork(): FdTable {
    const copy = new FdTable();
    this.#files.forEach((file, fd) => {
      if (file === undefined) return;
      copy.#files[fd] = file;
      share(file);
    });
    // A hole would not be found as free.
    for (let fd = 0; fd < this.#files.length; fd++) copy.#files[fd] ??= undefined;
    for (const fd of this.#closing) copy.#closing.add(fd);
    return copy;
  }
}

function share(file: OpenFile): void {
  file.shares = (file.shares ?? 0) + 1;
}

export function isStandard(handle: Handle): boolean {
  return handle <= 2;
}

/** A descriptor goes: with the last one the file is closed. The standard streams stay open for heapglass itself. */
export function closeFile(files: HostFiles, file: OpenFile): void {
  if (file.shares !== undefined && file.shares > 0) {
    file.shares--;
    return;
  }
  const { handle } = file;
  if (handle !== undefined && !isStandard(handle)) files.close(handle);
}
