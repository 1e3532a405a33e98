/** Iteration as compiled code asks for it. */
import { decref } from '../kernel/counts.as';
import { getIter, iterNext } from '../objects/iterators/protocol.as';

export function op_iterator(p: i32): i32 {
  const iterator = getIter(p);
  decref(p);
  return iterator;
}

export function op_next(iterator: i32): i32 {
  return iterNext(iterator);
}
