/**
 * Walks and checks a boundary-tag heap (format in segregated.ts and bins.as.ts). Both are bounded on any memory contents: a walk only
 * goes forward inside a region, the region list only upward, a bin's list at most as many steps as there are free chunks.
 */
import type { Address, Bytes } from '../../../base/ids.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import {
  BINS,
  CHUNK_IN_USE,
  CONTROL_SIZE,
  FIRST_CHUNK,
  FIRST_LARGE_LOG,
  HEADS,
  MAP,
  MAP_WORDS,
  MIN_CHUNK,
  PREVIOUS_IN_USE,
  SMALL_BINS,
  SMALL_LIMIT,
} from './format.js';

export interface HeapView {
  words: Int32Array;
  /** Address of the bins' control block; 0 before the first allocation. */
  control: Address;
  firstRegion: Address;
  lastRegion: Address;
  /** End of the last region. */
  end: Address;
  top: Address;
}

function broken(address: Address, message: string): BrokenInvariant {
  return { address, message };
}

function endOf(heap: HeapView, region: Address): Address {
  return heap.words[(region + 4) >> 2]!;
}

function firstChunk(heap: HeapView, region: Address): Address {
  // The control block lies in the region that was opened first, which need not be the lowest.
  const hasControl = heap.control > region && heap.control < endOf(heap, region);
  return region + FIRST_CHUNK + (hasControl ? CONTROL_SIZE : 0);
}

/** Whether a region's own fields make sense, so that its chunks can be walked. */
function soundRegion(heap: HeapView, region: Address): boolean {
  const end = endOf(heap, region);
  return (region & 15) === 0 && (end & 15) === 0 && end > region + FIRST_CHUNK && end <= heap.words.length * 4;
}

export function walkHeap(heap: HeapView, visit: (block: HeapBlock) => boolean | void): void {
  if (heap.control === 0) return;
  const { words } = heap;
  const block: HeapBlock = { address: 0, size: 0, payload: 0, usable: 0, free: false };
  let region = heap.firstRegion;
  while (region !== 0 && soundRegion(heap, region)) {
    const fence = endOf(heap, region) - 4;
    let chunk = firstChunk(heap, region);
    while (chunk < fence) {
      const header = words[chunk >> 2]!;
      const size = header & ~15;
      if (size < MIN_CHUNK || chunk + size > fence) return;
      block.address = chunk;
      block.size = size;
      block.payload = chunk + 4;
      block.free = (header & CHUNK_IN_USE) === 0;
      block.usable = block.free ? 0 : size - 4;
      if (visit(block) === false) return;
      chunk += size;
    }
    const next = words[region >> 2]!;
    if (next <= region) return;
    region = next;
  }
}

/** Bin of a chunk of `size` bytes. */
function binOf(size: Bytes): number {
  if (size < SMALL_LIMIT) return size >> 4;
  const log = 31 - Math.clz32(size);
  return SMALL_BINS + ((log - FIRST_LARGE_LOG) << 3) + ((size >> (log - 3)) & 7);
}

/** Whether the summary of the bins says what the map says. */
function summaryHolds({ words, control }: HeapView): boolean {
  let summary = 0;
  for (let w = 0; w < MAP_WORDS; w++) if (words[(control + MAP + w * 4) >> 2] !== 0) summary |= 1 << w;
  return summary === words[control >> 2];
}

/** The O(1) part: control block, last region's fence, top. */
export function checkTop(heap: HeapView): BrokenInvariant | undefined {
  const { words, top } = heap;
  const fence = heap.end - 4;
  if (endOf(heap, heap.lastRegion) !== heap.end)
    return broken(heap.lastRegion + 4, 'the end of the last region was overwritten');
  if ((words[fence >> 2]! & ~PREVIOUS_IN_USE) !== CHUNK_IN_USE)
    return broken(fence, 'the fence after the last region was overwritten');
  if (!summaryHolds(heap)) return broken(heap.control, 'the bitmap of the bins contradicts its summary');
  const free = (words[fence >> 2]! & PREVIOUS_IN_USE) === 0;
  if (free !== (top !== 0)) return broken(fence, 'the fence and the top disagree on whether the last chunk is free');
  if (top === 0) return undefined;
  const header = words[top >> 2]!;
  if ((header & 15) !== PREVIOUS_IN_USE) return broken(top, "the top's header has wrong flags");
  if (top + (header & ~15) !== fence) return broken(top, 'the top does not end at the fence');
  return undefined;
}

