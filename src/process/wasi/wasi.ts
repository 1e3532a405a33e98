/**
 * WASI preview 1 for one program: descriptors, arguments, directories, and all calls of the snapshot.
 *
 * Invariants
 * 1. Every pointer that a call uses is announced to the checker for exactly the bytes that are touched.
 * 2. No call reaches a file outside the preopened directories (path-resolver.ts, directory.ts).
 * 3. A call returns an error number or throws ProcessExit; whatever else is thrown passes through (the program is being
 *    stopped).
 */
import type { GuestMemory } from '../guest-memory.js';
import type { Host } from '../host.js';
import type { SystemCalls } from '../system-calls.js';
import { ERRNO } from './abi.js';
import { openDirectory } from './directory.js';
import { errnoOf } from './errors.js';
import { fdCalls } from './fd-calls.js';
import type { Handle } from '../host.js';
import { closeFile, FdTable, FIRST_GIVEN, type OpenFile } from './fd-table.js';
import { Guest } from './guest.js';
import { PagedGuest } from './paged-guest.js';
import { pathCalls } from './path-calls.js';
import { processCalls } from './process-calls.js';
import { repeatableHost } from './repeatable.js';
import { SIGNATURES } from './signatures.js';
import { snapshot0 } from './snapshot-0.js';
import type { Call, System } from './system.js';

export interface WasiOptions {
  args: readonly string[];
  /** "NAME=VALUE". */
  env: readonly string[];
  /** Directories that the program may use: the name it knows them by and where they are, free of symbolic links. */
  preopens: readonly { name: string; path: string }[];
  /** Repeatable mode: clocks and random numbers follow from this number. */
  seed?: number;
}

type Calls = Record<string, (...args: never[]) => number>;

export interface Wasi {
  /** The functions of module "wasi_snapshot_preview1". */
  calls: Calls;
  /** @throws EBADF */
  fileAt(fd: number): OpenFile;
  /** A descriptor for a stream that the host has opened. @throws EMFILE */
  addStream(handle: Handle, direction: 'read' | 'write'): number;
  /** Another descriptor for the same open file: the lowest free one, or `to`. @throws EBADF, EMFILE */
  duplicate(fd: number, to?: number): number;
  /** The same for another process, which has the open files of this one. */
  fork(memory: GuestMemory, host: Host): Wasi;
  /** FD_CLOEXEC. @throws EBADF */
  closesOnExec(fd: number): boolean;
  setClosesOnExec(fd: number, closes: boolean): void;
  /** The same for the next program of the process: it has the open files of this one, but those that close, and given directories. */
  exec(memory: GuestMemory, host: Host, start: Pick<WasiOptions, 'args' | 'env'>): Wasi;
  /** Closes what the program left open. */
  end(): void;
}

const UTF8 = new TextEncoder();

/** @throws ENOENT, ENOTDIR for a preopened directory that is none */
export function createWasi(memory: GuestMemory, host: Host, options: WasiOptions): Wasi {
  const fds = new FdTable();
  for (const handle of [0, 1, 2]) fds.add(stream(handle, handle === 0 ? 'read' : 'write'));
  for (const { name, path } of options.preopens) fds.add(openDirectory(host.files, path, name));
  return wasiOf(memory, host, options, fds);
}

function stream(handle: Handle, direction: 'read' | 'write'): OpenFile {
  const [readable, writable] = [direction === 'read', direction === 'write'];
  return { kind: 'stream', handle, directory: undefined, position: 0, flags: 0, readable, writable };
}

function wasiOf(memory: GuestMemory, host: Host, options: WasiOptions, fds: FdTable): Wasi {
  const system: System = {
    guest: memory.copies === undefined ? new Guest(memory) : new PagedGuest(memory, memory.copies),
    fds,
    repeatable: options.seed === undefined ? undefined : { inodes: new Map() },
    host: options.seed === undefined ? host : repeatableHost(host, options.seed),
    args: options.args.map((text) => UTF8.encode(text)),
    env: options.env.map((text) => UTF8.encode(text)),
  };
  const calls = { ...processCalls(system), ...fdCalls(system), ...pathCalls(system) };
  return {
    calls: Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, guarded(system.guest, call)])),
    fileAt: (fd) => fds.get(fd),
    addStream: (handle, direction) => fds.add(stream(handle, direction)),
    duplicate: (fd, to) => {
      if (to === undefined || to === fd) return to === undefined ? fds.duplicate(fd) : (fds.get(fd), fd);
      const before = fds.duplicateAt(fd, to);
      if (before !== undefined) closeFile(host.files, before);
      return to;
    },
    fork: (childMemory, childHost) => wasiOf(childMemory, childHost, options, fds.fork()),
    closesOnExec: (fd) => fds.closesOnExec(fd),
    setClosesOnExec: (fd, closes) => fds.setClosesOnExec(fd, closes),
    exec: (nextMemory, nextHost, start) => {
      for (const file of fds.takeClosing()) closeFile(host.files, file);
      giveAgain(fds, nextHost, options.preopens);
      return wasiOf(nextMemory, nextHost, { ...options, ...start }, fds);
    },
    end: () => fds.all().forEach((file) => closeFile(host.files, file)),
  };
}

/** What a program was given it may have closed. */
function giveAgain(fds: FdTable, { files }: Host, preopens: WasiOptions['preopens']): void {
  const given = new Set(fds.all().map(({ directory }) => directory?.preopen));
  for (const { name, path } of preopens) {
    if (!given.has(name)) fds.add(openDirectory(files, path, name), FIRST_GIVEN);
  }
}

/** The modules by which programs import the calls. */
export function wasiImports(calls: Calls): SystemCalls['imports'] {
  return { wasi_snapshot_preview1: calls, wasi_unstable: snapshot0(calls) };
}

export function wasiSignature(module: string, name: string): string | undefined {
  return module === 'wasi_snapshot_preview1' || module === 'wasi_unstable' ? SIGNATURES.get(name) : undefined;
}

/** Errors become numbers. */
function guarded(guest: Guest, call: Call): (...args: never[]) => number {
  return (...args) => {
    try {
      guest.begin();
      const result = call(...args) ?? ERRNO.success;
      guest.settle();
      return result;
    } catch (error) {
      const errno = errnoOf(error);
      if (errno === undefined) throw error;
      return errno;
    }
  };
}
