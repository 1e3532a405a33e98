/**
 * Memory for intermediate results, last in first out: a fixed area, and blocks of the heap for what does not fit into it.
 * Nothing that runs code of the program happens between reserve() and release(), so it is empty in between.
 */
import { allocBlock, freeBlock } from '../../../kernel/alloc.as';
import { noMemory } from '../../../kernel/errors.as';

const BYTES = 32768;
const area: usize = memory.data(BYTES, 8);
let top: i32 = 0;

/** Room for so many digits, 8-aligned; 0: there is no memory, and MemoryError is pending. */
export function reserve(digits: i32): i32 {
  const bytes = bytesFor(digits);
  if (top + bytes > BYTES) {
    const block = allocBlock(bytes);
    return block == 0 ? noMemory() : block;
  }
  const at = <i32>area + top;
  top += bytes;
  return at;
}

/** What reserve() gave for so many digits. */
export function release(at: i32, digits: i32): void {
  const offset = at - <i32>area;
  if (offset >= 0 && offset < BYTES) top = offset;
  else freeBlock(at, bytesFor(digits));
}

function bytesFor(digits: i32): i32 {
  return ((digits << 2) + 7) & ~7;
}
