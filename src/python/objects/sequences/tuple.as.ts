/** tuple. Its elements lie in the object itself; one of a subclass has further fields in front (PREFIX_BYTES). */
import { EMPTY_TUPLE, FREE_TUPLES } from '../../format/memory-map';
import { DIGITS, LENGTH, TUPLE_ITEMS, TYPE, VALUE } from '../../format/objects';
import { INDEX_ERROR, INT_TYPE, IS_TUPLE, SLICE_TYPE, TUPLE_TYPE, TYPE_ERROR } from '../../format/types';
import { freeOf, newOf } from '../../kernel/alloc.as';
import { keepFree, newOfKind, tupleKind } from '../../kernel/free-objects.as';
import { fillBytes } from '../../kernel/bytes.as';
import { hashOf } from '../../kernel/compare.as';
import { decref, incref, newRef, xdecref } from '../../kernel/counts.as';
import { failed, noMemory, raise } from '../../kernel/errors.as';
import { refusesKeywords } from '../../kernel/arguments.as';
import { call2, hasFlag, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { compareSequences, notImplemented } from './compare.as';
import { tupleFromIterable, tupleOf } from './from-iterable.as';
import { repeatItems, timesOf } from './list-object.as';
import { fitSlice, isIndex, sliceCount, sliceStart, sliceStep, subscriptOf, unpackSlice } from './indices.as';

const MOST_ITEMS: i32 = 0x1fff_0000;

/** xxHash's numbers (Y. Collet). */
const PRIME_1: u64 = 11400714785074694791;
const PRIME_2: u64 = 14029467366897019727;
const PRIME_5: u64 = 2870177450012600261;

/** A tuple with room for `length` elements, all 0; whoever asks fills and tracks it. */
export function newTuple(length: i32): i32 {
  if (length == 0) return newRef(EMPTY_TUPLE);
  if (<u32>length > <u32>MOST_ITEMS) return noMemory();
  const p = newOfKind(tupleKind(length), TUPLE_TYPE, TUPLE_ITEMS + (length << 2));
  if (p == 0) return 0;
  store<i32>(p, length, LENGTH);
  fillBytes(p + TUPLE_ITEMS, 0, length << 2);
  return p;
}

/** The tuple (a, b), which owns them, tracked; 0 if either is 0 or there is no memory. */
export function pairOf(a: i32, b: i32): i32 {
  const pair = a == 0 || b == 0 ? 0 : newOfKind(FREE_TUPLES + 1, TUPLE_TYPE, TUPLE_ITEMS + 8);
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

export function tuple_dealloc(p: i32): void {
  untrackIfTracked(p);
  const length = load<i32>(p, LENGTH);
  for (let i = length - 1; i >= 0; i--) xdecref(load<i32>(p + (i << 2), TUPLE_ITEMS));
  if (load<i32>(p, TYPE) != TUPLE_TYPE || !keepFree(tupleKind(length), p)) freeOf(p, TUPLE_ITEMS + (length << 2));
}

export function tuple_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const length = load<i32>(p, LENGTH);
  for (let i = length - 1; i >= 0; i--) {
    const item = load<i32>(p + (i << 2), TUPLE_ITEMS);
    if (item != 0) {
      const result = call2(visitor, item, argument);
      if (result != 0) return result;
    }
  }
  return 0;
}

export function tuple_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (refusesKeywords('tuple', type, TUPLE_TYPE, names)) return 0;
  if (positional > 1) return raise(TYPE_ERROR, 'tuple expected at most 1 argument, got %d', positional);
  const plain = positional == 0 ? newRef(EMPTY_TUPLE) : tupleFromIterable(load<i32>(args));
  if (type == TUPLE_TYPE || plain == 0) return plain;
  const count = load<i32>(plain, LENGTH);
  const p = newOf(type, TUPLE_ITEMS + (count << 2));
  if (p != 0) {
    store<i32>(p, count, LENGTH);
    for (let offset = 0; offset < count << 2; offset += 4) {
      store<i32>(p + offset, newRef(load<i32>(plain + offset, TUPLE_ITEMS)), TUPLE_ITEMS);
    }
    track(p);
  }
  decref(plain);
  return p;
}

