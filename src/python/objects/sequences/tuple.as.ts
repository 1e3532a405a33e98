/** tuple. */
import { EMPTY_TUPLE } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { TUPLE_TYPE } from '../../format/types';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { newRef, xdecref } from '../../kernel/counts.as';
import { call2 } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';

/** A tuple with room for `length` elements, all 0; whoever asks fills and tracks it. */
export function newTuple(length: i32): i32 {
  if (length == 0) return newRef(EMPTY_TUPLE);
  const p = newCyclic(TUPLE_TYPE, TUPLE_ITEMS + (length << 2));
  if (p == 0) return 0;
  store<i32>(p, length, LENGTH);
  memory.fill(p + TUPLE_ITEMS, 0, length << 2);
  return p;
}

export function tuple_dealloc(p: i32): void {
  untrackIfTracked(p);
  const length = load<i32>(p, LENGTH);
  for (let i = length - 1; i >= 0; i--) xdecref(load<i32>(p + (i << 2), TUPLE_ITEMS));
  freeCyclic(p, TUPLE_ITEMS + (length << 2));
}

export function tuple_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const length = load<i32>(p, LENGTH);
  for (let i = 0; i < length; i++) {
    const item = load<i32>(p + (i << 2), TUPLE_ITEMS);
    if (item != 0) {
      const result = call2(visitor, item, argument);
      if (result != 0) return result;
    }
  }
  return 0;
}
