/** The sums of a heap picture, from one walk. */
import type { Bytes } from '../../base/ids.js';
import type { HeapSums } from '../../events/lesson/heap-picture.js';
import type { Allocator } from '../alloc/contract.js';
import type { HeapSample } from '../replay/heap-sample.js';

/** @param asked what live blocks were asked for with */
export function takeSums(sample: HeapSample, allocator: Allocator, asked: Bytes): HeapSums {
  sample.take(allocator);
  return {
    asked,
    handedOut: sample.usableBytes,
    used: sample.usedBytes,
    free: sample.freeBytes,
    freeBlocks: sample.freeBlocks,
    largestFree: sample.largestFree,
    unusable: sample.unusable(),
    footprint: allocator.stats().footprint,
  };
}
