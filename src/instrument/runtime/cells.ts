/**
 * Words that instrumented code and host share, at the start of the call-stack region (memory/layout.ts). A cell in linear
 * memory is cheaper than a WebAssembly global on both sides: one load in generated code, one typed-array read in the host.
 *
 *     +0   csp      end of the call stack: address of the next free entry
 *     +4   pages    the program's memory size, in 64 KiB pages (memory.size)
 *     +8   clock    f64: calls executed (recordings only)
 *     +16  fuel     i32: loop iterations until the next poll
 *     +20  leaving  1 while an exit unwinds the stack: frames then hand over their locals
 *     +24  saved    address behind the last local handed over
 *     +28  target   table index of the last indirect call: what a trap cannot tell
 *     +65536        table of stack ids (stack-id.ts)
 *     +331776       first entry of the call stack, with zeros before it
 *     +middle       locals handed over at exit (upper half of the region)
 */

export const STACK_ID_SETS = 8192;
/** Slots of a set. */
export const STACK_ID_WAYS = 4;
/** Bytes of a slot. */
export const STACK_ID_SLOT = 8;
/** Bits of a slot that hold the id. */
export const STACK_ID_BITS = 24;
const TABLES = 65536;
/** Room that reads of an almost empty stack may run into. */
const ZEROS = 4096;

export interface CellLayout {
  csp: number;
  pages: number;
  clock: number;
  fuel: number;
  leaving: number;
  saved: number;
  target: number;
  /** Address of the table of known stacks. */
  stackIds: number;
  /** Address of the first call-stack entry. */
  callStack: number;
  /** Where locals handed over at exit go, up to `savedEnd`. */
  savedLocals: number;
  savedEnd: number;
}

export function cellsAt(base: number, size: number): CellLayout {
  return {
    csp: base,
    pages: base + 4,
    clock: base + 8,
    fuel: base + 16,
    leaving: base + 20,
    saved: base + 24,
    target: base + 28,
    stackIds: base + TABLES,
    callStack: base + TABLES + STACK_ID_WAYS * STACK_ID_SLOT * STACK_ID_SETS + ZEROS,
    savedLocals: base + size / 2,
    savedEnd: base + size,
  };
}
