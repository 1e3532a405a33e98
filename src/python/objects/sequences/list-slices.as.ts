/** Slices of lists: taken, assigned, deleted. */
import { ITEMS, LENGTH } from '../../format/objects';
import { LIST_TYPE, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, noMemory } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { listFrom } from '../text/iterables.as';
import { itemsOf } from './from-iterable.as';
import { fillList, itemAt, list_clear, moveItems, newList, resizeList } from './list.as';
import { fitSlice, sliceCount, sliceStart, sliceStep, unpackSlice } from './indices.as';

/** The items from `start` to `stop`, which are in the list, as a new list. */
export function copySlice(list: i32, start: i32, stop: i32): i32 {
  const result = newList(stop - start);
  if (result != 0) fillList(result, itemAt(list, start), stop - start);
  return result;
}

/** list[slice]. */
export function sliceOfList(list: i32, slice: i32): i32 {
  if (!unpackSlice(slice)) return 0;
  fitSlice(load<i32>(list, LENGTH));
  const count = sliceCount;
  const start = sliceStart;
  const step = sliceStep;
  if (step == 1) return copySlice(list, start, start + count);
  const result = newList(count);
  if (result == 0) return 0;
  const to = load<i32>(result, ITEMS);
  for (let i = 0, at = start; i < count; i++, at += step) {
    store<i32>(to + (i << 2), newRef(load<i32>(itemAt(list, at))));
  }
  store<i32>(result, count, LENGTH);
  return result;
}

/** list[slice] = value, or del list[slice] where value is 0. 0, or -1 with an exception. */
export function setSliceOfList(list: i32, slice: i32, value: i32): i32 {
  if (!unpackSlice(slice)) return -1;
  const step = sliceStep;
  fitSlice(load<i32>(list, LENGTH));
  let count = sliceCount;
  if (step == 1) return replaceItems(list, sliceStart, sliceStart + count, value);
  if (value == 0) return deleteEvery(list, sliceStart, step, count);
  // list[::2] = list
  const source =
    value == list
      ? copySlice(list, 0, load<i32>(list, LENGTH))
      : sequenceOf(value, 'must assign iterable to extended slice');
  if (source == 0) return -1;
  // Reading the value may have changed the list.
  if (!unpackSlice(slice)) {
    decref(source);
    return -1;
  }
  fitSlice(load<i32>(list, LENGTH));
  count = sliceCount;
  const given = load<i32>(source, LENGTH);
  if (given != count) {
    decref(source);
    return fail(VALUE_ERROR, 'attempt to assign sequence of size %d to extended slice of size %d', given, count);
  }
  const status = assignEvery(list, sliceStart, step, count, itemsOf(source));
  decref(source);
  return status;
}

/** A list or tuple itself, owned anew; of any other iterable a list, or 0 with the refusal. */
function sequenceOf(value: i32, refusal: string): i32 {
  const type = typeOf(value);
  return type == LIST_TYPE || type == TUPLE_TYPE ? newRef(value) : listFrom(value, refusal);
}

function assignEvery(list: i32, start: i32, step: i32, count: i32, from: i32): i32 {
  const replaced = count == 0 ? 0 : allocBlock(count << 2);
  if (count != 0 && replaced == 0) {
    noMemory();
    return -1;
  }
  for (let i = 0, at = start; i < count; i++, at += step) {
    const item = itemAt(list, at);
    store<i32>(replaced + (i << 2), load<i32>(item));
    store<i32>(item, newRef(load<i32>(from + (i << 2))));
  }
  for (let i = 0; i < count; i++) decref(load<i32>(replaced + (i << 2)));
  if (count != 0) freeBlock(replaced, count << 2);
  return 0;
}

function deleteEvery(list: i32, first: i32, by: i32, count: i32): i32 {
  if (count == 0) return 0;
  const step = by < 0 ? -by : by;
  const start = by < 0 ? first + by * (count - 1) : first;
  const deleted = allocBlock(count << 2);
  if (deleted == 0) {
    noMemory();
    return -1;
  }
  const length = load<i32>(list, LENGTH);
  let to = start;
  for (let i = 0, at = start; i < count; i++, at += step) {
    store<i32>(deleted + (i << 2), load<i32>(itemAt(list, at)));
    const next = i == count - 1 ? length : at + step;
    const kept = next - at - 1;
    copyBytes(itemAt(list, to), itemAt(list, at + 1), kept << 2);
    to += kept;
  }
  resizeList(list, length - count);
  for (let i = 0; i < count; i++) decref(load<i32>(deleted + (i << 2)));
  freeBlock(deleted, count << 2);
  return 0;
}

/**
 * Puts the elements of an iterable where those from `start` to `stop` are, or nothing if value is 0. Those are released last one
 * first, when the list is in order. 0, or -1 with an exception.
 */
export function replaceItems(list: i32, start: i32, stop: i32, value: i32): i32 {
  let source = 0;
  let given = 0;
  if (value != 0) {
    if (value == list) source = copySlice(list, 0, load<i32>(list, LENGTH));
    else source = sequenceOf(value, 'can only assign an iterable');
    if (source == 0) return -1;
    given = load<i32>(source, LENGTH);
    const length = load<i32>(list, LENGTH);
    start = min(start, length);
    stop = max(start, min(stop, length));
    if (source != value && given != 0 && given == stop - start) {
      swapItems(itemAt(list, start), itemsOf(source), given);
      decref(source);
      return 0;
    }
  }
  const status = exchange(list, start, stop, source == 0 ? 0 : itemsOf(source), given);
  if (source != 0) decref(source);
  return status;
}

/** Of the list and a copy that nobody else knows, which releases what was in the list. */
function swapItems(at: i32, other: i32, count: i32): void {
  for (let offset = 0; offset < count << 2; offset += 4) {
    const item = load<i32>(at + offset);
    store<i32>(at + offset, load<i32>(other + offset));
    store<i32>(other + offset, item);
  }
}

function exchange(list: i32, start: i32, stop: i32, from: i32, given: i32): i32 {
  const count = stop - start;
  const length = load<i32>(list, LENGTH);
  const grown = given - count;
  if (length + grown == 0) return list_clear(list);
  let replaced = 0;
  if (count != 0) {
    replaced = allocBlock(count << 2);
    if (replaced == 0) {
      noMemory();
      return -1;
    }
    moveItems(replaced, itemAt(list, start), count);
  }
  if (grown < 0) {
    moveItems(itemAt(list, stop + grown), itemAt(list, stop), length - stop);
    resizeList(list, length + grown);
  } else if (grown > 0) {
    if (!resizeList(list, length + grown)) {
      if (count != 0) freeBlock(replaced, count << 2);
      return -1;
    }
    moveItems(itemAt(list, stop + grown), itemAt(list, stop), length - stop);
  }
  const to = itemAt(list, start);
  for (let i = 0; i < given; i++) {
    const item = load<i32>(from + (i << 2));
    incref(item);
    store<i32>(to + (i << 2), item);
  }
  for (let i = count - 1; i >= 0; i--) decref(load<i32>(replaced + (i << 2)));
  if (count != 0) freeBlock(replaced, count << 2);
  return 0;
}
