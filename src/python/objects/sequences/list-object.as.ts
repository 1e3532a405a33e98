/** The slots of list. */
import { DIGITS, ITEMS, LENGTH, TYPE, VALUE } from '../../format/objects';
import { INDEX_ERROR, INT_TYPE, IS_LIST, LIST_TYPE, NEW, SLICE_TYPE, TYPE_ERROR } from '../../format/types';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { hasFlag, slot, slotOf, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { compareSequences, notImplemented } from './compare.as';
import { listExtend } from './from-iterable.as';
import { clampedOf, isIndex, subscriptOf } from './indices.as';
import { fillList, itemAt, list_clear, newList, resizeList, takeAt } from './list.as';
import { setSliceOfList, sliceOfList } from './list-slices.as';

export function list_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  const p = newInstance(type);
  if (p != 0) track(p);
  return p;
}

/** The arguments have been checked by the runtime: `iterable` may be 0. 0, or -1 with an exception. */
export function listInit(list: i32, iterable: i32): i32 {
  list_clear(list);
  return iterable == 0 ? 0 : listExtend(list, iterable);
}

export function list_init(list: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0 && slotOf(list, NEW) == slot(LIST_TYPE, NEW))
    return fail(TYPE_ERROR, 'list() takes no keyword arguments');
  if (positional > 1) return fail(TYPE_ERROR, 'list expected at most 1 argument, got %d', positional);
  return listInit(list, positional == 0 ? 0 : load<i32>(args));
}

export function list_getitem(list: i32, key: i32): i32 {
  let index: i32;
  if (load<i32>(key, TYPE) == INT_TYPE && load<i32>(key, DIGITS) == 0) index = load<i32>(key, VALUE);
  else if (typeOf(key) == SLICE_TYPE) return sliceOfList(list, key);
  else if (isIndex(key)) {
    index = subscriptOf(key);
    if (index == -1 && failed()) return 0;
  } else return raise(TYPE_ERROR, 'list indices must be integers or slices, not %T', key);
  const length = load<i32>(list, LENGTH);
  if (index < 0) index += length;
  if (<u32>index >= <u32>length) return raise(INDEX_ERROR, 'list index out of range');
  return newRef(load<i32>(itemAt(list, index)));
}

/** list[key] = value; value is 0 for deletion. */
export function list_setitem(list: i32, key: i32, value: i32): i32 {
  let index: i32;
  if (load<i32>(key, TYPE) == INT_TYPE && load<i32>(key, DIGITS) == 0) index = load<i32>(key, VALUE);
  else if (typeOf(key) == SLICE_TYPE) return setSliceOfList(list, key, value);
  else if (isIndex(key)) {
    index = subscriptOf(key);
    if (index == -1 && failed()) return -1;
  } else return fail(TYPE_ERROR, 'list indices must be integers or slices, not %T', key);
  const length = load<i32>(list, LENGTH);
  if (index < 0) index += length;
  if (<u32>index >= <u32>length) return fail(INDEX_ERROR, 'list assignment index out of range');
  if (value == 0) {
    if (length == 1) list_clear(list);
    else decref(takeAt(list, index));
    return 0;
  }
  const at = itemAt(list, index);
  const old = load<i32>(at);
  incref(value);
  store<i32>(at, value);
  decref(old);
  return 0;
}

export function list_compare(list: i32, other: i32, operation: i32): i32 {
  return hasFlag(other, IS_LIST) ? compareSequences(list, other, operation) : notImplemented();
}

export function list_concat(list: i32, other: i32): i32 {
  if (!hasFlag(other, IS_LIST)) return raise(TYPE_ERROR, 'can only concatenate list (not "%T") to list', other);
  const first = load<i32>(list, LENGTH);
  const second = load<i32>(other, LENGTH);
  const result = newList(first + second);
  if (result == 0) return 0;
  fillList(result, load<i32>(list, ITEMS), first);
  const to = load<i32>(result, ITEMS) + (first << 2);
  const from = load<i32>(other, ITEMS);
  for (let offset = 0; offset < second << 2; offset += 4) store<i32>(to + offset, newRef(load<i32>(from + offset)));
  store<i32>(result, first + second, LENGTH);
  return result;
}

export function list_inplace_concat(list: i32, other: i32): i32 {
  return listExtend(list, other) < 0 ? 0 : newRef(list);
}

/** How often something is repeated: not less than 0 times. -1 with an exception. */
export function timesOf(count: i32): i32 {
  const times = clampedOf(count);
  if (times == -1 && failed()) return -1;
  return max(times, 0);
}

/** Copies the first `length` words at `at` until there are `total` of them, and counts the references that were added. */
export function repeatItems(at: i32, length: i32, total: i32): void {
  const added = total / length - 1;
  for (let i = 0; i < length; i++) {
    const item = load<i32>(at + (i << 2));
    store<i32>(item, load<i32>(item) + added);
  }
  let filled = length;
  while (filled < total) {
    const count = min(filled, total - filled);
    copyBytes(at + (filled << 2), at, count << 2);
    filled += count;
  }
}

export function list_repeat(list: i32, count: i32): i32 {
  const times = timesOf(count);
  if (times < 0) return 0;
  const length = load<i32>(list, LENGTH);
  if (<i64>length * <i64>times > 0x1fff_0000) return noMemory();
  const total = length * times;
  const result = newList(total);
  if (result == 0 || total == 0) return result;
  fillList(result, load<i32>(list, ITEMS), length);
  repeatItems(load<i32>(result, ITEMS), length, total);
  store<i32>(result, total, LENGTH);
  return result;
}

export function list_inplace_repeat(list: i32, count: i32): i32 {
  const times = timesOf(count);
  if (times < 0) return 0;
  const length = load<i32>(list, LENGTH);
  if (length == 0 || times == 1) return newRef(list);
  if (times == 0) {
    list_clear(list);
    return newRef(list);
  }
  if (<i64>length * <i64>times > 0x1fff_0000) return noMemory();
  const total = length * times;
  if (!resizeList(list, total)) return 0;
  repeatItems(load<i32>(list, ITEMS), length, total);
  return newRef(list);
}
