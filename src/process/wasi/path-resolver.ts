/**
 * Turns a path that a program gives into a path of the host that cannot lead out of the directory it is relative to.
 *
 * Every component is looked at: `..` never climbs above the root, a symbolic link is followed by hand and its target
 * obeys the same rules, an absolute target is refused. Nothing is left for the host to resolve but plain names, so
 * whatever the components are, the result lies below the root.
 */
import type { HostFiles } from '../host.js';
import { ERRNO } from './abi.js';
import { errnoOf, WasiError } from './errors.js';

const MOST_LINKS = 40;

/** @throws WasiError: ENOTCAPABLE for a path that leads out, ELOOP, ENOTDIR, ENOENT for a missing directory on the way. */
export function resolvePath(files: HostFiles, root: string, path: string, followLast: boolean): string {
  if (path === '') throw new WasiError(ERRNO.noent);
  if (path.startsWith('/')) throw new WasiError(ERRNO.notcapable);
  const pending = path.split('/').reverse();
  const mustBeDirectory = path.endsWith('/');
  const resolved: string[] = [];
  let links = 0;
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (name === '' || name === '.') continue;
    if (name.includes('\\') && root.includes('\\')) throw new WasiError(ERRNO.inval);
    if (name === '..') {
      if (resolved.length === 0) throw new WasiError(ERRNO.notcapable);
      resolved.pop();
      continue;
    }
    const isLast = pending.every((rest) => rest === '' || rest === '.');
    const here = hostPath(root, [...resolved, name]);
    const kind = kindOf(files, here);
    if (kind === 'symlink' && (!isLast || followLast || mustBeDirectory)) {
      if (++links > MOST_LINKS) throw new WasiError(ERRNO.loop);
      const target = files.readLink(here);
      if (target.startsWith('/') || /^[A-Za-z]:/.test(target)) throw new WasiError(ERRNO.notcapable);
      pending.push(...target.split('/').reverse());
      continue;
    }
    if (!isLast && kind === undefined) throw new WasiError(ERRNO.noent);
    if (!isLast && kind !== 'directory') throw new WasiError(ERRNO.notdir);
    resolved.push(name);
  }
  return hostPath(root, resolved);
}

function hostPath(root: string, names: readonly string[]): string {
  return names.length === 0 ? root : `${root.endsWith('/') ? root.slice(0, -1) : root}/${names.join('/')}`;
}

function kindOf(files: HostFiles, path: string): string | undefined {
  try {
    return files.statusOf(path).kind;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === ERRNO.noent || errno === ERRNO.notdir) return undefined;
    throw error;
  }
}
