/** Iterators over lists, forwards and backwards, tuples, and what has __getitem__ alone. format/iterators.ts draws them. */
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators';
import { ITEMS, LENGTH, TUPLE_ITEMS } from '../../format/objects';
import {
  INDEX_ERROR,
  LEN,
  LIST_ITERATOR_TYPE,
  LIST_REVERSEITERATOR_TYPE,
  SEQUENCE_ITEM,
  STOP_ITERATION,
  TUPLE_ITERATOR_TYPE,
} from '../../format/types';
import { newRef } from '../../kernel/counts.as';
import { call1, call2, slotOf } from '../../kernel/slots.as';
import { forgetIf } from '../iterators/protocol.as';
import { endIterator, newSequenceIterator } from '../iterators/sequence-iterator.as';
import { newInt } from '../numbers/new-int.as';
import { notImplemented } from './compare.as';

export function list_iter(list: i32): i32 {
  return newSequenceIterator(LIST_ITERATOR_TYPE, list);
}

export function list_reversed(list: i32): i32 {
  const p = newSequenceIterator(LIST_REVERSEITERATOR_TYPE, list);
  if (p != 0) store<i32>(p, load<i32>(list, LENGTH) - 1, ITERATOR_INDEX);
  return p;
}

export function tuple_iter(tuple: i32): i32 {
  return newSequenceIterator(TUPLE_ITERATOR_TYPE, tuple);
}

export function list_iterator_next(iterator: i32): i32 {
  const list = load<i32>(iterator, ITERATOR_OF);
  if (list == 0) return 0;
  const index = load<i32>(iterator, ITERATOR_INDEX);
  if (index >= load<i32>(list, LENGTH)) return endIterator(iterator);
  store<i32>(iterator, index + 1, ITERATOR_INDEX);
  return newRef(load<i32>(load<i32>(list, ITEMS) + (index << 2)));
}

export function list_reverseiterator_next(iterator: i32): i32 {
  const list = load<i32>(iterator, ITERATOR_OF);
  if (list == 0) return 0;
  const index = load<i32>(iterator, ITERATOR_INDEX);
  if (index < 0 || index >= load<i32>(list, LENGTH)) {
    store<i32>(iterator, -1, ITERATOR_INDEX);
    return endIterator(iterator);
  }
  store<i32>(iterator, index - 1, ITERATOR_INDEX);
  return newRef(load<i32>(load<i32>(list, ITEMS) + (index << 2)));
}

export function tuple_iterator_next(iterator: i32): i32 {
  const tuple = load<i32>(iterator, ITERATOR_OF);
  if (tuple == 0) return 0;
  const index = load<i32>(iterator, ITERATOR_INDEX);
  if (index >= load<i32>(tuple, LENGTH)) return endIterator(iterator);
  store<i32>(iterator, index + 1, ITERATOR_INDEX);
  return newRef(load<i32>(tuple + (index << 2), TUPLE_ITEMS));
}

export function sequence_iterator_next(iterator: i32): i32 {
  const sequence = load<i32>(iterator, ITERATOR_OF);
  if (sequence == 0) return 0;
  const index = load<i32>(iterator, ITERATOR_INDEX);
  const item = call2(slotOf(sequence, SEQUENCE_ITEM), sequence, index);
  if (item != 0) {
    store<i32>(iterator, index + 1, ITERATOR_INDEX);
    return item;
  }
  if ((forgetIf(INDEX_ERROR) || forgetIf(STOP_ITERATION)) && load<i32>(iterator, ITERATOR_OF) == sequence)
    endIterator(iterator);
  return 0;
}

export function list_reverseiterator_length_hint(iterator: i32): i32 {
  const list = load<i32>(iterator, ITERATOR_OF);
  const left = load<i32>(iterator, ITERATOR_INDEX) + 1;
  return newInt(list == 0 || load<i32>(list, LENGTH) < left ? 0 : left);
}

export function sequence_iterator_length_hint(iterator: i32): i32 {
  const sequence = load<i32>(iterator, ITERATOR_OF);
  if (sequence == 0) return newInt(0);
  const len = slotOf(sequence, LEN);
  if (len == 0) return notImplemented();
  const length = call1(len, sequence);
  return length < 0 ? 0 : newInt(max(0, length - load<i32>(iterator, ITERATOR_INDEX)));
}
