/** What the kernel offers of builtins. */
export {
  builtin_abs,
  builtin_all,
  builtin_any,
  builtin_divmod,
  builtin_max,
  builtin_max_slow,
  builtin_min,
  builtin_min_slow,
  builtin_sum,
  builtin_sum_slow,
  extremeOf,
  sumOf,
} from './arithmetic.as';
export { builtin_round, builtin_round_slow } from './rounding.as';
export { builtin_chr, builtin_chr_slow, builtin_ord, builtin_ord_slow } from './characters.as';
export {
  builtin_ascii,
  builtin_callable,
  builtin_delattr,
  builtin_getattr,
  builtin_hasattr,
  builtin_hash,
  builtin_id,
  builtin_isinstance,
  builtin_issubclass,
  builtin_iter,
  builtin_len,
  builtin_next,
  builtin_repr,
  builtin_setattr,
} from './objects.as';
