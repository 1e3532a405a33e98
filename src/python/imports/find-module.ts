/** Where a module is: in the directories of sys.path, the last of which is CPython's library. */
import type { Address } from '../../base/ids.js';
import { isLibraryFile, isInLibrary } from '../runtime/read-source.js';
import type { Runtime } from '../runtime/runtime.js';
import type { Surroundings } from '../runtime/surroundings.js';

export interface FoundModule<Content> {
  /** What `__file__` shows. */
  readonly file: string;
  /** What `look` gave for the file. */
  readonly content: Content;
  /** The directory of a package; undefined for a plain module. */
  readonly directory: string | undefined;
}

/** A directory without `__init__.py`. */
export interface Namespace {
  readonly directories: string[];
}

/** Where top-level modules are looked for: sys.path. */
export function searchPath(rt: Runtime): string[] {
  const path = rt.sysAttribute('path');
  return path === 0 ? [] : pathEntries(rt, path);
}

/** The directories that a path of the program names: sys.path, or `__path__` of a package. */
export function pathEntries(rt: Runtime, path: Address): string[] {
  return rt
    .items(path)
    .filter((item) => rt.isString(item))
    .map((item) => rt.text(item));
}

/**
 * The module `name` (without dots) below the first of the directories that has it.
 * @param look gives what the caller wants of a file, so that none is read which nobody needs; undefined where there is none
 * @returns undefined if no directory has it
 */
export function findModule<Content>(
  surroundings: Surroundings,
  name: string,
  directories: readonly string[],
  look: (surroundings: Surroundings, path: string) => Content | undefined,
): FoundModule<Content> | Namespace | undefined {
  const namespaces: string[] = [];
  for (const directory of directories) {
    const base = `${absolute(surroundings, directory)}/${name}`;
    const package_ = `${base}/__init__.py`;
    const found = look(surroundings, package_);
    if (found !== undefined) return { file: package_, content: found, directory: base };
    const content = look(surroundings, `${base}.py`);
    if (content !== undefined) return { file: `${base}.py`, content, directory: undefined };
    if (kindOf(surroundings, base) === 'directory') namespaces.push(base);
  }
  return namespaces.length === 0 ? undefined : { directories: namespaces };
}

/** Of a relative directory the place now: what is found below it keeps its path when the program goes elsewhere. */
function absolute({ host }: Surroundings, directory: string): string {
  if (directory.startsWith('/')) return directory;
  const here = host.files.directory.replace(/\/$/, '');
  return directory === '' ? here : `${here}/${directory}`;
}

/** Whether there is such a file: a `look` for those who want no more. */
export function isFile(surroundings: Surroundings, path: string): true | undefined {
  const is = isInLibrary(surroundings, path)
    ? isLibraryFile(surroundings, path)
    : kindOf(surroundings, path) === 'file';
  return is || undefined;
}

function kindOf({ host }: Surroundings, path: string): string | undefined {
  try {
    return host.files.statusOf(path).kind;
  } catch {
    return undefined;
  }
}
