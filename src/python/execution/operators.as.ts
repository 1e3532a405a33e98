/** Operators as compiled code calls them: operands are consumed. */
import {
  ADD,
  AND,
  FLOOR_DIVIDE,
  IN_PLACE_ADD,
  IN_PLACE_AND,
  IN_PLACE_FLOOR_DIVIDE,
  IN_PLACE_LSHIFT,
  IN_PLACE_MATRIX_MULTIPLY,
  IN_PLACE_MULTIPLY,
  IN_PLACE_OR,
  IN_PLACE_POWER,
  IN_PLACE_REMAINDER,
  IN_PLACE_RSHIFT,
  IN_PLACE_SUBTRACT,
  IN_PLACE_TRUE_DIVIDE,
  IN_PLACE_XOR,
  LSHIFT,
  MATRIX_MULTIPLY,
  MULTIPLY,
  NEGATIVE,
  OR,
  POSITIVE,
  POWER,
  REMAINDER,
  RSHIFT,
  STR_TYPE,
  SUBTRACT,
  TRUE_DIVIDE,
  XOR,
} from '../format/types';
import { DEPTH_LEFT, FALSE, NONE, TRUE } from '../format/memory-map';
import { compare, compareExact, raiseTooDeep, truthOf, UNKNOWN } from '../kernel/compare.as';
import { decref, newRef } from '../kernel/counts.as';
import { typeOf } from '../kernel/slots.as';
import { isInstance } from '../objects/classes/checks.as';
import { newFloat } from '../objects/numbers/float/object.as';
import { fromI64 } from '../objects/numbers/int/object.as';
import {
  number_add,
  number_and,
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
} from '../objects/numbers/operators.as';
import { containsItem, lengthObject } from '../objects/sequences/items.as';
import { str_append } from '../objects/text/str.as';
import { isStr } from '../objects/text/strings.as';

export function int_of(value: i64): i32 {
  return fromI64(value);
}

export function float_of(value: f64): i32 {
  return newFloat(value);
}

export function op_binary(slot: i32, left: i32, right: i32): i32 {
  const result = operate(slot, left, right);
  decref(left);
  decref(right);
  return result;
}

function operate(slot: i32, a: i32, b: i32): i32 {
  switch (slot) {
    case ADD:
      return number_add(a, b);
    case SUBTRACT:
      return number_subtract(a, b);
    case MULTIPLY:
      return number_multiply(a, b);
    case TRUE_DIVIDE:
      return number_true_divide(a, b);
    case FLOOR_DIVIDE:
      return number_floor_divide(a, b);
    case REMAINDER:
      return number_remainder(a, b);
    case POWER:
      return number_power(a, b, NONE);
    case LSHIFT:
      return number_lshift(a, b);
    case RSHIFT:
      return number_rshift(a, b);
    case AND:
      return number_and(a, b);
    case OR:
      return number_or(a, b);
    case XOR:
      return number_xor(a, b);
    default:
      return number_matrix_multiply(a, b);
  }
}

export function op_in_place(slot: i32, left: i32, right: i32): i32 {
  const result = operateInPlace(slot, left, right);
  decref(left);
  decref(right);
  return result;
}

/**
 * `x += y` where x is a variable. A str that only the variable has is appended to where it lies, so that building text piece
 * by piece costs no more than its length; the variable holds None until the result is stored.
 */
export function op_append(variable: i32, left: i32, right: i32): i32 {
  if (typeOf(left) != STR_TYPE || !isStr(right) || load<i32>(left) != 2 || load<i32>(variable) != left)
    return op_in_place(IN_PLACE_ADD, left, right);
  store<i32>(variable, newRef(NONE));
  store<i32>(left, 1);
  const result = str_append(left, right);
  decref(right);
  return result;
}

function operateInPlace(slot: i32, a: i32, b: i32): i32 {
  switch (slot) {
    case IN_PLACE_ADD:
      return number_inplace_add(a, b);
    case IN_PLACE_SUBTRACT:
      return number_inplace_subtract(a, b);
    case IN_PLACE_MULTIPLY:
      return number_inplace_multiply(a, b);
    case IN_PLACE_TRUE_DIVIDE:
      return number_inplace_true_divide(a, b);
    case IN_PLACE_FLOOR_DIVIDE:
      return number_inplace_floor_divide(a, b);
    case IN_PLACE_REMAINDER:
      return number_inplace_remainder(a, b);
    case IN_PLACE_POWER:
      return number_inplace_power(a, b);
    case IN_PLACE_LSHIFT:
      return number_inplace_lshift(a, b);
    case IN_PLACE_RSHIFT:
      return number_inplace_rshift(a, b);
    case IN_PLACE_AND:
      return number_inplace_and(a, b);
    case IN_PLACE_OR:
      return number_inplace_or(a, b);
    case IN_PLACE_XOR:
      return number_inplace_xor(a, b);
    default:
      return number_inplace_matrix_multiply(a, b);
  }
}

export function op_unary(slot: i32, operand: i32): i32 {
  const result =
    slot == NEGATIVE ? number_negative(operand) : slot == POSITIVE ? number_positive(operand) : number_invert(operand);
  decref(operand);
  return result;
}

export function op_compare(left: i32, right: i32, operation: i32): i32 {
  const result = load<i32>(DEPTH_LEFT) > 0 ? compare(left, right, operation) : raiseTooDeep();
  decref(left);
  decref(right);
  return result;
}

export function op_compare_truth(left: i32, right: i32, operation: i32): i32 {
  const known = compareExact(left, right, operation);
  const result = known == UNKNOWN ? compare(left, right, operation) : 0;
  decref(left);
  decref(right);
  return known != UNKNOWN ? known : result == 0 ? -1 : op_truth(result);
}

export function op_contains(item: i32, container: i32): i32 {
  const result = containsItem(container, item);
  decref(item);
  decref(container);
  return result;
}

export function op_len(p: i32): i32 {
  const length = lengthObject(p);
  decref(p);
  return length;
}

export function op_isinstance(object: i32, class_: i32): i32 {
  const truth = isInstance(object, class_);
  decref(object);
  decref(class_);
  return truth < 0 ? 0 : newRef(truth != 0 ? TRUE : FALSE);
}

export function op_truth(p: i32): i32 {
  const truth = truthOf(p);
  decref(p);
  return truth;
}
