/** Tuples of two objects that are both owned. */
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { TUPLE_TYPE } from '../../format/types';
import { newCyclic } from '../../kernel/alloc.as';
import { xdecref } from '../../kernel/counts.as';
import { track } from '../../kernel/tracking.as';

/** The tuple (a, b), which owns them; 0 if either is 0 or there is no memory. */
export function newPair(a: i32, b: i32): i32 {
  const pair = a == 0 || b == 0 ? 0 : newCyclic(TUPLE_TYPE, TUPLE_ITEMS + 8);
  if (pair == 0) {
    xdecref(a);
    xdecref(b);
    return 0;
  }
  store<i32>(pair, 2, LENGTH);
  store<i32>(pair, a, TUPLE_ITEMS);
  store<i32>(pair, b, TUPLE_ITEMS + 4);
  track(pair);
  return pair;
}
