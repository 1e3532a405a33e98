/**
 * Blocks for managed objects: free lists by size, pools, arenas (format.ts draws them).
 *
 * A size class has one free list for all its pools, so that both ends of an object's life are a few instructions, and the
 * block that was freed last is handed out first, as CPython does. Which pools are wholly free is found out when somebody
 * asks (a full collection), not counted at every call.
 *
 * Cost: alloc and free of small blocks O(1), a new pool when a list is empty; else as the allocator.
 */
import {
  ARENA_AT,
  ARENAS,
  ARENA_BYTES,
  ARENA_END,
  FREE_LINK,
  FREE_LISTS,
  FREE_POOLS,
  HEAP_MODE,
  LARGE_ALIGNED,
  LARGE_BYTES,
  LARGE_COUNT,
  LARGE_FREE,
  LARGE_MALLOC,
  NO_POOLS,
  POOL_ARENA,
  POOL_BLOCKS,
  POOL_BYTES,
  POOL_CARVED,
  POOL_CLASS,
  POOL_NEXT,
  POOLS,
  SMALL_LIMIT,
  TRACING,
  WATCHED,
  WATCH_FREED,
  WATCHING,
  WORD_BLOCK,
} from './format';
import { forgetBlock, notedFront, noteBlock, resizeNoted } from './tracing/table.as';

/** A block for `bytes` bytes, or 0. */
export function allocBlock(bytes: i32): i32 {
  return allocFor(bytes, WORD_BLOCK);
}

/** The same of another kind: BYTE_BLOCK … (format.ts). */
export function allocBlockOf(bytes: i32, kind: i32): i32 {
  return allocFor(bytes, kind);
}

/** A block for an object, which begins `front` bytes behind the block's start. */
export function allocObject(bytes: i32, front: i32): i32 {
  return allocFor(bytes, front);
}

function allocFor(bytes: i32, front: i32): i32 {
  if (<u32>bytes > <u32>SMALL_LIMIT || load<i32>(HEAP_MODE) != 0) return allocSlowly(bytes, front);
  return allocSmall(bytes);
}

function allocSmall(bytes: i32): i32 {
  const list = FREE_LISTS + (((bytes + 15) >> 4) << 2);
  let block = load<i32>(list);
  if (block == 0) {
    block = refill((bytes + 15) >> 4);
    if (block == 0) return 0;
  }
  store<i32>(list, load<i32>(block, FREE_LINK));
  return block;
}

/** `bytes` are what was asked for. */
export function freeBlock(block: i32, bytes: i32): void {
  if (<u32>bytes > <u32>SMALL_LIMIT || load<i32>(HEAP_MODE) != 0) return freeSlowly(block, bytes);
  freeSmall(block, bytes);
}

function freeSmall(block: i32, bytes: i32): void {
  const list = FREE_LISTS + (((bytes + 15) >> 4) << 2);
  store<i32>(block, 0);
  store<i32>(block, load<i32>(list), FREE_LINK);
  store<i32>(list, block);
}

/** The block with its contents in `newBytes` bytes, moved if it must be; or 0, and the old block is as it was. */
export function resizeBlock(block: i32, oldBytes: i32, newBytes: i32): i32 {
  const mode = load<i32>(HEAP_MODE);
  const isTraced = (mode & TRACING) != 0;
  if (!isLarge(newBytes, mode) && (oldBytes + 15) >> 4 == (newBytes + 15) >> 4) {
    if (isTraced) resizeNoted(block, newBytes, mode);
    return block;
  }
  const kind = isTraced ? notedFront(block) : WORD_BLOCK;
  // The two never count together.
  if (isTraced) forgetBlock(block, mode);
  const moved = allocFor(newBytes, kind);
  if (moved == 0) {
    if (isTraced) noteBlock(block, oldBytes, kind, mode);
    return 0;
  }
  memory.copy(moved, block, min(oldBytes, newBytes));
  freeBlock(block, oldBytes);
  return moved;
}

function isLarge(bytes: i32, mode: i32): bool {
  return <u32>bytes > <u32>SMALL_LIMIT || (mode & NO_POOLS) != 0;
}

function allocSlowly(bytes: i32, front: i32): i32 {
  const mode = load<i32>(HEAP_MODE);
  const block = isLarge(bytes, mode) ? allocLarge(bytes) : allocSmall(bytes);
  if ((mode & TRACING) != 0 && block != 0) noteBlock(block, bytes, front, mode);
  return block;
}

function freeSlowly(block: i32, bytes: i32): void {
  const mode = load<i32>(HEAP_MODE);
  if ((mode & WATCHING) != 0 && <u32>(load<i32>(WATCHED) - block) < <u32>bytes)
    call_indirect<void>(load<i32>(WATCH_FREED), block);
  if ((mode & TRACING) != 0) forgetBlock(block, mode);
  if (!isLarge(bytes, mode)) return freeSmall(block, bytes);
  store<i32>(LARGE_BYTES, load<i32>(LARGE_BYTES) - bytes);
  store<i32>(LARGE_COUNT, load<i32>(LARGE_COUNT) - 1);
  call_indirect<void>(load<i32>(LARGE_FREE), block);
}

function allocLarge(bytes: i32): i32 {
  if (bytes < 0) return 0;
  const block = call_indirect<i32>(load<i32>(LARGE_MALLOC), bytes);
  if (block != 0) {
    store<i32>(LARGE_BYTES, load<i32>(LARGE_BYTES) + bytes);
    store<i32>(LARGE_COUNT, load<i32>(LARGE_COUNT) + 1);
  }
  return block;
}

/** A pool without blocks, or 0. */
function takePool(): i32 {
  let pool = load<i32>(FREE_POOLS);
  if (pool != 0) {
    store<i32>(FREE_POOLS, load<i32>(pool, POOL_NEXT));
    return pool;
  }
  pool = load<i32>(ARENA_AT);
  if (pool == load<i32>(ARENA_END)) {
    pool = call_indirect<i32>(load<i32>(LARGE_ALIGNED), POOL_BYTES, ARENA_BYTES);
    if (pool == 0) return 0;
    store<i32>(ARENA_END, pool + ARENA_BYTES);
    store<i32>(ARENAS, load<i32>(ARENAS) + 1);
  }
  store<i32>(ARENA_AT, pool + POOL_BYTES);
  store<i32>(pool, load<i32>(ARENA_END) - ARENA_BYTES, POOL_ARENA);
  return pool;
}

/** Lays out a new pool for a class and links its blocks, lowest first. The first one, or 0. */
function refill(sizeClass: i32): i32 {
  if (sizeClass == 0) sizeClass = 1;
  const pool = takePool();
  if (pool == 0) return 0;
  store<i32>(pool, sizeClass, POOL_CLASS);
  store<i32>(pool, load<i32>(POOLS), POOL_NEXT);
  store<i32>(POOLS, pool);
  const bytes = sizeClass << 4;
  const count = (POOL_BYTES - POOL_BLOCKS) / bytes;
  store<i32>(pool, count, POOL_CARVED);
  const first = pool + POOL_BLOCKS;
  let block = first;
  for (let i = 1; i < count; i++) {
    store<i32>(block, 0);
    store<i32>(block, block + bytes, FREE_LINK);
    block += bytes;
  }
  store<i32>(block, 0);
  store<i32>(block, 0, FREE_LINK);
  return first;
}