export function tuple_hash(p: i32): i64 {
  let sum = PRIME_5;
  const length = load<i32>(p, LENGTH);
  for (let i = 0; i < length; i++) {
    const item = load<i32>(p + (i << 2), TUPLE_ITEMS);
    const lane = hashOf(item);
    if (lane == -1) return -1;
    sum = rotl<u64>(sum + <u64>lane * PRIME_2, 31) * PRIME_1;
  }
  sum += <u64>length ^ (PRIME_5 ^ 3527539);
  return sum == -1 ? 1546275796 : <i64>sum;
}

export function tuple_getitem(tuple: i32, key: i32): i32 {
  let index: i32;
  if (load<i32>(key, TYPE) == INT_TYPE && load<i32>(key, DIGITS) == 0) index = load<i32>(key, VALUE);
  else if (typeOf(key) == SLICE_TYPE) return sliceOfTuple(tuple, key);
  else if (isIndex(key)) {
    index = subscriptOf(key);
    if (index == -1 && failed()) return 0;
  } else return raise(TYPE_ERROR, 'tuple indices must be integers or slices, not %T', key);
  const length = load<i32>(tuple, LENGTH);
  if (index < 0) index += length;
  if (<u32>index >= <u32>length) return raise(INDEX_ERROR, 'tuple index out of range');
  return newRef(load<i32>(tuple + (index << 2), TUPLE_ITEMS));
}

function sliceOfTuple(tuple: i32, slice: i32): i32 {
  if (!unpackSlice(slice)) return 0;
  const length = load<i32>(tuple, LENGTH);
  fitSlice(length);
  const count = sliceCount;
  const start = sliceStart;
  const step = sliceStep;
  if (step == 1) {
    if (count == length && typeOf(tuple) == TUPLE_TYPE) return newRef(tuple);
    return tupleOf(tuple + TUPLE_ITEMS + (start << 2), count);
  }
  const result = newTuple(count);
  if (result == 0 || count == 0) return result;
  for (let i = 0, at = start; i < count; i++, at += step) {
    store<i32>(result + (i << 2), newRef(load<i32>(tuple + (at << 2), TUPLE_ITEMS)), TUPLE_ITEMS);
  }
  track(result);
  return result;
}

export function tuple_compare(tuple: i32, other: i32, operation: i32): i32 {
  return hasFlag(other, IS_TUPLE) ? compareSequences(tuple, other, operation) : notImplemented();
}

export function tuple_concat(tuple: i32, other: i32): i32 {
  const first = load<i32>(tuple, LENGTH);
  if (first == 0 && typeOf(other) == TUPLE_TYPE) return newRef(other);
  if (!hasFlag(other, IS_TUPLE)) return raise(TYPE_ERROR, 'can only concatenate tuple (not "%T") to tuple', other);
  const second = load<i32>(other, LENGTH);
  if (second == 0 && typeOf(tuple) == TUPLE_TYPE) return newRef(tuple);
  const result = newTuple(first + second);
  if (result == 0 || first + second == 0) return result;
  copyItems(result, 0, tuple);
  copyItems(result, first, other);
  track(result);
  return result;
}

function copyItems(to: i32, at: i32, from: i32): void {
  const bytes = load<i32>(from, LENGTH) << 2;
  const target = to + (at << 2);
  for (let offset = 0; offset < bytes; offset += 4) {
    const item = load<i32>(from + offset, TUPLE_ITEMS);
    incref(item);
    store<i32>(target + offset, item, TUPLE_ITEMS);
  }
}

export function tuple_repeat(tuple: i32, count: i32): i32 {
  const times = timesOf(count);
  if (times < 0) return 0;
  const length = load<i32>(tuple, LENGTH);
  if ((length == 0 || times == 1) && typeOf(tuple) == TUPLE_TYPE) return newRef(tuple);
  if (<i64>length * <i64>times > MOST_ITEMS) return noMemory();
  const result = newTuple(length * times);
  if (result == 0 || length * times == 0) return result;
  copyItems(result, 0, tuple);
  repeatItems(result + TUPLE_ITEMS, length, length * times);
  track(result);
  return result;
}

/** __getnewargs__: the elements as a plain tuple, in a tuple. */
export function tuple_getnewargs(tuple: i32): i32 {
  const plain = tupleOf(tuple + TUPLE_ITEMS, load<i32>(tuple, LENGTH));
  if (plain == 0) return 0;
  const result = newTuple(1);
  if (result == 0) {
    decref(plain);
    return 0;
  }
  store<i32>(result, plain, TUPLE_ITEMS);
  track(result);
  return result;
}
