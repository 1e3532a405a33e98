/** Where the source of a module is: in the directories of sys.path, then in CPython's library. */
import { readSource } from '../runtime/read-source.js';
import type { Surroundings } from '../runtime/surroundings.js';

export interface FoundModule {
  /** What `__file__` shows. */
  readonly file: string;
  readonly source: Uint8Array;
  /** The directory of a package; undefined for a plain module. */
  readonly directory: string | undefined;
}

/** A directory without `__init__.py`. */
export interface Namespace {
  readonly directories: string[];
}

/**
 * The module `name` (without dots) below the first of the directories that has it.
 * @returns undefined if none has it
 */
export function findModule(
  surroundings: Surroundings,
  name: string,
  directories: readonly string[],
): FoundModule | Namespace | undefined {
  const namespaces: string[] = [];
  for (const directory of directories) {
    const base = `${absolute(surroundings, directory)}/${name}`;
    const package_ = `${base}/__init__.py`;
    const found = readSource(surroundings, package_);
    if (found !== undefined) return { file: package_, source: found, directory: base };
    const source = readSource(surroundings, `${base}.py`);
    if (source !== undefined) return { file: `${base}.py`, source, directory: undefined };
    if (isDirectory(surroundings, base)) namespaces.push(base);
  }
  return namespaces.length === 0 ? undefined : { directories: namespaces };
}

/** Of a relative directory the place now: what is found below it keeps its path when the program goes elsewhere. */
function absolute({ host }: Surroundings, directory: string): string {
  if (directory.startsWith('/')) return directory;
  const here = host.files.directory.replace(/\/$/, '');
  return directory === '' ? here : `${here}/${directory}`;
}

function isDirectory({ host }: Surroundings, path: string): boolean {
  try {
    return host.files.statusOf(path).kind === 'directory';
  } catch {
    return false;
  }
}
