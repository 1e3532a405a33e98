/**
 * The allocators on their own: heaps over any ArrayBuffer, SharedArrayBuffer or WebAssembly.Memory, in any engine. Imported
 * as "heapglass/alloc"; docs/library.md is the introduction. Everything here follows semantic versioning.
 */
export { ArenaAllocator } from '../memory/alloc/arena/arena.js';
export { BuddyAllocator, type BuddyOptions, type FreeArea } from '../memory/alloc/buddy/buddy.js';
export { BuddyPageSource } from '../memory/alloc/buddy/page-source.js';
export type { Allocator, AllocatorStats, BrokenInvariant, HeapBlock, PageSource } from '../memory/alloc/contract.js';
export { FreeListAllocator, type FreeListOptions } from '../memory/alloc/free-list/free-list.js';
export { HeapCorrupted } from '../memory/alloc/heap-corrupted.js';
export { MimallocAllocator } from '../memory/alloc/mimalloc/mimalloc.js';
export { RegionPages, type Region } from '../memory/alloc/region-pages.js';
export { SegregatedAllocator, type SegregatedOptions } from '../memory/alloc/segregated/segregated.js';
export { SlabAllocator, type CacheOptions, type ObjectCache } from '../memory/alloc/slab/slab.js';
export { TlsfAllocator } from '../memory/alloc/tlsf/tlsf.js';
export type { AllocatorCalls, PagesOrRegion } from '../memory/alloc/kernel-allocator.js';
export type { KernelMemory } from '../memory/kernel.js';
export { NoSharedHeap, SharedHeap, type MakeSharedAllocator } from '../memory/shared/shared-heap.js';
