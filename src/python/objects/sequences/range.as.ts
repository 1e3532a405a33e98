/**
 * range. Bounds of any size: what fits into 32 bits, as almost all do, is computed in 64; the rest with the operations of
 * ints.
 */
import { FALSE, NONE, SMALL_INTS, SMALL_MIN, TRUE } from '../../format/memory-map';
import { DIGITS, RANGE_LENGTH, START, STEP, STOP, TUPLE_ITEMS, TYPE, VALUE } from '../../format/objects';
import {
  BOOL_TYPE,
  EQUAL,
  GREATER,
  INDEX_ERROR,
  INT_TYPE,
  LESS,
  NOT_EQUAL,
  OVERFLOW_ERROR,
  RANGE_TYPE,
  SLICE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { newObject } from '../../kernel/alloc.as';
import { compareBool, hashOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { isIndex, number_index } from '../numbers/index.as';
import { int_add, int_multiply, int_negative, int_subtract } from '../numbers/int/arithmetic.as';
import { int_floor_divide, int_remainder } from '../numbers/int/division.as';
import { fromI64, toExact } from '../numbers/int/object.as';
import { notImplemented } from './compare.as';
import { fitSlice, sliceStart, sliceStep, sliceStop, unpackSlice } from './indices.as';
import { searchIterator } from './items.as';
import { newRangeIterator } from './range-iterator.as';
import { newTuple } from './tuple.as';

const RANGE_BYTES: i32 = 24;
const ZERO: i32 = SMALL_INTS + (0 - SMALL_MIN) * 16;
const ONE: i32 = SMALL_INTS + (1 - SMALL_MIN) * 16;

function isCompact(p: i32): bool {
  return load<i32>(p, DIGITS) == 0;
}

function wordOf(p: i32): i64 {
  return load<i32>(p, VALUE);
}

/** A range of three ints, which it owns; 0 if any is 0. */
export function makeRange(start: i32, stop: i32, step: i32): i32 {
  const length = start == 0 || stop == 0 || step == 0 ? 0 : lengthBetween(start, stop, step);
  const p = length == 0 ? 0 : newObject(RANGE_TYPE, RANGE_BYTES);
  if (p == 0) {
    release(start);
    release(stop);
    release(step);
    release(length);
    return 0;
  }
  store<i32>(p, start, START);
  store<i32>(p, stop, STOP);
  store<i32>(p, step, STEP);
  store<i32>(p, length, RANGE_LENGTH);
  return p;
}

function release(p: i32): void {
  if (p != 0) decref(p);
}

function isNegative(p: i32): bool {
  return isCompact(p) ? load<i32>(p, VALUE) < 0 : load<i32>(p, DIGITS) < 0;
}

/** How many values there are: an int. */
function lengthBetween(start: i32, stop: i32, step: i32): i32 {
  if (isCompact(start) && isCompact(stop) && isCompact(step)) {
    const by = wordOf(step);
    const low = by > 0 ? wordOf(start) : wordOf(stop);
    const high = by > 0 ? wordOf(stop) : wordOf(start);
    return fromI64(low < high ? (high - low - 1) / abs(by) + 1 : 0);
  }
  const down = isNegative(step);
  const low = down ? stop : start;
  const high = down ? start : stop;
  if (compareBool(low, high, LESS) == 0) return newRef(ZERO);
  const by = down ? int_negative(step) : newRef(step);
  const distance = int_subtract(high, low);
  const less = distance == 0 ? 0 : int_subtract(distance, ONE);
  const quotient = less == 0 || by == 0 ? 0 : int_floor_divide(less, by);
  const length = quotient == 0 ? 0 : int_add(quotient, ONE);
  release(by);
  release(distance);
  release(less);
  release(quotient);
  return length;
}

/** An argument as an exact int, owned; or 0. */
function boundOf(p: i32): i32 {
  if (load<i32>(p, TYPE) == INT_TYPE) return newRef(p);
  const index = number_index(p);
  if (index == 0) return 0;
  const exact = toExact(index);
  decref(index);
  return exact;
}

export function range_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'range() takes no keyword arguments');
  if (!isCount('range', positional, 1, 3)) return 0;
  if (positional == 1) {
    const stop = boundOf(load<i32>(args));
    return stop == 0 ? 0 : makeRange(newRef(ZERO), stop, newRef(ONE));
  }
  const start = boundOf(load<i32>(args));
  const stop = start == 0 ? 0 : boundOf(load<i32>(args, 4));
  const step = stop == 0 ? 0 : positional == 2 ? newRef(ONE) : boundOf(load<i32>(args, 8));
  if (step != 0 && isCompact(step) && load<i32>(step, VALUE) == 0) {
    decref(start);
    decref(stop);
    decref(step);
    return raise(VALUE_ERROR, 'range() arg 3 must not be zero');
  }
  return makeRange(start, stop, step);
}

