/**
 * The host's files without the directories that are only heapglass's own (PROC_PATH, SHM_PATH), which no path of the host's leads to.
 * What those directories cannot do, such as making a directory in them, comes down to here and is refused.
 */
import type { HostFiles } from '../host.js';
import { ERRNO } from '../wasi/abi.js';
import { WasiError } from '../wasi/errors.js';

/** @throws WasiError from each call: EPERM for a path in such a directory, EXDEV for moving something in or out */
export function onlyHostPaths(files: HostFiles): HostFiles {
  const at = (path: string): string => {
    if (isOwn(path)) throw new WasiError(ERRNO.perm);
    return path;
  };
  const both = (from: string, to: string): [string, string] => {
    if (isOwn(from) !== isOwn(to)) throw new WasiError(ERRNO.xdev);
    return [at(from), at(to)];
  };
  const own: Partial<HostFiles> = {
    open: (path, flags) => files.open(at(path), flags),
    statusOf: (path) => files.statusOf(at(path)),
    setTimesOf: (path, accessed, modified) => files.setTimesOf(at(path), accessed, modified),
    list: (path) => files.list(at(path)),
    readLink: (path) => files.readLink(at(path)),
    makeDirectory: (path) => files.makeDirectory(at(path)),
    removeDirectory: (path) => files.removeDirectory(at(path)),
    removeFile: (path) => files.removeFile(at(path)),
    rename: (from, to) => files.rename(...both(from, to)),
    link: (from, to) => files.link(...both(from, to)),
    symlink: (target, path) => files.symlink(target, at(path)),
  };
  return Object.assign(Object.create(files) as HostFiles, own);
}

const isOwn = (path: string): boolean => path.startsWith('\0');
