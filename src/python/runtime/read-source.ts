/** Sources of programs and modules: for the importer, and for the lines of tracebacks. */
import type { HostFiles } from '../../process/host.js';
import type { LibraryFiles, Surroundings } from './surroundings.js';

/** Whether a path leads into the library, which is no directory. */
export function isInLibrary({ library }: Surroundings, path: string): boolean {
  return path.startsWith(`${library.shownDirectory}/`);
}

/** The contents of such a file; undefined if there is none. */
export function readLibrary({ library }: Surroundings, path: string): Uint8Array | undefined {
  return library.read(pathWithin(library, path));
}

/** Whether there is such a file. */
export function isLibraryFile({ library }: Surroundings, path: string): boolean {
  return library.kindOf(pathWithin(library, path)) === 'file';
}

const pathWithin = ({ shownDirectory }: LibraryFiles, path: string): string => path.slice(shownDirectory.length + 1);

/** The contents of a file of the program's or of the library; undefined where there is none that can be read. */
export function readSource(surroundings: Surroundings, path: string): Uint8Array | undefined {
  if (isInLibrary(surroundings, path)) return readLibrary(surroundings, path);
  try {
    return readAll(surroundings.host.files, path);
  } catch {
    return undefined;
  }
}

function readAll(files: HostFiles, path: string): Uint8Array | undefined {
  const handle = files.open(path, { read: true, write: false, create: false, exclusive: false, truncate: false });
  try {
    const status = files.status(handle);
    if (status.kind === 'directory') return undefined;
    const bytes = new Uint8Array(Number(status.size));
    let length = 0;
    while (length < bytes.length) {
      const count = files.read(handle, bytes.subarray(length), length);
      if (count === 0) break;
      length += count;
    }
    return bytes.subarray(0, length);
  } finally {
    files.close(handle);
  }
}
