/**
 * list: the block of its items.
 *
 * Invariants
 * 1. LENGTH <= CAPACITY; ITEMS is a block of CAPACITY words, or 0 if CAPACITY is 0; the first LENGTH words are owned references.
 * 2. Capacities are those of CPython 3.11: an eighth more than asked for and up to a multiple of 4, where a list grows by
 *    steps; exact for displays, copies, slices and repetitions; even for what is made of an iterable.
 * 3. An item that leaves the list is released when the list no longer knows of it.
 *
 * Cost: O(1) amortised at the end, O(n) elsewhere.
 */
import { FREE_LISTS } from '../../format/memory-map';
import { CAPACITY, ITEMS, LENGTH, LIST_BYTES, TYPE } from '../../format/objects';
import { BASIC_BYTES, LIST_TYPE } from '../../format/types';
import { allocBlock, freeBlock, freeCyclic, freeOf, resizeBlock } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, incref } from '../../kernel/counts.as';
import { keepFree, newOfKind } from '../../kernel/free-objects.as';
import { noMemory } from '../../kernel/errors.as';
import { call2 } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';

const MOST_ITEMS: i32 = 0x1fff_0000;

/** An empty list, tracked, with room for exactly `capacity` items. */
export function newList(capacity: i32): i32 {
  if (capacity > MOST_ITEMS) return noMemory();
  const p = newOfKind(FREE_LISTS, LIST_TYPE, LIST_BYTES);
  if (p == 0) return 0;
  let items = 0;
  if (capacity != 0) {
    items = allocBlock(capacity << 2);
    if (items == 0) {
      freeCyclic(p, LIST_BYTES);
      return noMemory();
    }
  }
  store<i32>(p, 0, LENGTH);
  store<i32>(p, items, ITEMS);
  store<i32>(p, capacity, CAPACITY);
  track(p);
  return p;
}

/** The address of an item. */
export function itemAt(list: i32, index: i32): i32 {
  return load<i32>(list, ITEMS) + (index << 2);
}

/** Sets LENGTH, and the block to what CPython would have for it. New items are the caller's to store. False with an exception. */
export function resizeList(list: i32, length: i32): bool {
  const capacity = load<i32>(list, CAPACITY);
  if (capacity >= length && length >= capacity >> 1) {
    store<i32>(list, length, LENGTH);
    return true;
  }
  return reallocate(list, length);
}

function reallocate(list: i32, length: i32): bool {
  let wanted = (length + (length >> 3) + 6) & ~3;
  // Who adds many at once is not expected to go on adding.
  if (length - load<i32>(list, LENGTH) > wanted - length) wanted = (length + 3) & ~3;
  if (length == 0) wanted = 0;
  if (!setCapacity(list, wanted)) return false;
  store<i32>(list, length, LENGTH);
  return true;
}

function setCapacity(list: i32, capacity: i32): bool {
  const old = load<i32>(list, ITEMS);
  const oldBytes = load<i32>(list, CAPACITY) << 2;
  let items = 0;
  if (capacity == 0) {
    if (old != 0) freeBlock(old, oldBytes);
  } else {
    if (<u32>capacity <= <u32>MOST_ITEMS)
      items = old == 0 ? allocBlock(capacity << 2) : resizeBlock(old, oldBytes, capacity << 2);
    if (items == 0) {
      noMemory();
      return false;
    }
  }
  store<i32>(list, items, ITEMS);
  store<i32>(list, capacity, CAPACITY);
  return true;
}

/** Room in a list without a block for what comes from an iterable of about this length. */
export function reserve(list: i32, length: i32): bool {
  return setCapacity(list, (length + 1) & ~1);
}

/** Adds an item, borrowed. 0, or -1 with an exception. */
export function listAppend(list: i32, item: i32): i32 {
  incref(item);
  return listAppendOwned(list, item);
}

/** The same; the reference becomes the list's, and is released if it fails. */
export function listAppendOwned(list: i32, item: i32): i32 {
  const length = load<i32>(list, LENGTH);
  if (length < load<i32>(list, CAPACITY)) store<i32>(list, length + 1, LENGTH);
  else if (!reallocate(list, length + 1)) {
    decref(item);
    return -1;
  }
  store<i32>(itemAt(list, length), item);
  return 0;
}

/** Moves items, without counting; both places may overlap. */
export function moveItems(to: i32, from: i32, count: i32): void {
  copyBytes(to, from, count << 2);
}

/** An item put in front of another one, borrowed; 0 <= index <= LENGTH. 0, or -1 with an exception. */
export function insertAt(list: i32, index: i32, item: i32): i32 {
  const length = load<i32>(list, LENGTH);
  if (!resizeList(list, length + 1)) return -1;
  const at = itemAt(list, index);
  moveItems(at + 4, at, length - index);
  incref(item);
  store<i32>(at, item);
  return 0;
}

/** Takes an item out, which becomes the caller's. The index is in the list. */
export function takeAt(list: i32, index: i32): i32 {
  const at = itemAt(list, index);
  const item = load<i32>(at);
  const length = load<i32>(list, LENGTH) - 1;
  moveItems(at, at + 4, length - index);
  resizeList(list, length);
  return item;
}

export function list_clear(list: i32): i32 {
  const items = load<i32>(list, ITEMS);
  if (items == 0) return 0;
  const bytes = load<i32>(list, CAPACITY) << 2;
  let at = items + (load<i32>(list, LENGTH) << 2);
  store<i32>(list, 0, LENGTH);
  store<i32>(list, 0, ITEMS);
  store<i32>(list, 0, CAPACITY);
  while (at > items) {
    at -= 4;
    decref(load<i32>(at));
  }
  freeBlock(items, bytes);
  return 0;
}

export function list_dealloc(list: i32): void {
  untrackIfTracked(list);
  const items = load<i32>(list, ITEMS);
  if (items != 0) {
    let at = items + (load<i32>(list, LENGTH) << 2);
    while (at > items) {
      at -= 4;
      decref(load<i32>(at));
    }
    freeBlock(items, load<i32>(list, CAPACITY) << 2);
    store<i32>(list, 0, ITEMS);
    store<i32>(list, 0, CAPACITY);
  }
  const type = load<i32>(list, TYPE);
  if (type != LIST_TYPE || !keepFree(FREE_LISTS, list)) freeOf(list, load<i32>(type, BASIC_BYTES));
}

export function list_traverse(list: i32, visitor: i32, argument: i32): i32 {
  const items = load<i32>(list, ITEMS);
  for (let at = items + (load<i32>(list, LENGTH) << 2) - 4; at >= items; at -= 4) {
    const result = call2(visitor, load<i32>(at), argument);
    if (result != 0) return result;
  }
  return 0;
}

/** Fills a new list or one without items: `count` references from `from` on, each counted anew. The list has room. */
export function fillList(list: i32, from: i32, count: i32): void {
  const to = load<i32>(list, ITEMS);
  const bytes = count << 2;
  for (let offset = 0; offset < bytes; offset += 4) {
    const item = load<i32>(from + offset);
    incref(item);
    store<i32>(to + offset, item);
  }
  store<i32>(list, count, LENGTH);
}