export function range_length(range: i32): i32 {
  const length = load<i32>(range, RANGE_LENGTH);
  if (isCompact(length)) return load<i32>(length, VALUE);
  return fail(OVERFLOW_ERROR, 'Python int too large to convert to C ssize_t');
}

export function range_bool(range: i32): i32 {
  const length = load<i32>(range, RANGE_LENGTH);
  return !isCompact(length) || load<i32>(length, VALUE) != 0 ? 1 : 0;
}

export function range_iter(range: i32): i32 {
  return newRangeIterator(
    newRef(load<i32>(range, START)),
    newRef(load<i32>(range, STEP)),
    newRef(load<i32>(range, RANGE_LENGTH)),
  );
}

export function range_reversed(range: i32): i32 {
  const length = load<i32>(range, RANGE_LENGTH);
  const last = int_subtract(length, ONE);
  const start = last == 0 ? 0 : valueAt(range, last);
  release(last);
  return newRangeIterator(start, int_negative(load<i32>(range, STEP)), newRef(length));
}

/** start + index * step, for any int index. */
function valueAt(range: i32, index: i32): i32 {
  const start = load<i32>(range, START);
  const step = load<i32>(range, STEP);
  if (isCompact(index) && isCompact(start) && isCompact(step))
    return fromI64(wordOf(start) + wordOf(index) * wordOf(step));
  const distance = int_multiply(index, step);
  if (distance == 0) return 0;
  const value = int_add(start, distance);
  decref(distance);
  return value;
}

export function range_getitem(range: i32, key: i32): i32 {
  if (typeOf(key) == SLICE_TYPE) return sliceOfRange(range, key);
  if (!isIndex(key)) return raise(TYPE_ERROR, 'range indices must be integers or slices, not %T', key);
  let index = boundOf(key);
  if (index == 0) return 0;
  const length = load<i32>(range, RANGE_LENGTH);
  if (isNegative(index)) {
    const fromStart = int_add(index, length);
    decref(index);
    if (fromStart == 0) return 0;
    index = fromStart;
  }
  const inside = !isNegative(index) && compareBool(index, length, LESS) > 0;
  const value = inside ? valueAt(range, index) : raise(INDEX_ERROR, 'range object index out of range');
  decref(index);
  return value;
}

function sliceOfRange(range: i32, slice: i32): i32 {
  const length = load<i32>(range, RANGE_LENGTH);
  if (!isCompact(length)) return sliceOfLongRange(range, slice);
  if (!unpackSlice(slice)) return 0;
  fitSlice(load<i32>(length, VALUE));
  const first = fromI64(sliceStart);
  // The end as CPython shows it: a range keeps what it was made of.
  const end = fromI64(sliceStop);
  const by = fromI64(sliceStep);
  return rangeOfSlice(range, first, end, by);
}

/** The part of a range between two indices, which are owned, as is the step. */
function rangeOfSlice(range: i32, first: i32, end: i32, by: i32): i32 {
  const start = first == 0 ? 0 : valueAt(range, first);
  const stop = end == 0 ? 0 : valueAt(range, end);
  const step = by == 0 ? 0 : int_multiply(load<i32>(range, STEP), by);
  release(first);
  release(end);
  release(by);
  return makeRange(start, stop, step);
}

function sliceOfLongRange(range: i32, slice: i32): i32 {
  const length = load<i32>(range, RANGE_LENGTH);
  const step = load<i32>(slice, STEP);
  const by = step == NONE ? newRef(ONE) : partOf(step);
  if (by == 0) return 0;
  if (isCompact(by) && load<i32>(by, VALUE) == 0) {
    decref(by);
    return raise(VALUE_ERROR, 'slice step cannot be zero');
  }
  const down = isNegative(by);
  const lower = down ? fromI64(-1) : newRef(ZERO);
  const upper = down ? int_subtract(length, ONE) : newRef(length);
  const first = upper == 0 ? 0 : fitPart(load<i32>(slice, START), length, lower, upper, down ? upper : lower);
  const end = first == 0 ? 0 : fitPart(load<i32>(slice, STOP), length, lower, upper, down ? lower : upper);
  release(lower);
  release(upper);
  return rangeOfSlice(range, first, end, by);
}

function partOf(p: i32): i32 {
  if (!isIndex(p)) return raise(TYPE_ERROR, 'slice indices must be integers or None or have an __index__ method');
  return boundOf(p);
}

function fitPart(part: i32, length: i32, lower: i32, upper: i32, otherwise: i32): i32 {
  if (part == NONE) return newRef(otherwise);
  let at = partOf(part);
  if (at == 0) return 0;
  if (isNegative(at)) {
    const fromStart = int_add(at, length);
    decref(at);
    if (fromStart == 0) return 0;
    at = fromStart;
  }
  const limit = compareBool(at, lower, LESS) > 0 ? lower : compareBool(at, upper, GREATER) > 0 ? upper : at;
  if (limit == at) return at;
  decref(at);
  return newRef(limit);
}

