/**
 * The system calls driven without a program: a small memory of our own, JavaScript values in and out. Every method
 * answers with the error number, 0 for success, and what the call wrote.
 */
import { nodeHost } from '../../src/host/node/node-host.js';
import type { Host } from '../../src/process/host.js';
import { createWasi, type WasiOptions } from '../../src/process/wasi/wasi.js';

const MEMORY = 1 << 20;
/** Where arguments are put, and where results are expected. */
const [PATH, OTHER_PATH, IOVEC, DATA] = [0x1000, 0x3000, 0x5000, 0x8000];
export const RESULT = 0x6000;
const DATA_SIZE = 0x8000;

export const READ = 0x2n;
export const WRITE = 0x40n;
export const CREATE = 1;
export const DIRECTORY = 2;
export const EXCLUSIVE = 4;
export const TRUNCATE = 8;
export const FOLLOW = 1;

type Calls = Record<string, (...args: (number | bigint)[]) => number>;

export interface Stat {
  errno: number;
  inode: bigint;
  kind: number;
  size: bigint;
}

export class DirectWasi {
  readonly #bytes = new Uint8Array(MEMORY);
  readonly #view = new DataView(this.#bytes.buffer);
  readonly #calls: Calls;
  readonly end: () => void;

  constructor(options: Partial<WasiOptions> = {}, host: Host = nodeHost) {
    const wasi = createWasi(
      {
        buffer: this.#bytes.buffer,
        access: (address, size) => address + size <= MEMORY,
      },
      host,
      { args: [], env: [], preopens: [], ...options },
    );
    this.#calls = wasi.calls as Calls;
    this.end = wasi.end;
  }

  /** Any call, for those that need nothing but numbers. */
  call(name: string, ...args: (number | bigint)[]): number {
    return this.#calls[name](...args);
  }

  get u32(): number {
    return this.#view.getUint32(RESULT, true);
  }

  get u64(): bigint {
    return this.#view.getBigUint64(RESULT, true);
  }

  open(
    directory: number,
    path: string | Uint8Array,
    { oflags = 0, rights = READ, lookup = FOLLOW, fdflags = 0 } = {},
  ): { errno: number; fd: number } {
    const [at, length] = this.#text(PATH, path);
    const errno = this.call('path_open', directory, lookup, at, length, oflags, rights, 0n, fdflags, RESULT);
    return { errno, fd: errno === 0 ? this.u32 : -1 };
  }

