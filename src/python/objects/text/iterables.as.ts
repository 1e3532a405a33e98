/** The items of any iterable, for methods that need all of them. */
import { TYPE_ERROR } from '../../format/types';
import { raise } from '../../kernel/errors.as';
import { isIterable } from '../iterators/protocol.as';
import { listFromIterable } from '../sequences/from-iterable.as';

/** A list of the items, owned; or 0. `refusal` is said of what cannot be iterated over. */
export function listFrom(iterable: i32, refusal: string): i32 {
  return isIterable(iterable) ? listFromIterable(iterable) : raise(TYPE_ERROR, refusal);
}
