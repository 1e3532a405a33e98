/**
 * deque: a ring of words. format/collections.ts draws it.
 *
 * Invariants
 * 1. DEQUE_LENGTH <= RING_MASK + 1, a power of 2; item i is in word (RING_HEAD + i) & RING_MASK of the ring.
 * 2. DEQUE_LENGTH <= MOST_ITEMS, unless that is -1.
 * 3. DEQUE_FIRST < 64 is what CPython's deque would have after the same calls: it follows from where items came and went.
 *
 * Cost: O(1) at both ends (amortised) and for an item by its number; a ring with room for four times its items is halved.
 */
import {
  DEQUE_AT,
  DEQUE_BLOCK_ITEMS,
  DEQUE_CENTRE,
  DEQUE_FIRST,
  DEQUE_LEFT,
  DEQUE_LENGTH,
  DEQUE_OF,
  DEQUE_STATE,
  DEQUE_STATE_THEN,
  DEQUE_WEAK,
  MOST_ITEMS,
  RING,
  RING_HEAD,
  RING_MASK,
} from '../../format/collections';
import { NONE } from '../../format/memory-map';
import { TYPE } from '../../format/objects';
import {
  BASIC_BYTES,
  DEQUE_ITERATOR_TYPE,
  DEQUE_REVERSE_ITERATOR_TYPE,
  INDEX_ERROR,
  RUNTIME_ERROR,
  TYPE_ERROR,
} from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { allocBlock, freeBlock, freeOf } from '../../kernel/alloc.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { call2 } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { getIter, iterNext } from '../../objects/iterators/protocol.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { equalItem } from '../../objects/sequences/compare.as';
import { listFromIterable } from '../../objects/sequences/from-iterable.as';
import { isIndex, subscriptOf, wordOf } from '../../objects/sequences/indices.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

const SMALLEST: i32 = 8;
const MOST_WORDS: i32 = 1 << 28;

export function deque_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, -1, RING_MASK);
  store<i32>(p, -1, MOST_ITEMS);
  store<i32>(p, DEQUE_CENTRE, DEQUE_FIRST);
  track(p);
  return p;
}

/** The address of the word of an item. */
function wordAt(deque: i32, index: i32): i32 {
  return load<i32>(deque, RING) + (((load<i32>(deque, RING_HEAD) + index) & load<i32>(deque, RING_MASK)) << 2);
}

function changed(deque: i32, length: i32): void {
  store<i32>(deque, length, DEQUE_LENGTH);
  store<i32>(deque, load<i32>(deque, DEQUE_STATE) + 1, DEQUE_STATE);
}

/** The first item is so many places further to the right than it was, in CPython's blocks. */
function moveFirst(deque: i32, by: i32): void {
  store<i32>(deque, (load<i32>(deque, DEQUE_FIRST) + by) & (DEQUE_BLOCK_ITEMS - 1), DEQUE_FIRST);
}

/** A ring of another size, with the items from its start on. False with MemoryError. */
function resizeRing(deque: i32, words: i32): bool {
  const ring = words > MOST_WORDS ? 0 : allocBlock(words << 2);
  if (ring == 0) {
    noMemory();
    return false;
  }
  const length = load<i32>(deque, DEQUE_LENGTH);
  for (let i = 0; i < length; i++) store<i32>(ring + (i << 2), load<i32>(wordAt(deque, i)));
  freeRing(load<i32>(deque, RING), load<i32>(deque, RING_MASK));
  store<i32>(deque, ring, RING);
  store<i32>(deque, words - 1, RING_MASK);
  store<i32>(deque, 0, RING_HEAD);
  return true;
}

function freeRing(ring: i32, mask: i32): void {
  if (ring != 0) freeBlock(ring, (mask + 1) << 2);
}

function hasRoom(deque: i32): bool {
  const length = load<i32>(deque, DEQUE_LENGTH);
  const words = load<i32>(deque, RING_MASK) + 1;
  return length < words || resizeRing(deque, words == 0 ? SMALLEST : words << 1);
}

function shrink(deque: i32): void {
  const words = load<i32>(deque, RING_MASK) + 1;
  if (words > SMALLEST && load<i32>(deque, DEQUE_LENGTH) << 2 <= words) resizeRing(deque, words >> 1);
}

