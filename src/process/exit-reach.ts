/**
 * Which functions can be on the stack when the program ends in the middle: those from which proc_exit can be reached. Other
 * imports never end the program.
 */
import type { WasmModule } from '../instrument/binary/module.js';
import { functionsThatReach } from '../instrument/call-reach.js';

/** fd_write ends a program that writes where nobody reads. */
const EXITS = new Set(['proc_exit', 'proc_raise', 'fd_write', '__cxa_throw']);

/** Function indices, imports included. */
export function functionsThatMayExit(module: WasmModule): Set<number> {
  return functionsThatReach(
    module,
    module.importedFunctions.flatMap((entry, index) => (EXITS.has(entry.name) ? [index] : [])),
  );
}
