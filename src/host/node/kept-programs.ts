/**
 * The machine code of a program's own modules, from one run to the next (kept-module.ts keeps that of modules that never change).
 *
 *     <directory>/modules/programs/<source>-<build>-<version of V8, kind of thread and options>
 *     data = CRC-32 of what follows | length of the module (u32) | module | machine code
 *
 * A source's module has the addresses of what it refers to: it is the same in the next run if that allocates the same until then.
 * Therefore the module is kept with its code, and compared. There is one file for each source: of the last long run.
 *
 * Invariants
 * 1. Code runs for no other module than the one that it was made of.
 * 2. The thread ends with its program: what is to be kept stays until then.
 */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { engineName } from './engine-name.js';
import { readKept, removeOld, writeKept } from './kept-file.js';
import { isLongRun, isWorthKeeping } from './kept-module.js';
import { machineCodeOf, moduleWithMachineCode } from './machine-code.js';

const WORD = 4;
const HEAD_BYTES = 2 * WORD;

interface Running {
  readonly place: string;
  readonly wasm: Uint8Array;
  readonly module: WebAssembly.Module;
  readonly exported: () => unknown;
  /** Bytes of machine code that it began with. */
  readonly kept: number;
}

export class KeptPrograms {
  readonly #directory: string;
  readonly #build: string;
  readonly #running: Running[] = [];

  /** @param directory of caches @param build of the compiler (build-id.ts) */
  constructor(directory: string, build: string) {
    this.#directory = join(directory, 'modules', 'programs');
    this.#build = build;
  }

  /**
   * @param source of which it was compiled: a name that no other has
   * @param exported gives one of the module's functions, which is optimised if its code is kept
   */
  compile(wasm: Uint8Array<ArrayBuffer>, source: string, exported: () => unknown): WebAssembly.Module {
    const place = join(this.#directory, `${source}-${this.#build}-${engineName()}`);
    const code = codeFor(wasm, readKept(place));
    const known = code && moduleWithMachineCode(code, wasm);
    const module = known ?? new WebAssembly.Module(wasm);
    if (this.#running.length === 0) process.once('exit', () => this.#keep());
    this.#running.push({ place, wasm, module, exported, kept: known === undefined ? 0 : code!.length });
    return module;
  }

  #keep(): void {
    if (!isLongRun()) return;
    for (const { place, wasm, module, exported, kept } of this.#running) {
      const code = machineCodeOf(module, exported());
      if (code === undefined || !isWorthKeeping(code, kept)) continue;
      const data = new Uint8Array(HEAD_BYTES + wasm.length + code.length);
      const head = new DataView(data.buffer);
      head.setUint32(WORD, wasm.length, true);
      data.set(wasm, HEAD_BYTES);
      data.set(code, HEAD_BYTES + wasm.length);
      head.setUint32(0, crc32(data.subarray(WORD)), true);
      writeKept(place, data, 'not flushed');
    }
    removeOld(this.#directory);
  }
}

/** The machine code in what is kept, if it was made of that module. */
function codeFor(wasm: Uint8Array, data: Buffer | undefined): Uint8Array<ArrayBuffer> | undefined {
  if (data === undefined || data.length < HEAD_BYTES || data.readUInt32LE(0) !== crc32(data.subarray(WORD)))
    return undefined;
  const codeAt = HEAD_BYTES + data.readUInt32LE(WORD);
  if (!data.subarray(HEAD_BYTES, codeAt).equals(wasm)) return undefined;
  return new Uint8Array(data.subarray(codeAt));
}
