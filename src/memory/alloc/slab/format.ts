/** Where slab.ts has its caches, from DESIGN (segments/format.ts) on, and what a cache is. */

/** Caches by size class; number 0 is the cache of the caches that were made by cacheCreate. */
export const CACHES = 0;
export const CACHE_SIZE = 64;
/** For each request of up to SMALL_MAX bytes, in steps of 16, the cache of its class. */
export const DIRECT = 2560;
/** First of the caches that were made. */
export const MADE = 2824;

/** A cache. */
export const FIRST_SLAB = 0;
export const SPARE = 4;
export const OBJECT_SIZE = 8;
export const ALIGNMENT = 12;
export const OBJECT_LINK = 16;
export const PAGE_SHIFT = 20;
export const COLOUR = 24;
export const CONSTRUCTED = 28;
export const NEXT_CACHE = 32;
