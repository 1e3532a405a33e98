/** zip and map: what goes through several iterators side by side. */
import { CALLED, GIVEN, INNER, IS_STRICT } from '../../format/iterators';
import { SP } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { MAP_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { isLiteral, refusesKeywords } from '../../kernel/arguments.as';
import { callObject } from '../../kernel/call.as';
import { truthOf } from '../../kernel/compare.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { isTracked, track } from '../../kernel/tracking.as';
import { isReusable, putElement, reusableTuple } from '../sequences/reused-tuple.as';
import { newTuple } from '../sequences/tuple.as';
import { getIter, iterNext } from './protocol.as';

/** A tuple of the iterators over `count` iterables. */
export function iteratorsOver(args: i32, count: i32): i32 {
  const iterators = newTuple(count);
  if (iterators == 0) return 0;
  for (let i = 0; i < count; i++) {
    const iterator = getIter(load<i32>(args + (i << 2)));
    if (iterator == 0) {
      decref(iterators);
      return 0;
    }
    store<i32>(iterators + (i << 2), iterator, TUPLE_ITEMS);
  }
  if (count != 0) track(iterators);
  return iterators;
}

export function zip_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  let strict = 0;
  for (let i = 0; i < named; i++) {
    const name = load<i32>(names + (i << 2), TUPLE_ITEMS);
    if (!isLiteral(name, 'strict')) return raise(TYPE_ERROR, "'%U' is an invalid keyword argument for zip()", name);
    strict = truthOf(load<i32>(args + ((positional + i) << 2)));
    if (strict < 0) return 0;
  }
  const iterators = iteratorsOver(args, positional);
  const given = iterators == 0 ? 0 : reusableTuple(positional);
  const p = given == 0 ? 0 : newInstance(type);
  if (p == 0) {
    if (given != 0) decref(given);
    if (iterators != 0) decref(iterators);
    return 0;
  }
  store<i32>(p, iterators, INNER);
  store<i32>(p, given, GIVEN);
  store<i32>(p, strict, IS_STRICT);
  track(p);
  return p;
}

export function zip_next(p: i32): i32 {
  const iterators = load<i32>(p, INNER);
  const count = load<i32>(iterators, LENGTH);
  if (count == 0) return 0;
  let result = load<i32>(p, GIVEN);
  const reused = isReusable(result);
  if (reused) incref(result);
  else {
    result = newTuple(count);
    if (result == 0) return 0;
  }
  for (let i = 0; i < count; i++) {
    const item = iterNext(load<i32>(iterators + (i << 2), TUPLE_ITEMS));
    if (item == 0) {
      decref(result);
      return load<i32>(p, IS_STRICT) != 0 && !failed() ? checkEnds(iterators, i, count) : 0;
    }
    putElement(result, i, item);
  }
  if (!reused || !isTracked(result)) track(result);
  return result;
}

/** The iterator with this number has ended: so must all others. 0, with ValueError if they have not. */
function checkEnds(iterators: i32, ended: i32, count: i32): i32 {
  if (ended == 1) return raise(VALUE_ERROR, 'zip() argument 2 is shorter than argument 1');
  if (ended > 1) return raise(VALUE_ERROR, 'zip() argument %d is shorter than arguments 1-%d', ended + 1, ended);
  for (let i = 1; i < count; i++) {
    const item = iterNext(load<i32>(iterators + (i << 2), TUPLE_ITEMS));
    if (item != 0) {
      decref(item);
      if (i == 1) return raise(VALUE_ERROR, 'zip() argument 2 is longer than argument 1');
      return raise(VALUE_ERROR, 'zip() argument %d is longer than arguments 1-%d', i + 1, i);
    }
    if (failed()) return 0;
  }
  return 0;
}

export function map_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (refusesKeywords('map', type, MAP_TYPE, names)) return 0;
  if (positional < 2) return raise(TYPE_ERROR, 'map() must have at least two arguments.');
  const iterators = iteratorsOver(args + 4, positional - 1);
  if (iterators == 0) return 0;
  const p = newInstance(type);
  if (p == 0) {
    decref(iterators);
    return 0;
  }
  store<i32>(p, iterators, INNER);
  store<i32>(p, newRef(load<i32>(args)), CALLED);
  track(p);
  return p;
}

export function map_next(p: i32): i32 {
  const iterators = load<i32>(p, INNER);
  const count = load<i32>(iterators, LENGTH);
  const args = load<i32>(SP);
  store<i32>(SP, args + (((count << 2) + 15) & ~15));
  let result = 0;
  let taken = 0;
  for (; taken < count; taken++) {
    const item = iterNext(load<i32>(iterators + (taken << 2), TUPLE_ITEMS));
    if (item == 0) break;
    store<i32>(args + (taken << 2), item);
  }
  if (taken == count) result = callObject(load<i32>(p, CALLED), args, count, 0);
  for (let i = 0; i < taken; i++) decref(load<i32>(args + (i << 2)));
  store<i32>(SP, args);
  return result;
}
