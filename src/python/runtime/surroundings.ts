/** What a Python program has around it: files that it was given, streams, clocks, arguments, and CPython's own library. */
import type { ConfinedFiles } from '../../process/confined-files.js';
import type { Host } from '../../process/host.js';

export interface Surroundings {
  /** Files as the program may reach them: paths are the program's, relative to `files.directory`; what it was not given ends in EACCES. */
  readonly host: Host & { readonly files: ConfinedFiles };
  /** sys.argv. */
  readonly arguments: readonly string[];
  /** os.environ. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where modules are looked for after the built-in ones and before the library: sys.path. */
  readonly searchPath: readonly string[];
  /** The library's modules by their path within it: `collections/__init__.py`. Undefined where it has none. */
  readonly library: LibraryFiles;
  /** Whether standard input, output, error are terminals. */
  readonly terminals: readonly [boolean, boolean, boolean];
}

export interface LibraryFiles {
  /** The directory that `__file__` of its modules shows. */
  readonly shownDirectory: string;
  read(path: string): Uint8Array | undefined;
}
