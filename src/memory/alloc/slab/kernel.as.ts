/** The slab allocator at work; slab.ts says how, segments/format.ts draws its memory. */
import { alignedClassOf, alignmentOf, classOf, pageFor, sizeOf } from '../segments/classes.as';
import { CLASS_MAX, CLASSES, DESIGN, FREE, LINK, OWNER, SMALL_MAX, USED } from '../segments/format';
import { base, openFrames, trimAll } from '../segments/frames.as';
import { corrupted } from '../guard.as';
import {
  frameOf,
  giveLarge,
  isLarge,
  openSegments,
  pageOf,
  resizesInPlace,
  takeLarge,
  usableSize,
} from '../segments/segments.as';
import { initCache, reap, reapAll, settle, take, takeFromOther } from './caches.as';
import { CACHE_SIZE, CACHES, DIRECT, FIRST_SLAB, MADE, NEXT_CACHE, OBJECT_LINK } from './format';

export { usableSize } from '../segments/segments.as';
export { base } from '../segments/frames.as';
export { coalesces, footprint, pageCalls, peakFootprint, splits, steps } from '../tally.as';

/** Requests below this are looked up in the table: none before the heap is open. */
let smallLimit: u32 = 0;

export function start(pageSize: i32): void {
  openFrames(pageSize);
}

export function malloc(size: u32): i32 {
  if (size < smallLimit) return fromCache(load<i32>(base + (((size + 15) >>> 4) << 2), DESIGN + DIRECT));
  return size > <u32>CLASS_MAX ? large(size, 16) : fromClass(classOf(size));
}

export function free(block: i32): void {
  const slab = pageOf(block);
  const used = load<i32>(slab, USED) - 1;
  if (used > 0) {
    const first = load<i32>(slab, FREE);
    if (first == block) corrupted(block);
    store<i32>(block, first);
    store<i32>(slab, block, FREE);
    store<i32>(slab, used, USED);
  } else if (isLarge(frameOf(block))) giveLarge(frameOf(block));
  else {
    store<i32>(block, load<i32>(slab, FREE));
    store<i32>(slab, block, FREE);
    settle(slab, used);
  }
}

export function realloc(block: i32, size: u32): i32 {
  if (resizesInPlace(block, size)) return block;
  const has = usableSize(block);
  const moved = malloc(size);
  if (moved == 0) return size <= <u32>has ? block : 0;
  memory.copy(moved, block, min<u32>(has, size));
  free(block);
  return moved;
}

/** `alignment` is a power of two. */
export function memalign(alignment: u32, size: u32): i32 {
  if (alignment <= 16) return malloc(size);
  const index = alignedClassOf(size, alignment);
  return index == 0 ? large(size, alignment) : fromClass(index);
}

/** A cache for objects of `size` bytes, whose link lies at `link` in them; 0 when memory is out. */
export function cacheCreate(size: i32, alignment: i32, link: i32, constructed: bool): i32 {
  if (base == 0 && !open()) return 0;
  const cache = fromCache(base + DESIGN + CACHES);
  if (cache == 0) return 0;
  initCache(cache, size, alignment, link, pageFor(size), constructed);
  store<i32>(cache, load<i32>(base, DESIGN + MADE), NEXT_CACHE);
  store<i32>(base, cache, DESIGN + MADE);
  return cache;
}

export function cacheAlloc(cache: i32): i32 {
  return fromCache(cache);
}

/** Whether the object was one of the cache's. */
export function cacheFree(cache: i32, object: i32): bool {
  const slab = pageOf(object);
  if (isLarge(frameOf(object)) || load<i32>(slab, OWNER) != cache) return false;
  const used = load<i32>(slab, USED) - 1;
  store<i32>(object + load<i32>(slab, LINK), load<i32>(slab, FREE));
  store<i32>(slab, object, FREE);
  if (used > 0) store<i32>(slab, used, USED);
  else settle(slab, used);
  return true;
}

/** Give the empty slabs of a cache up, of all for 0, and free frames back to the page source. */
export function cacheReap(cache: i32): void {
  if (base == 0) return;
  if (cache != 0) reap(cache);
  else reapAll();
  trimAll();
}

function fromCache(cache: i32): i32 {
  const slab = load<i32>(cache, FIRST_SLAB);
  if (slab != 0) {
    const object = load<i32>(slab, FREE);
    if (object != 0) return take(slab, object, load<i32>(cache, OBJECT_LINK));
  }
  return takeFromOther(cache);
}

function fromClass(index: i32): i32 {
  if (base == 0 && !open()) return 0;
  return fromCache(base + DESIGN + CACHES + index * CACHE_SIZE);
}

function large(size: u32, alignment: u32): i32 {
  if (base == 0 && !open()) return 0;
  const block = takeLarge(size, alignment);
  if (block != 0) return block;
  reapAll();
  return takeLarge(size, alignment);
}

function open(): bool {
  if (!openSegments()) return false;
  const caches = base + DESIGN + CACHES;
  initCache(caches, CACHE_SIZE, CACHE_SIZE, 0, pageFor(CACHE_SIZE), false);
  for (let index = 1; index < CLASSES; index++) {
    const size = sizeOf(index);
    initCache(caches + index * CACHE_SIZE, size, alignmentOf(size), 0, pageFor(size), false);
  }
  for (let entry = 0; entry <= SMALL_MAX >> 4; entry++) {
    store<i32>(base + (entry << 2), caches + classOf(entry << 4) * CACHE_SIZE, DESIGN + DIRECT);
  }
  store<i32>(base, 0, DESIGN + MADE);
  smallLimit = SMALL_MAX + 1;
  return true;
}
