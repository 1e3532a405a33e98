/**
 * Directories that the program holds open. The host has no call that works relative to an open directory, so a directory
 * is held by its path, and:
 *
 * 1. Before each use the path must still lead to the very directory that was opened. A program could otherwise replace it
 *    by a symbolic link that leads out, and go through a descriptor that it still holds.
 * 2. When the program renames a directory, the paths of those that it holds open at or below it follow, as a descriptor
 *    does on any Unix.
 */
import type { HostFiles } from '../host.js';
import { ERRNO } from './abi.js';
import { WasiError } from './errors.js';
import type { FdTable, OpenDirectory, OpenFile } from './fd-table.js';

/** @throws ENOTDIR, or the host's error */
export function openDirectory(files: HostFiles, path: string, preopen: string | undefined, flags = 0): OpenFile {
  const { kind, device, inode } = files.statusOf(path);
  if (kind !== 'directory') throw new WasiError(ERRNO.notdir);
  return {
    kind: 'directory',
    handle: undefined,
    directory: { path, device, inode, preopen, isTop: preopen !== undefined, listing: undefined },
    position: 0,
    flags,
    readable: true,
    writable: false,
  };
}

/** Where the directory is now. @throws ENOENT when it is gone, or something else stands in its place. */
export function placeOf(files: HostFiles, { path, device, inode }: OpenDirectory): string {
  const status = files.statusOf(path);
  if (status.kind !== 'directory' || status.device !== device || status.inode !== inode)
    throw new WasiError(ERRNO.noent);
  return path;
}

/** What lies at `from` now lies at `to`. */
export function followRename(fds: FdTable, from: string, to: string): void {
  for (const { directory } of fds.all()) {
    if (directory && (directory.path === from || directory.path.startsWith(`${from}/`)))
      directory.path = to + directory.path.slice(from.length);
  }
}