/** Adds an item at the right end; the reference becomes the deque's. 0, or -1 with an exception. */
function appendOwned(deque: i32, item: i32): i32 {
  if (!hasRoom(deque)) {
    decref(item);
    return -1;
  }
  const length = load<i32>(deque, DEQUE_LENGTH);
  store<i32>(wordAt(deque, length), item);
  changed(deque, length + 1);
  const most = load<i32>(deque, MOST_ITEMS);
  if (most >= 0 && length >= most) decref(takeLeft(deque));
  return 0;
}

function appendLeftOwned(deque: i32, item: i32): i32 {
  if (!hasRoom(deque)) {
    decref(item);
    return -1;
  }
  const length = load<i32>(deque, DEQUE_LENGTH);
  store<i32>(deque, (load<i32>(deque, RING_HEAD) - 1) & load<i32>(deque, RING_MASK), RING_HEAD);
  store<i32>(wordAt(deque, 0), item);
  moveFirst(deque, -1);
  changed(deque, length + 1);
  const most = load<i32>(deque, MOST_ITEMS);
  if (most >= 0 && length >= most) decref(takeRight(deque));
  return 0;
}

function takeLeft(deque: i32): i32 {
  const item = load<i32>(wordAt(deque, 0));
  const length = load<i32>(deque, DEQUE_LENGTH) - 1;
  store<i32>(deque, (load<i32>(deque, RING_HEAD) + 1) & load<i32>(deque, RING_MASK), RING_HEAD);
  moveFirst(deque, 1);
  // One that is empty at the end of its block begins in the middle again.
  if (length == 0 && load<i32>(deque, DEQUE_FIRST) == 0) store<i32>(deque, DEQUE_CENTRE, DEQUE_FIRST);
  changed(deque, length);
  shrink(deque);
  return item;
}

function takeRight(deque: i32): i32 {
  const length = load<i32>(deque, DEQUE_LENGTH) - 1;
  const item = load<i32>(wordAt(deque, length));
  // At the end of its block as well.
  if (length == 0 && load<i32>(deque, DEQUE_FIRST) == 0) store<i32>(deque, DEQUE_CENTRE, DEQUE_FIRST);
  changed(deque, length);
  shrink(deque);
  return item;
}

export function deque_append(deque: i32, item: i32): i32 {
  return appendOwned(deque, newRef(item)) < 0 ? 0 : newRef(NONE);
}

export function deque_appendleft(deque: i32, item: i32): i32 {
  return appendLeftOwned(deque, newRef(item)) < 0 ? 0 : newRef(NONE);
}

export function deque_pop(deque: i32): i32 {
  if (load<i32>(deque, DEQUE_LENGTH) == 0) return raise(INDEX_ERROR, 'pop from an empty deque');
  return takeRight(deque);
}

export function deque_popleft(deque: i32): i32 {
  if (load<i32>(deque, DEQUE_LENGTH) == 0) return raise(INDEX_ERROR, 'pop from an empty deque');
  return takeLeft(deque);
}

/** Adds the elements of an iterable at one end. 0, or -1 with an exception. */
export function extendDeque(deque: i32, iterable: i32, left: i32): i32 {
  if (iterable == deque) {
    // What it gives while it grows has no end.
    const items = listFromIterable(iterable);
    if (items == 0) return -1;
    const status = extendDeque(deque, items, left);
    decref(items);
    return status;
  }
  const iterator = getIter(iterable);
  if (iterator == 0) return -1;
  // CPython fills an empty one from the end of a block on.
  if (load<i32>(deque, DEQUE_LENGTH) == 0) store<i32>(deque, left != 0 ? DEQUE_BLOCK_ITEMS - 1 : 1, DEQUE_FIRST);
  let status = 0;
  while (status == 0) {
    const item = iterNext(iterator);
    if (item == 0) {
      if (failed()) status = -1;
      break;
    }
    status = left != 0 ? appendLeftOwned(deque, item) : appendOwned(deque, item);
  }
  decref(iterator);
  return status;
}

export function deque_extend(deque: i32, iterable: i32): i32 {
  return extendDeque(deque, iterable, 0) < 0 ? 0 : newRef(NONE);
}

export function deque_extendleft(deque: i32, iterable: i32): i32 {
  return extendDeque(deque, iterable, 1) < 0 ? 0 : newRef(NONE);
}

