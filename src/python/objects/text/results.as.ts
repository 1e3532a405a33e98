/** Lists and tuples that methods of text give. */
import { CAPACITY, ITEMS, LENGTH, LIST_BYTES, TUPLE_ITEMS } from '../../format/objects';
import { LIST_TYPE } from '../../format/types';
import { allocBlock, freeBlock, newCyclic } from '../../kernel/alloc.as';
import { decref, xdecref } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { track } from '../../kernel/tracking.as';
import { newTuple } from '../sequences/tuple.as';

/** An empty list, or 0. */
export function newList(): i32 {
  const list = newCyclic(LIST_TYPE, LIST_BYTES);
  if (list == 0) return 0;
  store<i32>(list, 0, LENGTH);
  store<i32>(list, 0, ITEMS);
  store<i32>(list, 0, CAPACITY);
  track(list);
  return list;
}

/** Puts an owned item at the end. Without an item (0: it could not be made) or without room the list is gone. */
export function append(list: i32, item: i32): bool {
  if (item != 0 && reserve(list)) {
    const length = load<i32>(list, LENGTH);
    store<i32>(load<i32>(list, ITEMS) + (length << 2), item);
    store<i32>(list, length + 1, LENGTH);
    return true;
  }
  xdecref(item);
  decref(list);
  return false;
}

function reserve(list: i32): bool {
  const length = load<i32>(list, LENGTH);
  const capacity = load<i32>(list, CAPACITY);
  if (length < capacity) return true;
  const larger = capacity + (capacity >> 1) + 8;
  const items = allocBlock(larger << 2);
  if (items == 0) {
    noMemory();
    return false;
  }
  if (capacity > 0) {
    memory.copy(items, load<i32>(list, ITEMS), length << 2);
    freeBlock(load<i32>(list, ITEMS), capacity << 2);
  }
  store<i32>(list, items, ITEMS);
  store<i32>(list, larger, CAPACITY);
  return true;
}

export function reverseItems(list: i32): void {
  let low = load<i32>(list, ITEMS);
  let high = low + (load<i32>(list, LENGTH) << 2) - 4;
  while (low < high) {
    const item = load<i32>(low);
    store<i32>(low, load<i32>(high));
    store<i32>(high, item);
    low += 4;
    high -= 4;
  }
}

/** A tuple of three owned references; if one of them is 0 the others are released. */
export function tupleOf3(a: i32, b: i32, c: i32): i32 {
  const tuple = a != 0 && b != 0 && c != 0 ? newTuple(3) : 0;
  if (tuple == 0) {
    xdecref(a);
    xdecref(b);
    xdecref(c);
    return 0;
  }
  store<i32>(tuple, a, TUPLE_ITEMS);
  store<i32>(tuple, b, TUPLE_ITEMS + 4);
  store<i32>(tuple, c, TUPLE_ITEMS + 8);
  track(tuple);
  return tuple;
}
