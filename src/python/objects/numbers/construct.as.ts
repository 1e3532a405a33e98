/**
 * int(x), float(x) and bool(x): at once where x is an exact number, or a short text of decimal digits; anything else is left
 * to TypeScript, which is in the slot ALLOC of int and float.
 */
import { ASCII, CHARACTERS_AT, DIGITS, FLOAT, LENGTH, STR_FLAGS, TYPE, VALUE } from '../../format/objects';
import { FALSE, TRUE } from '../../format/memory-map';
import { ALLOC, FLOAT_TYPE, INT_TYPE, STR_TYPE, TYPE_ERROR } from '../../format/types';
import { truthOf } from '../../kernel/compare.as';
import { newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { decimalFloat } from './float/decimal.as';
import { newFloat } from './float/object.as';
import { int_from_f64 } from './int/object.as';
import { newInt } from './new-int.as';

/** So many digits fit into 31 bits. */
const SHORT: i32 = 9;

export function int_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == INT_TYPE && positional == 0 && names == 0) return newInt(0);
  if (type == INT_TYPE && positional == 1 && names == 0) {
    const p = load<i32>(args);
    const given = load<i32>(p, TYPE);
    if (given == FLOAT_TYPE) return int_from_f64(load<f64>(p, FLOAT));
    if (given == INT_TYPE) return newRef(p);
    if (given == STR_TYPE) {
      const value = shortDecimal(p);
      if (value >= 0) return newInt(value);
    }
  }
  return call4(load<i32>(INT_TYPE, ALLOC), type, args, positional, names);
}

/** The value of a few ASCII digits and nothing else, or -1. */
function shortDecimal(text: i32): i32 {
  const length = load<i32>(text, LENGTH);
  if ((load<i32>(text, STR_FLAGS) & ASCII) == 0 || length == 0 || length > SHORT) return -1;
  let value = 0;
  for (let i = 0; i < length; i++) {
    const digit = <u32>load<u8>(text + i, CHARACTERS_AT) - 48;
    if (digit > 9) return -1;
    value = value * 10 + <i32>digit;
  }
  return value;
}

export function float_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == FLOAT_TYPE && positional == 1 && names == 0) {
    const p = load<i32>(args);
    const given = load<i32>(p, TYPE);
    if (given == FLOAT_TYPE) return newRef(p);
    if (given == INT_TYPE && load<i32>(p, DIGITS) == 0) return newFloat(<f64>load<i32>(p, VALUE));
    if (given == STR_TYPE && (load<i32>(p, STR_FLAGS) & ASCII) != 0) {
      const value = decimalFloat(p + CHARACTERS_AT, load<i32>(p, LENGTH));
      if (value != 0) return value;
    }
  }
  return call4(load<i32>(FLOAT_TYPE, ALLOC), type, args, positional, names);
}

export function bool_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'bool() takes no keyword arguments');
  if (positional > 1) return raise(TYPE_ERROR, 'bool expected at most 1 argument, got %d', positional);
  const truth = positional == 0 ? 0 : truthOf(load<i32>(args));
  return truth < 0 ? 0 : newRef(truth == 1 ? TRUE : FALSE);
}
