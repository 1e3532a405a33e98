/**
 * list.sort. While it goes on the list is empty, so that comparisons and key functions see no half-sorted one, and CAPACITY
 * is -1, so that it can be told when they have put something into it.
 */
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import { CAPACITY, ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { BYTE_BLOCK, OWN_BLOCK } from '../../../memory/gc/format';
import { allocBlockOf, freeBlock } from '../../kernel/alloc.as';
import { isLiteral } from '../../kernel/arguments.as';
import { decref, newRef } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { fail, noMemory, raise } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { callWith } from '../../kernel/special.as';
import { listFromIterable } from './from-iterable.as';
import { reverseEntries, sortEntries } from './merge-sort.as';

/** `key` is a function or 0. 0, or -1 with an exception: the list then has the same items in some order. */
export function listSort(list: i32, key: i32, reverse: i32): i32 {
  const items = load<i32>(list, ITEMS);
  const length = load<i32>(list, LENGTH);
  const capacity = load<i32>(list, CAPACITY);
  store<i32>(list, 0, ITEMS);
  store<i32>(list, 0, LENGTH);
  store<i32>(list, -1, CAPACITY);
  let status = sortItems(items, length, key, reverse);
  if (load<i32>(list, CAPACITY) != -1 && status == 0) status = fail(VALUE_ERROR, 'list modified during sort');
  const foreign = load<i32>(list, ITEMS);
  let at = foreign + (load<i32>(list, LENGTH) << 2);
  const foreignBytes = load<i32>(list, CAPACITY) << 2;
  store<i32>(list, items, ITEMS);
  store<i32>(list, length, LENGTH);
  store<i32>(list, capacity, CAPACITY);
  if (foreign != 0) {
    while (at > foreign) {
      at -= 4;
      decref(load<i32>(at));
    }
    freeBlock(foreign, foreignBytes);
  }
  return status;
}

let slowSort: i32 = 0;
let slowSorted: i32 = 0;

export function list_sort_slow(index: i32): void {
  slowSort = index;
}

export function builtin_sorted_slow(index: i32): void {
  slowSorted = index;
}

/** The arguments that readArguments() found: a function or 0, and whether the greatest comes first. */
let givenKey: i32 = 0;
let givenReverse: i32 = 0;

/** False: TypeScript must say what is wrong with them, or ask what they are. */
function readArguments(values: i32, names: i32): bool {
  givenKey = 0;
  givenReverse = 0;
  const count = names == 0 ? 0 : load<i32>(names, LENGTH);
  for (let i = 0; i < count; i++) {
    const name = load<i32>(names + (i << 2), TUPLE_ITEMS);
    const value = load<i32>(values + (i << 2));
    if (isLiteral(name, 'key')) givenKey = value == NONE ? 0 : value;
    else if (isLiteral(name, 'reverse') && (value == TRUE || value == FALSE)) givenReverse = value == TRUE ? 1 : 0;
    else return false;
  }
  return true;
}

/** list.sort(*, key=None, reverse=False). */
export function list_sort(list: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional != 0 || !readArguments(args, names)) return call4(slowSort, list, args, positional, names);
  return listSort(list, givenKey, givenReverse) < 0 ? 0 : newRef(NONE);
}

/** sorted(iterable, /, *, key=None, reverse=False). */
export function builtin_sorted(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional != 1) return raise(TYPE_ERROR, 'sorted expected 1 argument, got %d', positional);
  if (!readArguments(args + 4, names)) return call4(slowSorted, self, args, positional, names);
  const key = givenKey;
  const reverse = givenReverse;
  const list = listFromIterable(load<i32>(args));
  if (list == 0 || sortDeeper(list, key, reverse) == 0) return list;
  decref(list);
  return 0;
}

/** CPython calls the method of lists. */
function sortDeeper(list: i32, key: i32, reverse: i32): i32 {
  if (!enterCall()) return -1;
  const status = listSort(list, key, reverse);
  comeBack();
  return status;
}

function sortItems(items: i32, length: i32, key: i32, reverse: i32): i32 {
  if (length < 2 && key == 0) return 0;
  const bytes = length << 3;
  if (bytes == 0) return 0;
  // CPython has a block for keys only, of as many bytes.
  const entries = allocBlockOf(bytes, key == 0 ? OWN_BLOCK : BYTE_BLOCK);
  if (entries == 0) {
    noMemory();
    return -1;
  }
  let made = 0;
  for (; made < length; made++) {
    const item = load<i32>(items + (made << 2));
    const itsKey = key == 0 ? item : callWith(key, item);
    if (itsKey == 0) break;
    store<i32>(entries + (made << 3), itsKey);
    store<i32>(entries + (made << 3), item, 4);
  }
  let status = -1;
  if (made == length) {
    // Equal ones keep their order also when the greatest comes first.
    if (reverse != 0) reverseEntries(entries, length);
    status = sortEntries(entries, length);
    if (reverse != 0) reverseEntries(entries, length);
    for (let i = 0; i < length; i++) store<i32>(items + (i << 2), load<i32>(entries + (i << 3), 4));
  }
  if (key != 0) for (let i = 0; i < made; i++) decref(load<i32>(entries + (i << 3)));
  freeBlock(entries, bytes);
  return status;
}
