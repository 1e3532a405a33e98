/**
 * list.sort. While it goes on the list is empty, so that comparisons and key functions see no half-sorted one, and CAPACITY
 * is -1, so that it can be told when they have put something into it.
 */
import { CAPACITY, ITEMS, LENGTH } from '../../format/objects';
import { VALUE_ERROR } from '../../format/types';
import { allocBlock, freeBlock } from '../../kernel/alloc.as';
import { decref, incref } from '../../kernel/counts.as';
import { fail, noMemory } from '../../kernel/errors.as';
import { callWith } from '../../kernel/special.as';
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

function sortItems(items: i32, length: i32, key: i32, reverse: i32): i32 {
  if (length < 2 && key == 0) return 0;
  const bytes = length << 3;
  if (bytes == 0) return 0;
  const entries = allocBlock(bytes);
  if (entries == 0) {
    noMemory();
    return -1;
  }
  let made = 0;
  for (; made < length; made++) {
    const item = load<i32>(items + (made << 2));
    let itsKey = item;
    if (key != 0) {
      itsKey = callWith(key, item);
      if (itsKey == 0) break;
    } else incref(itsKey);
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
  for (let i = 0; i < made; i++) decref(load<i32>(entries + (i << 3)));
  freeBlock(entries, bytes);
  return status;
}
