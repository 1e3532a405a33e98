/** Iteration over bytes and bytearrays: ints. */
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators';
import { LENGTH } from '../../format/objects';
import { BYTEARRAY_ITERATOR_TYPE, BYTES_ITERATOR_TYPE } from '../../format/types';
import { endIterator, newSequenceIterator } from '../iterators/sequence-iterator.as';
import { newInt } from '../numbers/new-int.as';
import { itemsOf } from '../text/sequences.as';

export function bytes_iter(p: i32): i32 {
  return newSequenceIterator(BYTES_ITERATOR_TYPE, p);
}

export function bytearray_iter(p: i32): i32 {
  return newSequenceIterator(BYTEARRAY_ITERATOR_TYPE, p);
}

export function bytes_iterator_next(p: i32): i32 {
  const from = load<i32>(p, ITERATOR_OF);
  if (from == 0) return 0;
  const index = load<i32>(p, ITERATOR_INDEX);
  if (index >= load<i32>(from, LENGTH)) return endIterator(p);
  store<i32>(p, index + 1, ITERATOR_INDEX);
  return newInt(load<u8>(itemsOf(from) + index));
}
