/** Powers of floats. A negative base with a fraction as exponent is a complex number. */
import { NONE, NOT_IMPLEMENTED } from '../../../format/memory-map';
import { OVERFLOW_ERROR, TYPE_ERROR, ZERO_DIVISION_ERROR } from '../../../format/types';
import { newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { complexPower } from '../complex/power.as';
import { raiseRange } from '../range-error.as';
import { IS_OTHER, newFloat, operand, operandValue } from './object.as';

export function float_power(a: i32, b: i32, modulus: i32): i32 {
  if (modulus != NONE) return raise(TYPE_ERROR, 'pow() 3rd argument not allowed unless all arguments are integers');
  let found = operand(a);
  const x = operandValue;
  if (found > 0) found = operand(b);
  if (found <= 0) return found == IS_OTHER ? newRef(NOT_IMPLEMENTED) : 0;
  const y = operandValue;
  if (x == 0 && y < 0 && y != -Infinity) return raise(ZERO_DIVISION_ERROR, '0.0 cannot be raised to a negative power');
  const finite = x - x == 0 && y - y == 0;
  if (x < 0 && finite && y != floor<f64>(y)) return complexPower(x, 0, y, 0);
  const result = power(x, y);
  if (finite && result - result != 0) return raiseRange();
  return newFloat(result);
}

/** x ** y as IEEE 754 has it: 1 to any power and anything to the power 0 are 1, NaN or not. */
export function power(x: f64, y: f64): f64 {
  if (x == 1 || y == 0) return 1;
  if (x == -1 && abs<f64>(y) == Infinity) return 1;
  return Math.pow(x, y);
}
