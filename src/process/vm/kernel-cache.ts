/** Kernels that were compiled for paged memory: every process has instances of its own, of the same modules. */
import type { KeptWork } from '../kept-work.js';

interface Entry {
  wasm: Uint8Array;
  observed: boolean;
  module: WebAssembly.Module;
}

export class KernelCache {
  readonly #entries: Entry[] = [];
  readonly #kept: KeptWork;

  constructor(kept: KeptWork) {
    this.#kept = kept;
  }

  /**
   * @param observed what else the code depends on
   * @param make the bytes to compile
   */
  get(wasm: Uint8Array, observed: boolean, make: () => Uint8Array<ArrayBuffer>): WebAssembly.Module {
    const known = this.#entries.find((entry) => entry.observed === observed && isEqual(entry.wasm, wasm));
    if (known !== undefined) return known.module;
    const settings = `kernel on paged memory${observed ? ', observed' : ''}`;
    const { bytes } = this.#kept.code(wasm, settings, () => ({ bytes: make(), replaced: [], frameSizes: [] }));
    const module = this.#kept.compile(bytes);
    this.#entries.push({ wasm, observed, module });
    return module;
  }

  started(module: WebAssembly.Module, instance: WebAssembly.Instance): void {
    this.#kept.started(module, instance);
  }
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
