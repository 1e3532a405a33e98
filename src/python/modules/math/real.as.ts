/** The double that an argument of math's functions is, and what becomes of their results. */
import { FLOAT, TYPE } from '../../format/objects';
import { FLOAT_OF, FLOAT_TYPE, INDEX, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { call1, slot, typeOf } from '../../kernel/slots.as';
import { isFloat, newFloat } from '../../objects/numbers/float/object.as';
import { number_index } from '../../objects/numbers/index.as';
import { int_to_f64 } from '../../objects/numbers/int/double.as';

/** What takeReal() found. */
export let real: f64 = 0;

/** Whether an object is a real number, whose double is then in `real`; otherwise an exception is pending. */
export function takeReal(p: i32): bool {
  if (load<i32>(p, TYPE) == FLOAT_TYPE) {
    real = load<f64>(p, FLOAT);
    return true;
  }
  return takeOther(p);
}

function takeOther(p: i32): bool {
  if (isFloat(p)) {
    real = load<f64>(p, FLOAT);
    return true;
  }
  const convert = slot(typeOf(p), FLOAT_OF);
  if (convert != 0) {
    const result = call1(convert, p);
    if (result == 0) return false;
    const fits = isFloat(result);
    if (fits) real = load<f64>(result, FLOAT);
    else raise(TYPE_ERROR, '%T.__float__ returned non-float (type %T)', p, result);
    decref(result);
    return fits;
  }
  if (slot(typeOf(p), INDEX) == 0) {
    raise(TYPE_ERROR, 'must be real number, not %T', p);
    return false;
  }
  const whole = number_index(p);
  if (whole == 0) return false;
  real = int_to_f64(whole);
  decref(whole);
  if (real - real == 0) return true;
  raise(OVERFLOW_ERROR, 'int too large to convert to float');
  return false;
}

/** The float of a function that has a result for every finite x, but may be too large. */
export function growing(x: f64, result: f64): i32 {
  if (result - result == 0) return newFloat(result);
  return result != result ? undefinedFor(x, result) : infiniteFor(x, result);
}

function infiniteFor(x: f64, result: f64): i32 {
  return x - x == 0 ? rangeError() : newFloat(result);
}

function undefinedFor(x: f64, result: f64): i32 {
  return x == x ? domainError() : newFloat(result);
}

/** The float of a function that has a pole where it is infinite. */
export function bounded(x: f64, result: f64): i32 {
  if (result - result == 0) return newFloat(result);
  if (result != result) return undefinedFor(x, result);
  return x - x == 0 ? domainError() : newFloat(result);
}

export function domainError(): i32 {
  return raise(VALUE_ERROR, 'math domain error');
}

export function rangeError(): i32 {
  return raise(OVERFLOW_ERROR, 'math range error');
}
