/** What the kernel offers of builtins. */
export { builtin_abs, builtin_all, builtin_any, builtin_divmod, extremeOf, sumOf } from './arithmetic.as';
export {
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
