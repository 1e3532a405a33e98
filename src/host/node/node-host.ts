/**
 * Host on Node's synchronous system calls. Runs in a worker thread, where waiting blocks nobody else.
 */
import fs from 'node:fs';
import type { FileKind, FileStatus, Host, HostClock, HostFiles, OpenFlags } from '../../process/host.js';

function openFlags(flags: OpenFlags): number {
  const { constants: c } = fs;
  let bits = flags.read && flags.write ? c.O_RDWR : flags.write ? c.O_WRONLY : c.O_RDONLY;
  if (flags.create) bits |= c.O_CREAT;
  if (flags.exclusive) bits |= c.O_EXCL;
  if (flags.truncate) bits |= c.O_TRUNC;
  // The path has no symbolic links left, and none may slip in.
  return bits | (c.O_NOFOLLOW ?? 0);
}

function kindOf(stats: {
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
  isCharacterDevice(): boolean;
  isBlockDevice(): boolean;
  isFIFO(): boolean;
  isSocket(): boolean;
}): FileKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  if (stats.isSymbolicLink()) return 'symlink';
  if (stats.isCharacterDevice()) return 'character-device';
  if (stats.isBlockDevice()) return 'block-device';
  if (stats.isFIFO()) return 'fifo';
  return stats.isSocket() ? 'socket' : 'unknown';
}

function statusFrom(stats: fs.BigIntStats): FileStatus {
  return {
    kind: kindOf(stats),
    device: stats.dev,
    inode: stats.ino,
    links: stats.nlink,
    size: stats.size,
    accessed: stats.atimeNs,
    modified: stats.mtimeNs,
    changed: stats.ctimeNs,
  };
}

const codeOf = (error: unknown): unknown => (error as { code?: unknown }).code;

/** How long to wait before a stream that is not ready is tried again, in nanoseconds: at first, and at most. */
const RETRY = 50_000n;
const LONGEST_RETRY = 5_000_000n;

/** Try again while a non-blocking pipe or terminal has nothing to give or no room, or a signal came between. */
export function patiently<T>(attempt: () => T, sleep: HostClock['sleep']): T {
  for (let retry = RETRY; ; retry = retry * 2n < LONGEST_RETRY ? retry * 2n : LONGEST_RETRY) {
    try {
      return attempt();
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EAGAIN') sleep(retry);
      else if (code !== 'EINTR') throw error;
    }
  }
}

function sleep(nanoseconds: bigint): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(nanoseconds) / 1e6);
}

/** link() of macOS follows a symbolic link, wherever it leads. */
const LINK_FOLLOWS = process.platform === 'darwin';

const files: HostFiles = {
  open: (path, flags) => fs.openSync(path, openFlags(flags), 0o666),
  close: (handle) => fs.closeSync(handle),
  read: (handle, into, position) =>
    patiently(() => {
      try {
        return fs.readSync(handle, into, 0, into.length, position ?? null);
      } catch (error) {
        // The other end of a pipe on Windows.
        if (codeOf(error) === 'EOF') return 0;
        throw error;
      }
    }, sleep),
  write: (handle, from, position) =>
    patiently(() => fs.writeSync(handle, from, 0, from.length, position ?? null), sleep),
  offset: (handle) => {
    try {
      const position = /^pos:\s*(\d+)/m.exec(fs.readFileSync(`/proc/self/fdinfo/${handle}`, 'latin1'));
      return position === null ? undefined : Number(position[1]);
    } catch {
      return undefined;
    }
  },
  status: (handle) => statusFrom(fs.fstatSync(handle, { bigint: true })),
  statusOf: (path) => statusFrom(fs.lstatSync(path, { bigint: true })),
  resize: (handle, size) => fs.ftruncateSync(handle, size),
  sync: (handle) => fs.fsyncSync(handle),
  // Node takes times as floating-point seconds: about a quarter of a microsecond is lost.
  setTimes: (handle, accessed, modified) => fs.futimesSync(handle, Number(accessed) / 1e9, Number(modified) / 1e9),
  setTimesOf: (path, accessed, modified) => fs.lutimesSync(path, Number(accessed) / 1e9, Number(modified) / 1e9),
  list: (path) =>
    fs.readdirSync(path, { withFileTypes: true }).map((entry) => ({ name: entry.name, kind: kindOf(entry) })),
  readLink: (path) => fs.readlinkSync(path),
  makeDirectory: (path) => fs.mkdirSync(path),
  removeDirectory: (path) => fs.rmdirSync(path),
  removeFile: (path) => fs.unlinkSync(path),
  rename: (from, to) => fs.renameSync(from, to),
  link: (from, to) => {
    if (LINK_FOLLOWS && fs.lstatSync(from).isSymbolicLink())
      throw Object.assign(new Error('no hard link to a symbolic link'), { code: 'ENOTSUP' });
    fs.linkSync(from, to);
  },
  symlink: (target, path) => fs.symlinkSync(target, path),
};

const clock: HostClock = {
  realtime: () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6)),
  monotonic: () => process.hrtime.bigint(),
  processor: () => {
    const { user, system } = process.cpuUsage();
    return BigInt(user + system) * 1000n;
  },
  sleep,
};

/** The module takes 10 ms to load, and most programs need no random numbers. */
const random = (into: Uint8Array): void => void process.getBuiltinModule('node:crypto').randomFillSync(into);

export const nodeHost: Host = { files, clock, random };
