/**
 * The small bins of the segregated-fit allocator: for each chunk size below SMALL_LIMIT a doubly linked list, and one word
 * that says which are not empty.
 *
 *     control block, CONTROL_SIZE bytes, 16-aligned
 *     +SMALL_MAP     bit b: bin b has a chunk (of b * 16 bytes)
 *     +TREE_MAP      bit t: trie t has a chunk (trees.as.ts)
 *     +SMALL_HEADS   SMALL_BINS words: the first chunk of each bin or 0
 *     +TREE_ROOTS    TREES words: the root of each trie or 0
 *
 *     free chunk of a small bin, address c of its header
 *     c+4   next chunk in the bin, or 0
 *     c+8   previous chunk; for the first one the address of the bin's head minus 4, so that "next of previous" is the head
 *
 * Invariant: head[b] != 0 <=> bit b of the map.
 *
 * Cost: O(1) each.
 * Source: D. Lea, "A Memory Allocator".
 */
import { control } from '../boundary-tags/regions.as';
import { corrupted } from '../guard.as';
import { NEXT, PREVIOUS, SMALL_HEADS, SMALL_MAP } from './format';

/** The bins from that of `size` bytes on that have a chunk: bit 0 is the bin itself. */
export function binsFrom(size: i32): u32 {
  return load<u32>(control, SMALL_MAP) >>> (size >> 4);
}

/** Take the first chunk of `size` bytes; there is one. */
export function popSmall(size: i32): i32 {
  const slot = control + (size >> 2);
  const chunk = load<i32>(slot, SMALL_HEADS);
  const next = load<i32>(chunk, NEXT);
  if (next != 0) {
    if (load<i32>(next, PREVIOUS) != chunk) corrupted(chunk + NEXT);
    store<i32>(next, slot + (SMALL_HEADS - NEXT), PREVIOUS);
  } else unmark(size);
  store<i32>(slot, next, SMALL_HEADS);
  return chunk;
}

export function insertSmall(chunk: i32, size: i32): void {
  const slot = control + (size >> 2);
  const first = load<i32>(slot, SMALL_HEADS);
  store<i32>(slot, chunk, SMALL_HEADS);
  store<i32>(chunk, first, NEXT);
  store<i32>(chunk, slot + (SMALL_HEADS - NEXT), PREVIOUS);
  if (first != 0) store<i32>(first, chunk, PREVIOUS);
  else store<i32>(control, load<i32>(control, SMALL_MAP) | (1 << (size >> 4)), SMALL_MAP);
}

export function removeSmall(chunk: i32, size: i32): void {
  const next = load<i32>(chunk, NEXT);
  const previous = load<i32>(chunk, PREVIOUS);
  if (load<i32>(previous, NEXT) != chunk) corrupted(chunk + PREVIOUS);
  if (next != 0 && load<i32>(next, PREVIOUS) != chunk) corrupted(chunk + NEXT);
  store<i32>(previous, next, NEXT);
  if (next != 0) store<i32>(next, previous, PREVIOUS);
  else if (previous == control + (size >> 2) + (SMALL_HEADS - NEXT)) unmark(size);
}

function unmark(size: i32): void {
  store<i32>(control, load<i32>(control, SMALL_MAP) & ~(1 << (size >> 4)), SMALL_MAP);
}
