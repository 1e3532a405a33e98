/** filter, reversed, and iter() of a callable and a sentinel. */
import { CALLED_FIRST, FILTERED, ITERATOR_INDEX, ITERATOR_OF, PREDICATE, SENTINEL } from '../../format/iterators';
import * as names_ from '../../format/names';
import { NONE } from '../../format/memory-map';
import {
  BOOL_TYPE,
  CALLABLE_ITERATOR_TYPE,
  EQUAL,
  FILTER_TYPE,
  GETITEM,
  INDEX_ERROR,
  IS_DICT,
  LIST_TYPE,
  REVERSED_TYPE,
  SEQUENCE_ITEM,
  STOP_ITERATION,
  TYPE_ERROR,
} from '../../format/types';
import { isCount, refusesKeywords } from '../../kernel/arguments.as';
import { compareBool, truthOf } from '../../kernel/compare.as';
import { clearField, decref, newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { callSpecial, callWith, lookUpSpecial } from '../../kernel/special.as';
import { call2, hasFlag, slotOf, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { newInt } from '../numbers/new-int.as';
import { getItem, lengthOf } from '../sequences/items.as';
import { list_reversed } from '../sequences/iterators.as';
import { forgetIf, getIter, iterNext } from './protocol.as';

export function filter_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (refusesKeywords('filter', type, FILTER_TYPE, names)) return 0;
  if (!isCount('filter', positional, 2, 2)) return 0;
  const iterator = getIter(load<i32>(args, 4));
  if (iterator == 0) return 0;
  const p = newInstance(type);
  if (p == 0) {
    decref(iterator);
    return 0;
  }
  store<i32>(p, newRef(load<i32>(args)), PREDICATE);
  store<i32>(p, iterator, FILTERED);
  track(p);
  return p;
}

/** CPython visits them in another order than it releases them. */
export function filter_traverse(p: i32, visitor: i32, argument: i32): i32 {
  for (let field = FILTERED; field >= PREDICATE; field -= FILTERED - PREDICATE) {
    const referent = load<i32>(p + field);
    const result = referent == 0 ? 0 : call2(visitor, referent, argument);
    if (result != 0) return result;
  }
  return 0;
}

/** Whether a predicate holds of an item; None and bool ask for its truth. */
export function holdsOf(predicate: i32, item: i32): i32 {
  if (predicate == NONE || predicate == BOOL_TYPE) return truthOf(item);
  const answer = callWith(predicate, item);
  if (answer == 0) return -1;
  const truth = truthOf(answer);
  decref(answer);
  return truth;
}

/** The next item of which the predicate is `wanted`. */
export function nextThat(iterator: i32, predicate: i32, wanted: i32): i32 {
  while (true) {
    const item = iterNext(iterator);
    if (item == 0) return 0;
    const truth = holdsOf(predicate, item);
    if (truth >= 0 && (truth != 0) == (wanted != 0)) return item;
    decref(item);
    if (truth < 0) return 0;
  }
}

export function filter_next(p: i32): i32 {
  return nextThat(load<i32>(p, FILTERED), load<i32>(p, PREDICATE), 1);
}

// reversed

export function reversed_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0 && type == REVERSED_TYPE) return raise(TYPE_ERROR, 'reversed() takes no keyword arguments');
  if (!isCount('reversed', positional, 1, 1)) return 0;
  const sequence = load<i32>(args);
  if (typeOf(sequence) == LIST_TYPE) return list_reversed(sequence);
  const method = lookUpSpecial(sequence, names_.__reversed__);
  if (method != 0 && method != NONE) return callSpecial(sequence, names_.__reversed__, 0);
  if (method == NONE || !isSequence(sequence)) return raise(TYPE_ERROR, "'%T' object is not reversible", sequence);
  const length = lengthOf(sequence);
  if (length < 0) return 0;
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, newRef(sequence), ITERATOR_OF);
  store<i32>(p, length - 1, ITERATOR_INDEX);
  track(p);
  return p;
}

/** Whether its items are numbered. */
export function isSequence(p: i32): bool {
  return slotOf(p, SEQUENCE_ITEM) != 0 || (slotOf(p, GETITEM) != 0 && !hasFlag(p, IS_DICT));
}

/** The item with a number, or 0. */
export function itemNumbered(sequence: i32, index: i32): i32 {
  const item = slotOf(sequence, SEQUENCE_ITEM);
  if (item != 0) return call2(item, sequence, index);
  const key = newInt(index);
  if (key == 0) return 0;
  const result = getItem(sequence, key);
  decref(key);
  return result;
}

export function reversed_next(p: i32): i32 {
  const sequence = load<i32>(p, ITERATOR_OF);
  const index = load<i32>(p, ITERATOR_INDEX);
  if (sequence == 0) return 0;
  if (index >= 0) {
    const item = itemNumbered(sequence, index);
    if (item != 0) {
      store<i32>(p, index - 1, ITERATOR_INDEX);
      return item;
    }
    if (!forgetIf(INDEX_ERROR) && !forgetIf(STOP_ITERATION)) return 0;
  }
  store<i32>(p, -1, ITERATOR_INDEX);
  clearField(p, ITERATOR_OF);
  return 0;
}

export function reversed_length_hint(p: i32): i32 {
  const sequence = load<i32>(p, ITERATOR_OF);
  if (sequence == 0) return newInt(0);
  const length = lengthOf(sequence);
  if (length < 0) return 0;
  const left = load<i32>(p, ITERATOR_INDEX) + 1;
  return newInt(length < left ? 0 : left);
}

// iter(callable, sentinel)

export function newCallableIterator(callable: i32, sentinel: i32): i32 {
  const p = newInstance(CALLABLE_ITERATOR_TYPE);
  if (p == 0) return 0;
  store<i32>(p, newRef(callable), CALLED_FIRST);
  store<i32>(p, newRef(sentinel), SENTINEL);
  track(p);
  return p;
}

export function callable_iterator_next(p: i32): i32 {
  const callable = load<i32>(p, CALLED_FIRST);
  if (callable == 0) return 0;
  const result = callWith(callable);
  if (result == 0) {
    if (forgetIf(STOP_ITERATION)) finish(p);
    return 0;
  }
  const sentinel = load<i32>(p, SENTINEL);
  // The call may have ended the iterator.
  if (sentinel == 0) {
    decref(result);
    return 0;
  }
  const equal = compareBool(sentinel, result, EQUAL);
  if (equal == 0) return result;
  decref(result);
  if (equal > 0) finish(p);
  return 0;
}

function finish(p: i32): void {
  clearField(p, CALLED_FIRST);
  clearField(p, SENTINEL);
}