/** The O(heap) part: tags, coalescing, bins. */
export function inspectHeap(heap: HeapView): BrokenInvariant | undefined {
  if (heap.control === 0) return undefined;
  let free = 0;
  let region = heap.firstRegion;
  let sawLast = false;
  while (region !== 0) {
    if (!soundRegion(heap, region)) return broken(region, 'the header of a region was overwritten');
    const count = inspectRegion(heap, region);
    if (typeof count !== 'number') return count;
    free += count;
    sawLast ||= region === heap.lastRegion;
    const next = heap.words[region >> 2]!;
    if (next !== 0 && next < endOf(heap, region)) return broken(region, 'the list of regions does not ascend');
    region = next;
  }
  if (!sawLast) return broken(heap.lastRegion, 'the last region is not in the list of regions');
  return inspectBins(heap, free);
}

/** Number of binned chunks in a region, or what is wrong. */
function inspectRegion(heap: HeapView, region: Address): number | BrokenInvariant {
  const { words } = heap;
  const fence = endOf(heap, region) - 4;
  let free = 0;
  let previousInUse = true;
  let chunk = firstChunk(heap, region);
  while (chunk < fence) {
    const header = words[chunk >> 2]!;
    const size: Bytes = header & ~15;
    if (size < MIN_CHUNK) return broken(chunk, `a header says that its chunk has ${size} bytes`);
    if (chunk + size > fence) return broken(chunk, 'a chunk reaches beyond its region');
    if ((header & 12) !== 0) return broken(chunk, 'a header has unknown flags');
    const inUse = (header & CHUNK_IN_USE) !== 0;
    if (((header & PREVIOUS_IN_USE) !== 0) !== previousInUse)
      return broken(chunk, 'a header is wrong about whether the chunk before it is in use');
    if (!inUse) {
      if (!previousInUse) return broken(chunk, 'two free chunks are neighbours');
      if (words[(chunk + size - 4) >> 2] !== size)
        return broken(chunk + size - 4, 'the footer of a free chunk differs from its header');
      if (chunk !== heap.top) free++;
    }
    previousInUse = inUse;
    chunk += size;
  }
  if (chunk !== fence) return broken(chunk, 'the chunks of a region do not end at its fence');
  const flags = CHUNK_IN_USE | (previousInUse ? PREVIOUS_IN_USE : 0);
  if (words[fence >> 2] !== flags) return broken(fence, 'the fence of a region was overwritten');
  return free;
}

/** `free` chunks must be in the bins, each in its own. */
function inspectBins(heap: HeapView, free: number): BrokenInvariant | undefined {
  const { words, control } = heap;
  const limit = words.length * 4;
  let seen = 0;
  for (let bin = 0; bin < BINS; bin++) {
    const anchor = control + HEADS + bin * 4 - 4;
    let previous = anchor;
    let chunk = words[(anchor + 4) >> 2]!;
    const marked = ((words[(control + MAP + (bin >> 5) * 4) >> 2]! >>> (bin & 31)) & 1) === 1;
    if ((chunk !== 0) !== marked) return broken(anchor + 4, `the bitmap is wrong about bin ${bin}`);
    while (chunk !== 0) {
      if (++seen > free)
        return broken(chunk, 'the free lists hold more chunks than the heap (a cycle or a stray link)');
      if (chunk < 0 || (chunk & 15) !== 12 || chunk + MIN_CHUNK > limit)
        return broken(previous + 4, 'a free-list link leads out of the heap');
      const header = words[chunk >> 2]!;
      if ((header & CHUNK_IN_USE) !== 0) return broken(chunk, 'a chunk in a free list is in use');
      if (header <= 0 || binOf(header & ~15) !== bin)
        return broken(chunk, `a chunk is in bin ${bin}, where its size does not belong`);
      if (words[(chunk + 8) >> 2] !== previous) return broken(chunk + 8, 'a free-list back link is wrong');
      previous = chunk;
      chunk = words[(chunk + 4) >> 2]!;
    }
  }
  if (seen !== free) return broken(heap.firstRegion, `the heap has ${free} free chunks but the free lists ${seen}`);
  return undefined;
}
