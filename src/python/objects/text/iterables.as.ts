/** The items of any iterable, for methods that need all of them. */
import { TYPE_ERROR } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { getIter, isIterable } from '../iterators/protocol.as';
import { listFromIterable } from '../sequences/from-iterable.as';

/** A list of the items, owned; or 0. `refusal` is said of what cannot be iterated over. */
export function listFrom(iterable: i32, refusal: string): i32 {
  if (!isIterable(iterable)) return raise(TYPE_ERROR, refusal);
  // The iterator is asked for its length, not what it iterates over.
  const iterator = getIter(iterable);
  if (iterator == 0) return 0;
  const list = listFromIterable(iterator);
  decref(iterator);
  return list;
}
