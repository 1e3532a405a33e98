/** Iteration over the characters of a str. */
import { ITERATOR_INDEX, ITERATOR_OF } from '../../format/iterators';
import { LENGTH } from '../../format/objects';
import { STR_ASCII_ITERATOR_TYPE, STR_ITERATOR_TYPE } from '../../format/types';
import { endIterator, newSequenceIterator } from '../iterators/sequence-iterator.as';
import { characterAt, isAscii, strOfCharacter } from './strings.as';

export function str_iter(s: i32): i32 {
  return newSequenceIterator(isAscii(s) ? STR_ASCII_ITERATOR_TYPE : STR_ITERATOR_TYPE, s);
}

export function str_iterator_next(p: i32): i32 {
  const s = load<i32>(p, ITERATOR_OF);
  if (s == 0) return 0;
  const index = load<i32>(p, ITERATOR_INDEX);
  if (index >= load<i32>(s, LENGTH)) return endIterator(p);
  store<i32>(p, index + 1, ITERATOR_INDEX);
  return strOfCharacter(characterAt(s, index));
}
