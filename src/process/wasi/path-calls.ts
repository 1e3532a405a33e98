/** Calls on paths, each relative to an open directory and confined to it. */
import { ERRNO, LOOKUP_FOLLOW, OFLAGS, RIGHTS } from './abi.js';
import { followRename, openDirectory, placeOf } from './directory.js';
import { WasiError } from './errors.js';
import { newTimes } from './file-times.js';
import { resolvePath, type Resolved, type Target } from './path-resolver.js';
import { type Call, type System, writeFilestat } from './system.js';

const UTF8 = new TextEncoder();

export function pathCalls(system: System): Record<string, Call> {
  const { guest, fds, host } = system;
  const { files } = host;

  /** The host's path for what the program names. */
  const resolve = (fd: number, path: number, length: number, target: Target, call: string): Resolved =>
    resolvePath(
      files,
      placeOf(files, fds.directory(fd)),
      guest.text(path >>> 0, length >>> 0, `${call}(path)`),
      target,
    );
  const followed = (lookup: number): Target => (lookup & LOOKUP_FOLLOW ? 'object' : 'link');
  /** Where something new is to be made that is no directory. */
  const free = (fd: number, path: number, length: number, call: string): string => {
    const place = resolve(fd, path, length, 'entry', call);
    if (place.kind !== undefined) throw new WasiError(ERRNO.exist);
    if (place.asDirectory) throw new WasiError(ERRNO.noent);
    return place.path;
  };

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
      const target = isExclusive(oflags) ? 'link' : followed(lookup);
      const opened = open(system, resolve(fd, path, length, target, 'path_open'), oflags, rights, fdflags);
      guest.setU32(result >>> 0, opened, 'path_open(fd)');
    },
    path_filestat_get: (fd: number, lookup: number, path: number, length: number, result: number) => {
      const target = resolve(fd, path, length, followed(lookup), 'path_filestat_get');
      writeFilestat(system, result >>> 0, files.statusOf(target.path), 'path_filestat_get(buf)');
    },
    path_filestat_set_times: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      accessed: bigint,
      modified: bigint,
      flags: number,
    ) => {
      const target = resolve(fd, path, length, followed(lookup), 'path_filestat_set_times');
      const times = newTimes(host.clock, files.statusOf(target.path), accessed, modified, flags);
      files.setTimesOf(target.path, ...times);
    },
    path_create_directory: (fd: number, path: number, length: number) =>
      files.makeDirectory(resolve(fd, path, length, 'entry', 'path_create_directory').path),
    path_remove_directory: (fd: number, path: number, length: number) => {
      const target = resolve(fd, path, length, 'entry', 'path_remove_directory');
      if (target.last === '.') throw new WasiError(ERRNO.inval);
      if (target.last === '..') throw new WasiError(ERRNO.notempty);
      files.removeDirectory(target.path);
    },
    path_unlink_file: (fd: number, path: number, length: number) => {
      const target = resolve(fd, path, length, 'entry', 'path_unlink_file');
      if (target.kind === 'directory') throw new WasiError(ERRNO.isdir);
      if (target.asDirectory && target.kind !== undefined) throw new WasiError(ERRNO.notdir);
      files.removeFile(target.path);
    },
    path_rename: (fd: number, path: number, length: number, toFd: number, toPath: number, toLength: number) => {
      const from = resolve(fd, path, length, 'entry', 'path_rename');
      const to = resolve(toFd, toPath, toLength, 'entry', 'path_rename');
      if (from.last !== 'name' || to.last !== 'name') throw new WasiError(ERRNO.busy);
      if (from.kind === undefined) throw new WasiError(ERRNO.noent);
      if ((from.asDirectory || to.asDirectory) && from.kind !== 'directory') throw new WasiError(ERRNO.notdir);
      files.rename(from.path, to.path);
      if (from.kind === 'directory') followRename(fds, from.path, to.path);
    },
    path_link: (
      fd: number,
      lookup: number,
      path: number,
      length: number,
      toFd: number,
      toPath: number,
      toLength: number,
    ) => {
      const from = resolve(fd, path, length, followed(lookup), 'path_link');
      if (from.kind === undefined) throw new WasiError(ERRNO.noent);
      const to = free(toFd, toPath, toLength, 'path_link');
      if (from.kind === 'directory') throw new WasiError(ERRNO.perm);
      files.link(from.path, to);
    },
    path_symlink: (target: number, targetLength: number, fd: number, path: number, length: number) => {
      const text = guest.text(target >>> 0, targetLength >>> 0, 'path_symlink(target)');
      if (text === '') throw new WasiError(ERRNO.noent);
      // An absolute target could not be followed and would lead out for everybody else.
      if (text.startsWith('/')) throw new WasiError(ERRNO.notcapable);
      files.symlink(text, free(fd, path, length, 'path_symlink'));
    },
    path_readlink: (fd: number, path: number, length: number, buffer: number, size: number, result: number) => {
      const link = resolve(fd, path, length, 'link', 'path_readlink');
      const target = UTF8.encode(files.readLink(link.path));
      const part = target.subarray(0, size >>> 0);
      guest.bytes(buffer >>> 0, part.length, true, 'path_readlink(buf)').set(part);
      guest.setU32(result >>> 0, part.length, 'path_readlink(bufused)');
    },
  };
}

function isExclusive(oflags: number): boolean {
  return (oflags & OFLAGS.create) !== 0 && (oflags & OFLAGS.exclusive) !== 0;
}

function open(system: System, target: Resolved, oflags: number, rights: bigint, fdflags: number): number {
  const { files } = system.host;
  const { path, kind } = target;
  const create = (oflags & OFLAGS.create) !== 0;
  const truncate = (oflags & OFLAGS.truncate) !== 0;
  const onlyDirectory = (oflags & OFLAGS.directory) !== 0;
  if (kind === undefined && !create) throw new WasiError(ERRNO.noent);
  if (create && onlyDirectory) throw new WasiError(ERRNO.inval);
  if (kind !== undefined && isExclusive(oflags)) throw new WasiError(ERRNO.exist);
  if (kind === 'directory') {
    // Some libraries ask for every right when they open a directory as such.
    if (create || truncate || (rights & RIGHTS.write && !onlyDirectory)) throw new WasiError(ERRNO.isdir);
    const opened = openDirectory(files, path, undefined, fdflags);
    opened.directory!.isTop = system.fds.all().some(({ directory }) => directory?.isTop && directory.path === path);
    return system.fds.add(opened);
  }
  if (target.asDirectory) throw new WasiError(ERRNO.isdir);
  if (onlyDirectory) throw new WasiError(ERRNO.notdir);
  if (kind === 'symlink') throw new WasiError(ERRNO.loop);
  const writable = (rights & RIGHTS.write) !== 0n;
  const readable = (rights & RIGHTS.read) !== 0n || !writable;
  const handle = files.open(path, {
    read: readable,
    write: writable || truncate,
    create,
    exclusive: isExclusive(oflags),
    truncate,
  });
  try {
    const opened = files.status(handle).kind;
    return system.fds.add({
      kind: opened === 'file' || opened === 'block-device' ? 'file' : 'stream',
      handle,
      directory: undefined,
      path,
      position: 0,
      flags: fdflags,
      readable,
      writable,
    });
  } catch (error) {
    files.close(handle);
    throw error;
  }
}