/** Takes everything out, the left end first; what dies may put something in again. */
export function clearDeque(deque: i32): i32 {
  const ring = load<i32>(deque, RING);
  if (ring == 0) return 0;
  const mask = load<i32>(deque, RING_MASK);
  const head = load<i32>(deque, RING_HEAD);
  const length = load<i32>(deque, DEQUE_LENGTH);
  store<i32>(deque, 0, RING);
  store<i32>(deque, -1, RING_MASK);
  store<i32>(deque, 0, RING_HEAD);
  if (length != 0) store<i32>(deque, DEQUE_CENTRE, DEQUE_FIRST);
  changed(deque, 0);
  for (let i = 0; i < length; i++) decref(load<i32>(ring + (((head + i) & mask) << 2)));
  freeRing(ring, mask);
  return 0;
}

export function deque_clear(deque: i32): i32 {
  clearDeque(deque);
  return newRef(NONE);
}

export function deque_dealloc(deque: i32): void {
  untrackIfTracked(deque);
  if (load<i32>(deque, DEQUE_WEAK) != 0) clearWeakReferences(deque);
  clearDeque(deque);
  freeOf(deque, load<i32>(load<i32>(deque, TYPE), BASIC_BYTES));
}

export function deque_traverse(deque: i32, visitor: i32, argument: i32): i32 {
  const length = load<i32>(deque, DEQUE_LENGTH);
  for (let i = 0; i < length; i++) {
    const result = call2(visitor, load<i32>(wordAt(deque, i)), argument);
    if (result != 0) return result;
  }
  return 0;
}

export function deque_length(deque: i32): i32 {
  return load<i32>(deque, DEQUE_LENGTH);
}

/** The place that a key means, or -1 with an exception. */
function placeOf(deque: i32, key: i32): i32 {
  if (!isIndex(key)) return fail(TYPE_ERROR, "sequence index must be integer, not '%T'", key);
  let index = subscriptOf(key);
  if (index == -1 && failed()) return -1;
  const length = load<i32>(deque, DEQUE_LENGTH);
  if (index < 0) index += length;
  return <u32>index < <u32>length ? index : fail(INDEX_ERROR, 'deque index out of range');
}

export function deque_getitem(deque: i32, key: i32): i32 {
  const index = placeOf(deque, key);
  return index < 0 ? 0 : newRef(load<i32>(wordAt(deque, index)));
}

export function deque_setitem(deque: i32, key: i32, value: i32): i32 {
  const index = placeOf(deque, key);
  if (index < 0) return -1;
  if (value == 0) {
    decref(takeItem(deque, index));
    return 0;
  }
  const word = wordAt(deque, index);
  const old = load<i32>(word);
  incref(value);
  store<i32>(word, value);
  decref(old);
  return 0;
}

/** Takes an item out; it is the caller's. */
export function takeItem(deque: i32, index: i32): i32 {
  if (index == 0) return takeLeft(deque);
  const item = load<i32>(wordAt(deque, index));
  const length = load<i32>(deque, DEQUE_LENGTH);
  for (let i = index; i < length - 1; i++) store<i32>(wordAt(deque, i), load<i32>(wordAt(deque, i + 1)));
  // CPython turns it, takes the first one, and turns it back.
  moveFirst(deque, shorterWay(index, length) + 1 - shorterWay(index, length - 1));
  changed(deque, length - 1);
  shrink(deque);
  return item;
}

/**
 * Puts an item, borrowed, in front of another one. 0, or -1 with an exception.
 * @param fromEnd the program has counted from the end
 */
export function insertItem(deque: i32, index: i32, item: i32, fromEnd: i32): i32 {
  if (!hasRoom(deque)) return -1;
  const length = load<i32>(deque, DEQUE_LENGTH);
  for (let i = length; i > index; i--) store<i32>(wordAt(deque, i), load<i32>(wordAt(deque, i - 1)));
  store<i32>(wordAt(deque, index), newRef(item));
  // As when one is taken out; one at the end is appended.
  if (index == 0 && (length != 0 || fromEnd != 0)) moveFirst(deque, -1);
  else if (fromEnd != 0) moveFirst(deque, shorterWay(length - index, length + 1) - shorterWay(length - index, length));
  else if (index < length) moveFirst(deque, shorterWay(index, length) - 1 - shorterWay(index, length + 1));
  changed(deque, length + 1);
  return 0;
}

/** Where a value is from `start` on before `stop`: -1 if nowhere, -2 with an exception, `mutated` if the deque has changed. */
export function findInDeque(deque: i32, value: i32, start: i32, stop: i32): i32 {
  const state = load<i32>(deque, DEQUE_STATE);
  for (let i = start; i < stop && i < load<i32>(deque, DEQUE_LENGTH); i++) {
    const equal = equalItem(load<i32>(wordAt(deque, i)), value);
    if (equal < 0) return -2;
    if (load<i32>(deque, DEQUE_STATE) != state) return -3;
    if (equal > 0) return i;
  }
  return -1;
}

