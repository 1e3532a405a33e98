/** Checks the lists of TLSF (lists.as.ts) against its chunks; follows no list for more steps than there are free chunks. */
import { grouped } from '../../../base/format.js';
import type { Address, Bytes } from '../../../base/ids.js';
import { CHUNK_IN_USE, FLAGS, MIN_CHUNK, PREVIOUS_IN_USE } from '../boundary-tags/format.js';
import { broken, chunksAt, inspectChunks, inspectEnd, type TagHeap } from '../boundary-tags/inspect.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { BrokenInvariant } from '../contract.js';
import { linkedFrom } from '../linked-chunks.js';
import {
  CLASS_LOG,
  CLASS_MAPS,
  CLASSES,
  HEADS,
  LINEAR_LIMIT,
  LINEAR_LOG,
  NEXT,
  PREVIOUS,
  ROW_MAP,
  ROWS,
} from './format.js';

export interface TlsfHeap extends TagHeap {
  /** The free chunk that is in no list, or 0. */
  top: Address;
}

/** The O(1) part: the last region's end, the top, the bitmaps. */
export function checkMaps(heap: TlsfHeap): BrokenInvariant | undefined {
  const { words, control } = heap;
  let rows = 0;
  for (let row = 0; row < ROWS; row++) if (words[(control + CLASS_MAPS + row * 4) >> 2] !== 0) rows |= 1 << row;
  if (rows !== words[(control + ROW_MAP) >> 2]) return broken(control, 'the bitmap of the rows contradicts their own');
  const { top, end } = heap;
  const header = words[top >> 2];
  if (top !== 0 && ((header & FLAGS) !== PREVIOUS_IN_USE || top + (header & ~FLAGS) + 4 !== end))
    return broken(top, 'the top is not the free chunk before the last fence');
  return inspectEnd(heap);
}

export function inspectHeap(heap: TlsfHeap): BrokenInvariant | undefined {
  const free = inspectChunks(heap);
  return typeof free === 'number' ? inspectLists(heap, heap.top === 0 ? free : free - 1) : free;
}

/** The class of `size`, by what the header of lists.as.ts says: not by the kernel's formula. */
function classOf(size: Bytes): number {
  if (size < LINEAR_LIMIT) return size / 16;
  const row = Math.floor(Math.log2(size)) - LINEAR_LOG + 1;
  const least = 2 ** (row + LINEAR_LOG - 1);
  return row * CLASSES + Math.floor((size - least) / (least / CLASSES));
}

function inspectLists({ words, control }: TagHeap, free: number): BrokenInvariant | undefined {
  let seen = 0;
  for (let at = 0; at < ROWS * CLASSES; at++) {
    let previous = control + HEADS + at * 4 - NEXT;
    let chunk = words[(previous + NEXT) >> 2];
    const map = control + CLASS_MAPS + (at >> CLASS_LOG) * 4;
    if ((chunk !== 0) !== (((words[map >> 2] >>> (at & (CLASSES - 1))) & 1) === 1))
      return broken(map, `the bitmap of a row is wrong about class ${at}`);
    while (chunk !== 0) {
      if (++seen > free)
        return broken(chunk, 'the free lists hold more chunks than the heap (a cycle or a stray link)');
      if (chunk < 0 || (chunk & 15) !== 12 || chunk + MIN_CHUNK > words.length * 4)
        return broken(previous + NEXT, 'a free-list link leads out of the heap');
      const header = words[chunk >> 2];
      if ((header & CHUNK_IN_USE) !== 0) return broken(chunk, 'a chunk in a free list is in use');
      if (header <= 0 || classOf(header & ~FLAGS) !== at)
        return broken(chunk, `a chunk is in class ${at}, where its size does not belong`);
      if (words[(chunk + PREVIOUS) >> 2] !== previous)
        return broken(chunk + PREVIOUS, 'a free-list back link is wrong');
      previous = chunk;
      chunk = words[(chunk + NEXT) >> 2];
    }
  }
  if (seen === free) return undefined;
  return broken(control, `the heap has ${free} free chunks for the lists but the free lists hold ${seen}`);
}

/** The lists of the classes that have chunks, the smallest class first, then the top. */
export function freeListsOf({ words, control, top }: TlsfHeap): FreeList[] {
  const lists: FreeList[] = [];
  for (let at = 0; at < ROWS * CLASSES; at++) {
    const chunks = chunksAt(words, linkedFrom(words, words[(control + HEADS + at * 4) >> 2], NEXT));
    if (chunks.length > 0) lists.push({ name: nameOf(at), chunks });
  }
  if (top !== 0) lists.push({ name: 'top', chunks: chunksAt(words, [top]) });
  return lists;
}

function nameOf(at: number): string {
  const row = at >> CLASS_LOG;
  const base = row === 0 ? 0 : 2 ** (row + LINEAR_LOG - 1);
  const width = row === 0 ? 16 : base / CLASSES;
  const least = base + (at & (CLASSES - 1)) * width;
  return width === 16 ? `class ${least}` : `class ${grouped(least)}-${grouped(least + width - 1)}`;
}
