/**
 * A module of ours with the machine code that the engine made of it in earlier runs. A function that is called often runs slowly until
 * V8 has noticed, and has optimised it: a tenth of a second for what every Python program calls. What is kept is optimised from the
 * beginning.
 *
 *     <directory>/modules/<name of the module>/<build>-<version of V8, kind of thread and options>
 *
 * The data is a kept file (kept-file.ts). It grows with what programs call: when one has run for a while, what has been optimised for
 * it is added.
 *
 * Invariants
 * 1. The module of a build is always the same: its code belongs to it.
 * 2. Nothing here can fail a run: what cannot be read is compiled, what cannot be written is not kept.
 */
import { dirname, join } from 'node:path';
import { engineName } from './engine-name.js';
import { readKept, removeOld, writeKept } from './kept-file.js';
import { machineCodeOf, moduleWithMachineCode } from './machine-code.js';

/** Milliseconds after which a run may have something to add. */
const LONG_RUN = 500;
/** What is kept is written again when it has grown by this share. */
const WORTHWHILE_GROWTH = 1 / 50;

/** Whether this thread has run for so long that something may have been optimised. */
export const isLongRun = (): boolean => performance.now() >= LONG_RUN;

/** Whether machine code is to take the place of what is kept. @param kept how many bytes that is */
export const isWorthKeeping = (code: Uint8Array, kept: number): boolean =>
  code.length >= kept * (1 + WORTHWHILE_GROWTH);

export class KeptModule {
  readonly module: WebAssembly.Module;
  readonly #place: string | undefined;
  readonly #bytesKept: number;

  /**
   * @param directory of caches; without one nothing is kept
   * @param build of the module (build-id.ts); the same
   * @param compile is called if nothing has been kept
   */
  constructor(
    directory: string | undefined,
    build: string | undefined,
    name: string,
    wasm: Uint8Array<ArrayBuffer>,
    compile: (wasm: Uint8Array<ArrayBuffer>) => WebAssembly.Module,
  ) {
    if (directory !== undefined && build !== undefined)
      this.#place = join(directory, 'modules', name, `${build}-${engineName()}`);
    const code = this.#place === undefined ? undefined : readKept(this.#place);
    const known = code && moduleWithMachineCode(new Uint8Array(code), wasm);
    this.#bytesKept = known === undefined ? 0 : code!.length;
    this.module = known ?? compile(wasm);
  }

  /** Keeps in the end of this thread what has been optimised until then. @param exported any function that an instance exports */
  keepAtExit(exported: unknown): void {
    const place = this.#place;
    if (place === undefined) return;
    process.once('exit', () => {
      if (this.#bytesKept > 0 && !isLongRun()) return;
      const code = machineCodeOf(this.module, exported);
      if (code === undefined || !isWorthKeeping(code, this.#bytesKept)) return;
      writeKept(place, code, 'flushed');
      removeOld(dirname(place));
    });
  }
}
