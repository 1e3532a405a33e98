/**
 * What compiling a whole source gives when it shall be kept: WebAssembly modules with symbols (symbols.ts) instead of addresses, and
 * the steps that make what the symbols stand for, in order. The same source gives the same object on any machine.
 */
import type { ModuleUse } from '../../runtime/module-use.js';
import type { CodeParts, CompiledCode, Constant } from '../pool.js';

/** Each but `complete` makes something: the first one what symbol number 0 stands for, and so on. */
export type Step =
  | { readonly make: 'name'; readonly text: string }
  | { readonly make: 'constant'; readonly value: Constant }
  | { readonly make: 'trace cell' }
  | { readonly make: 'code'; readonly parts: CodeParts; readonly first: Constant; readonly frameBytes: number }
  /** Gives a code object its body. Functions are counted from the first of the object. */
  | { readonly complete: number; readonly compiled: CompiledCode };

/** Some of the functions of an object. */
export interface SymbolicModule {
  readonly use: ModuleUse;
  readonly wasm: Uint8Array;
  /** Places in it. */
  readonly symbols: ArrayLike<number>;
}

export interface CompiledObject {
  readonly modules: readonly SymbolicModule[];
  /** Of all modules. */
  readonly functionCount: number;
  /** The number of the shortest function. */
  readonly shortest: number;
  /** Bytes of all caches. */
  readonly caches: number;
  readonly steps: readonly Step[];
  /** The symbol of the module's own code. */
  readonly code: number;
}
