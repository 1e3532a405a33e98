/**
 * The programs that exec may name: modules, what heapglass cc has linked, sources of C and C++, and the run's own programs by
 * the file that the run was given. Each is prepared once, for as long as its file stays the same.
 */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { extractModule } from '../languages/clang/module-file.js';
import { isObject } from '../languages/clang/object-kind.js';
import type { PagedProgram } from '../process/vm/paged-program.js';
import type { ProgramFile } from '../process/vm/task.js';

const SOURCE = /\.(c|cc|cpp|cxx)$/i;

export interface ExecutablesOptions {
  /** @throws where the module is none that can run */
  prepare(module: Uint8Array): PagedProgram;
  /** Of a source; undefined where it does not compile. */
  compile?(path: string): Uint8Array | undefined;
  directory: string;
  /** The run's own, as they were named. */
  own: readonly { program: PagedProgram; name: string }[];
  /** Told why a module cannot run. */
  refused(path: string, error: unknown): void;
}

interface Known {
  bytes: Uint8Array;
  program: PagedProgram | undefined;
}

export class Executables {
  readonly #options: ExecutablesOptions;
  readonly #known = new Map<string, Known>();
  readonly #own = new Map<string, PagedProgram>();

  constructor(options: ExecutablesOptions) {
    this.#options = options;
    // One that cannot be interrupted cannot run beside others.
    for (const { program, name } of options.own)
      if (program.isSuspendable) this.#own.set(realPath(resolve(options.directory, name)), program);
  }

  /** The program in a file, if there is one that can run. */
  programIn({ path, bytes }: ProgramFile): PagedProgram | undefined {
    const own = this.#own.get(realPath(path));
    if (own !== undefined) return own;
    const known = this.#known.get(path);
    if (known !== undefined && Buffer.compare(known.bytes, bytes) === 0) return known.program;
    const program = this.#prepare(path, bytes);
    this.#known.set(path, { bytes, program });
    return program;
  }

  #prepare(path: string, bytes: Uint8Array): PagedProgram | undefined {
    const module = extractModule(bytes) ?? (SOURCE.test(path) ? this.#options.compile?.(path) : undefined);
    if (module === undefined || isObject(module)) return undefined;
    try {
      const program = this.#options.prepare(module);
      // Whatever is wrong with it is found before the process has given up the program that it has.
      void program.compiled;
      return program;
    } catch (error) {
      this.#options.refused(path, error);
      return undefined;
    }
  }
}

/** Free of symbolic links; as it is, where nothing is. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}
