/** Iterators of itertools that pass on what other ones give. format/itertools.ts draws them. */
import { SMALL_INTS, SMALL_MIN } from '../../format/memory-map';
import {
  ACTIVE,
  ACTIVE_COUNT,
  COUNT_STEP,
  COUNT_VALUE,
  COUNT_WORD,
  FILL_VALUE,
  FUNCTION,
  INITIAL,
  IS_PAST,
  ITERATORS,
  OF,
  OPERATOR,
  PREVIOUS_ITEM,
  RESULT,
  SAVED,
  ALL_SAVED,
  SAVED_INDEX,
  SELECTORS,
  SLICE_AT,
  SLICE_NEXT,
  SLICE_STEP_BY,
  SLICE_STOP,
  SOURCE,
  TIMES_LEFT,
  TOTAL,
} from '../../format/itertools';
import { ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { TUPLE_TYPE } from '../../format/types';
import { callObject } from '../../kernel/call.as';
import { truthOf } from '../../kernel/compare.as';
import { clearField, decref, incref, newRef, setField } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { callWith } from '../../kernel/special.as';
import { typeOf } from '../../kernel/slots.as';
import { isTracked, track } from '../../kernel/tracking.as';
import { nextThat } from '../../objects/iterators/filter.as';
import { getIter, iterNext } from '../../objects/iterators/protocol.as';
import { number_add } from '../../objects/numbers/operators.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { tupleFromIterable } from '../../objects/sequences/from-iterable.as';
import { listAppend } from '../../objects/sequences/list.as';
import { isReusable, putElement } from '../../objects/sequences/reused-tuple.as';
import { newTuple, pairOf } from '../../objects/sequences/tuple.as';

const ONE: i32 = SMALL_INTS + (1 - SMALL_MIN) * 16;

export function count_next(p: i32): i32 {
  if (load<i32>(p, COUNT_VALUE) == 0) {
    const word = load<i32>(p, COUNT_WORD);
    if (word != i32.MAX_VALUE) {
      store<i32>(p, word + 1, COUNT_WORD);
      return newInt(word);
    }
    const value = newInt(word);
    if (value == 0) return 0;
    store<i32>(p, value, COUNT_VALUE);
    store<i32>(p, newRef(ONE), COUNT_STEP);
  }
  const next = number_add(load<i32>(p, COUNT_VALUE), load<i32>(p, COUNT_STEP));
  if (next == 0) return 0;
  const value = load<i32>(p, COUNT_VALUE);
  store<i32>(p, next, COUNT_VALUE);
  return value;
}

export function cycle_next(p: i32): i32 {
  const source = load<i32>(p, SOURCE);
  if (source != 0) {
    const item = iterNext(source);
    if (item != 0) {
      if (load<i32>(p, ALL_SAVED) != 0 || listAppend(load<i32>(p, SAVED), item) == 0) return item;
      decref(item);
      return 0;
    }
    if (failed()) return 0;
    clearField(p, SOURCE);
  }
  const saved = load<i32>(p, SAVED);
  const length = load<i32>(saved, LENGTH);
  if (length == 0) return 0;
  const index = load<i32>(p, SAVED_INDEX);
  store<i32>(p, index + 1 >= length ? 0 : index + 1, SAVED_INDEX);
  return newRef(load<i32>(load<i32>(saved, ITEMS) + (index << 2)));
}

export function repeat_next(p: i32): i32 {
  const left = load<i32>(p, TIMES_LEFT);
  if (left == 0) return 0;
  if (left > 0) store<i32>(p, left - 1, TIMES_LEFT);
  return newRef(load<i32>(p, SOURCE));
}

export function chain_next(p: i32): i32 {
  while (load<i32>(p, SOURCE) != 0) {
    if (load<i32>(p, ACTIVE) == 0) {
      const iterable = iterNext(load<i32>(p, SOURCE));
      const iterator = iterable == 0 ? 0 : getIter(iterable);
      if (iterable != 0) decref(iterable);
      if (iterator == 0) {
        clearField(p, SOURCE);
        return 0;
      }
      store<i32>(p, iterator, ACTIVE);
    }
    const item = iterNext(load<i32>(p, ACTIVE));
    if (item != 0 || failed()) return item;
    clearField(p, ACTIVE);
  }
  return 0;
}

export function compress_next(p: i32): i32 {
  while (true) {
    const item = iterNext(load<i32>(p, SOURCE));
    if (item == 0) return 0;
    const selector = iterNext(load<i32>(p, SELECTORS));
    const selected = selector == 0 ? -1 : truthOf(selector);
    if (selector != 0) decref(selector);
    if (selected > 0) return item;
    decref(item);
    if (selected < 0) return 0;
  }
}

export function dropwhile_next(p: i32): i32 {
  while (true) {
    const item = iterNext(load<i32>(p, OF));
    if (item == 0 || load<i32>(p, IS_PAST) != 0) return item;
    const holds = asked(p, item);
    if (holds == 0) {
      store<i32>(p, 1, IS_PAST);
      return item;
    }
    decref(item);
    if (holds < 0) return 0;
  }
}

/** The truth of what the function says of an item. */
function asked(p: i32, item: i32): i32 {
  const answer = callWith(load<i32>(p, FUNCTION), item);
  if (answer == 0) return -1;
  const truth = truthOf(answer);
  decref(answer);
  return truth;
}

export function takewhile_next(p: i32): i32 {
  if (load<i32>(p, IS_PAST) != 0) return 0;
  const item = iterNext(load<i32>(p, OF));
  if (item == 0) return 0;
  const holds = asked(p, item);
  if (holds > 0) return item;
  decref(item);
  if (holds == 0) store<i32>(p, 1, IS_PAST);
  return 0;
}

export function filterfalse_next(p: i32): i32 {
  return nextThat(load<i32>(p, OF), load<i32>(p, FUNCTION), 0);
}

export function starmap_next(p: i32): i32 {
  const item = iterNext(load<i32>(p, OF));
  if (item == 0) return 0;
  const args = typeOf(item) == TUPLE_TYPE ? newRef(item) : tupleFromIterable(item);
  decref(item);
  if (args == 0) return 0;
  const result = callObject(load<i32>(p, FUNCTION), args + TUPLE_ITEMS, load<i32>(args, LENGTH), 0);
  decref(args);
  return result;
}

export function islice_next(p: i32): i32 {
  const source = load<i32>(p, SOURCE);
  if (source == 0) return 0;
  const wanted = load<i32>(p, SLICE_NEXT);
  const stop = load<i32>(p, SLICE_STOP);
  let at = load<i32>(p, SLICE_AT);
  while (at < wanted) {
    const skipped = iterNext(source);
    if (skipped == 0) return endSlice(p);
    decref(skipped);
    store<i32>(p, ++at, SLICE_AT);
  }
  if (stop != -1 && at >= stop) return endSlice(p);
  const item = iterNext(source);
  if (item == 0) return endSlice(p);
  store<i32>(p, at + 1, SLICE_AT);
  const next = <i64>wanted + <i64>load<i32>(p, SLICE_STEP_BY);
  const beyond = next > i32.MAX_VALUE || (stop != -1 && next > stop);
  store<i32>(p, beyond ? (stop == -1 ? i32.MAX_VALUE : stop) : <i32>next, SLICE_NEXT);
  return item;
}

function endSlice(p: i32): i32 {
  clearField(p, SOURCE);
  return 0;
}

export function zip_longest_next(p: i32): i32 {
  const iterators = load<i32>(p, ITERATORS);
  const count = load<i32>(iterators, LENGTH);
  if (count == 0 || load<i32>(p, ACTIVE_COUNT) == 0) return 0;
  let result = load<i32>(p, RESULT);
  const reused = isReusable(result);
  if (reused) incref(result);
  else {
    result = newTuple(count);
    if (result == 0) return 0;
  }
  for (let i = 0; i < count; i++) {
    const item = itemOrFill(p, iterators, i);
    if (item == 0) {
      decref(result);
      return 0;
    }
    putElement(result, i, item);
  }
  if (!reused || !isTracked(result)) track(result);
  return result;
}

/** What the iterator with a number gives, or the fill value if it has ended; 0 if it was the last one. */
function itemOrFill(p: i32, iterators: i32, index: i32): i32 {
  const at = iterators + (index << 2);
  const iterator = load<i32>(at, TUPLE_ITEMS);
  if (iterator != 0) {
    const item = iterNext(iterator);
    if (item != 0) return item;
    const left = load<i32>(p, ACTIVE_COUNT) - 1;
    store<i32>(p, failed() ? 0 : left, ACTIVE_COUNT);
    if (left == 0 || failed()) return 0;
    clearField(at, TUPLE_ITEMS);
  }
  return newRef(load<i32>(p, FILL_VALUE));
}

export function accumulate_next(p: i32): i32 {
  const initial = load<i32>(p, INITIAL);
  if (initial != 0) {
    store<i32>(p, 0, INITIAL);
    store<i32>(p, newRef(initial), TOTAL);
    return initial;
  }
  const item = iterNext(load<i32>(p, OF));
  if (item == 0) return 0;
  const total = load<i32>(p, TOTAL);
  if (total == 0) {
    store<i32>(p, newRef(item), TOTAL);
    return item;
  }
  const operator = load<i32>(p, OPERATOR);
  const next = operator == 0 ? number_add(total, item) : callWith(operator, total, item);
  decref(item);
  if (next == 0) return 0;
  setField(p, TOTAL, newRef(next));
  return next;
}

export function pairwise_next(p: i32): i32 {
  if (load<i32>(p, SOURCE) == 0) return 0;
  if (load<i32>(p, PREVIOUS_ITEM) == 0) {
    const first = iterNext(load<i32>(p, SOURCE));
    if (first == 0) return endPairs(p);
    store<i32>(p, first, PREVIOUS_ITEM);
    if (load<i32>(p, SOURCE) == 0) return endPairs(p);
  }
  const previous = newRef(load<i32>(p, PREVIOUS_ITEM));
  const item = iterNext(load<i32>(p, SOURCE));
  if (item == 0) {
    decref(previous);
    return endPairs(p);
  }
  setField(p, PREVIOUS_ITEM, newRef(item));
  return pairOf(previous, item);
}

function endPairs(p: i32): i32 {
  clearField(p, SOURCE);
  clearField(p, PREVIOUS_ITEM);
  return 0;
}
