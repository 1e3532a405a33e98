/** What all boundary-tag allocators do alike with a chunk in use. */
import { countSplit } from '../tally.as';
import { CHUNK_IN_USE, FLAGS, PREVIOUS_IN_USE } from './format';

export function usableSize(address: i32): i32 {
  return (load<i32>(address - 4) & -16) - 4;
}

/** Make two chunks in use of one, the first with `size` bytes. */
export function cutInTwo(chunk: i32, size: i32): void {
  const header = load<i32>(chunk);
  countSplit();
  store<i32>(chunk, size | (header & FLAGS));
  store<i32>(chunk + size, ((header & -16) - size) | CHUNK_IN_USE | PREVIOUS_IN_USE);
}
