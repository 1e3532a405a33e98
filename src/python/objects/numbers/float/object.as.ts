/** Floats: making them, and the numbers that an operation with floats takes. */
import { FLOAT, FLOAT_BYTES, TYPE } from '../../../format/objects';
import { FLOAT_TYPE, OVERFLOW_ERROR } from '../../../format/types';
import { newStatic } from '../../../kernel/alloc.as';
import { raise } from '../../../kernel/errors.as';
import { isSubtype } from '../../../kernel/slots.as';
import { int_to_f64 } from '../int/double.as';
import { isInt } from '../int/object.as';

export function newFloat(value: f64): i32 {
  const p = newStatic(FLOAT_TYPE, FLOAT_BYTES);
  if (p != 0) store<f64>(p, value, FLOAT);
  return p;
}

/** float(p), for an int. */
export function int_float(p: i32): i32 {
  const value = int_to_f64(p);
  if (value - value != 0) return raise(OVERFLOW_ERROR, 'int too large to convert to float');
  return newFloat(value);
}

/** float or a subclass. */
export function isFloat(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == FLOAT_TYPE || isSubtype(type, FLOAT_TYPE);
}

/** What operand() found. */
export const IS_NUMBER = 1;
export const IS_OTHER = 0;
export const FAILED = -1;

/** The double that operand() found. */
export let operandValue: f64 = 0;

/** Whether a float's slot can work with an object: a float or an int, whose double is then in operandValue. */
export function operand(p: i32): i32 {
  const type = load<i32>(p, TYPE);
  if (type == FLOAT_TYPE) {
    operandValue = load<f64>(p, FLOAT);
    return IS_NUMBER;
  }
  if (isInt(p)) {
    operandValue = int_to_f64(p);
    if (operandValue - operandValue == 0) return IS_NUMBER;
    raise(OVERFLOW_ERROR, 'int too large to convert to float');
    return FAILED;
  }
  if (!isSubtype(type, FLOAT_TYPE)) return IS_OTHER;
  operandValue = load<f64>(p, FLOAT);
  return IS_NUMBER;
}
