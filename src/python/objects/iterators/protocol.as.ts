/** iter() and next() of any objects. */
import { NEXT_MISSING, PENDING } from '../../format/memory-map';
import {
  ITER,
  ITERATOR_TYPE,
  LIST_ITERATOR_TYPE,
  NEXT,
  SEQUENCE_ITEM,
  STOP_ITERATION,
  TYPE_ERROR,
} from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { call1, isSubtype, slotOf, typeOf } from '../../kernel/slots.as';
import { list_iterator_next } from '../sequences/iterators.as';
import { newSequenceIterator } from './sequence-iterator.as';

/** Whether iter() would have something to ask. */
export function isIterable(p: i32): bool {
  return slotOf(p, ITER) != 0 || slotOf(p, SEQUENCE_ITEM) != 0;
}

export function isIterator(p: i32): bool {
  const next = slotOf(p, NEXT);
  return next != 0 && next != load<i32>(NEXT_MISSING);
}

/** iter(p), or 0. */
export function getIter(p: i32): i32 {
  const iter = slotOf(p, ITER);
  if (iter == 0) {
    if (slotOf(p, SEQUENCE_ITEM) != 0) return newSequenceIterator(ITERATOR_TYPE, p);
    return raise(TYPE_ERROR, "'%T' object is not iterable", p);
  }
  const iterator = call1(iter, p);
  if (iterator == 0 || isIterator(iterator)) return iterator;
  raise(TYPE_ERROR, "iter() returned non-iterator of type '%T'", iterator);
  decref(iterator);
  return 0;
}

/** The next element, owned; 0 at the end, or with an exception pending. */
export function iterNext(iterator: i32): i32 {
  // Most iterators are of lists, which raise nothing.
  if (typeOf(iterator) == LIST_ITERATOR_TYPE) return list_iterator_next(iterator);
  const item = call1(slotOf(iterator, NEXT), iterator);
  if (item == 0 && load<i32>(PENDING) != 0) forgetStop();
  return item;
}

/** StopIteration is how code of the program says that there is no more. */
export function forgetStop(): void {
  const pending = load<i32>(PENDING);
  if (pending == 0 || !isSubtype(typeOf(pending), STOP_ITERATION)) return;
  store<i32>(PENDING, 0);
  decref(pending);
}

/** Forgets the pending exception if it is of the type. */
export function forgetIf(type: i32): bool {
  const pending = load<i32>(PENDING);
  if (pending == 0 || !isSubtype(typeOf(pending), type)) return false;
  store<i32>(PENDING, 0);
  decref(pending);
  return true;
}
