/** The steps that an allocator has made so far: nodes looked at, splits and coalesces. Cheap enough to ask after each call. */
import type { Allocator } from '../alloc/contract.js';
import { KernelAllocator } from '../alloc/kernel-allocator.js';

export function workCounter(allocator: Allocator): () => number {
  if (allocator instanceof KernelAllocator) {
    const { steps, splits, coalesces } = allocator.kernel;
    return () => steps.value + splits.value + coalesces.value;
  }
  return () => {
    const { searchSteps, splits, coalesces } = allocator.stats();
    return searchSteps + splits + coalesces;
  };
}
