/** Calls on paths, each relative to an open directory and confined to it. */
import { ERRNO, FDFLAGS, LOOKUP_FOLLOW, OFLAGS, RIGHTS } from './abi.js';
import { WasiError } from './errors.js';
import { setTimes } from './fd-calls.js';
import { resolvePath } from './path-resolver.js';
import { type Call, type System, writeFilestat } from './system.js';

const UTF8 = new TextEncoder();

export function pathCalls(system: System): Record<string, Call> {
  const { guest, fds, host } = system;
  const { files } = host;

  /** The host's path for what the program names. */
  const resolve = (fd: number, path: number, length: number, follow: boolean, call: string): string =>
    resolvePath(files, fds.directory(fd).path, guest.text(path >>> 0, length >>> 0, `${call}(path)`), follow);

  return {
    path_open: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      oflags: number,
      rights: bigint,
      _inheriting: bigint,
      fdflags: number,
      result: number,
    ) => {
      const opened = open(
        system,
        resolve(fd, path, length, (lookup & LOOKUP_FOLLOW) !== 0, 'path_open'),
        oflags,
        rights,
        fdflags,
      );
      guest.setU32(result >>> 0, opened, 'path_open(fd)');
    },
    path_filestat_get: (fd: number, lookup: number, path: number, length: number, result: number) =>
      writeFilestat(
        system,
        result >>> 0,
        files.statusOf(resolve(fd, path, length, (lookup & LOOKUP_FOLLOW) !== 0, 'path_filestat_get')),
        'path_filestat_get(buf)',
      ),
    path_filestat_set_times: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      accessed: bigint,
      modified: bigint,
      flags: number,
    ) =>
      setTimes(
        system,
        resolve(fd, path, length, (lookup & LOOKUP_FOLLOW) !== 0, 'path_filestat_set_times'),
        accessed,
        modified,
        flags,
      ),
    path_create_directory: (fd: number, path: number, length: number) =>
      files.makeDirectory(resolve(fd, path, length, false, 'path_create_directory')),
    path_remove_directory: (fd: number, path: number, length: number) =>
      files.removeDirectory(resolve(fd, path, length, false, 'path_remove_directory')),
    path_unlink_file: (fd: number, path: number, length: number) => {
      const target = resolve(fd, path, length, false, 'path_unlink_file');
      if (files.statusOf(target).kind === 'directory') throw new WasiError(ERRNO.isdir);
      files.removeFile(target);
    },
    path_rename: (fd: number, path: number, length: number, toFd: number, toPath: number, toLength: number) =>
      files.rename(
        resolve(fd, path, length, false, 'path_rename'),
        resolve(toFd, toPath, toLength, false, 'path_rename'),
      ),
    path_link: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      toFd: number,
      toPath: number,
      toLength: number,
    ) => {
      if (lookup & LOOKUP_FOLLOW) throw new WasiError(ERRNO.inval);
      files.link(resolve(fd, path, length, false, 'path_link'), resolve(toFd, toPath, toLength, false, 'path_link'));
    },
    path_symlink: (target: number, targetLength: number, fd: number, path: number, length: number) => {
      const text = guest.text(target >>> 0, targetLength >>> 0, 'path_symlink(target)');
      // An absolute target could not be followed and would lead out for everybody else.
      if (text.startsWith('/') || text === '') throw new WasiError(ERRNO.notcapable);
      files.symlink(text, resolve(fd, path, length, false, 'path_symlink'));
    },
    path_readlink: (fd: number, path: number, length: number, buffer: number, size: number, result: number) => {
      const target = UTF8.encode(files.readLink(resolve(fd, path, length, false, 'path_readlink')));
      const part = target.subarray(0, size >>> 0);
      guest.bytes(buffer >>> 0, part.length, true, 'path_readlink(buf)').set(part);
      guest.setU32(result >>> 0, part.length, 'path_readlink(bufused)');
    },
  };
}

function open(system: System, path: string, oflags: number, rights: bigint, fdflags: number): number {
  const { files } = system.host;
  let kind: string | undefined;
  try {
    kind = files.statusOf(path).kind;
  } catch (error) {
    if (!(oflags & OFLAGS.create)) throw error;
  }
  const base = { path, preopen: undefined, position: 0, flags: fdflags };
  if (kind === 'symlink') throw new WasiError(ERRNO.loop);
  if (kind === 'directory') {
    if (oflags & OFLAGS.create && oflags & OFLAGS.exclusive) throw new WasiError(ERRNO.exist);
    if (oflags & OFLAGS.truncate || (rights & RIGHTS.write && !(oflags & OFLAGS.directory)))
      throw new WasiError(ERRNO.isdir);
    return system.fds.add({ ...base, kind: 'directory', handle: undefined, readable: true, writable: false });
  }
  if (oflags & OFLAGS.directory) throw new WasiError(kind === undefined ? ERRNO.noent : ERRNO.notdir);
  const writable = (rights & RIGHTS.write) !== 0n;
  const readable = (rights & RIGHTS.read) !== 0n || !writable;
  const handle = files.open(path, {
    read: readable,
    write: writable || (oflags & OFLAGS.truncate) !== 0,
    create: (oflags & OFLAGS.create) !== 0,
    exclusive: (oflags & OFLAGS.exclusive) !== 0,
    truncate: (oflags & OFLAGS.truncate) !== 0,
    append: (fdflags & FDFLAGS.append) !== 0,
  });
  return system.fds.add({ ...base, kind: 'file', handle, readable, writable });
}
