/**
 * The classical free-list allocator: all free chunks in one list, and a policy that says which of them serves a request.
 * It is here for its cost and its fragmentation: to be measured against the others and learned from.
 *
 * Chunks and regions are drawn in boundary-tags/format.ts. The list is a ring through the free chunks and a node of its own
 * in the control block:
 *
 *     control block, 32 bytes          free chunk, address c of its header
 *     +12   header of the node         c+4   next chunk in the ring
 *     +16   next                       c+8   previous one
 *     +20   previous
 *     +24   rover: where the next search of next fit begins
 *     +28   header of the first chunk
 *
 * There is no wilderness: what the page source gave is a free chunk like any other.
 *
 * Invariants
 * 1. Those of boundary-tags/regions.as.ts and list.as.ts.
 * 2. PREVIOUS_IN_USE of a chunk says whether the chunk before it is in use; a region's first chunk has it set.
 * 3. Every free chunk is in the list. In address order the list ascends.
 * 4. With immediate coalescing no two free chunks are neighbours. Deferred coalescing restores that when a search fails.
 *
 * Cost: malloc O(free chunks), search.as.ts says how soon each policy stops; deferred coalescing adds O(chunks) when that
 * fails. free O(1) in LIFO order or next to a free chunk, else the search in list.as.ts. realloc O(1) in place, else malloc,
 * copy, free. Walk O(chunks).
 * Source: Knuth, The Art of Computer Programming 1, section 2.5, and its exercise 6 (next fit); Wilson, Johnstone, Neely,
 * Boles, "Dynamic Storage Allocation: A Survey and Critical Review", IWMM 1995 (orders, deferred coalescing).
 */
import type { Bytes } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { KernelMemory } from '../../kernel.js';
import { tagHeap, walkChunks, type RegionKernel } from '../boundary-tags/inspect.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type PagesOrRegion } from '../kernel-allocator.js';
import {
  ADDRESS_ORDER,
  BEST_FIT,
  CONTROL_SIZE,
  DEFERRED,
  FIRST_FIT,
  IMMEDIATE,
  LIFO_ORDER,
  NEVER,
  NEXT_FIT,
  WORST_FIT,
} from './format.js';
import { checkNode, freeListOf, inspectHeap, type ListHeap } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

const POLICIES = { 'first-fit': FIRST_FIT, 'next-fit': NEXT_FIT, 'best-fit': BEST_FIT, 'worst-fit': WORST_FIT };
const ORDERS = { address: ADDRESS_ORDER, lifo: LIFO_ORDER };
const COALESCING = { immediate: IMMEDIATE, deferred: DEFERRED, never: NEVER };

export interface FreeListOptions {
  policy: keyof typeof POLICIES;
  /** `address` by default. */
  order?: keyof typeof ORDERS;
  /** `immediate` by default. */
  coalesce?: keyof typeof COALESCING;
  /** A chunk is split when the rest has at least so many bytes; 16 by default, the smallest chunk there is. */
  splitThreshold?: Bytes;
}

interface FreeListKernel extends RegionKernel {
  start(pageSize: number, policy: number, order: number, coalesce: number, splitThreshold: number): void;
}

export class FreeListAllocator extends KernelAllocator<FreeListKernel> {
  readonly name: FreeListOptions['policy'];
  readonly #addressOrder: boolean;
  readonly #joined: boolean;

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}, options: FreeListOptions = { policy: 'first-fit' }) {
    super(KERNEL, memory, pages);
    const { policy, order = 'address', coalesce = 'immediate', splitThreshold = 0 } = options;
    this.name = policy;
    this.#addressOrder = order === 'address';
    this.#joined = coalesce === 'immediate';
    this.kernel.start(this.pageSize, POLICIES[policy], ORDERS[order], COALESCING[coalesce], splitThreshold);
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkChunks(this.#view(), visit);
  }

  override freeLists(): FreeList[] {
    const heap = this.#view();
    if (heap.control === 0) return [];
    const { rover, ...list } = freeListOf(heap);
    return [this.name === 'next-fit' ? { ...list, rover } : list];
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const heap = this.#view();
    if (heap.control === 0) return undefined;
    return checkNode(heap) ?? (level === 'full' ? inspectHeap(heap) : undefined);
  }

  #view(): ListHeap {
    return {
      ...tagHeap(this.words(), this.kernel, CONTROL_SIZE),
      addressOrder: this.#addressOrder,
      joined: this.#joined,
    };
  }
}
