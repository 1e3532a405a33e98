/**
 * Tuples that an iterator gives again and again while nobody else keeps them, as CPython's enumerate, zip and items() do: it can
 * be seen in the counts of what they hold.
 */
import { NONE } from '../../format/memory-map';
import { COUNT, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { isTracked, track } from '../../kernel/tracking.as';
import { newTuple, pairOf } from './tuple.as';

/** A tuple of `length` times None, tracked. */
export function reusableTuple(length: i32): i32 {
  const tuple = newTuple(length);
  if (tuple == 0 || length == 0) return tuple;
  for (let i = 0; i < length; i++) store<i32>(tuple + (i << 2), newRef(NONE), TUPLE_ITEMS);
  track(tuple);
  return tuple;
}

/** Whether the tuple in a field of an iterator can be given again. */
export function isReusable(tuple: i32): bool {
  return load<i32>(tuple, COUNT) == 1;
}

/** A pair of two objects, which it owns: the tuple in the field if nobody else has it. */
export function givePair(tuple: i32, a: i32, b: i32): i32 {
  if (load<i32>(tuple, COUNT) != 1) return pairOf(a, b);
  incref(tuple);
  const oldA = load<i32>(tuple, TUPLE_ITEMS);
  const oldB = load<i32>(tuple, TUPLE_ITEMS + 4);
  store<i32>(tuple, a, TUPLE_ITEMS);
  store<i32>(tuple, b, TUPLE_ITEMS + 4);
  decref(oldA);
  decref(oldB);
  // The collector may have found that it held nothing of a cycle.
  if (!isTracked(tuple)) track(tuple);
  return tuple;
}

/** An element put into a tuple that is being filled; the reference becomes the tuple's. */
export function putElement(tuple: i32, index: i32, item: i32): void {
  const at = tuple + (index << 2);
  const old = load<i32>(at, TUPLE_ITEMS);
  store<i32>(at, item, TUPLE_ITEMS);
  if (old != 0) decref(old);
}

/** How many elements it has. */
export function elementsOf(tuple: i32): i32 {
  return load<i32>(tuple, LENGTH);
}
