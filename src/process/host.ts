/**
 * What running a program needs of the machine it runs on: files, standard streams, clocks, random bytes. Everything is
 * synchronous, for a system call is. Failures are thrown as errors with a Unix `code` ("ENOENT"); wasi/errors.ts has the
 * table. Paths are the host's own; the WASI layer makes sure that none leads out of what was given to the program.
 */

export type FileKind =
  | 'file'
  | 'directory'
  | 'symlink'
  | 'character-device'
  | 'block-device'
  | 'fifo'
  | 'socket'
  | 'unknown';

export interface FileStatus {
  kind: FileKind;
  device: bigint;
  inode: bigint;
  links: bigint;
  size: bigint;
  /** Nanoseconds since 1970. */
  accessed: bigint;
  modified: bigint;
  changed: bigint;
}

export interface OpenFlags {
  read: boolean;
  write: boolean;
  create: boolean;
  exclusive: boolean;
  truncate: boolean;
}

/** An open file; 0, 1 and 2 are the standard streams. */
export type Handle = number;

export interface HostFiles {
  open(path: string, flags: OpenFlags): Handle;
  close(handle: Handle): void;
  /** Waits for at least one byte. Bytes read into `into`; 0 at the end. `position` undefined: where the stream is. */
  read(handle: Handle, into: Uint8Array, position: number | undefined): number;
  write(handle: Handle, from: Uint8Array, position: number | undefined): number;
  /** Whether reading or writing would not wait; absent, or undefined, where nobody can tell. */
  isReady?(handle: Handle, write: boolean): boolean | undefined;
  /** Of a stream: nobody has its other end any more. */
  isHungUp?(handle: Handle): boolean;
  /** Where reading without a position would go on; undefined where the system does not tell. */
  offset(handle: Handle): number | undefined;
  status(handle: Handle): FileStatus;
  /** Of the path itself, a symbolic link not followed. */
  statusOf(path: string): FileStatus;
  resize(handle: Handle, size: number): void;
  sync(handle: Handle): void;
  /** Nanoseconds since 1970. */
  setTimes(handle: Handle, accessed: bigint, modified: bigint): void;
  /** Of the path itself, a symbolic link not followed. */
  setTimesOf(path: string, accessed: bigint, modified: bigint): void;
  list(path: string): { name: string; kind: FileKind }[];
  readLink(path: string): string;
  makeDirectory(path: string): void;
  removeDirectory(path: string): void;
  removeFile(path: string): void;
  rename(from: string, to: string): void;
  /** A symbolic link at `from` is not followed. */
  link(from: string, to: string): void;
  symlink(target: string, path: string): void;
}

export interface HostClock {
  /** Nanoseconds since 1970. */
  realtime(): bigint;
  /** Nanoseconds since some fixed moment. */
  monotonic(): bigint;
  /** Nanoseconds of processor time that this process has taken. */
  processor(): bigint;
  sleep(nanoseconds: bigint): void;
  /** Time that nobody waits for passes in a repeatable run: a turn for others; absent where there are none. */
  passTime?(nanoseconds: bigint): void;
  /** Until something is ready, or for some time at most; absent where nothing can become ready while a program waits. */
  sleepUntil?(isReady: () => boolean, nanoseconds: bigint | undefined): void;
}

export interface Host {
  files: HostFiles;
  clock: HostClock;
  random(into: Uint8Array): void;
}
