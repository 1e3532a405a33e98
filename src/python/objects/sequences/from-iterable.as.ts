/** Lists and tuples made of iterables, and lists extended by them. */
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators';
import { EMPTY_TUPLE } from '../../format/memory-map';
import { CAPACITY, ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { IS_LIST, LIST_REVERSEITERATOR_TYPE, LIST_TYPE, NEXT, TUPLE_TYPE } from '../../format/types';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { call1, hasFlag, slotOf, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { lengthHint } from '../iterators/length-hint.as';
import { forgetStop, getIter } from '../iterators/protocol.as';
import { listAppendOwned, newList, reserve, resizeList } from './list.as';
import { newTuple } from './tuple.as';

/** Where the items of a list or tuple lie. */
export function itemsOf(sequence: i32): i32 {
  return hasFlag(sequence, IS_LIST) ? load<i32>(sequence, ITEMS) : sequence + TUPLE_ITEMS;
}

/** Adds the elements of an iterable at the end. 0, or -1 with an exception. */
export function listExtend(list: i32, iterable: i32): i32 {
  const type = typeOf(iterable);
  if (type == LIST_TYPE || type == TUPLE_TYPE || iterable == list) return extendByItems(list, iterable);
  const iterator = getIter(iterable);
  if (iterator == 0) return -1;
  const status = extendByIterator(list, iterator, lengthHint(iterable, 8));
  decref(iterator);
  return status;
}

function extendByItems(list: i32, sequence: i32): i32 {
  const count = load<i32>(sequence, LENGTH);
  if (count == 0) return 0;
  const length = load<i32>(list, LENGTH);
  if (load<i32>(list, ITEMS) == 0) {
    if (!reserve(list, count)) return -1;
    store<i32>(list, count, LENGTH);
  } else if (!resizeList(list, length + count)) return -1;
  const from = itemsOf(sequence);
  const to = load<i32>(list, ITEMS) + (length << 2);
  const bytes = count << 2;
  for (let offset = 0; offset < bytes; offset += 4) {
    const item = load<i32>(from + offset);
    incref(item);
    store<i32>(to + offset, item);
  }
  return 0;
}

/** A hint that no list can have room for beside what it has may well be wrong: it is passed over, as by CPython. */
function extendByIterator(list: i32, iterator: i32, hint: i32): i32 {
  if (hint < 0) return -1;
  const length = load<i32>(list, LENGTH);
  if (load<i32>(list, ITEMS) == 0) {
    if (hint != 0 && !reserve(list, hint)) return -1;
  } else if (hint < i32.MAX_VALUE - length) {
    if (!resizeList(list, length + hint)) return -1;
    store<i32>(list, length, LENGTH);
  }
  if (typeOf(iterator) == LIST_REVERSEITERATOR_TYPE) appendBackwards(list, iterator);
  // Asked for once, as by CPython: a class whose __next__ is deleted meanwhile has another function in its slot.
  const next = slotOf(iterator, NEXT);
  while (true) {
    const item = call1(next, iterator);
    if (item == 0) {
      if (failed()) forgetStop();
      if (failed()) return -1;
      break;
    }
    if (listAppendOwned(list, item) < 0) return -1;
  }
  const end = load<i32>(list, LENGTH);
  if (end < load<i32>(list, CAPACITY)) resizeList(list, end);
  return 0;
}

/** Adds what an iterator over a list backwards has left, as far as there is room. */
function appendBackwards(list: i32, iterator: i32): void {
  const other = load<i32>(iterator, ITERATOR_OF);
  const length = load<i32>(list, LENGTH);
  const left = load<i32>(iterator, ITERATOR_INDEX) + 1;
  // A list that has become shorter ends it.
  if (other == 0 || left > load<i32>(other, LENGTH)) return;
  const count = min(left, load<i32>(list, CAPACITY) - length);
  let from = load<i32>(other, ITEMS) + (left << 2);
  let to = load<i32>(list, ITEMS) + (length << 2);
  for (const end = to + (count << 2); to < end; to += 4) {
    from -= 4;
    store<i32>(to, newRef(load<i32>(from)));
  }
  store<i32>(iterator, left - count - 1, ITERATOR_INDEX);
  store<i32>(list, length + count, LENGTH);
}

/** list(iterable), or 0. */
export function listFromIterable(iterable: i32): i32 {
  const list = newList(0);
  if (list == 0) return 0;
  if (listExtend(list, iterable) < 0) {
    decref(list);
    return 0;
  }
  return list;
}

/** tuple(iterable), or 0. */
export function tupleFromIterable(iterable: i32): i32 {
  const type = typeOf(iterable);
  if (type == TUPLE_TYPE) return newRef(iterable);
  if (type == LIST_TYPE) return tupleOf(load<i32>(iterable, ITEMS), load<i32>(iterable, LENGTH));
  const list = listFromIterable(iterable);
  if (list == 0) return 0;
  const count = load<i32>(list, LENGTH);
  const tuple = newTuple(count);
  if (tuple != 0 && count != 0) {
    copyBytes(tuple + TUPLE_ITEMS, load<i32>(list, ITEMS), count << 2);
    store<i32>(list, 0, LENGTH);
    track(tuple);
  }
  decref(list);
  return tuple;
}

/** A tuple of `count` references from `from` on, each counted anew. */
export function tupleOf(from: i32, count: i32): i32 {
  if (count == 0) return newRef(EMPTY_TUPLE);
  const tuple = newTuple(count);
  if (tuple == 0) return 0;
  const bytes = count << 2;
  for (let offset = 0; offset < bytes; offset += 4) {
    const item = load<i32>(from + offset);
    incref(item);
    store<i32>(tuple + offset, item, TUPLE_ITEMS);
  }
  track(tuple);
  return tuple;
}
