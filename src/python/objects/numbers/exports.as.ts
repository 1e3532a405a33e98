/** What the kernel exports of numbers. */
export { complex_dealloc, float_dealloc, int_dealloc, newInt } from './new-int.as';
export {
  int_absolute,
  int_add,
  int_bool,
  int_compare,
  int_hash,
  int_multiply,
  int_negative,
  int_positive,
  int_subtract,
} from './int/arithmetic.as';
export {
  bool_and,
  bool_or,
  bool_xor,
  int_and,
  int_bit_count,
  int_invert,
  int_lshift,
  int_or,
  int_rshift,
  int_xor,
} from './int/bitwise.as';
export { int_divmod, int_floor_divide, int_remainder, int_true_divide } from './int/division.as';
export { int_gcd, int_isqrt } from './int/divisors.as';
export { int_to_f64 } from './int/double.as';
export { fromDigits as int_from_digits, fromI64 as int_from_i64, int_from_f64 } from './int/object.as';
export { int_power } from './int/power.as';
export { int_max_str_digits, int_repr, int_set_max_str_digits } from './int/text.as';
export {
  float_absolute,
  float_add,
  float_bool,
  float_compare,
  float_divmod,
  float_floor_divide,
  float_hash,
  float_int,
  float_multiply,
  float_negative,
  float_positive,
  float_remainder,
  float_subtract,
  float_true_divide,
} from './float/arithmetic.as';
export { int_float, newFloat } from './float/object.as';
export { float_power, power } from './float/power.as';
export {
  complex_absolute,
  complex_add,
  complex_bool,
  complex_compare,
  complex_hash,
  complex_multiply,
  complex_negative,
  complex_positive,
  complex_subtract,
  complex_true_divide,
} from './complex/arithmetic.as';
export { newComplex } from './complex/object.as';
export { complex_power } from './complex/power.as';
export { indexOf, isIndex, longOf, number_index } from './index.as';
export {
  number_absolute,
  number_add,
  number_and,
  number_divmod,
  number_floor_divide,
  number_inplace_add,
  number_inplace_and,
  number_inplace_floor_divide,
  number_inplace_lshift,
  number_inplace_matrix_multiply,
  number_inplace_multiply,
  number_inplace_or,
  number_inplace_power,
  number_inplace_remainder,
  number_inplace_rshift,
  number_inplace_subtract,
  number_inplace_true_divide,
  number_inplace_xor,
  number_invert,
  number_lshift,
  number_matrix_multiply,
  number_multiply,
  number_negative,
  number_or,
  number_positive,
  number_power,
  number_remainder,
  number_rshift,
  number_subtract,
  number_true_divide,
  number_xor,
} from './operators.as';
export { bool_new, float_new, int_new } from './construct.as';
export * from '../../modules/math/exports.as';
export * from '../../modules/random/mersenne-twister.as';
export { sha_dealloc, sha_digest, sha_start, sha_update } from '../../modules/sha512/hash.as';
