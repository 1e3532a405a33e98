/** The program's file descriptors. */
import type { Handle } from '../host.js';
import { ERRNO } from './abi.js';
import { WasiError } from './errors.js';

export interface OpenFile {
  kind: 'stream' | 'file' | 'directory';
  /** Undefined for directories, which are used by path. */
  handle: Handle | undefined;
  /** Host path; of a stream ''. */
  path: string;
  /** Name under which a preopened directory is known to the program. */
  preopen: string | undefined;
  /** Byte at which the next read or write of a file starts. */
  position: number;
  flags: number;
  readable: boolean;
  writable: boolean;
}

const MOST_FILES = 4096;

export class FdTable {
  readonly #files: (OpenFile | undefined)[] = [];

  /** Lowest free number, as POSIX has it. */
  add(file: OpenFile): number {
    let fd = this.#files.indexOf(undefined);
    if (fd < 0) fd = this.#files.length;
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

  /** A directory. @throws EBADF, ENOTDIR */
  directory(fd: number): OpenFile {
    const file = this.get(fd);
    if (file.kind !== 'directory') throw new WasiError(ERRNO.notdir);
    return file;
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
    return file;
  }

  replace(fd: number, file: OpenFile): void {
    this.#files[fd] = file;
  }

  all(): OpenFile[] {
    return this.#files.filter((file) => file !== undefined);
  }
}
