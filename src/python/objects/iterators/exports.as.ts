/** What the kernel exports of this folder. */
export { lengthHint } from './length-hint.as';
export { getIter, isIterable, isIterator, iterNext } from './protocol.as';
export { enumerate_new, enumerate_next } from './enumerate.as';
export {
  callable_iterator_next,
  filter_new,
  filter_next,
  filter_traverse,
  isSequence,
  newCallableIterator,
  reversed_length_hint,
  reversed_new,
  reversed_next,
} from './filter.as';
export { map_new, map_next, zip_new, zip_next } from './zip.as';
export {
  iterator_self,
  newSequenceIterator,
  sequence_iterator_dealloc,
  sequence_iterator_traverse,
} from './sequence-iterator.as';
