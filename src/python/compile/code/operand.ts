/**
 * An entry of the operand stack, which exists only while compiling: entry number i is in the wasm local that belongs to
 * depth i, unless it is a constant.
 */
import type { Constant } from '../pool.js';

export interface Operand {
  /**
   * owned: a counted reference that must be released or handed on. nullable: the same, or 0. borrowed: somebody else
   * keeps it, usually the fast local `slot`. constant: kept by the code object.
   */
  readonly form: 'owned' | 'nullable' | 'borrowed' | 'constant';
  /** The wasm local; -1 for constants. */
  readonly local: number;
  /** Of a constant. */
  readonly address: number;
  readonly value: Constant | undefined;
  /** The fast local that it was borrowed from, or -1. */
  readonly slot: number;
  /** Its exact type, where that is certain. A small int is one whose value fits into 32 bits. */
  readonly known: 'float' | 'bool' | 'small int' | undefined;
  /** It was calculated: most probably a number. */
  readonly isCalculated?: boolean;
}
