/**
 * What the managed heap knows of objects, whatever language they belong to.
 *
 *     object    -8 NEXT  -4 PREVIOUS    only of objects that can take part in cycles: links of the list of a generation,
 *                                       both 0 while the object is not tracked
 *               +0 COUNT  +4 TYPE       its type: an object that has the fields below
 *     type      +24 TYPE_FLAGS  +56 WEAK_AT  +92 DEALLOC  +96 TRAVERSE  +100 CLEAR  +104 FINALIZE
 *     free      of a small block: +0 is 0 and +8 the next free one of its size
 *
 * Small blocks are carved from pools, pools from arenas; every size class has one free list, last in first out. What is
 * larger comes from one of the allocators of memory/alloc.
 *
 *     pool      POOL_BYTES at a multiple of it: +0 POOL_CLASS  +4 POOL_NEXT (all pools)  +8 POOL_CARVED (blocks handed
 *               out at least once), blocks from +16
 */
export const COUNT = 0;
export const TYPE = 4;
/** Bytes in front of objects that can take part in cycles. */
export const CYCLE_HEAD = 8;

export const TYPE_FLAGS = 24;
export const WEAK_AT = 56;
export const DEALLOC = 92;
export const TRAVERSE = 96;
export const CLEAR = 100;
export const FINALIZE = 104;

/** In TYPE_FLAGS: made by a class statement; instances hold a count of their type. */
export const HEAP_TYPE = 1;
/** In TYPE_FLAGS: instances have a head for cycles. */
export const CYCLIC = 2;

export const SMALL_LIMIT = 512;
export const FREE_LINK = 8;
export const POOL_BYTES = 0x4000;
export const POOL_CLASS = 0;
export const POOL_NEXT = 4;
export const POOL_CARVED = 8;
export const POOL_BLOCKS = 16;
export const ARENA_BYTES = 0x10_0000;

// Cells

/** Heads of the free lists of small blocks, a word for each class of 16 bytes: class c serves up to 16 * c bytes. */
export const FREE_LISTS = 0x1200;
/** Not 0: small blocks come from the allocator too. */
export const NO_POOLS = 0x1300;
/** Table indices of the allocator's malloc, free and memalign. */
export const LARGE_MALLOC = 0x1304;
export const LARGE_FREE = 0x1308;
export const LARGE_ALIGNED = 0x130c;
/** The last pool, from which all others can be reached. */
export const POOLS = 0x1310;
/** The part of the newest arena that no pool has yet. */
export const ARENA_AT = 0x1314;
export const ARENA_END = 0x1318;
/** Bytes in large blocks, and the most there ever were in all. */
export const LARGE_BYTES = 0x131c;
/** Collector: 64 words. */
export const COLLECTOR = 0x1100;
