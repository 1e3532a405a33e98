/** Checks the free list against the chunks; follows it for no more steps than there are free chunks. */
import { CHUNK_IN_USE, MIN_CHUNK } from '../boundary-tags/format.js';
import { broken, chunksAt, inspectChunks, inspectEnd, type TagHeap } from '../boundary-tags/inspect.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { BrokenInvariant } from '../contract.js';
import { linkedFrom } from '../linked-chunks.js';
import { LIST_NODE, NEXT, NODE_HEADER, PREVIOUS, ROVER } from './format.js';

export interface ListHeap extends TagHeap {
  addressOrder: boolean;
}

/** The O(1) part: the list's node, the last region's end. */
export function checkNode(heap: ListHeap): BrokenInvariant | undefined {
  const { words, control } = heap;
  const node = control + LIST_NODE;
  if (words[node >> 2] !== NODE_HEADER) return broken(node, 'the node of the free list was overwritten');
  for (const [to, back] of [
    [NEXT, PREVIOUS],
    [PREVIOUS, NEXT],
  ]) {
    const neighbour = words[(node + to) >> 2];
    if (words[(neighbour + back) >> 2] !== node) return broken(node + to, 'the node of the free list has a wrong link');
  }
  return inspectEnd(heap);
}

export function inspectHeap(heap: ListHeap): BrokenInvariant | undefined {
  const free = inspectChunks(heap);
  return typeof free === 'number' ? inspectList(heap, free) : free;
}

function inspectList({ words, control, addressOrder }: ListHeap, free: number): BrokenInvariant | undefined {
  const node = control + LIST_NODE;
  const rover = words[(control + ROVER) >> 2];
  let seen = 0;
  let roverSeen = rover === node;
  let previous = node;
  for (let chunk = words[(node + NEXT) >> 2]; chunk !== node; chunk = words[(chunk + NEXT) >> 2]) {
    if (++seen > free) return broken(chunk, 'the free list holds more chunks than the heap (a cycle or a stray link)');
    if (chunk < 0 || (chunk & 15) !== 12 || chunk + MIN_CHUNK > words.length * 4)
      return broken(previous + NEXT, 'a free-list link leads out of the heap');
    if ((words[chunk >> 2] & CHUNK_IN_USE) !== 0) return broken(chunk, 'a chunk in the free list is in use');
    if (words[(chunk + PREVIOUS) >> 2] !== previous) return broken(chunk + PREVIOUS, 'a free-list back link is wrong');
    if (addressOrder && previous !== node && chunk < previous)
      return broken(chunk, 'the free list is not in address order');
    roverSeen ||= chunk === rover;
    previous = chunk;
  }
  if (seen !== free) return broken(control, `the heap has ${free} free chunks but the free list holds ${seen}`);
  return roverSeen ? undefined : broken(control + ROVER, 'the rover is not in the free list');
}

/** The ring from its first chunk on. */
export function freeListOf({ words, control }: ListHeap): FreeList {
  const node = control + LIST_NODE;
  const chunks = chunksAt(words, linkedFrom(words, words[(node + NEXT) >> 2], NEXT, node));
  const rover = words[(control + ROVER) >> 2];
  return { name: 'free list', chunks, rover: rover === node ? undefined : rover };
}
