/**
 * What compiling a whole source gives when it shall be kept: code with symbols (symbols.ts) instead of addresses, and the steps
 * that make what the symbols stand for, in order. The same source gives the same object on any machine.
 */
import type { AbiName } from '../abi.js';
import type { UnitFunction } from '../emit/unit.js';
import type { CodeParts, CompiledCode, Constant } from '../pool.js';

/** Each but `complete` makes something: the first one what symbol number 0 stands for, and so on. */
export type Step =
  | { readonly make: 'name'; readonly text: string }
  | { readonly make: 'constant'; readonly value: Constant }
  | { readonly make: 'cache'; readonly bytes: number }
  | { readonly make: 'trace cell' }
  | { readonly make: 'code'; readonly parts: CodeParts; readonly first: Constant; readonly frameBytes: number }
  /** Gives a code object its body. Functions are counted from the first of the object. */
  | { readonly complete: number; readonly compiled: CompiledCode };

export interface CompiledObject {
  readonly imports: readonly AbiName[];
  readonly functions: readonly UnitFunction[];
  readonly steps: readonly Step[];
  /** The symbol of the module's own code. */
  readonly code: number;
}
