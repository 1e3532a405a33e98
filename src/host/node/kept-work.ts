/**
 * What is made of a program, in the cache of compiled results (cache-disk.ts): its instrumented module, and the machine code that
 * the engine has made of it. Both are found again by what they were made of, so nothing has to be asked of them.
 *
 * Machine code is kept of runs that are long enough for something to have been optimised, and again when it has grown. For a large
 * program it is worth more than the rest: the engine takes a second for the main function of an interpreter.
 *
 * Invariants
 * 1. Code runs for no other module than the one that it was made of, and in no other engine.
 * 2. The thread ends with its program: what is to be kept stays until then.
 */
import { deserialize, serialize } from 'node:v8';
import type { ResultCache } from '../../languages/clang/toolchain.js';
import type { KeptWork, ProgramCode } from '../../process/kept-work.js';
import { NOTHING_KEPT } from '../../process/kept-work.js';
import { readBuildId } from './build-id.js';
import { DiskCache } from './cache-disk.js';
import { cacheDirectory } from './cache-directory.js';
import { engineName } from './engine-name.js';
import { isLongRun, isWorthKeeping } from './kept-module.js';
import { machineCodeOf, moduleWithMachineCode } from './machine-code.js';

interface Running {
  readonly module: WebAssembly.Module;
  /** Bytes of machine code that it began with. */
  readonly kept: number;
  exported: unknown;
}

class CachedWork implements KeptWork {
  readonly #cache: ResultCache;
  readonly #build: string;
  /** By key. */
  readonly #running = new Map<string, Running>();

  constructor(cache: ResultCache, build: string) {
    this.#cache = cache;
    this.#build = build;
  }

  code(source: Uint8Array, settings: string, make: () => ProgramCode): ProgramCode {
    const key = this.#cache.digest(['program code', this.#build, settings, source]);
    const known = this.#cache.get(key);
    if (known !== undefined) return deserialize(known) as ProgramCode;
    const code = make();
    this.#cache.put(key, serialize(code));
    return code;
  }

  compile(wasm: Uint8Array<ArrayBuffer>): WebAssembly.Module {
    const key = this.#cache.digest(['machine code', engineName(), wasm]);
    const again = this.#running.get(key);
    if (again !== undefined) return again.module;
    const code = this.#cache.get(key);
    const known = code && moduleWithMachineCode(new Uint8Array(code), wasm);
    const module = known ?? new WebAssembly.Module(wasm);
    if (this.#running.size === 0) process.once('exit', () => this.#keep());
    this.#running.set(key, { module, kept: known === undefined ? 0 : code!.length, exported: undefined });
    return module;
  }

  started(module: WebAssembly.Module, { exports }: WebAssembly.Instance): void {
    for (const running of this.#running.values())
      if (running.module === module) running.exported ??= Object.values(exports).find(isFunction);
  }

  #keep(): void {
    if (!isLongRun()) return;
    for (const [key, { module, kept, exported }] of this.#running) {
      if (exported === undefined) continue;
      const code = machineCodeOf(module, exported);
      if (code !== undefined && isWorthKeeping(code, kept)) this.#cache.put(key, code);
    }
  }
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

/** For a thread that runs programs and ends with them. */
export function openKeptWork(environment: NodeJS.ProcessEnv = process.env): KeptWork {
  const directory = cacheDirectory(environment, process.platform);
  const build = readBuildId();
  return directory === undefined || build === undefined
    ? NOTHING_KEPT
    : new CachedWork(new DiskCache(directory), build);
}
