/** What a helper is: a WebAssembly function that is added to the instrumented module. */
import type { CodeBuilder } from '../binary/code-builder.js';
import type { ValueType } from '../binary/opcodes.js';
import type { TranslationTables } from '../translate/translation.js';
import type { CellLayout } from './cells.js';

/** Facts about the module and the memory that helpers are generated for. */
export interface HelperContext {
  /** Address of the shadow bit plane. */
  shadow: number;
  /** No address of the program's is here or above. */
  limit: number;
  /** The program's memory is paged, with these tables. */
  paged: Pick<TranslationTables, 'readsAt' | 'writesAt' | 'observed'> | undefined;
  cells: CellLayout;
  /** Index of the stack pointer global; undefined when the module has none. */
  stackPointer: number | undefined;
  /** Lowest address that the stack pointer may take. */
  stackLow: number;
  /** Call-stack entries that tell one stack from another, 1 to 255; 0 when nobody asks for stacks. */
  stackDepth: number;
  /** Read-only data, if any: writes inside are misses. */
  readOnly: { start: number; end: number } | undefined;
}

/** Locals with a code offset and the address of a call-stack entry, or 0. */
export interface Place {
  site: number;
  frame: number;
}

export interface Helper {
  name: string;
  params: ValueType[];
  results: ValueType[];
  /** Parameters that say on whose behalf it accesses the program's memory; without them, on that of the innermost call. */
  place?: Place;
  build(code: CodeBuilder, context: HelperContext): void;
}
