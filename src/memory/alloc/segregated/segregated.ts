/**
 * Segregated fits with boundary tags: best fit, immediate coalescing. The general-purpose malloc of heapglass; its
 * headers, links and list heads are in the memory that it manages.
 *
 * Chunks and regions are drawn in boundary-tags/format.ts, the bins in bins.as.ts (sizes below 512) and trees.as.ts.
 * Two free chunks are in no bin:
 *
 *     top      the chunk before the fence of the region that grew last; used only when nothing else serves, grows and is
 *              trimmed; has no footer
 *     victim   what was left of the last chunk that a small request was cut from: the next ones are cut from it too, so
 *              that what is allocated together lies together
 *
 * When two sizes are allocated in turn at the top, the larger is from then on cut from the back of free chunks and behind a
 * gap at the top, a 32nd of the heap, that the smaller fills. So they do not wall each other in, and when those of one
 * size are freed, their space joins.
 *
 * realloc grows into the free chunk behind, into the top even if that must grow; when no other free chunk has room, into
 * the one before, which moves the block down; else it copies.
 *
 * Invariants
 * 1. Those of boundary-tags/regions.as.ts, bins.as.ts and trees.as.ts.
 * 2. PREVIOUS_IN_USE of a chunk says whether the chunk before it is in use; a region's first chunk has it set.
 * 3. No two free chunks are neighbours.
 * 4. A free chunk other than top and victim is in exactly one bin.
 *
 * Cost: malloc, free O(1) for small sizes, at most 64 steps for others; realloc O(1) in place, else a copy; walk O(chunks).
 * Source: Knuth, The Art of Computer Programming 1, section 2.5 (boundary tags); D. Lea, "A Memory Allocator" (bins,
 * wilderness, designated victim).
 */
import type { Bytes } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { Cell, KernelMemory } from '../../kernel.js';
import { tagHeap, walkChunks, type RegionKernel } from '../boundary-tags/inspect.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type PagesOrRegion } from '../kernel-allocator.js';
import { CONTROL_SIZE } from './format.js';
import { freeListsOf } from './free-lists.js';
import { checkTop, inspectHeap, type SegregatedHeap } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

export interface SegregatedOptions {
  /** Blocks from this size on are mapped on their own; 0, the default, for never. For a source whose unmap gives back. */
  mapThreshold?: Bytes;
  /** The break is lowered when the top is larger than this, twice as much each time it was in vain; 0 for never. 2 MiB by default. */
  trimThreshold?: Bytes;
}

interface SegregatedKernel extends RegionKernel {
  start(pageSize: number, mapThreshold: number, trimThreshold: number): void;
  mapped: Cell;
  top: Cell;
  victim: Cell;
}

export class SegregatedAllocator extends KernelAllocator<SegregatedKernel> {
  readonly name = 'segregated';

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}, options: SegregatedOptions = {}) {
    super(KERNEL, memory, pages);
    this.kernel.start(this.pageSize, options.mapThreshold ?? 0, options.trimThreshold ?? 2 << 20);
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkChunks(this.#view(), visit);
  }

  override freeLists(): FreeList[] {
    return freeListsOf(this.#view());
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const heap = this.#view();
    if (heap.control === 0 && heap.mapped === 0) return undefined;
    return (heap.control === 0 ? undefined : checkTop(heap)) ?? (level === 'full' ? inspectHeap(heap) : undefined);
  }

  #view(): SegregatedHeap {
    const { mapped, top, victim } = this.kernel;
    return {
      ...tagHeap(this.words(), this.kernel, CONTROL_SIZE),
      mapped: mapped.value,
      unfooted: top.value,
      top: top.value,
      victim: victim.value,
    };
  }
}
