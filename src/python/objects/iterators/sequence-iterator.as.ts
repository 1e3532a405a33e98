/** Iterators that hold a sequence and a place in it (format/iterators.ts): what does not depend on what it is a sequence of. */
import { ITERATOR_INDEX, ITERATOR_OF, SEQUENCE_ITERATOR_BYTES } from '../../format/iterators';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { clearField, incref, newRef, xdecref } from '../../kernel/counts.as';
import { call2 } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';

/** An iterator of a type, at the start of a sequence, which is borrowed. */
export function newSequenceIterator(type: i32, sequence: i32): i32 {
  const p = newCyclic(type, SEQUENCE_ITERATOR_BYTES);
  if (p == 0) return 0;
  incref(sequence);
  store<i32>(p, 0, ITERATOR_INDEX);
  store<i32>(p, sequence, ITERATOR_OF);
  track(p);
  return p;
}

export function sequence_iterator_dealloc(p: i32): void {
  untrackIfTracked(p);
  xdecref(load<i32>(p, ITERATOR_OF));
  freeCyclic(p, SEQUENCE_ITERATOR_BYTES);
}

export function sequence_iterator_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const sequence = load<i32>(p, ITERATOR_OF);
  return sequence == 0 ? 0 : call2(visitor, sequence, argument);
}

/** The iterator is at its end, and lets go of what it was over. Returns the 0 of NEXT. */
export function endIterator(p: i32): i32 {
  clearField(p, ITERATOR_OF);
  return 0;
}

/** ITER of iterators. */
export function iterator_self(p: i32): i32 {
  return newRef(p);
}
