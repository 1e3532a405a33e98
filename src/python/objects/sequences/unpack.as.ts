/** Unpacking: a, b = value and a, *b, c = value. */
import { ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { LIST_TYPE, TUPLE_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { forgetIf, getIter, isIterable, iterNext } from '../iterators/protocol.as';
import { listFromIterable } from './from-iterable.as';
import { resizeList } from './list.as';

/** Stores `count` elements, owned, from `to` on; there must be exactly that many. 0, or -1 with an exception and nothing is owned. */
export function unpackInto(value: i32, count: i32, to: i32): i32 {
  const type = typeOf(value);
  const length = load<i32>(value, LENGTH);
  if (type == TUPLE_TYPE && length == count) return copyTo(value + TUPLE_ITEMS, count, to);
  if (type == LIST_TYPE && length == count) return copyTo(load<i32>(value, ITEMS), count, to);
  const iterator = iteratorToUnpack(value);
  if (iterator == 0) return -1;
  const status = takeAll(iterator, count, to);
  decref(iterator);
  return status;
}

function copyTo(from: i32, count: i32, to: i32): i32 {
  for (let offset = 0; offset < count << 2; offset += 4) store<i32>(to + offset, newRef(load<i32>(from + offset)));
  return 0;
}

function iteratorToUnpack(value: i32): i32 {
  const iterator = getIter(value);
  if (iterator == 0 && !isIterable(value) && forgetIf(TYPE_ERROR))
    fail(TYPE_ERROR, 'cannot unpack non-iterable %T object', value);
  return iterator;
}

function release(at: i32, count: i32): void {
  for (let i = 0; i < count; i++) decref(load<i32>(at + (i << 2)));
}

function takeAll(iterator: i32, count: i32, to: i32): i32 {
  const taken = take(iterator, count, to);
  if (taken < count) {
    release(to, taken);
    if (failed()) return -1;
    return fail(VALUE_ERROR, 'not enough values to unpack (expected %d, got %d)', count, taken);
  }
  const another = iterNext(iterator);
  if (another == 0 && !failed()) return 0;
  release(to, count);
  if (another == 0) return -1;
  decref(another);
  return fail(VALUE_ERROR, 'too many values to unpack (expected %d)', count);
}

/** Stores up to `count` elements. How many there were. */
function take(iterator: i32, count: i32, to: i32): i32 {
  for (let i = 0; i < count; i++) {
    const item = iterNext(iterator);
    if (item == 0) return i;
    store<i32>(to + (i << 2), item);
  }
  return count;
}

/**
 * Stores the first `before` elements, a list of those between, and the last `after` ones, all owned, from `to` on. 0, or -1
 * with an exception and nothing is owned.
 */
export function unpackStarInto(value: i32, before: i32, after: i32, to: i32): i32 {
  const iterator = iteratorToUnpack(value);
  if (iterator == 0) return -1;
  const status = takeStarred(iterator, before, after, to);
  decref(iterator);
  return status;
}

function takeStarred(iterator: i32, before: i32, after: i32, to: i32): i32 {
  const taken = take(iterator, before, to);
  if (taken < before) {
    release(to, taken);
    if (failed()) return -1;
    return fail(VALUE_ERROR, 'not enough values to unpack (expected at least %d, got %d)', before + after, taken);
  }
  const rest = listFromIterable(iterator);
  if (rest == 0) {
    release(to, before);
    return -1;
  }
  const length = load<i32>(rest, LENGTH);
  if (length < after) {
    release(to, before);
    decref(rest);
    return fail(
      VALUE_ERROR,
      'not enough values to unpack (expected at least %d, got %d)',
      before + after,
      before + length,
    );
  }
  store<i32>(to + (before << 2), rest);
  copyBytes(to + ((before + 1) << 2), load<i32>(rest, ITEMS) + ((length - after) << 2), after << 2);
  resizeList(rest, length - after);
  return 0;
}
