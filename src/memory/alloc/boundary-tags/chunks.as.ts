/** What all boundary-tag allocators do alike with a chunk in use. */
import { corrupted } from '../guard.as';
import { countSplit } from '../tally.as';
import { CHUNK_IN_USE, FLAGS, PREVIOUS_IN_USE } from './format';

export function usableSize(address: i32): i32 {
  return (load<i32>(address - 4) & -16) - 4;
}

/**
 * A chunk that is given back must say that it is in use, and so must the one behind it: else it has been given back before,
 * or something was written over its header.
 */
export function requireInUse(chunk: i32, header: i32, nextHeader: i32): void {
  // CHUNK_IN_USE is the bit above PREVIOUS_IN_USE.
  if (((header >>> 1) & nextHeader & PREVIOUS_IN_USE) == 0) corrupted(chunk);
}

/** Make two chunks in use of one, the first with `size` bytes. */
export function cutInTwo(chunk: i32, size: i32): void {
  const header = load<i32>(chunk);
  countSplit();
  store<i32>(chunk, size | (header & FLAGS));
  store<i32>(chunk + size, ((header & -16) - size) | CHUNK_IN_USE | PREVIOUS_IN_USE);
}
