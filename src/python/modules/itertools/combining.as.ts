/**
 * product, permutations and combinations: each keeps the indices of the result it gave last, in a block, and counts on from
 * them. The result is given again, changed, while nobody else keeps it.
 */
import { HAS_ENDED, INDEX_COUNT, INDICES, POOL, RESULT, TAKEN } from '../../format/itertools';
import { COUNT, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { newInstance, owned_dealloc } from '../../kernel/owned.as';
import { isTracked, track } from '../../kernel/tracking.as';
import { tupleOf } from '../../objects/sequences/from-iterable.as';
import { putElement } from '../../objects/sequences/reused-tuple.as';
import { newTuple } from '../../objects/sequences/tuple.as';

/** An instance with `count` indices, all 0, for results of `taken` elements. It owns the pool. */
export function newCombining(type: i32, pool: i32, count: i32, taken: i32): i32 {
  const indices = count == 0 ? 0 : allocBlock(count << 2);
  const p = count != 0 && indices == 0 ? noMemory() : newInstance(type);
  if (p == 0) {
    if (indices != 0) freeBlock(indices, count << 2);
    decref(pool);
    return 0;
  }
  fillBytes(indices, 0, count << 2);
  store<i32>(p, pool, POOL);
  store<i32>(p, indices, INDICES);
  store<i32>(p, count, INDEX_COUNT);
  store<i32>(p, taken, TAKEN);
  track(p);
  return p;
}

export function combining_dealloc(p: i32): void {
  const indices = load<i32>(p, INDICES);
  if (indices != 0) {
    store<i32>(p, 0, INDICES);
    freeBlock(indices, load<i32>(p, INDEX_COUNT) << 2);
  }
  owned_dealloc(p);
}

function indexAt(p: i32, i: i32): i32 {
  return load<i32>(load<i32>(p, INDICES) + (i << 2));
}

function setIndex(p: i32, i: i32, value: i32): void {
  store<i32>(load<i32>(p, INDICES) + (i << 2), value);
}

/** The element of the pool with an index. */
function element(pool: i32, index: i32): i32 {
  return newRef(load<i32>(pool + (index << 2), TUPLE_ITEMS));
}

/** The result to change: the one given last, or a copy if somebody has kept it. */
function resultToChange(p: i32): i32 {
  const result = load<i32>(p, RESULT);
  if (load<i32>(result, COUNT) == 1) return result;
  const copy = tupleOf(result + TUPLE_ITEMS, load<i32>(result, LENGTH));
  if (copy == 0) return 0;
  store<i32>(p, copy, RESULT);
  decref(result);
  return copy;
}

function give(p: i32): i32 {
  const result = load<i32>(p, RESULT);
  if (load<i32>(result, LENGTH) != 0 && !isTracked(result)) track(result);
  return newRef(result);
}

/** No further results. */
function end(p: i32): i32 {
  store<i32>(p, 1, HAS_ENDED);
  return 0;
}

/** The first result: the elements with the indices as they are. */
function first(p: i32): i32 {
  const pool = load<i32>(p, POOL);
  const taken = load<i32>(p, TAKEN);
  const result = newTuple(taken);
  if (result == 0) return 0;
  for (let i = 0; i < taken; i++) store<i32>(result + (i << 2), element(pool, indexAt(p, i)), TUPLE_ITEMS);
  store<i32>(p, result, RESULT);
  return give(p);
}

export function product_next(p: i32): i32 {
  if (load<i32>(p, HAS_ENDED) != 0) return 0;
  const pools = load<i32>(p, POOL);
  const count = load<i32>(p, TAKEN);
  if (load<i32>(p, RESULT) == 0) return firstOfProduct(p, pools, count);
  const result = resultToChange(p);
  if (result == 0) return 0;
  // As a milometer does: the last one first.
  for (let i = count - 1; i >= 0; i--) {
    const pool = load<i32>(pools + (i << 2), TUPLE_ITEMS);
    const index = indexAt(p, i) + 1;
    const isOver = index == load<i32>(pool, LENGTH);
    setIndex(p, i, isOver ? 0 : index);
    putElement(result, i, element(pool, isOver ? 0 : index));
    if (!isOver) return give(p);
  }
  return end(p);
}

function firstOfProduct(p: i32, pools: i32, count: i32): i32 {
  for (let i = 0; i < count; i++) if (load<i32>(load<i32>(pools + (i << 2), TUPLE_ITEMS), LENGTH) == 0) return end(p);
  const result = newTuple(count);
  if (result == 0) return 0;
  for (let i = 0; i < count; i++)
    store<i32>(result + (i << 2), element(load<i32>(pools + (i << 2), TUPLE_ITEMS), 0), TUPLE_ITEMS);
  store<i32>(p, result, RESULT);
  return give(p);
}

export function combinations_next(p: i32): i32 {
  return nextCombination(p, false);
}

export function combinations_with_replacement_next(p: i32): i32 {
  return nextCombination(p, true);
}

function nextCombination(p: i32, replaces: bool): i32 {
  if (load<i32>(p, HAS_ENDED) != 0) return 0;
  if (load<i32>(p, RESULT) == 0) return first(p);
  const pool = load<i32>(p, POOL);
  const size = load<i32>(pool, LENGTH);
  const taken = load<i32>(p, TAKEN);
  // The last index that can still grow.
  let i = taken - 1;
  while (i >= 0 && indexAt(p, i) == (replaces ? size - 1 : i + size - taken)) i--;
  if (i < 0) return end(p);
  const result = resultToChange(p);
  if (result == 0) return 0;
  let index = indexAt(p, i) + 1;
  for (; i < taken; i++) {
    setIndex(p, i, index);
    putElement(result, i, element(pool, index));
    if (!replaces) index++;
  }
  return give(p);
}

/** The indices of permutations: first those of the elements, then for each place how many turns it has left. */
export function permutations_next(p: i32): i32 {
  if (load<i32>(p, HAS_ENDED) != 0) return 0;
  if (load<i32>(p, RESULT) == 0) return first(p);
  const pool = load<i32>(p, POOL);
  const size = load<i32>(pool, LENGTH);
  const taken = load<i32>(p, TAKEN);
  if (size == 0) return end(p);
  for (let i = taken - 1; i >= 0; i--) {
    const turns = indexAt(p, size + i) - 1;
    if (turns == 0) {
      // Back to the order it had: the index here goes to the end.
      const index = indexAt(p, i);
      for (let at = i; at < size - 1; at++) setIndex(p, at, indexAt(p, at + 1));
      setIndex(p, size - 1, index);
      setIndex(p, size + i, size - i);
      continue;
    }
    setIndex(p, size + i, turns);
    const index = indexAt(p, i);
    setIndex(p, i, indexAt(p, size - turns));
    setIndex(p, size - turns, index);
    const result = resultToChange(p);
    if (result == 0) return 0;
    for (let at = i; at < taken; at++) putElement(result, at, element(pool, indexAt(p, at)));
    return give(p);
  }
  return end(p);
}

/** An index, for what is set up in TypeScript. */
export function setCombiningIndex(p: i32, i: i32, value: i32): void {
  setIndex(p, i, value);
}
