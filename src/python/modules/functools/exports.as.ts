/** What the kernel exports of _functools. */
export { lru_call, lru_dealloc, lru_get, lru_traverse } from './lru.as';
export { partial_call, partial_dealloc } from './partial.as';
export { functools_reduce, key_wrapper_compare, newKeyWrapper } from './reduce.as';
