/** What the kernel exports of this folder. */
export { sequence_contains, sequence_length } from './compare.as';
export { listExtend, listFromIterable, tupleFromIterable, tupleOf } from './from-iterable.as';
export { clampedOf, subscriptOf, wordOf } from './indices.as';
export { containsItem, deleteItem, getItem, lengthObject, lengthOf, setItem } from './items.as';
export {
  list_iter,
  list_iterator_next,
  list_reversed,
  list_reverseiterator_length_hint,
  list_reverseiterator_next,
  sequence_iterator_length_hint,
  sequence_iterator_next,
  tuple_iter,
  tuple_iterator_next,
} from './iterators.as';
export {
  list_clear,
  list_dealloc,
  list_traverse,
  listAppend,
  listAppendOwned,
  newList,
} from './list.as';
export {
  list_append,
  list_clear_method,
  list_copy,
  list_extend,
  list_index,
  list_insert,
  list_pop,
  list_remove,
  list_reverse,
  sequence_count,
  tuple_index,
} from './list-methods.as';
export {
  list_compare,
  list_concat,
  list_getitem,
  list_init,
  list_inplace_concat,
  list_inplace_repeat,
  list_new,
  list_repeat,
  list_setitem,
} from './list-object.as';
export { replaceItems } from './list-slices.as';
export { builtin_sorted, builtin_sorted_slow, list_sort, list_sort_slow, listSort } from './list-sort.as';
export { newSlice, slice_dealloc } from './slice.as';
export {
  newTuple,
  pairOf,
  tuple_compare,
  tuple_concat,
  tuple_dealloc,
  tuple_getitem,
  tuple_getnewargs,
  tuple_hash,
  tuple_new,
  tuple_repeat,
  tuple_traverse,
} from './tuple.as';
export { unpackInto, unpackStarInto } from './unpack.as';
export {
  makeRange,
  range_bool,
  range_compare,
  range_contains,
  range_count,
  range_getitem,
  range_hash,
  range_index,
  range_iter,
  range_length,
  range_new,
  range_reversed,
} from './range.as';
export {
  longrange_iterator_length_hint,
  longrange_iterator_next,
  newRangeIterator,
  range_iterator_length_hint,
  range_iterator_next,
} from './range-iterator.as';
