/** What the kernel exports of this folder. */
export {
  str_capitalize,
  str_casefold,
  str_lower,
  str_swapcase,
  str_title,
  str_upper,
} from './casing.as';
export {
  str_center,
  str_expandtabs,
  str_join,
  str_ljust,
  str_lstrip,
  str_partition,
  str_replace,
  str_rjust,
  str_rpartition,
  str_rsplit,
  str_rstrip,
  str_split,
  str_splitlines,
  str_strip,
  str_zfill,
} from './parting.as';
export {
  str_isalnum,
  str_isalpha,
  str_isascii,
  str_isdecimal,
  str_isdigit,
  str_isidentifier,
  str_islower,
  str_isnumeric,
  str_isprintable,
  str_isspace,
  str_istitle,
  str_isupper,
} from './predicates.as';
export { str_ascii, str_repr } from './repr.as';
export {
  str_count,
  str_endswith,
  str_find,
  str_index,
  str_removeprefix,
  str_removesuffix,
  str_rfind,
  str_rindex,
  str_startswith,
} from './searching.as';
export { str_format, str_format_slow } from './template.as';
export { bytes_decode, bytes_decode_slow, str_encode, str_encode_slow } from './utf8.as';
export {
  str_append,
  str_compare,
  str_concat,
  str_contains,
  str_dealloc,
  str_equal,
  str_hash,
  str_item,
  str_length,
  str_range,
  str_repeat,
  str_str,
  str_subscript,
} from './str.as';
export { str_iter, str_iterator_next } from './iterator.as';
export { setHashSeed } from './hash.as';
export { joinStrings } from './parting.as';
export { newStrOf, strOf, substring } from './strings.as';
export { convertValue, formatValue, reprOfValue, str_new, strOfValue } from './format-value.as';
export { decimalValue } from './characters.as';
export { str_remainder, str_remainder_slow } from './percent.as';
