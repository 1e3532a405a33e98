/**
 * The host's files with the library as a directory among them, that can be read and listed but not changed: programs open
 * sources by `__file__`, as linecache and inspect do for tracebacks.
 *
 * Cost: an open file of the library holds its contents in JavaScript.
 */
import type { FileKind, FileStatus, Handle, HostFiles, OpenFlags } from '../../process/host.js';
import type { LibraryFiles } from './surroundings.js';

interface OpenSource {
  readonly path: string;
  readonly bytes: Uint8Array;
  position: number;
}

function failure(code: string): Error {
  return Object.assign(new Error(code), { code });
}

export class FilesWithLibrary implements HostFiles {
  readonly #files: HostFiles;
  readonly #library: LibraryFiles;
  readonly #sources = new Map<Handle, OpenSource>();

  constructor(files: HostFiles, library: LibraryFiles) {
    this.#files = files;
    this.#library = library;
  }

  /** The path within the library; undefined of one that does not lead there. */
  #within(path: string): string | undefined {
    const { shownDirectory } = this.#library;
    if (path === shownDirectory) return '';
    return path.startsWith(`${shownDirectory}/`) ? path.slice(shownDirectory.length + 1) : undefined;
  }

  /** The host's files, for a call that changes what the paths name. */
  #changing(...paths: readonly string[]): HostFiles {
    if (paths.some((path) => this.#within(path) !== undefined)) throw failure('EROFS');
    return this.#files;
  }

  #kindOf(inside: string): FileKind {
    const kind = this.#library.kindOf(inside);
    if (kind === undefined) throw failure('ENOENT');
    return kind;
  }

  open(path: string, flags: OpenFlags): Handle {
    const inside = this.#within(path);
    if (inside === undefined) return this.#files.open(path, flags);
    if (flags.write || flags.truncate || (flags.create && flags.exclusive)) throw failure('EROFS');
    const kind = this.#kindOf(inside);
    // Its number is that of the archive, opened for it.
    const handle = this.#files.open(this.#library.shownDirectory, flags);
    const bytes = kind === 'directory' ? new Uint8Array(0) : (this.#library.read(inside) as Uint8Array);
    this.#sources.set(handle, { path, bytes, position: 0 });
    return handle;
  }

  close(handle: Handle): void {
    this.#sources.delete(handle);
    this.#files.close(handle);
  }

  read(handle: Handle, into: Uint8Array, position: number | undefined): number {
    const source = this.#sources.get(handle);
    if (source === undefined) return this.#files.read(handle, into, position);
    if (this.status(handle).kind === 'directory') throw failure('EISDIR');
    const from = position ?? source.position;
    const piece = source.bytes.subarray(from, from + into.length);
    into.set(piece);
    if (position === undefined) source.position += piece.length;
    return piece.length;
  }

  write(handle: Handle, from: Uint8Array, position: number | undefined): number {
    return this.#files.write(handle, from, position);
  }

  isReady(handle: Handle, write: boolean): boolean | undefined {
    return this.#files.isReady?.(handle, write);
  }

  offset(handle: Handle): number | undefined {
    return this.#sources.get(handle)?.position ?? this.#files.offset(handle);
  }

  status(handle: Handle): FileStatus {
    const source = this.#sources.get(handle);
    return source === undefined ? this.#files.status(handle) : this.statusOf(source.path);
  }

  statusOf(path: string): FileStatus {
    const inside = this.#within(path);
    if (inside === undefined) return this.#files.statusOf(path);
    const kind = this.#kindOf(inside);
    const size = kind === 'directory' ? 0 : (this.#library.read(inside) as Uint8Array).length;
    return { ...this.#files.statusOf(this.#library.shownDirectory), kind, size: BigInt(size) };
  }

  resize(handle: Handle, size: number): void {
    this.#files.resize(handle, size);
  }

  sync(handle: Handle): void {
    this.#files.sync(handle);
  }

  setTimes(handle: Handle, accessed: bigint, modified: bigint): void {
    if (this.#sources.has(handle)) throw failure('EROFS');
    this.#files.setTimes(handle, accessed, modified);
  }

  setTimesOf(path: string, accessed: bigint, modified: bigint): void {
    this.#changing(path).setTimesOf(path, accessed, modified);
  }

  list(path: string): { name: string; kind: FileKind }[] {
    const inside = this.#within(path);
    if (inside === undefined) return this.#files.list(path);
    if (this.#kindOf(inside) !== 'directory') throw failure('ENOTDIR');
    return this.#library.list(inside);
  }

  readLink(path: string): string {
    if (this.#within(path) !== undefined) throw failure('EINVAL');
    return this.#files.readLink(path);
  }

  makeDirectory(path: string): void {
    this.#changing(path).makeDirectory(path);
  }

  removeDirectory(path: string): void {
    this.#changing(path).removeDirectory(path);
  }

  removeFile(path: string): void {
    this.#changing(path).removeFile(path);
  }

  rename(from: string, to: string): void {
    this.#changing(from, to).rename(from, to);
  }

  link(from: string, to: string): void {
    this.#changing(from, to).link(from, to);
  }

  symlink(target: string, path: string): void {
    this.#changing(path).symlink(target, path);
  }
}
