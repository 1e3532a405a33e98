/**
 * Turns a path that a program gives into a path of the host that cannot lead out of the directory it is relative to.
 *
 * Every component is looked at: `..` never climbs above the root, a symbolic link is followed by hand and its target
 * obeys the same rules, an absolute target is refused. Nothing is left for the host to resolve but plain names, so
 * whatever the components are, the result lies below the root.
 *
 * The host never sees how the path ended: what a slash, "." or ".." at the end means for the call is said in the result.
 */
import type { FileKind, HostFiles } from '../host.js';
import { ERRNO } from './abi.js';
import { errnoOf, WasiError } from './errors.js';

export interface Resolved {
  path: string;
  /** What is there; undefined for nothing. */
  kind: FileKind | undefined;
  /** The path ends in a slash or a dot, so only a directory can be meant. */
  asDirectory: boolean;
  /** The last component. "." and ".." name no entry that could be made, renamed or removed. */
  last: 'name' | '.' | '..';
}

/**
 * `object`: what the path leads to. `link`: the same, but a symbolic link at the end is itself meant, unless a slash
 * follows it. `entry`: the directory's entry of that name, whatever it is.
 */
export type Target = 'object' | 'link' | 'entry';

const MOST_LINKS = 40;

/** @throws WasiError: ENOTCAPABLE for a path that leads out, ELOOP, ENOTDIR, ENOENT for a missing directory on the way. */
export function resolvePath(files: HostFiles, root: string, path: string, target: Target): Resolved {
  if (path === '') throw new WasiError(ERRNO.noent);
  if (path.startsWith('/')) throw new WasiError(ERRNO.notcapable);
  const pending = path.split('/').reverse();
  const names: string[] = [];
  const result: Resolved = { path: root, kind: 'directory', asDirectory: true, last: '.' };
  let links = 0;
  while (pending.length > 0) {
    const name = pending.pop()!;
    if (name === '') continue;
    if (name === '.' || name === '..') {
      if (name === '..' && names.pop() === undefined) throw new WasiError(ERRNO.notcapable);
      Object.assign(result, { kind: 'directory', asDirectory: true, last: name });
      continue;
    }
    if (name.includes('\\') && root.includes('\\')) throw new WasiError(ERRNO.inval);
    const here = hostPath(root, [...names, name]);
    const kind = kindOf(files, here);
    const isLast = !pending.some((rest) => rest !== '');
    const slash = isLast && pending.length > 0;
    const isMeant = isLast && (target === 'entry' || (target === 'link' && !slash));
    if (kind === 'symlink' && !isMeant) {
      if (++links > MOST_LINKS) throw new WasiError(ERRNO.loop);
      const to = files.readLink(here);
      if (to.startsWith('/') || /^[A-Za-z]:/.test(to)) throw new WasiError(ERRNO.notcapable);
      pending.push(...to.split('/').reverse());
      continue;
    }
    if (!isLast && kind === undefined) throw new WasiError(ERRNO.noent);
    if ((!isLast || slash) && !isMeant && kind !== undefined && kind !== 'directory') throw new WasiError(ERRNO.notdir);
    names.push(name);
    Object.assign(result, { kind, asDirectory: slash, last: 'name' });
  }
  result.path = hostPath(root, names);
  return result;
}

function hostPath(root: string, names: readonly string[]): string {
  return names.length === 0 ? root : `${root.endsWith('/') ? root.slice(0, -1) : root}/${names.join('/')}`;
}

function kindOf(files: HostFiles, path: string): FileKind | undefined {
  try {
    return files.statusOf(path).kind;
  } catch (error) {
    const errno = errnoOf(error);
    if (errno === ERRNO.noent || errno === ERRNO.notdir) return undefined;
    throw error;
  }
}
