/** Complex numbers: making them, and the numbers that an operation with them takes. */
import { COMPLEX_BYTES, IMAGINARY, REAL, TYPE } from '../../../format/objects';
import { COMPLEX_TYPE } from '../../../format/types';
import { newStatic } from '../../../kernel/alloc.as';
import { isSubtype } from '../../../kernel/slots.as';
import { operand, operandValue } from '../float/object.as';

export function newComplex(real: f64, imaginary: f64): i32 {
  const p = newStatic(COMPLEX_TYPE, COMPLEX_BYTES);
  if (p == 0) return 0;
  store<f64>(p, real, REAL);
  store<f64>(p, imaginary, IMAGINARY);
  return p;
}

export function isComplex(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == COMPLEX_TYPE || isSubtype(type, COMPLEX_TYPE);
}

/** What complexOperand() found. */
export let realPart: f64 = 0;
export let imaginaryPart: f64 = 0;

/** As operand() of floats: 1 for a complex, a float or an int; 0; or -1. */
export function complexOperand(p: i32): i32 {
  if (isComplex(p)) {
    realPart = load<f64>(p, REAL);
    imaginaryPart = load<f64>(p, IMAGINARY);
    return 1;
  }
  const found = operand(p);
  realPart = operandValue;
  imaginaryPart = 0;
  return found;
}
