/**
 * `x[start:stop]` as compiled code asks for it: without a slice object where x is a list, a tuple or a str and the ends are
 * ordinary ints or left out, since then nobody can see whether there is one.
 */
import { NONE } from '../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../format/objects';
import { LIST_TYPE, STR_TYPE, TUPLE_TYPE } from '../format/types';
import { decref, newRef } from '../kernel/counts.as';
import { typeOf } from '../kernel/slots.as';
import { tupleOf } from '../objects/sequences/from-iterable.as';
import { fitEnds, sliceCount, sliceStart } from '../objects/sequences/indices.as';
import { copySlice, replaceItems } from '../objects/sequences/list-slices.as';
import { substring } from '../objects/text/strings.as';
import { op_get_item, op_set_item, op_slice } from './attributes.as';

export function op_get_range(container: i32, start: i32, stop: i32): i32 {
  const type = typeOf(container);
  const isKnown = type == LIST_TYPE || type == TUPLE_TYPE || type == STR_TYPE;
  if (!isKnown || !fitEnds(start, stop, load<i32>(container, LENGTH))) {
    const slice = op_slice(start, stop, newRef(NONE));
    if (slice != 0) return op_get_item(container, slice);
    decref(container);
    return 0;
  }
  const result = rangeOf(container, type, sliceStart, sliceCount);
  decref(container);
  decref(start);
  decref(stop);
  return result;
}

function rangeOf(container: i32, type: i32, start: i32, count: i32): i32 {
  if (type == LIST_TYPE) return copySlice(container, start, start + count);
  if (type == STR_TYPE) return substring(container, start, start + count);
  if (count == load<i32>(container, LENGTH)) return newRef(container);
  return tupleOf(container + TUPLE_ITEMS + (start << 2), count);
}

export function op_set_range(value: i32, container: i32, start: i32, stop: i32): i32 {
  if (typeOf(container) != LIST_TYPE || !fitEnds(start, stop, load<i32>(container, LENGTH))) {
    const slice = op_slice(start, stop, newRef(NONE));
    if (slice != 0) return op_set_item(value, container, slice);
    decref(value);
    decref(container);
    return -1;
  }
  const status = replaceItems(container, sliceStart, sliceStart + sliceCount, value);
  decref(value);
  decref(container);
  decref(start);
  decref(stop);
  return status;
}
