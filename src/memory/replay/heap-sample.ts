/**
 * What a walk over the heap sees of it at one moment.
 *
 * Source of the index: M. Gorman, A. Whitcroft, "The What, the Why and the Where To of Anti-Fragmentation" (2006); Linux
 * shows it per order as unusable_index. Here blocks have any size, so the request has too.
 *
 * Cost: O(blocks).
 */
import type { Bytes } from '../../base/ids.js';
import type { Allocator, HeapBlock } from '../alloc/contract.js';

const CLASSES = 32;

export class HeapSample {
  readonly #request: Bytes;
  /** Bytes of blocks in use: all of each, and what the program may use. */
  usedBytes: Bytes = 0;
  usableBytes: Bytes = 0;
  freeBytes: Bytes = 0;
  freeBlocks = 0;
  largestFree: Bytes = 0;
  /** Free bytes in blocks smaller than the request. */
  tooSmall: Bytes = 0;
  /** Index i: free blocks of 2^i to 2^(i+1)-1 bytes. */
  readonly counts = new Uint32Array(CLASSES);
  readonly bytes = new Float64Array(CLASSES);

  constructor(request: Bytes) {
    this.#request = request;
  }

  /** @param onBlock sees each block, as `Allocator.walk` shows it */
  take(allocator: Allocator, onBlock?: (block: HeapBlock) => void): void {
    this.usedBytes = this.usableBytes = this.freeBytes = this.freeBlocks = this.largestFree = this.tooSmall = 0;
    this.counts.fill(0);
    this.bytes.fill(0);
    allocator.walk((block) => {
      if (block.free) this.#freeBlock(block.size);
      else {
        this.usedBytes += block.size;
        this.usableBytes += block.usable;
      }
      onBlock?.(block);
    });
  }

  /** Unusable free space index: 0 when all that is free could serve the request, 1 when nothing could. */
  unusable(): number {
    return this.freeBytes === 0 ? 0 : this.tooSmall / this.freeBytes;
  }

  #freeBlock(size: Bytes): void {
    this.freeBytes += size;
    this.freeBlocks++;
    if (size > this.largestFree) this.largestFree = size;
    if (size < this.#request) this.tooSmall += size;
    const at = 31 - Math.clz32(Math.max(size, 1));
    this.counts[at]!++;
    this.bytes[at]! += size;
  }
}
