/** What the kernel exports of this folder. */
export { bytes_new, bytes_new_slow } from './from-items.as';
export {
  acquire,
  acquireWritable,
  bytearray_get_buffer,
  bytearray_release_buffer,
  bytes_get_buffer,
  managed_buffer_clear,
  managed_buffer_dealloc,
  release,
} from './buffers.as';
export {
  bytearray_append,
  bytearray_clear,
  bytearray_copy,
  bytearray_dealloc,
  bytearray_extend,
  bytearray_extend_in_place,
  bytearray_insert,
  bytearray_pop,
  bytearray_remove,
  bytearray_repeat_in_place,
  bytearray_reverse,
  bytearray_subscript_set,
} from './bytearray-object.as';
export { bytearrayOf, newBytearrayOf, resizeBytearray } from './bytearrays.as';
export { bytesOf, newBytesOf } from './bytes.as';
export {
  bytes_compare,
  bytes_concat,
  bytes_contains,
  bytes_dealloc,
  bytes_hash,
  bytes_item,
  bytes_length,
  bytes_repeat,
  bytes_repr,
  bytes_subscript,
} from './bytes-object.as';
export { bytearray_iter, bytes_iter, bytes_iterator_next } from './iterator.as';
export { bytes_join } from './joining.as';
export {
  bytes_center,
  bytes_count,
  bytes_endswith,
  bytes_expandtabs,
  bytes_find,
  bytes_index,
  bytes_ljust,
  bytes_lstrip,
  bytes_partition,
  bytes_removeprefix,
  bytes_removesuffix,
  bytes_replace,
  bytes_rfind,
  bytes_rindex,
  bytes_rjust,
  bytes_rpartition,
  bytes_rsplit,
  bytes_rstrip,
  bytes_split,
  bytes_splitlines,
  bytes_startswith,
  bytes_strip,
  bytes_zfill,
} from './methods.as';
export {
  bytes_capitalize,
  bytes_isalnum,
  bytes_isalpha,
  bytes_isascii,
  bytes_isdigit,
  bytes_islower,
  bytes_isspace,
  bytes_istitle,
  bytes_isupper,
  bytes_lower,
  bytes_swapcase,
  bytes_title,
  bytes_upper,
} from './predicates.as';
export { fitSlice, slicePart, unpackSlice } from '../sequences/indices.as';
