/** math.floor, math.ceil and math.trunc: at once for exact ints and floats, otherwise what the number's own method says. */
import { FLOAT, TYPE } from '../../format/objects';
import { __ceil__, __floor__, __trunc__ } from '../../format/names';
import { FLOAT_TYPE, INT_TYPE, TYPE_ERROR } from '../../format/types';
import { newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { callSpecial } from '../../kernel/special.as';
import { int_from_f64 } from '../../objects/numbers/int/object.as';
import { real, takeReal } from './real.as';

export function math_floor(self: i32, p: i32): i32 {
  const type = load<i32>(p, TYPE);
  if (type == FLOAT_TYPE) return int_from_f64(floor<f64>(load<f64>(p, FLOAT)));
  if (type == INT_TYPE) return newRef(p);
  const result = callSpecial(p, __floor__, 0);
  if (result != 0 || failed() || !takeReal(p)) return result;
  return int_from_f64(floor<f64>(real));
}

export function math_ceil(self: i32, p: i32): i32 {
  const type = load<i32>(p, TYPE);
  if (type == FLOAT_TYPE) return int_from_f64(ceil<f64>(load<f64>(p, FLOAT)));
  if (type == INT_TYPE) return newRef(p);
  const result = callSpecial(p, __ceil__, 0);
  if (result != 0 || failed() || !takeReal(p)) return result;
  return int_from_f64(ceil<f64>(real));
}

export function math_trunc(self: i32, p: i32): i32 {
  const type = load<i32>(p, TYPE);
  if (type == FLOAT_TYPE) return int_from_f64(load<f64>(p, FLOAT));
  if (type == INT_TYPE) return newRef(p);
  const result = callSpecial(p, __trunc__, 0);
  if (result != 0 || failed()) return result;
  return raise(TYPE_ERROR, "type %T doesn't define __trunc__ method", p);
}
