/**
 * An arena: blocks are laid one after the other, and all are forgotten at once. Freeing a single block marks it and no
 * more, unless it is the last one.
 *
 *     chunk: a piece of memory from the page source, longer when the next piece follows it
 *
 *     +0    next chunk to be filled, or 0
 *     +4    end of the chunk
 *     +8    where its blocks end; of the current chunk only the kernel knows
 *     +12   first block
 *
 *     block: 4-byte header at b, b % 16 == 12, so that the payload at b+4 is 16-aligned
 *
 *     b     size | IN_USE     size: multiple of 16, from header to next header
 *     b+4   payload, size - 4 bytes
 *
 * Invariants
 * 1. Blocks tile a chunk from its first one to where they end.
 * 2. The last block, when it is known, is in use and ends at the top.
 * 3. Chunks behind the current one have no blocks.
 *
 * Cost: malloc and free O(1), amortised over the blocks of a chunk; realloc O(1) for the last block and when shrinking,
 * else a copy; reset O(chunks). Memory stays with the arena.
 * Source: Hanson, "Fast Allocation and Deallocation of Memory Based on Object Lifetimes", Software: Practice and
 * Experience 20(1), 1990.
 */
import type { Cell, KernelMemory } from '../../kernel.js';
import type { BrokenInvariant, HeapBlock } from '../contract.js';
import { KernelAllocator, type AllocatorKernel, type PagesOrRegion } from '../kernel-allocator.js';
import { inspectChunks, lastBlock, walkChunks, type ArenaView } from './inspect.js';
import { KERNEL } from './kernel.wasm.js';

interface ArenaKernel extends AllocatorKernel {
  start(pageSize: number): void;
  reset(): void;
  first: Cell;
  current: Cell;
  chunks: Cell;
  top: Cell;
  last: Cell;
}

export class ArenaAllocator extends KernelAllocator<ArenaKernel> {
  readonly name = 'arena';

  constructor(memory: KernelMemory, pages: PagesOrRegion = {}) {
    super(KERNEL, memory, pages);
    this.kernel.start(this.pageSize);
  }

  /** Free all blocks at once. The memory is used again from the start. */
  reset(): void {
    this.kernel.reset();
  }

  walk(visit: (block: HeapBlock) => boolean | void): void {
    walkChunks(this.#view(), visit);
  }

  checkInvariants(level: 'cheap' | 'full'): BrokenInvariant | undefined {
    const view = this.#view();
    return lastBlock(view) ?? (level === 'full' ? inspectChunks(view) : undefined);
  }

  #view(): ArenaView {
    const { first, current, chunks, top, last } = this.kernel;
    return {
      words: this.words(),
      first: first.value,
      current: current.value,
      chunks: chunks.value,
      top: top.value,
      last: last.value,
    };
  }
}
