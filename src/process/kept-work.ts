/** What is made of a program before it runs, and what a host may keep of that for later runs of the same program. */
import type { Instrumented } from '../instrument/instrument.js';

/** What the engine is given, and what has to be known of it afterwards. */
export interface ProgramCode extends Pick<Instrumented, 'replaced' | 'frameSizes'> {
  bytes: Uint8Array<ArrayBuffer>;
}

export interface KeptWork {
  /**
   * What `make` gives, or gave in an earlier run.
   * @param source of which it is made
   * @param settings all else that it depends on
   */
  code(source: Uint8Array, settings: string, make: () => ProgramCode): ProgramCode;
  /** @throws WebAssembly.CompileError */
  compile(wasm: Uint8Array<ArrayBuffer>): WebAssembly.Module;
  /** A module that `compile` gave has an instance. */
  started(module: WebAssembly.Module, instance: WebAssembly.Instance): void;
}

/** Of a host that keeps nothing. */
export const NOTHING_KEPT: KeptWork = {
  code: (_source, _settings, make) => make(),
  compile: (wasm) => new WebAssembly.Module(wasm),
  started: () => {},
};
