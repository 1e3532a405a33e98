/**
 * The number types that every layer shares. They are aliases, not brands: arithmetic on addresses is the daily
 * business of this code, and a cast at every line would hide more than it shows. The names carry the unit.
 */

/** Byte address in the program's 32-bit address space. */
export type Address = number;

/** A length or size in bytes. */
export type Bytes = number;

/** Offset of an instruction in the module as it was before instrumentation, counted from the first byte of the
 *  code section's payload: the unit of DWARF for WebAssembly. */
export type CodeOffset = number;

/** Index into a recording's stack table; 0 is the empty stack. */
export type StackId = number;

/** Index into the block registry; 0 is "no block". An id is used again once its block has left the quarantine. */
export type BlockId = number;

/** Index into a string table; 0 is the empty string. */
export type StringId = number;

export const NO_STACK: StackId = 0;
export const NO_BLOCK: BlockId = 0;

/** Round `n` up to a multiple of `unit`, a power of two. Exact up to 2^53. */
export function alignUp(n: number, unit: number): number {
  return Math.ceil(n / unit) * unit;
}

export function alignDown(n: number, unit: number): number {
  return Math.floor(n / unit) * unit;
}