  read(fd: number, size = DATA_SIZE): { errno: number; bytes: Uint8Array } {
    this.#buffers(size);
    const errno = this.call('fd_read', fd, IOVEC, 1, RESULT);
    return { errno, bytes: this.#data(errno) };
  }

  /** Into several buffers, one behind the other. */
  readInto(fd: number, sizes: readonly number[]): { errno: number; bytes: Uint8Array } {
    let at = DATA;
    sizes.forEach((size, i) => {
      this.#view.setUint32(IOVEC + 8 * i, at, true);
      this.#view.setUint32(IOVEC + 8 * i + 4, size, true);
      at += size;
    });
    const errno = this.call('fd_read', fd, IOVEC, sizes.length, RESULT);
    return { errno, bytes: this.#data(errno) };
  }

  /** poll_oneoff with one clock. */
  sleep(nanoseconds: bigint): number {
    this.#bytes.fill(0, DATA, DATA + 48);
    this.#view.setUint32(DATA + 16, 1, true);
    this.#view.setBigUint64(DATA + 24, nanoseconds, true);
    return this.call('poll_oneoff', DATA, DATA + 64, 1, RESULT);
  }

  pread(fd: number, size: number, offset: bigint): { errno: number; bytes: Uint8Array } {
    this.#buffers(size);
    const errno = this.call('fd_pread', fd, IOVEC, 1, offset, RESULT);
    return { errno, bytes: this.#data(errno) };
  }

  write(fd: number, text: string): number {
    this.#buffers(this.#text(DATA, text)[1]);
    return this.call('fd_write', fd, IOVEC, 1, RESULT);
  }

  pwrite(fd: number, text: string, offset: bigint): number {
    this.#buffers(this.#text(DATA, text)[1]);
    return this.call('fd_pwrite', fd, IOVEC, 1, offset, RESULT);
  }

  stat(directory: number, path: string, lookup = FOLLOW): Stat {
    const [at, length] = this.#text(PATH, path);
    return this.#stat(this.call('path_filestat_get', directory, lookup, at, length, DATA));
  }

  fstat(fd: number): Stat {
    return this.#stat(this.call('fd_filestat_get', fd, DATA));
  }

  /** Calls of the form (directory, path). */
  onPath(name: string, directory: number, path: string): number {
    return this.call(name, directory, ...this.#text(PATH, path));
  }

  setTimes(directory: number, path: string, seconds: bigint, lookup = FOLLOW): number {
    const [at, length] = this.#text(PATH, path);
    const time = seconds * 1_000_000_000n;
    return this.call('path_filestat_set_times', directory, lookup, at, length, time, time, 5);
  }

  rename(from: number, path: string, to: number, toPath: string): number {
    return this.call('path_rename', from, ...this.#text(PATH, path), to, ...this.#text(OTHER_PATH, toPath));
  }

  link(from: number, path: string, to: number, toPath: string, lookup = 0): number {
    return this.call('path_link', from, lookup, ...this.#text(PATH, path), to, ...this.#text(OTHER_PATH, toPath));
  }

  symlink(target: string, directory: number, path: string): number {
    return this.call('path_symlink', ...this.#text(OTHER_PATH, target), directory, ...this.#text(PATH, path));
  }

  readlink(directory: number, path: string): { errno: number; target: string } {
    const [at, length] = this.#text(PATH, path);
    const errno = this.call('path_readlink', directory, at, length, DATA, DATA_SIZE, RESULT);
    return { errno, target: errno === 0 ? Buffer.from(this.#data(errno)).toString() : '' };
  }

  /** One fd_readdir: the whole entries that fit into `size` bytes. */
  readdir(fd: number, cookie = 0n, size = DATA_SIZE): { errno: number; entries: DirectoryEntry[] } {
    const errno = this.call('fd_readdir', fd, DATA, size, cookie, RESULT);
    const entries: DirectoryEntry[] = [];
    if (errno !== 0) return { errno, entries };
    const used = this.u32;
    for (let at = 0; at + 24 <= used; ) {
      const length = this.#view.getUint32(DATA + at + 16, true);
      if (at + 24 + length > used) break;
      entries.push({
        next: this.#view.getBigUint64(DATA + at, true),
        inode: this.#view.getBigUint64(DATA + at + 8, true),
        kind: this.#bytes[DATA + at + 20],
        name: Buffer.from(this.#bytes.subarray(DATA + at + 24, DATA + at + 24 + length)).toString(),
      });
      at += 24 + length;
    }
    return { errno, entries };
  }

  #stat(errno: number): Stat {
    return {
      errno,
      inode: this.#view.getBigUint64(DATA + 8, true),
      kind: this.#bytes[DATA + 16],
      size: this.#view.getBigUint64(DATA + 32, true),
    };
  }

  #data(errno: number): Uint8Array {
    return errno === 0 ? this.#bytes.slice(DATA, DATA + this.u32) : new Uint8Array(0);
  }

  #buffers(size: number): void {
    this.#view.setUint32(IOVEC, DATA, true);
    this.#view.setUint32(IOVEC + 4, size, true);
  }

  #text(at: number, text: string | Uint8Array): [number, number] {
    const bytes = typeof text === 'string' ? Buffer.from(text) : text;
    this.#bytes.set(bytes, at);
    return [at, bytes.length];
  }
}

export interface DirectoryEntry {
  next: bigint;
  inode: bigint;
  kind: number;
  name: string;
}
