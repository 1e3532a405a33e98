/**
 * Segregated fits with boundary tags: best fit, immediate coalescing. The general-purpose malloc of heapglass; its
 * headers, links and list heads are in the memory that it manages.
 *
 *     chunk: 4-byte header at c, c % 16 == 12, so that the payload at c+4 is 16-aligned
 *
 *     in use   c    size | CHUNK_IN_USE | PREVIOUS_IN_USE       size: multiple of 16, from header to next header
 *              c+4  payload, size - 4 bytes
 *     free     c    size | PREVIOUS_IN_USE
 *              c+4  next, c+8 previous: links of its bin (bins.as.ts)
 *              c+size-4  size again (the footer), so that the next chunk finds this one's header
 *
 *     region: a stretch of memory from the page source without a gap
 *
 *     start      address of the next region or 0
 *     +4         end of this region
 *     +8         unused
 *     +12        first chunk (the first region has the control block of the bins before it: +16 .. +16+CONTROL_SIZE)
 *     end-4      fence: a header of size 0, in use, that ends coalescing
 *
 * The chunk before the fence of the region that grew last is the top when it is free: it is in no bin, is used only
 * when no bin serves, and grows when the page source's next piece is adjacent.
 *
 * Invariants
 * 1. Chunks tile a region from the first header to the fence.
 * 2. PREVIOUS_IN_USE of a chunk says whether the chunk before it is in use; a region's first chunk has it set.
 * 3. No two free chunks are neighbours.
 * 4. A free chunk other than the top is in exactly one bin.
 *
 * Cost: malloc, free O(1) plus the bounded search in bins.as.ts; realloc O(1) in place, else a copy; walk O(chunks).
 * Source: Knuth, The Art of Computer Programming 1, section 2.5 (boundary tags); D. Lea, "A Memory Allocator" (bins,
 * wilderness).
 */
import type { Cell, KernelMemory } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock, PageSource } from '../contract.js';
import { KernelAllocator, type AllocatorKernel } from '../kernel-allocator.js';
import { checkTop, inspectHeap, walkHeap, type HeapView } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

interface SegregatedKernel extends AllocatorKernel {
  start(pageSize: number): void;
  control: Cell;
  firstRegion: Cell;
  lastRegion: Cell;
  end: Cell;
  top: Cell;
}

export class SegregatedAllocator extends KernelAllocator<SegregatedKernel> {
  readonly name = 'segregated';

  constructor(memory: KernelMemory, pages: PageSource) {
    super(KERNEL, memory, pages);
    this.kernel.start(pages.pageSize);
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkHeap(this.#view(), visit);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const view = this.#view();
    if (view.control === 0) return undefined;
    return checkTop(view) ?? (level === 'full' ? inspectHeap(view) : undefined);
  }

  #view(): HeapView {
    const { control, firstRegion, lastRegion, end, top } = this.kernel;
    return {
      words: this.words(),
      control: control.value,
      firstRegion: firstRegion.value,
      lastRegion: lastRegion.value,
      end: end.value,
      top: top.value,
    };
  }
}
