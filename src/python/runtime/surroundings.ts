/** What a Python program has around it: files that it was given, streams, clocks, arguments, and CPython's own library. */
import type { ConfinedFiles } from '../../process/confined-files.js';
import type { Host } from '../../process/host.js';
import type { Digests } from './digests.js';

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
  /** Undefined: hashlib has what is written here alone. */
  readonly digests?: Digests;
  /** Of the machine's time zone, as POSIX writes it (modules/time/zone-names.ts), if it is known: a file is read for it. */
  readonly zoneRule?: () => string | undefined;
  /** Undefined: sources are compiled each time. */
  readonly kept?: KeptObjects;
  /** Whether standard input, output, error are terminals. */
  readonly terminals: readonly [boolean, boolean, boolean];
}

/** How it was compiled: for programs that trace their allocations, their lines, both or neither; as a part of the library or not. */
export type Variant = `${'plain' | 'traced'}${'' | '-lines'}${'' | '-library'}`;

/** Keeps what compiling a source gave, for the next time that anybody compiles it. */
export interface KeptObjects {
  /** Aligned to 4 bytes, and the caller's own. */
  read(source: Uint8Array, variant: Variant): Uint8Array | undefined;
  write(source: Uint8Array, variant: Variant, object: Uint8Array): void;
  /**
   * The module of a program's source, with machine code if such has been kept of it.
   * @param exported gives one of its functions, a small one
   */
  module(
    source: Uint8Array,
    variant: Variant,
    wasm: Uint8Array<ArrayBuffer>,
    exported: () => unknown,
  ): WebAssembly.Module;
}

export interface LibraryFiles {
  /** The directory that `__file__` of its modules shows. */
  readonly shownDirectory: string;
  read(path: string): Uint8Array | undefined;
  /** What is there; '' is the library itself. */
  kindOf(path: string): 'file' | 'directory' | undefined;
  /** What is in a directory. */
  list(path: string): { name: string; kind: 'file' | 'directory' }[];
}