/** Whether an int is one of its values: 1, 0, or -1 with an exception. */
function hasInt(range: i32, value: i32): i32 {
  const start = load<i32>(range, START);
  const stop = load<i32>(range, STOP);
  const step = load<i32>(range, STEP);
  if (isCompact(value) && isCompact(start) && isCompact(stop) && isCompact(step)) {
    const at = wordOf(value);
    const by = wordOf(step);
    const within = by > 0 ? wordOf(start) <= at && at < wordOf(stop) : wordOf(stop) < at && at <= wordOf(start);
    return within && (at - wordOf(start)) % by == 0 ? 1 : 0;
  }
  const down = isNegative(step);
  if (compareBool(value, start, down ? GREATER : LESS) != 0) return 0;
  if (compareBool(value, stop, down ? GREATER : LESS) == 0) return 0;
  const distance = int_subtract(value, start);
  const rest = distance == 0 ? 0 : int_remainder(distance, step);
  release(distance);
  if (rest == 0) return -1;
  const isMultiple = isCompact(rest) && load<i32>(rest, VALUE) == 0;
  decref(rest);
  return isMultiple ? 1 : 0;
}

function isPlainInt(p: i32): bool {
  const type = typeOf(p);
  return type == INT_TYPE || type == BOOL_TYPE;
}

export function range_contains(range: i32, value: i32): i32 {
  if (isPlainInt(value)) return hasInt(range, value);
  const iterator = range_iter(range);
  if (iterator == 0) return -1;
  const found = searchIterator(iterator, value);
  decref(iterator);
  return found;
}

export function range_index(range: i32, value: i32): i32 {
  if (!isPlainInt(value)) return indexOfOther(range, value);
  const there = hasInt(range, value);
  if (there <= 0) return there < 0 ? 0 : raise(VALUE_ERROR, '%R is not in range', value);
  const distance = int_subtract(value, load<i32>(range, START));
  if (distance == 0) return 0;
  const index = int_floor_divide(distance, load<i32>(range, STEP));
  decref(distance);
  return index;
}

function indexOfOther(range: i32, value: i32): i32 {
  const length = range_length(range);
  if (length < 0) return 0;
  for (let i = 0; i < length; i++) {
    const item = valueAtWord(range, i);
    if (item == 0) return 0;
    const equal = compareBool(item, value, EQUAL);
    decref(item);
    if (equal != 0) return equal < 0 ? 0 : fromI64(i);
  }
  return raise(VALUE_ERROR, 'sequence.index(x): x not in sequence');
}

function valueAtWord(range: i32, word: i32): i32 {
  const index = fromI64(word);
  if (index == 0) return 0;
  const value = valueAt(range, index);
  decref(index);
  return value;
}

export function range_count(range: i32, value: i32): i32 {
  if (isPlainInt(value)) {
    const there = hasInt(range, value);
    return there < 0 ? 0 : fromI64(there);
  }
  const length = range_length(range);
  if (length < 0) return 0;
  let count = 0;
  for (let i = 0; i < length; i++) {
    const item = valueAtWord(range, i);
    if (item == 0) return 0;
    const equal = compareBool(item, value, EQUAL);
    decref(item);
    if (equal < 0) return 0;
    count += equal;
  }
  return fromI64(count);
}

/** Ranges are equal if they have the same values. */
export function range_compare(range: i32, other: i32, operation: i32): i32 {
  if ((operation != EQUAL && operation != NOT_EQUAL) || typeOf(other) != RANGE_TYPE) return notImplemented();
  const equal = range == other || haveSameValues(range, other);
  return newRef(equal == (operation == EQUAL) ? TRUE : FALSE);
}

function areEqual(a: i32, b: i32): bool {
  return compareBool(a, b, EQUAL) > 0;
}

function haveSameValues(a: i32, b: i32): bool {
  const length = load<i32>(a, RANGE_LENGTH);
  if (!areEqual(length, load<i32>(b, RANGE_LENGTH))) return false;
  if (range_bool(a) == 0) return true;
  if (!areEqual(load<i32>(a, START), load<i32>(b, START))) return false;
  return areEqual(length, ONE) || areEqual(load<i32>(a, STEP), load<i32>(b, STEP));
}

/** That of (length, start, step), without what does not matter. */
export function range_hash(range: i32): i64 {
  const length = load<i32>(range, RANGE_LENGTH);
  const key = newTuple(3);
  if (key == 0) return -1;
  const isEmpty = range_bool(range) == 0;
  const isShort = isEmpty || areEqual(length, ONE);
  store<i32>(key, newRef(length), TUPLE_ITEMS);
  store<i32>(key, newRef(isEmpty ? NONE : load<i32>(range, START)), TUPLE_ITEMS + 4);
  store<i32>(key, newRef(isShort ? NONE : load<i32>(range, STEP)), TUPLE_ITEMS + 8);
  track(key);
  const hash = hashOf(key);
  decref(key);
  return hash;
}
