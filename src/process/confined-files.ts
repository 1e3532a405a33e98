/**
 * The files of a program that uses whole paths: each call is confined to the directories that it was given, as the WASI
 * layer confines C programs. A path to something elsewhere is refused with EACCES (ENOENT if nothing is there), one that is
 * relative starts at the working directory.
 */
import type { FileStatus, Handle, HostFiles, OpenFlags } from './host.js';
import { ERRNO } from './wasi/abi.js';
import { WasiError } from './wasi/errors.js';
import { resolvePath, type Target } from './wasi/path-resolver.js';

/** A directory under the name by which the program knows it. Both are absolute. */
export interface Place {
  readonly name: string;
  readonly path: string;
}

/** Every program may write there. */
const NOTHING = '/dev/null';

/** An open file for as long as somebody keeps it, whatever becomes of the handle that the program has. */
export interface KeptFile {
  readonly canRead: boolean;
  readonly canWrite: boolean;
  read(into: Uint8Array, position: number): number;
  write(from: Uint8Array, position: number): number;
  status(): FileStatus;
  resize(size: number): void;
  sync(): void;
  /** To be called once. */
  letGo(): void;
}

/** Who shows the contents of files in another way, as memory, and must agree with what the program reads and writes. */
export interface FileWatcher {
  /** Somebody is about to read the file, or to change it. */
  beforeAccess(handle: Handle): void;
  /** Its bytes from `position` on have changed; undefined: any of them. */
  afterChange(handle: Handle, position: number | undefined, count: number): void;
}

const CODES = new Map<number, string>(Object.entries(ERRNO).map(([name, errno]) => [errno, `E${name.toUpperCase()}`]));

export class ConfinedFiles implements HostFiles {
  readonly #files: HostFiles;
  readonly #places: readonly Place[];
  /** Absolute; the program may change it. */
  directory: string;
  /** Undefined while nobody needs to be told. */
  watcher: FileWatcher | undefined;
  /** How the files that were opened by path may be used. */
  readonly #modes = new Map<Handle, { read: boolean; write: boolean }>();
  /** Where the program has put the next access: the host cannot. */
  readonly #positions = new Map<Handle, number>();
  /** Handles that are kept, by how many. */
  readonly #kept = new Map<Handle, number>();
  /** Kept handles that the program has closed. */
  readonly #closed = new Set<Handle>();

  constructor(files: HostFiles, places: readonly Place[], directory: string) {
    this.#files = files;
    // The innermost place that a path lies in comes first.
    this.#places = [...places].sort((a, b) => b.name.length - a.name.length);
    this.directory = directory;
  }

  /** The path without `.` and `..`, absolute. */
  absolute(path: string): string {
    const names: string[] = [];
    for (const name of (path.startsWith('/') ? path : `${this.directory}/${path}`).split('/')) {
      if (name === '..') names.pop();
      else if (name !== '' && name !== '.') names.push(name);
    }
    return `/${names.join('/')}`;
  }

  #resolve(path: string, target: Target): string {
    if (path === '') throw failure('ENOENT');
    const whole = this.absolute(path);
    for (const { name, path: root } of this.#places) {
      const front = name.endsWith('/') ? name : `${name}/`;
      if (whole !== name && !whole.startsWith(front)) continue;
      const rest = whole.slice(front.length) || '.';
      try {
        return resolvePath(this.#files, root, path.endsWith('/') ? `${rest}/` : rest, target).path;
      } catch (problem) {
        if (!(problem instanceof WasiError)) throw problem;
        throw failure(problem.errno === ERRNO.notcapable ? 'EACCES' : (CODES.get(problem.errno) ?? 'EIO'));
      }
    }
    if (whole === NOTHING) return whole;
    // What is not there is said not to be: that tells nothing of what is.
    throw failure(this.#isThere(whole) ? 'EACCES' : 'ENOENT');
  }

  #isThere(path: string): boolean {
    try {
      this.#files.statusOf(path);
      return true;
    } catch {
      return false;
    }
  }

  open(path: string, flags: OpenFlags): Handle {
    const handle = this.#files.open(this.#resolve(path, flags.exclusive ? 'link' : 'object'), flags);
    this.#modes.set(handle, { read: flags.read, write: flags.write });
    if (flags.truncate) this.watcher?.afterChange(handle, undefined, 0);
    return handle;
  }

