/** The methods of list, but for sort. */
import { NONE } from '../../format/memory-map';
import { ITEMS, LENGTH } from '../../format/objects';
import { INDEX_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { newInt } from '../numbers/new-int.as';
import { countItem, findItem } from './compare.as';
import { listExtend } from './from-iterable.as';
import { clampedOf, isIndex, wordOf } from './indices.as';
import { insertAt, itemAt, list_clear, listAppend, resizeList, takeAt } from './list.as';
import { copySlice } from './list-slices.as';

export function list_append(list: i32, item: i32): i32 {
  return listAppend(list, item) < 0 ? 0 : newRef(NONE);
}

export function list_extend(list: i32, iterable: i32): i32 {
  return listExtend(list, iterable) < 0 ? 0 : newRef(NONE);
}

export function list_insert(list: i32, args: i32, count: i32): i32 {
  if (count != 2) return raise(TYPE_ERROR, 'insert expected 2 arguments, got %d', count);
  let index = wordOf(load<i32>(args));
  if (index == -1 && failed()) return 0;
  const length = load<i32>(list, LENGTH);
  if (index < 0) index = max(index + length, 0);
  return insertAt(list, min(index, length), load<i32>(args, 4)) < 0 ? 0 : newRef(NONE);
}

export function list_pop(list: i32, args: i32, count: i32): i32 {
  if (count > 1) return raise(TYPE_ERROR, 'pop expected at most 1 argument, got %d', count);
  let index = -1;
  if (count == 1) {
    index = wordOf(load<i32>(args));
    if (index == -1 && failed()) return 0;
  }
  const length = load<i32>(list, LENGTH);
  if (length == 0) return raise(INDEX_ERROR, 'pop from empty list');
  if (index < 0) index += length;
  if (<u32>index >= <u32>length) return raise(INDEX_ERROR, 'pop index out of range');
  if (index < length - 1) return takeAt(list, index);
  const item = load<i32>(itemAt(list, index));
  resizeList(list, index);
  return item;
}

export function list_remove(list: i32, value: i32): i32 {
  const at = findItem(list, value, 0, i32.MAX_VALUE);
  if (at == -2) return 0;
  if (at < 0 || at >= load<i32>(list, LENGTH)) return raise(VALUE_ERROR, 'list.remove(x): x not in list');
  if (load<i32>(list, LENGTH) == 1) list_clear(list);
  else decref(takeAt(list, at));
  return newRef(NONE);
}

export function list_clear_method(list: i32): i32 {
  list_clear(list);
  return newRef(NONE);
}

export function list_copy(list: i32): i32 {
  return copySlice(list, 0, load<i32>(list, LENGTH));
}

export function list_reverse(list: i32): i32 {
  let low = load<i32>(list, ITEMS);
  let high = low + (load<i32>(list, LENGTH) << 2) - 4;
  while (low < high) {
    const item = load<i32>(low);
    store<i32>(low, load<i32>(high));
    store<i32>(high, item);
    low += 4;
    high -= 4;
  }
  return newRef(NONE);
}

export function sequence_count(sequence: i32, value: i32): i32 {
  const count = countItem(sequence, value);
  return count < 0 ? 0 : newInt(count);
}

/** A bound of index(): what is beyond an end means that end. i32.MIN_VALUE with an exception. */
function boundOf(p: i32, length: i32): i32 {
  if (!isIndex(p)) {
    raise(TYPE_ERROR, 'slice indices must be integers or have an __index__ method');
    return i32.MIN_VALUE;
  }
  const bound = clampedOf(p);
  if (bound == -1 && failed()) return i32.MIN_VALUE;
  return bound < 0 ? max(bound + length, 0) : bound;
}

/** index(value, start=0, stop=sys.maxsize): where it is, -1 if nowhere, -2 with an exception. */
function indexIn(sequence: i32, args: i32, count: i32): i32 {
  const length = load<i32>(sequence, LENGTH);
  let start = 0;
  let stop = i32.MAX_VALUE;
  if (count < 1) {
    raise(TYPE_ERROR, 'index expected at least 1 argument, got 0');
    return -2;
  }
  if (count > 3) {
    raise(TYPE_ERROR, 'index expected at most 3 arguments, got %d', count);
    return -2;
  }
  if (count > 1) start = boundOf(load<i32>(args, 4), length);
  if (start == i32.MIN_VALUE) return -2;
  if (count > 2) stop = boundOf(load<i32>(args, 8), length);
  return stop == i32.MIN_VALUE ? -2 : findItem(sequence, load<i32>(args), start, stop);
}

export function list_index(list: i32, args: i32, count: i32): i32 {
  const at = indexIn(list, args, count);
  if (at == -1) return raise(VALUE_ERROR, '%R is not in list', load<i32>(args));
  return at < 0 ? 0 : newInt(at);
}

export function tuple_index(tuple: i32, args: i32, count: i32): i32 {
  const at = indexIn(tuple, args, count);
  if (at == -1) return raise(VALUE_ERROR, 'tuple.index(x): x not in tuple');
  return at < 0 ? 0 : newInt(at);
}
