/** enumerate. */
import { GIVEN, INDEX_WORD, INNER, LONG_INDEX } from '../../format/iterators';
import { SMALL_INTS, SMALL_MIN } from '../../format/memory-map';
import { DIGITS, LENGTH, TUPLE_ITEMS, VALUE } from '../../format/objects';
import { ADD, INT_TYPE, TYPE_ERROR } from '../../format/types';
import { isLiteral } from '../../kernel/arguments.as';
import { decref, newRef, setField } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { call2, slot } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { newInt } from '../numbers/new-int.as';
import { number_index } from '../numbers/index.as';
import { givePair, reusableTuple } from '../sequences/reused-tuple.as';
import { getIter, iterNext } from './protocol.as';

const ONE: i32 = SMALL_INTS + (1 - SMALL_MIN) * 16;

export function enumerate_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  const named = names == 0 ? 0 : load<i32>(names, LENGTH);
  if (positional + named > 2)
    return raise(TYPE_ERROR, 'enumerate() takes at most 2 arguments (%d given)', positional + named);
  let iterable = positional > 0 ? load<i32>(args) : 0;
  let start = positional > 1 ? load<i32>(args, 4) : 0;
  for (let i = 0; i < named; i++) {
    const name = load<i32>(names + (i << 2), TUPLE_ITEMS);
    const value = load<i32>(args + ((positional + i) << 2));
    if (isLiteral(name, 'iterable') && iterable == 0) iterable = value;
    else if (isLiteral(name, 'start') && start == 0) start = value;
    else return raise(TYPE_ERROR, "'%U' is an invalid keyword argument for enumerate()", name);
  }
  if (iterable == 0) return raise(TYPE_ERROR, "enumerate() missing required argument 'iterable'");
  return newEnumerate(type, iterable, start);
}

function newEnumerate(type: i32, iterable: i32, start: i32): i32 {
  const first = start == 0 ? 0 : number_index(start);
  if (start != 0 && first == 0) return 0;
  const iterator = getIter(iterable);
  const pair = iterator == 0 ? 0 : reusableTuple(2);
  const p = pair == 0 ? 0 : newInstance(type);
  if (p == 0) {
    if (pair != 0) decref(pair);
    if (iterator != 0) decref(iterator);
    if (first != 0) decref(first);
    return 0;
  }
  store<i32>(p, iterator, INNER);
  store<i32>(p, pair, GIVEN);
  if (first != 0) {
    if (load<i32>(first, DIGITS) == 0) {
      store<i32>(p, load<i32>(first, VALUE), INDEX_WORD);
      decref(first);
    } else store<i32>(p, first, LONG_INDEX);
  }
  track(p);
  return p;
}

export function enumerate_next(p: i32): i32 {
  const item = iterNext(load<i32>(p, INNER));
  if (item == 0) return 0;
  const index = nextIndex(p);
  if (index == 0) {
    decref(item);
    return 0;
  }
  return givePair(load<i32>(p, GIVEN), index, item);
}

function nextIndex(p: i32): i32 {
  const word = load<i32>(p, INDEX_WORD);
  if (load<i32>(p, LONG_INDEX) == 0) {
    if (word != i32.MAX_VALUE) {
      store<i32>(p, word + 1, INDEX_WORD);
      return newInt(word);
    }
    const last = newInt(word);
    if (last == 0) return 0;
    store<i32>(p, last, LONG_INDEX);
  }
  const index = newRef(load<i32>(p, LONG_INDEX));
  const next = call2(slot(INT_TYPE, ADD), index, ONE);
  if (next == 0) {
    decref(index);
    return 0;
  }
  setField(p, LONG_INDEX, next);
  return index;
}
