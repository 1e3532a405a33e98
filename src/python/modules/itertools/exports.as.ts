/** What the kernel exports of itertools. */
export {
  combinations_next,
  combinations_with_replacement_next,
  combining_dealloc,
  newCombining,
  permutations_next,
  product_next,
  setCombiningIndex,
} from './combining.as';
export {
  groupby_next,
  grouper_next,
  newTee,
  newTeeLink,
  tee_copy,
  tee_dealloc,
  tee_link_clear,
  tee_link_dealloc,
  tee_link_traverse,
  tee_next,
} from './groups.as';
export {
  accumulate_next,
  chain_next,
  compress_next,
  count_next,
  cycle_next,
  dropwhile_next,
  filterfalse_next,
  islice_next,
  pairwise_next,
  repeat_next,
  starmap_next,
  takewhile_next,
  zip_longest_next,
} from './streams.as';
