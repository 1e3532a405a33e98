/**
 * Pools that hold nothing go back: to other size classes, and with all pools of their arena to the allocator. Nobody counts
 * a pool's blocks as they come and go; a walk of the free lists does when somebody asks.
 *
 * Cost: O(free blocks and pools).
 */
import {
  ARENA_AT,
  ARENA_BYTES,
  ARENA_END,
  ARENAS,
  FREE_LINK,
  FREE_LISTS,
  FREE_POOLS,
  LARGE_FREE,
  POOL_ARENA,
  POOL_BYTES,
  POOL_CARVED,
  POOL_CLASS,
  POOL_NEXT,
  POOLS,
  SMALL_LIMIT,
} from './format';

const POOL_MASK: i32 = ~(POOL_BYTES - 1);
/** In POOL_CARVED while they are counted: free blocks above the number of all. */
const COUNT_SHIFT: i32 = 16;
const CARVED_MASK: i32 = 0xffff;
const LISTS_END: i32 = FREE_LISTS + ((SMALL_LIMIT >> 4) << 2);
const ARENA_POOLS: i32 = ARENA_BYTES / POOL_BYTES;

/** Gives back what is wholly free. How many pools that were. */
export function trimPools(): i32 {
  countFree();
  const found = setEmptyAside();
  if (found == 0) return 0;
  returnArenas();
  return found;
}

function poolOf(block: i32): i32 {
  return block & POOL_MASK;
}

function isEmpty(pool: i32): bool {
  const word = load<i32>(pool, POOL_CARVED);
  return word >>> COUNT_SHIFT == (word & CARVED_MASK);
}

/** Every pool's free blocks are counted in its header. */
function countFree(): void {
  for (let list = FREE_LISTS; list <= LISTS_END; list += 4) {
    for (let block = load<i32>(list); block != 0; block = load<i32>(block, FREE_LINK)) {
      const pool = poolOf(block);
      store<i32>(pool, load<i32>(pool, POOL_CARVED) + (1 << COUNT_SHIFT), POOL_CARVED);
    }
  }
}

/** Empty pools change lists, and their blocks leave the free lists, whose order stays. */
function setEmptyAside(): i32 {
  for (let list = FREE_LISTS; list <= LISTS_END; list += 4) {
    let link = list;
    for (let block = load<i32>(list); block != 0; block = load<i32>(block, FREE_LINK)) {
      if (isEmpty(poolOf(block))) continue;
      store<i32>(link, block);
      link = block + FREE_LINK;
    }
    store<i32>(link, 0);
  }
  let found = 0;
  let link = POOLS;
  let pool = load<i32>(POOLS);
  while (pool != 0) {
    const next = load<i32>(pool, POOL_NEXT);
    if (isEmpty(pool)) {
      found++;
      store<i32>(pool, load<i32>(FREE_POOLS), POOL_NEXT);
      store<i32>(FREE_POOLS, pool);
    } else {
      store<i32>(pool, load<i32>(pool, POOL_CARVED) & CARVED_MASK, POOL_CARVED);
      store<i32>(link, pool);
      link = pool + POOL_NEXT;
    }
    pool = next;
  }
  store<i32>(link, 0);
  return found;
}

/** An arena goes when all its pools are free: they are counted in its first one, whose POOL_CLASS is nobody's then. */
function returnArenas(): void {
  for (let pool = load<i32>(FREE_POOLS); pool != 0; pool = load<i32>(pool, POOL_NEXT)) {
    store<i32>(pool, 0, POOL_CLASS);
    store<i32>(pool, 0, POOL_CARVED);
  }
  for (let pool = load<i32>(FREE_POOLS); pool != 0; pool = load<i32>(pool, POOL_NEXT)) {
    const arena = load<i32>(pool, POOL_ARENA);
    if (load<i32>(arena, POOL_CARVED) == 0) store<i32>(arena, load<i32>(arena, POOL_CLASS) + 1, POOL_CLASS);
  }
  let link = FREE_POOLS;
  let gone = 0;
  let pool = load<i32>(FREE_POOLS);
  while (pool != 0) {
    const next = load<i32>(pool, POOL_NEXT);
    if (isWhole(load<i32>(pool, POOL_ARENA))) {
      // It stays readable until all others have left.
      if (pool == load<i32>(pool, POOL_ARENA)) {
        store<i32>(pool, gone, POOL_NEXT);
        gone = pool;
      }
    } else {
      store<i32>(link, pool);
      link = pool + POOL_NEXT;
    }
    pool = next;
  }
  store<i32>(link, 0);
  while (gone != 0) {
    const next = load<i32>(gone, POOL_NEXT);
    store<i32>(ARENAS, load<i32>(ARENAS) - 1);
    call_indirect<void>(load<i32>(LARGE_FREE), gone);
    gone = next;
  }
}

function isWhole(arena: i32): bool {
  const uncarved = load<i32>(ARENA_AT) != load<i32>(ARENA_END) && arena + ARENA_BYTES == load<i32>(ARENA_END);
  return !uncarved && load<i32>(arena, POOL_CARVED) == 0 && load<i32>(arena, POOL_CLASS) == ARENA_POOLS;
}
