/** The heap of a Python program: the allocator of large blocks, on a break that grows the memory. */
import { alignUp, type Bytes } from '../../base/ids.js';
import type { MakeAllocator } from '../../memory/alloc/designs.js';
import type { AllocatorKernel, KernelAllocator } from '../../memory/alloc/kernel-allocator.js';
import { RegionPages } from '../../memory/alloc/region-pages.js';
import { reach } from '../../memory/reach.js';
import { HEAP_MODE, LARGE_ALIGNED, LARGE_FREE, LARGE_MALLOC, NO_POOLS } from '../../memory/gc/format.js';
import { HEAP, HEAP_END } from '../format/memory-map.js';
import type { Kernel } from './references.js';
import type { Views } from './views.js';

export interface HeapOptions {
  /** Where large blocks come from, and all blocks if `everything` says so. */
  readonly allocator: MakeAllocator;
  readonly everything?: boolean;
  /** The heap grows no further. */
  readonly maxHeap?: Bytes;
}

/**
 * What memory grows by at least. What is not touched costs nothing, but growing does: the engine's collector takes all of the former
 * buffer for garbage, and runs twice.
 */
export const GROWTH: Bytes = 2 ** 24;

/** @param put gives a function its index in the table */
export function openHeap(
  views: Views,
  { allocator, everything, maxHeap }: HeapOptions,
  put: (function_: unknown) => number,
): KernelAllocator<AllocatorKernel> {
  const region = new RegionPages(views.memory, {
    start: HEAP,
    end: Math.min(HEAP_END, HEAP + (maxHeap ?? HEAP_END)),
  });
  const opened = allocator(views.memory, {
    pageSize: region.pageSize,
    sbrk: (delta) => {
      const next = region.sbrk(0) + delta;
      if (next > views.memory.buffer.byteLength) reach(views.memory, Math.min(alignUp(next, GROWTH), region.end));
      const old = region.sbrk(delta);
      if (views.u8.length === 0) views.refresh();
      return old;
    },
    map: () => -1,
    unmap: () => undefined,
  });
  const { malloc, free, memalign } = opened.kernel as unknown as Kernel;
  for (const [cell, function_] of [
    [LARGE_MALLOC, malloc],
    [LARGE_FREE, free],
    [LARGE_ALIGNED, memalign],
  ] as const) {
    views.setWord(cell, put(function_));
  }
  views.setWord(HEAP_MODE, everything ? NO_POOLS : 0);
  return opened;
}
