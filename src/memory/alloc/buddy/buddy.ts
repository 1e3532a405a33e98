/**
 * Binary buddies: blocks of a power of two, each at a multiple of its size, so that the other half of what it was split
 * from is found by flipping one bit of its address. The order of a block (the logarithm of its size) is not in the
 * block but in a byte of a map, and so a request of 1024 bytes takes 1024.
 *
 *     memory comes in frames of 64 KiB; free neighbours merge across them, whoever asked for them
 *
 *     frame table, a byte for each frame: 0 not the heap's, or inside a larger block
 *                                         order of the block that starts here (16 to 30), or SPLIT | 16
 *     split frame   +0       256 bytes unused, always zero
 *                   +256     order map: the byte at offset/16 belongs to the block at that offset
 *                   +0x1000  blocks of order 4 to 15
 *     first frame   +0x1000  control block, +0x8000 frame table; both marked as blocks in use
 *
 *     state byte    order | FREE in the list of free blocks | DELAYED in the list of delayed ones; 0 where no block starts
 *     free block    +0 next or 0    +4 previous; for the first one the address of the list's head
 *     delayed block +0 next or 0
 *
 *     control block +0          bit o is set when there are free blocks of order o
 *                   +4o         FREE_HEADS: first free block of order o
 *                   +128+4o     DELAYED_HEADS: first delayed block of order o
 *
 * Merging. A free block is merged as far as it goes. Done at each call, one malloc and free on an empty heap would split
 * and merge the whole ladder of orders. So a freed block is delayed: it waits for the next request of its order, and all
 * that is delayed is merged when the heap would grow otherwise. Barkley and Lee bound the delayed blocks by those in use;
 * that keeps single calls short, but merges and splits whatever a program frees and allocates in waves, and the heap is
 * not smaller for it. `merging: 'eager'` is the textbook's.
 *
 * Invariants
 * 1. Blocks tile a split frame from 0x1000 on; a block of order o lies at a multiple of 2^o.
 * 2. Two buddies of one order are never both FREE; a split frame other than the first is not wholly FREE.
 * 3. A block is in the list of free or delayed blocks of its order exactly when its state says so.
 * 4. Bit o of the control block says whether the list of free blocks of order o has any.
 *
 * A block of order 15 takes the upper half of a frame, since the map is in the lower one. Memory is not given back.
 *
 * Cost: free O(1), malloc O(1) on a delayed block; else a step per order, and before it grows it merges what is delayed,
 * which the frees that delayed have paid for. realloc in place as far as the order or free upper buddies go.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5 (buddy system); Barkley and Lee, "A Lazy Buddy System
 * Bounded by Two Coalescing Delays per Class", SOSP 1989.
 */
import type { Bytes } from '../../../base/ids.js';
import type { FreeList } from '../../../events/lesson/heap-picture.js';
import type { Cell, KernelMemory } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type AllocatorKernel, type PagesOrRegion } from '../kernel-allocator.js';
import { MAX_ORDER, MIN_ORDER } from './format.js';
import { checkControl, freeListsOf, inspectBlocks, walkBlocks, type BuddyView } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

export interface BuddyOptions {
  /** Default lazy. */
  merging?: 'lazy' | 'eager';
}

/** A line of what /proc/buddyinfo shows: the free blocks of one order. */
export interface FreeArea {
  order: number;
  blockSize: Bytes;
  free: number;
  /** Freed blocks that are not merged yet. */
  delayed: number;
}

interface BuddyKernel extends AllocatorKernel {
  start(pageSize: number, lazy: number): void;
  mergeAll(): void;
  control: Cell;
  table: Cell;
}

export class BuddyAllocator extends KernelAllocator<BuddyKernel> {
  readonly name = 'buddy';

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}, { merging = 'lazy' }: BuddyOptions = {}) {
    super(KERNEL, memory, pages);
    this.kernel.start(this.pageSize, merging === 'lazy' ? 1 : 0);
  }

  /** Merge the blocks whose merging was delayed. */
  mergeDelayed(): void {
    this.kernel.mergeAll();
  }

  /** Free blocks of each order, the smallest first. */
  freeAreas(): FreeArea[] {
    const areas: FreeArea[] = [];
    for (let order = MIN_ORDER; order <= MAX_ORDER; order++) {
      areas.push({ order, blockSize: 2 ** order, free: 0, delayed: 0 });
    }
    walkBlocks(
      this.#view(),
      ({ size }, delayed) => {
        const area = areas[31 - Math.clz32(size) - MIN_ORDER]!;
        if (delayed) area.delayed++;
        else area.free++;
      },
      'free',
    );
    return areas;
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkBlocks(this.#view(), visit);
  }

  override freeLists(): FreeList[] {
    const view = this.#view();
    return view.control === 0 ? [] : freeListsOf(view);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const view = this.#view();
    if (view.control === 0) return undefined;
    return checkControl(view) ?? (level === 'full' ? inspectBlocks(view) : undefined);
  }

  #view(): BuddyView {
    const words = this.words();
    return {
      words,
      bytes: new Uint8Array(words.buffer, 0, words.length * 4),
      control: this.kernel.control.value,
      table: this.kernel.table.value,
    };
  }
}
