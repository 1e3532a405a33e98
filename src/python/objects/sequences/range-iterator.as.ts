/** Iterators over ranges; format/iterators.ts draws them. */
import {
  LONG_LEFT,
  LONG_COUNT,
  LONG_RANGE_ITERATOR_BYTES,
  LONG_STEP,
  NEXT_VALUE,
  RANGE_COUNT,
  RANGE_ITERATOR_BYTES,
  RANGE_LEFT,
  RANGE_NEXT,
  RANGE_STEP,
} from '../../format/iterators';
import { SMALL_INTS, SMALL_MIN } from '../../format/memory-map';
import { DIGITS, VALUE } from '../../format/objects';
import { LONGRANGE_ITERATOR_TYPE, RANGE_ITERATOR_TYPE } from '../../format/types';
import { newObject } from '../../kernel/alloc.as';
import { decref, newRef, setField, xdecref } from '../../kernel/counts.as';
import { int_add, int_subtract } from '../numbers/int/arithmetic.as';
import { newInt } from '../numbers/new-int.as';

const ONE: i32 = SMALL_INTS + (1 - SMALL_MIN) * 16;

/** An iterator over so many values from a start on. All three are ints that become its own; 0 if any is 0. */
export function newRangeIterator(start: i32, step: i32, length: i32): i32 {
  if (start == 0 || step == 0 || length == 0) {
    xdecref(start);
    xdecref(step);
    xdecref(length);
    return 0;
  }
  const isCompact = (load<i32>(start, DIGITS) | load<i32>(step, DIGITS) | load<i32>(length, DIGITS)) == 0;
  if (isCompact && staysCompact(load<i32>(start, VALUE), load<i32>(step, VALUE), load<i32>(length, VALUE))) {
    const p = newObject(RANGE_ITERATOR_TYPE, RANGE_ITERATOR_BYTES);
    if (p != 0) {
      store<i32>(p, load<i32>(start, VALUE), RANGE_NEXT);
      store<i32>(p, load<i32>(step, VALUE), RANGE_STEP);
      store<i32>(p, load<i32>(length, VALUE), RANGE_LEFT);
      store<i32>(p, load<i32>(length, VALUE), RANGE_COUNT);
    }
    decref(start);
    decref(step);
    decref(length);
    return p;
  }
  const p = newObject(LONGRANGE_ITERATOR_TYPE, LONG_RANGE_ITERATOR_BYTES);
  if (p == 0) {
    decref(start);
    decref(step);
    decref(length);
    return 0;
  }
  store<i32>(p, start, NEXT_VALUE);
  store<i32>(p, step, LONG_STEP);
  store<i32>(p, length, LONG_LEFT);
  store<i32>(p, newRef(length), LONG_COUNT);
  return p;
}

function staysCompact(start: i64, step: i64, length: i64): bool {
  const last = start + step * (length - 1);
  return length == 0 || <i64>(<i32>last) == last;
}

export function range_iterator_next(p: i32): i32 {
  const left = load<i32>(p, RANGE_LEFT);
  if (left == 0) return 0;
  const value = load<i32>(p, RANGE_NEXT);
  store<i32>(p, left - 1, RANGE_LEFT);
  store<i32>(p, value + load<i32>(p, RANGE_STEP), RANGE_NEXT);
  return newInt(value);
}

export function longrange_iterator_next(p: i32): i32 {
  const left = load<i32>(p, LONG_LEFT);
  if (load<i32>(left, DIGITS) == 0 && load<i32>(left, VALUE) == 0) return 0;
  const fewer = int_subtract(left, ONE);
  const next = fewer == 0 ? 0 : int_add(load<i32>(p, NEXT_VALUE), load<i32>(p, LONG_STEP));
  if (next == 0) {
    xdecref(fewer);
    return 0;
  }
  const value = newRef(load<i32>(p, NEXT_VALUE));
  setField(p, NEXT_VALUE, next);
  setField(p, LONG_LEFT, fewer);
  return value;
}

export function range_iterator_length_hint(p: i32): i32 {
  return newInt(load<i32>(p, RANGE_LEFT));
}

export function longrange_iterator_length_hint(p: i32): i32 {
  return newRef(load<i32>(p, LONG_LEFT));
}