  close(handle: Handle): void {
    this.#check(handle);
    if (this.#kept.has(handle)) this.#closed.add(handle);
    else this.#close(handle);
  }

  #close(handle: Handle): void {
    this.#modes.delete(handle);
    this.#positions.delete(handle);
    this.#files.close(handle);
  }

  /** What the program has closed is closed, even while somebody keeps it. */
  #check(handle: Handle): void {
    if (handle < 0 || this.#closed.has(handle)) throw failure('EBADF');
  }

  keep(handle: Handle): KeptFile {
    this.#check(handle);
    this.#files.status(handle);
    this.#kept.set(handle, (this.#kept.get(handle) ?? 0) + 1);
    const mode = this.#modes.get(handle) ?? { read: handle === 0, write: handle !== 0 };
    return {
      canRead: mode.read,
      canWrite: mode.write,
      read: (into, position) => this.#files.read(handle, into, position),
      write: (from, position) => this.#files.write(handle, from, position),
      status: () => this.#files.status(handle),
      resize: (size) => this.#files.resize(handle, size),
      sync: () => this.#files.sync(handle),
      letGo: () => this.#letGo(handle),
    };
  }

  #letGo(handle: Handle): void {
    const left = (this.#kept.get(handle) as number) - 1;
    if (left > 0) this.#kept.set(handle, left);
    else {
      this.#kept.delete(handle);
      if (this.#closed.delete(handle)) this.#close(handle);
    }
  }

  read(handle: Handle, into: Uint8Array, position: number | undefined): number {
    this.#check(handle);
    this.watcher?.beforeAccess(handle);
    const at = position ?? this.#positions.get(handle);
    const count = this.#files.read(handle, into, at);
    if (position === undefined && at !== undefined) this.#positions.set(handle, at + count);
    return count;
  }

  write(handle: Handle, from: Uint8Array, position: number | undefined): number {
    this.#check(handle);
    this.watcher?.beforeAccess(handle);
    const at = position ?? this.#positions.get(handle);
    const written = this.#files.write(handle, from, at);
    if (position === undefined && at !== undefined) this.#positions.set(handle, at + written);
    this.watcher?.afterChange(handle, at, written);
    return written;
  }

  offset(handle: Handle): number | undefined {
    this.#check(handle);
    return this.#positions.get(handle) ?? this.#files.offset(handle);
  }

  /** Reading and writing without a position go on there. */
  seek(handle: Handle, position: number): void {
    this.#check(handle);
    this.#positions.set(handle, position);
  }

  status(handle: Handle): FileStatus {
    this.#check(handle);
    return this.#files.status(handle);
  }

  statusOf(path: string): FileStatus {
    return this.#files.statusOf(this.#resolve(path, 'link'));
  }

  /** Of what the path leads to. */
  statusOfTarget(path: string): FileStatus {
    return this.#files.statusOf(this.#resolve(path, 'object'));
  }

  resize(handle: Handle, size: number): void {
    this.#check(handle);
    this.watcher?.beforeAccess(handle);
    this.#files.resize(handle, size);
    this.watcher?.afterChange(handle, undefined, 0);
  }

  sync(handle: Handle): void {
    this.#check(handle);
    this.watcher?.beforeAccess(handle);
    this.#files.sync(handle);
  }

  setTimes(handle: Handle, accessed: bigint, modified: bigint): void {
    this.#check(handle);
    this.#files.setTimes(handle, accessed, modified);
  }

  setTimesOf(path: string, accessed: bigint, modified: bigint): void {
    this.#files.setTimesOf(this.#resolve(path, 'object'), accessed, modified);
  }

  list(path: string): ReturnType<HostFiles['list']> {
    return this.#files.list(this.#resolve(path, 'object'));
  }

  readLink(path: string): string {
    return this.#files.readLink(this.#resolve(path, 'link'));
  }

  makeDirectory(path: string): void {
    this.#files.makeDirectory(this.#resolve(path, 'entry'));
  }

  removeDirectory(path: string): void {
    this.#files.removeDirectory(this.#resolve(path, 'entry'));
  }

  removeFile(path: string): void {
    this.#files.removeFile(this.#resolve(path, 'entry'));
  }

  rename(from: string, to: string): void {
    this.#files.rename(this.#resolve(from, 'entry'), this.#resolve(to, 'entry'));
  }

  link(from: string, to: string): void {
    this.#files.link(this.#resolve(from, 'link'), this.#resolve(to, 'entry'));
  }

  symlink(target: string, path: string): void {
    this.#files.symlink(target, this.#resolve(path, 'entry'));
  }
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}