export function deque_contains(deque: i32, value: i32): i32 {
  const at = findInDeque(deque, value, 0, i32.MAX_VALUE);
  if (at == -3) return fail(RUNTIME_ERROR, 'deque mutated during iteration');
  return at == -2 ? -1 : at >= 0 ? 1 : 0;
}

/** By how much CPython turns a deque of a length that is to be turned by so much. */
function shorterWay(by: i32, length: i32): i32 {
  const half = length >> 1;
  if (by <= half && by >= -half) return by;
  const rest = by % length;
  return rest > half ? rest - length : rest < -half ? rest + length : rest;
}

export function deque_rotate(deque: i32, args: i32, count: i32): i32 {
  if (!isCount('rotate', count, 0, 1)) return 0;
  let by = 1;
  if (count == 1) {
    by = wordOf(load<i32>(args));
    if (by == -1 && failed()) return 0;
  }
  const length = load<i32>(deque, DEQUE_LENGTH);
  if (length < 2) return newRef(NONE);
  by = shorterWay(by, length);
  // The ring turns without moving anything where it is full.
  for (let i = by; i < 0; i++) appendRotated(deque);
  for (let i = 0; i < by; i++) prependRotated(deque);
  moveFirst(deque, -by);
  changed(deque, length);
  return newRef(NONE);
}

function appendRotated(deque: i32): void {
  const item = load<i32>(wordAt(deque, 0));
  const mask = load<i32>(deque, RING_MASK);
  store<i32>(deque, (load<i32>(deque, RING_HEAD) + 1) & mask, RING_HEAD);
  store<i32>(wordAt(deque, load<i32>(deque, DEQUE_LENGTH) - 1), item);
}

function prependRotated(deque: i32): void {
  const item = load<i32>(wordAt(deque, load<i32>(deque, DEQUE_LENGTH) - 1));
  const mask = load<i32>(deque, RING_MASK);
  store<i32>(deque, (load<i32>(deque, RING_HEAD) - 1) & mask, RING_HEAD);
  store<i32>(wordAt(deque, 0), item);
}

export function deque_reverse(deque: i32): i32 {
  const length = load<i32>(deque, DEQUE_LENGTH);
  for (let i = 0; i < length >> 1; i++) {
    const low = wordAt(deque, i);
    const high = wordAt(deque, length - 1 - i);
    const item = load<i32>(low);
    store<i32>(low, load<i32>(high));
    store<i32>(high, item);
  }
  return newRef(NONE);
}

function newIterator(type: i32, deque: i32, at: i32): i32 {
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, newRef(deque), DEQUE_OF);
  store<i32>(p, at, DEQUE_AT);
  store<i32>(p, load<i32>(deque, DEQUE_LENGTH), DEQUE_LEFT);
  store<i32>(p, load<i32>(deque, DEQUE_STATE), DEQUE_STATE_THEN);
  track(p);
  return p;
}

export function deque_iter(deque: i32): i32 {
  return newIterator(DEQUE_ITERATOR_TYPE, deque, 0);
}

export function deque_reversed(deque: i32): i32 {
  return newIterator(DEQUE_REVERSE_ITERATOR_TYPE, deque, load<i32>(deque, DEQUE_LENGTH) - 1);
}

function step(p: i32, by: i32, checksFirst: bool): i32 {
  const deque = load<i32>(p, DEQUE_OF);
  const left = load<i32>(p, DEQUE_LEFT);
  const isChanged = load<i32>(deque, DEQUE_STATE) != load<i32>(p, DEQUE_STATE_THEN);
  if (left == 0 && !(checksFirst && isChanged)) return 0;
  if (isChanged) {
    store<i32>(p, 0, DEQUE_LEFT);
    return raise(RUNTIME_ERROR, 'deque mutated during iteration');
  }
  const at = load<i32>(p, DEQUE_AT);
  store<i32>(p, at + by, DEQUE_AT);
  store<i32>(p, left - 1, DEQUE_LEFT);
  return newRef(load<i32>(wordAt(deque, at)));
}

export function deque_iterator_next(p: i32): i32 {
  return step(p, 1, true);
}

export function deque_reverse_iterator_next(p: i32): i32 {
  return step(p, -1, false);
}

export function deque_iterator_length_hint(p: i32): i32 {
  return newInt(load<i32>(p, DEQUE_LEFT));
}
