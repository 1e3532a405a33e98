/**
 * Free lists sharded by page, in the manner of mimalloc: every page of a size class has its own free lists, so that
 * neighbouring blocks are handed out together and no list is longer than its page.
 *
 *     request -> table by size -> first page of the class -> FREE                the quick path: one test
 *     free    -> page by the block's address -> LOCAL_FREE                        likewise
 *
 * A page that has nothing in FREE takes the generic path: LOCAL_FREE becomes FREE; else some 4 KiB of blocks that were
 * never used are carved from BUMP on; else the page is full and leaves the queue until a block of it is freed. Since
 * freed blocks wait in LOCAL_FREE, the generic path is taken now and then whatever the program does, and full pages are
 * not searched again and again. A page without used blocks goes back to its segment, unless it is first in its queue.
 *
 * Layout and invariants: ../segments/format.ts; OWNER is the class. In the first segment, from DESIGN on:
 *
 *     QUEUES   first and last page of the queue of each class
 *     DIRECT   for requests of 0, 1-16, 17-32 ... 1009-1024 bytes the first page of the queue of their class
 *     NO_PAGE  the header of a page that has nothing, for classes without a page
 *
 * 5. DIRECT shows the first page of the class of each small size, or NO_PAGE.
 *
 * Blocks above 65,408 bytes are runs of frames. Requests of up to 8 KiB lose at most a fifth to their class, larger ones
 * up to half.
 *
 * Cost: malloc, free O(1), amortised on the generic path; realloc in place while the block is at most half wasted or the
 * frames behind a large one are free; walk O(heap).
 * Source: Leijen, Zorn, de Moura, "Mimalloc: Free List Sharding in Action", APLAS 2019.
 */
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { Cell, KernelMemory } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type AllocatorKernel, type PagesOrRegion } from '../kernel-allocator.js';
import { freeListsOf } from '../segments/free-lists.js';
import { inspectQueue } from '../segments/inspect-pages.js';
import { checkBins, inspectSegments } from '../segments/inspect.js';
import type { SegmentView } from '../segments/runs.js';
import { walkSegments } from '../segments/walk.js';
import { CLASSES, DESIGN, SMALL_MAX } from '../segments/format.js';
import { DIRECT, LAST, NO_PAGE, QUEUES } from './format.js';
import { KERNEL } from './kernel.wasm.js';

interface MimallocKernel extends AllocatorKernel {
  start(pageSize: number): void;
  collect(): void;
  base: Cell;
}

export class MimallocAllocator extends KernelAllocator<MimallocKernel> {
  readonly name = 'mimalloc';

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}) {
    super(KERNEL, memory, pages);
    this.kernel.start(this.pageSize);
  }

  /** Give what is wholly free back to the page source. */
  collect(): void {
    this.kernel.collect();
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkSegments(this.#view(), visit);
  }

  override freeLists(): FreeList[] {
    return freeListsOf(this.#view());
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const view = this.#view();
    if (view.base === 0) return undefined;
    return checkBins(view) ?? (level === 'full' ? (inspectSegments(view) ?? this.#inspectQueues(view)) : undefined);
  }

  #inspectQueues(view: SegmentView): BrokenInvariant | undefined {
    const { words, base } = view;
    const firstPages = new Int32Array(CLASSES);
    for (let index = 1; index < CLASSES; index++) {
      const head = base + DESIGN + QUEUES + 8 * index;
      const found = inspectQueue(view, head, index, words[(head + LAST) >> 2]!);
      if (found) return found;
      firstPages[index] = words[head >> 2]!;
    }
    for (let entry = 0; entry <= SMALL_MAX >> 4; entry++) {
      const at = base + DESIGN + DIRECT + 4 * entry;
      if (words[at >> 2] !== (firstPages[classOfStep(entry)]! || base + DESIGN + NO_PAGE))
        return { address: at, message: `the table of pages is wrong about requests of ${entry * 16} bytes` };
    }
    return undefined;
  }

  #view(): SegmentView {
    return { words: this.words(), base: this.kernel.base.value };
  }
}

/** Size class of a request of 16 * `step` bytes, up to SMALL_MAX. */
function classOfStep(step: number): number {
  if (step <= 8) return Math.max(step, 1);
  const log = 31 - Math.clz32(step - 1);
  return 9 + (log - 3) * 4 + (((step - 1) >> (log - 2)) & 3);
}
