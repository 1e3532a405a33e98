/** What the kernel exports of array. */
export {
  array_append,
  array_append_slow,
  array_dealloc,
  array_get_buffer,
  array_getitem,
  array_getitem_slow,
  array_iter,
  array_iterator_next,
  array_length,
  array_release_buffer,
  array_sequence_item,
  array_setitem,
  array_setitem_slow,
  newArray,
  checkResizable,
  resizeArray,
} from './array.as';
