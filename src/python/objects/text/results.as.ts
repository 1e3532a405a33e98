/** Lists and tuples that methods of text give. */
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { decref, xdecref } from '../../kernel/counts.as';
import { track } from '../../kernel/tracking.as';
import { itemAt, listAppendOwned } from '../sequences/list.as';
import { newTuple } from '../sequences/tuple.as';

/** How many items CPython makes room for when it splits. */
const SPLIT_ROOM = 12;

/** Room for the parts of a split with a limit. */
export function roomFor(limit: i32): i32 {
  return <u32>limit >= <u32>SPLIT_ROOM ? SPLIT_ROOM : limit + 1;
}

/** Puts an owned item at the end. Without an item (0: it could not be made) or without room the list is gone. */
export function append(list: i32, item: i32): bool {
  if (item != 0 && listAppendOwned(list, item) == 0) return true;
  decref(list);
  return false;
}

export function reverseItems(list: i32): void {
  let low = 0;
  let high = load<i32>(list, LENGTH) - 1;
  while (low < high) {
    const item = load<i32>(itemAt(list, low));
    store<i32>(itemAt(list, low++), load<i32>(itemAt(list, high)));
    store<i32>(itemAt(list, high--), item);
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
