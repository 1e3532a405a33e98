/**
 * TLSF, two-level segregated fit: malloc and free take constant time, whatever the heap looks like. For programs that must
 * answer in time; the price is good fit instead of best fit, and a control block of 3 KB.
 *
 * Chunks and regions are drawn in boundary-tags/format.ts, the free lists in lists.as.ts. One free chunk is in no list: the
 * top, before the fence of the region that grew last. It serves when nothing else does, so that a block behind which
 * nothing lies but the top can grow where it is, and what is allocated there needs no list.
 *
 * Invariants
 * 1. Those of boundary-tags/regions.as.ts and lists.as.ts.
 * 2. PREVIOUS_IN_USE of a chunk says whether the chunk before it is in use; a region's first chunk has it set.
 * 3. No two free chunks are neighbours: freeing joins at most three chunks, and needs no search for that.
 * 4. Every free chunk but the top is in exactly one list.
 *
 * Cost: malloc, free and memalign O(1): at most two list nodes are looked at in a search (`searchSteps` counts them), at
 * most three calls to the page source made. realloc O(1) in place, else a copy. Walk O(chunks). A search may miss a chunk
 * of its own class that would do, so at most 1/32 of a request is what good fit loses.
 * Source: Masmano, Ripoll, Crespo, Real, "TLSF: a New Dynamic Memory Allocator for Real-Time Systems", ECRTS 2004. One look
 * into the class of the request itself is added.
 */
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { Cell, KernelMemory } from '../../kernel.js';
import { tagHeap, walkChunks, type RegionKernel } from '../boundary-tags/inspect.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type PagesOrRegion } from '../kernel-allocator.js';
import { CONTROL_SIZE } from './format.js';
import { checkMaps, freeListsOf, inspectHeap, type TlsfHeap } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

interface TlsfKernel extends RegionKernel {
  start(pageSize: number): void;
  top: Cell;
}

export class TlsfAllocator extends KernelAllocator<TlsfKernel> {
  readonly name = 'tlsf';

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}) {
    super(KERNEL, memory, pages);
    this.kernel.start(this.pageSize);
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkChunks(this.#view(), visit);
  }

  override freeLists(): FreeList[] {
    const heap = this.#view();
    return heap.control === 0 ? [] : freeListsOf(heap);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const heap = this.#view();
    if (heap.control === 0) return undefined;
    return checkMaps(heap) ?? (level === 'full' ? inspectHeap(heap) : undefined);
  }

  #view(): TlsfHeap {
    return { ...tagHeap(this.words(), this.kernel, CONTROL_SIZE), top: this.kernel.top.value };
  }
}
