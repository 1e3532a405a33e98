/**
 * Walks and checks the chunks of a boundary-tag heap (format.ts). Both are bounded on any memory contents: a walk only goes
 * forward inside a region, and no region is visited twice.
 */
import type { Address } from '../../../base/ids.js';
import type { FreeChunk } from '../../../events/lesson/heap-picture.js';
import type { Cell } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import type { AllocatorKernel } from '../kernel-allocator.js';
import { CHUNK_IN_USE, FIRST_CHUNK, FLAGS, MAPPED, MIN_CHUNK, PREVIOUS_IN_USE } from './format.js';

/** Exports of a kernel that uses regions.as.ts. */
export interface RegionKernel extends AllocatorKernel {
  control: Cell;
  regions: Cell;
  end: Cell;
}

export interface TagHeap {
  words: Int32Array;
  /** Address of the control block; 0 before the first allocation. */
  control: Address;
  controlSize: number;
  /** The region opened last, and the one mapped last. */
  regions: Address;
  mapped: Address;
  /** End of the region that grew last. */
  end: Address;
  /** A free chunk that has no footer. */
  unfooted: Address;
  /** Whether free neighbours are always joined. */
  joined: boolean;
}

export function tagHeap(words: Int32Array, kernel: RegionKernel, controlSize: number): TagHeap {
  const { control, regions, end } = kernel;
  return {
    words,
    control: control.value,
    controlSize,
    regions: regions.value,
    mapped: 0,
    end: end.value,
    unfooted: 0,
    joined: true,
  };
}

export function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

export const isBroken = (result: unknown): result is BrokenInvariant => typeof result === 'object';

interface Region {
  start: Address;
  end: Address;
  mapped: boolean;
}

/** All regions in address order, as far as the lists can be followed, and what is wrong with them. */
function regionsOf(heap: TagHeap): { list: Region[]; wrong: BrokenInvariant | undefined } {
  const list: Region[] = [];
  const seen = new Set<Address>();
  const { words } = heap;
  let wrong: BrokenInvariant | undefined;
  for (const [head, mapped] of [
    [heap.regions, false],
    [heap.mapped, true],
  ] as const) {
    for (let start = head; start !== 0; start = words[start >> 2]) {
      const end = words[(start + 4) >> 2];
      const sound = (start & 15) === 0 && (end & 15) === 0 && start > 0 && end > start + FIRST_CHUNK;
      if (!sound || end > words.length * 4 || seen.has(start)) {
        wrong ??= broken(start, 'the header of a region was overwritten');
        break;
      }
      seen.add(start);
      list.push({ start, end, mapped });
    }
  }
  list.sort((a, b) => a.start - b.start);
  for (let i = 1; i < list.length; i++) {
    if (list[i].start < list[i - 1].end) wrong ??= broken(list[i].start, 'two regions overlap');
  }
  return { list, wrong };
}

function firstChunk(heap: TagHeap, region: Region): Address {
  const hasControl = heap.control === region.start + 16 && !region.mapped;
  return region.start + FIRST_CHUNK + (hasControl ? heap.controlSize : 0);
}

export function walkChunks(heap: TagHeap, visit: (block: HeapBlock) => boolean | void): void {
  const { words } = heap;
  const block: HeapBlock = { address: 0, size: 0, payload: 0, usable: 0, free: false };
  for (const region of regionsOf(heap).list) {
    const fence = region.end - 4;
    let chunk = firstChunk(heap, region);
    while (chunk < fence) {
      const header = words[chunk >> 2];
      const size = header & ~FLAGS;
      if (size < MIN_CHUNK || chunk + size > fence) return;
      block.address = chunk;
      block.size = size;
      block.payload = chunk + 4;
      block.free = (header & CHUNK_IN_USE) === 0;
      block.usable = block.free ? 0 : size - 4;
      if (visit(block) === false) return;
      chunk += size;
    }
  }
}

/** The O(1) part: the end of the region that grew last. */
export function inspectEnd({ words, regions, end }: TagHeap): BrokenInvariant | undefined {
  if (words[(regions + 4) >> 2] !== end) return broken(regions + 4, 'the end of the last region was overwritten');
  if ((words[(end - 4) >> 2] & ~PREVIOUS_IN_USE) !== CHUNK_IN_USE)
    return broken(end - 4, 'the fence after the last region was overwritten');
  return undefined;
}

/** The O(chunks) part: tags, coalescing. Calls `free` for each free chunk; the result is how many there are. */
export function inspectChunks(heap: TagHeap, free?: (chunk: Address, size: number) => void): number | BrokenInvariant {
  const { list, wrong } = regionsOf(heap);
  if (wrong !== undefined) return wrong;
  let count = 0;
  for (const region of list) {
    const found = inspectRegion(heap, region, free);
    if (typeof found !== 'number') return found;
    count += found;
  }
  return count;
}

function inspectRegion(heap: TagHeap, region: Region, visit?: (chunk: Address, size: number) => void) {
  const { words } = heap;
  const fence = region.end - 4;
  let free = 0;
  let previousInUse = true;
  let chunk = firstChunk(heap, region);
  while (chunk < fence) {
    const tags = inspectTags(heap, chunk, fence, previousInUse);
    if (tags !== undefined) return tags;
    const header = words[chunk >> 2];
    const inUse = (header & CHUNK_IN_USE) !== 0;
    if (((header & MAPPED) !== 0) !== region.mapped)
      return broken(chunk, 'a header is wrong about whether its chunk is mapped');
    if (!inUse) {
      free++;
      visit?.(chunk, header & ~FLAGS);
    }
    previousInUse = inUse;
    chunk += header & ~FLAGS;
  }
  if (chunk !== fence) return broken(chunk, 'the chunks of a region do not end at its fence');
  const flags = CHUNK_IN_USE | (previousInUse ? PREVIOUS_IN_USE : 0);
  if (words[fence >> 2] !== flags) return broken(fence, 'the fence of a region was overwritten');
  return free;
}

function inspectTags(heap: TagHeap, chunk: Address, fence: Address, previousInUse: boolean) {
  const header = heap.words[chunk >> 2];
  const size = header & ~FLAGS;
  if (size < MIN_CHUNK) return broken(chunk, `a header says that its chunk has ${size >>> 0} bytes`);
  if (chunk + size > fence) return broken(chunk, 'a chunk reaches beyond its region');
  if ((header & FLAGS & ~(CHUNK_IN_USE | PREVIOUS_IN_USE | MAPPED)) !== 0)
    return broken(chunk, 'a header has unknown flags');
  if (((header & PREVIOUS_IN_USE) !== 0) !== previousInUse)
    return broken(chunk, 'a header is wrong about whether the chunk before it is in use');
  if ((header & CHUNK_IN_USE) !== 0) return undefined;
  if (heap.joined && !previousInUse) return broken(chunk, 'two free chunks are neighbours');
  if (chunk !== heap.unfooted && heap.words[(chunk + size - 4) >> 2] !== size)
    return broken(chunk + size - 4, 'the footer of a free chunk differs from its header');
  return undefined;
}

/** Chunks by the addresses of their headers, with the sizes that those give. */
export function chunksAt(words: Int32Array, addresses: readonly Address[]): FreeChunk[] {
  return addresses.map((address) => ({ address, size: words[address >> 2] & ~FLAGS }));
}
