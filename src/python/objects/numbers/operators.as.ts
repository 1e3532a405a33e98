/**
 * The operators of the language on any two objects: the slots of their types in the order that the language says.
 *
 * 1. If the right operand's type derives from the left one's and has another function in the slot, that is asked first.
 * 2. Then the left operand's, then the right one's, each only once. NotImplemented means: ask the next.
 * 3. + and * then try the sequences' slots.
 *
 * Exact ints and floats, whose slots cannot change, are not asked.
 *
 * In place, the left operand's own slot is asked before all that. All of them: two borrowed operands, an owned result, or 0
 * with an exception.
 */
import { DIGITS, FLOAT, TYPE, VALUE } from '../../format/objects';
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map';
import {
  ABSOLUTE,
  ADD,
  AND,
  CONCAT,
  DIVMOD,
  FLOAT_TYPE,
  FLOOR_DIVIDE,
  IN_PLACE_ADD,
  IN_PLACE_AND,
  IN_PLACE_CONCAT,
  IN_PLACE_FLOOR_DIVIDE,
  IN_PLACE_LSHIFT,
  IN_PLACE_MATRIX_MULTIPLY,
  IN_PLACE_MULTIPLY,
  IN_PLACE_OR,
  IN_PLACE_POWER,
  IN_PLACE_REMAINDER,
  IN_PLACE_REPEAT,
  IN_PLACE_RSHIFT,
  IN_PLACE_SUBTRACT,
  IN_PLACE_TRUE_DIVIDE,
  IN_PLACE_XOR,
  INT_TYPE,
  INVERT,
  LSHIFT,
  MATRIX_MULTIPLY,
  MULTIPLY,
  NEGATIVE,
  OR,
  OVERFLOW_ERROR,
  POSITIVE,
  POWER,
  REMAINDER,
  REPEAT,
  RSHIFT,
  SUBTRACT,
  TRUE_DIVIDE,
  TYPE_ERROR,
  XOR,
} from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call1, call2, call3, isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { float_floor_divide, float_remainder, float_true_divide } from './float/arithmetic.as';
import { newFloat } from './float/object.as';
import { float_power } from './float/power.as';
import { indexOf, isIndex, number_index } from './index.as';
import { differenceOf, productOf, sumOf } from './int/arithmetic.as';
import { int_and, int_lshift, int_or, int_rshift, int_xor } from './int/bitwise.as';
import { int_floor_divide, int_remainder, int_true_divide } from './int/division.as';
import { fromI64 } from './int/object.as';
import { newInt } from './new-int.as';

function areCompact(a: i32, b: i32): bool {
  return (
    load<i32>(a, TYPE) == INT_TYPE &&
    load<i32>(b, TYPE) == INT_TYPE &&
    (load<i32>(a, DIGITS) | load<i32>(b, DIGITS)) == 0
  );
}

function areFloats(a: i32, b: i32): bool {
  return load<i32>(a, TYPE) == FLOAT_TYPE && load<i32>(b, TYPE) == FLOAT_TYPE;
}

/** The operands that takeMixed() found. */
let left: f64 = 0;
let right: f64 = 0;

/** Whether one operand is a float and the other a compact int, exact ones: then their doubles are in `left` and `right`. */
function takeMixed(a: i32, b: i32): bool {
  const first = load<i32>(a, TYPE);
  const second = load<i32>(b, TYPE);
  if (first == FLOAT_TYPE && second == INT_TYPE) {
    if (load<i32>(b, DIGITS) != 0) return false;
    left = load<f64>(a, FLOAT);
    right = <f64>load<i32>(b, VALUE);
    return true;
  }
  if (first != INT_TYPE || second != FLOAT_TYPE || load<i32>(a, DIGITS) != 0) return false;
  left = <f64>load<i32>(a, VALUE);
  right = load<f64>(b, FLOAT);
  return true;
}

function areInts(a: i32, b: i32): bool {
  return load<i32>(a, TYPE) == INT_TYPE && load<i32>(b, TYPE) == INT_TYPE;
}

/** The result of the slots of two operands, which may be NotImplemented. */
function ask(a: i32, b: i32, field: i32): i32 {
  const left = typeOf(a);
  const right = typeOf(b);
  const ofLeft = slot(left, field);
  let ofRight = left == right ? 0 : slot(right, field);
  if (ofRight == ofLeft) ofRight = 0;
  if (ofLeft != 0) {
    if (ofRight != 0 && isSubtype(right, left)) {
      const result = call2(ofRight, a, b);
      if (result != NOT_IMPLEMENTED) return result;
      decref(result);
      ofRight = 0;
    }
    const result = call2(ofLeft, a, b);
    if (result != NOT_IMPLEMENTED || ofRight == 0) return result;
    decref(result);
  }
  return ofRight == 0 ? notImplemented() : call2(ofRight, a, b);
}

/** The same, the left operand's slot for doing it in place first. */
function askInPlace(a: i32, b: i32, inPlace: i32, field: i32): i32 {
  const own = slot(typeOf(a), inPlace);
  if (own != 0) {
    const result = call2(own, a, b);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  return ask(a, b, field);
}

function notImplemented(): i32 {
  store<i32>(NOT_IMPLEMENTED, load<i32>(NOT_IMPLEMENTED) + 1);
  return NOT_IMPLEMENTED;
}

function binary(a: i32, b: i32, field: i32, message: string): i32 {
  const result = ask(a, b, field);
  return result == NOT_IMPLEMENTED ? refuse(a, b, message) : result;
}

function binaryInPlace(a: i32, b: i32, inPlace: i32, field: i32, message: string): i32 {
  const result = askInPlace(a, b, inPlace, field);
  return result == NOT_IMPLEMENTED ? refuse(a, b, message) : result;
}

function refuse(a: i32, b: i32, message: string): i32 {
  decref(NOT_IMPLEMENTED);
  return raise(TYPE_ERROR, message, a, b);
}

export function number_add(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) + <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) + load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left + right);
  if (areInts(a, b)) return sumOf(a, b);
  const result = ask(a, b, ADD);
  return result == NOT_IMPLEMENTED ? concatenate(a, b, 0, "unsupported operand type(s) for +: '%T' and '%T'") : result;
}

export function number_inplace_add(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) + <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) + load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left + right);
  if (areInts(a, b)) return sumOf(a, b);
  const result = askInPlace(a, b, IN_PLACE_ADD, ADD);
  if (result != NOT_IMPLEMENTED) return result;
  return concatenate(a, b, slot(typeOf(a), IN_PLACE_CONCAT), "unsupported operand type(s) for +=: '%T' and '%T'");
}

/** What is left of + when no number knows the other one. `inPlace`: the left operand's slot for that, or 0. */
function concatenate(a: i32, b: i32, inPlace: i32, message: string): i32 {
  const concat = inPlace != 0 ? inPlace : slot(typeOf(a), CONCAT);
  if (concat == 0) return refuse(a, b, message);
  decref(NOT_IMPLEMENTED);
  return call2(concat, a, b);
}

export function number_multiply(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) * <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) * load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left * right);
  if (areInts(a, b)) return productOf(a, b);
  const result = ask(a, b, MULTIPLY);
  return result == NOT_IMPLEMENTED ? repeat(a, b, 0, "unsupported operand type(s) for *: '%T' and '%T'") : result;
}

export function number_inplace_multiply(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) * <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) * load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left * right);
  if (areInts(a, b)) return productOf(a, b);
  const result = askInPlace(a, b, IN_PLACE_MULTIPLY, MULTIPLY);
  if (result != NOT_IMPLEMENTED) return result;
  return repeat(a, b, slot(typeOf(a), IN_PLACE_REPEAT), "unsupported operand type(s) for *=: '%T' and '%T'");
}

/** What is left of *: a sequence and how often, in either order. Only the left one may be changed in place. */
function repeat(a: i32, b: i32, inPlace: i32, message: string): i32 {
  const ofLeft = inPlace != 0 ? inPlace : slot(typeOf(a), REPEAT);
  if (ofLeft != 0) return repeated(ofLeft, a, b);
  const ofRight = slot(typeOf(b), REPEAT);
  return ofRight != 0 ? repeated(ofRight, b, a) : refuse(a, b, message);
}

function repeated(index: i32, sequence: i32, times: i32): i32 {
  decref(NOT_IMPLEMENTED);
  if (!isIndex(times)) return raise(TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", times);
  const count = number_index(times);
  if (count == 0) return 0;
  const fits = indexOf(count, OVERFLOW_ERROR) != -1 || !failed();
  const result = fits ? call2(index, sequence, count) : 0;
  decref(count);
  return result;
}

export function number_subtract(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) - <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) - load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left - right);
  if (areInts(a, b)) return differenceOf(a, b);
  return binary(a, b, SUBTRACT, "unsupported operand type(s) for -: '%T' and '%T'");
}

export function number_remainder(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_remainder(a, b);
  if (areFloats(a, b)) return float_remainder(a, b);
  return binary(a, b, REMAINDER, "unsupported operand type(s) for %%: '%T' and '%T'");
}

export function number_lshift(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_lshift(a, b);
  return binary(a, b, LSHIFT, "unsupported operand type(s) for <<: '%T' and '%T'");
}

export function number_rshift(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_rshift(a, b);
  return binary(a, b, RSHIFT, "unsupported operand type(s) for >>: '%T' and '%T'");
}

export function number_and(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) & load<i32>(b, VALUE));
  if (areInts(a, b)) return int_and(a, b);
  return binary(a, b, AND, "unsupported operand type(s) for &: '%T' and '%T'");
}

export function number_xor(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) ^ load<i32>(b, VALUE));
  if (areInts(a, b)) return int_xor(a, b);
  return binary(a, b, XOR, "unsupported operand type(s) for ^: '%T' and '%T'");
}

export function number_or(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) | load<i32>(b, VALUE));
  if (areInts(a, b)) return int_or(a, b);
  return binary(a, b, OR, "unsupported operand type(s) for |: '%T' and '%T'");
}

export function number_floor_divide(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_floor_divide(a, b);
  if (areFloats(a, b)) return float_floor_divide(a, b);
  return binary(a, b, FLOOR_DIVIDE, "unsupported operand type(s) for //: '%T' and '%T'");
}

export function number_true_divide(a: i32, b: i32): i32 {
  if (areFloats(a, b)) return float_true_divide(a, b);
  if (areInts(a, b)) return int_true_divide(a, b);
  if (takeMixed(a, b) && right != 0) return newFloat(left / right);
  return binary(a, b, TRUE_DIVIDE, "unsupported operand type(s) for /: '%T' and '%T'");
}

export function number_matrix_multiply(a: i32, b: i32): i32 {
  return binary(a, b, MATRIX_MULTIPLY, "unsupported operand type(s) for @: '%T' and '%T'");
}

export function number_divmod(a: i32, b: i32): i32 {
  return binary(a, b, DIVMOD, "unsupported operand type(s) for divmod(): '%T' and '%T'");
}

export function number_inplace_subtract(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return fromI64(<i64>load<i32>(a, VALUE) - <i64>load<i32>(b, VALUE));
  if (areFloats(a, b)) return newFloat(load<f64>(a, FLOAT) - load<f64>(b, FLOAT));
  if (takeMixed(a, b)) return newFloat(left - right);
  if (areInts(a, b)) return differenceOf(a, b);
  return binaryInPlace(a, b, IN_PLACE_SUBTRACT, SUBTRACT, "unsupported operand type(s) for -=: '%T' and '%T'");
}

export function number_inplace_remainder(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_remainder(a, b);
  if (areFloats(a, b)) return float_remainder(a, b);
  return binaryInPlace(a, b, IN_PLACE_REMAINDER, REMAINDER, "unsupported operand type(s) for %%=: '%T' and '%T'");
}

export function number_inplace_lshift(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_lshift(a, b);
  return binaryInPlace(a, b, IN_PLACE_LSHIFT, LSHIFT, "unsupported operand type(s) for <<=: '%T' and '%T'");
}

export function number_inplace_rshift(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_rshift(a, b);
  return binaryInPlace(a, b, IN_PLACE_RSHIFT, RSHIFT, "unsupported operand type(s) for >>=: '%T' and '%T'");
}

export function number_inplace_and(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) & load<i32>(b, VALUE));
  if (areInts(a, b)) return int_and(a, b);
  return binaryInPlace(a, b, IN_PLACE_AND, AND, "unsupported operand type(s) for &=: '%T' and '%T'");
}

export function number_inplace_xor(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) ^ load<i32>(b, VALUE));
  if (areInts(a, b)) return int_xor(a, b);
  return binaryInPlace(a, b, IN_PLACE_XOR, XOR, "unsupported operand type(s) for ^=: '%T' and '%T'");
}

export function number_inplace_or(a: i32, b: i32): i32 {
  if (areCompact(a, b)) return newInt(load<i32>(a, VALUE) | load<i32>(b, VALUE));
  if (areInts(a, b)) return int_or(a, b);
  return binaryInPlace(a, b, IN_PLACE_OR, OR, "unsupported operand type(s) for |=: '%T' and '%T'");
}

export function number_inplace_floor_divide(a: i32, b: i32): i32 {
  if (areInts(a, b)) return int_floor_divide(a, b);
  if (areFloats(a, b)) return float_floor_divide(a, b);
  return binaryInPlace(a, b, IN_PLACE_FLOOR_DIVIDE, FLOOR_DIVIDE, "unsupported operand type(s) for //=: '%T' and '%T'");
}

export function number_inplace_true_divide(a: i32, b: i32): i32 {
  if (areFloats(a, b)) return float_true_divide(a, b);
  if (areInts(a, b)) return int_true_divide(a, b);
  if (takeMixed(a, b) && right != 0) return newFloat(left / right);
  return binaryInPlace(a, b, IN_PLACE_TRUE_DIVIDE, TRUE_DIVIDE, "unsupported operand type(s) for /=: '%T' and '%T'");
}

export function number_inplace_matrix_multiply(a: i32, b: i32): i32 {
  return binaryInPlace(
    a,
    b,
    IN_PLACE_MATRIX_MULTIPLY,
    MATRIX_MULTIPLY,
    "unsupported operand type(s) for @=: '%T' and '%T'",
  );
}

/** pow(a, b, modulus); a ** b has None as its modulus. */
export function number_power(a: i32, b: i32, modulus: i32): i32 {
  if (modulus == NONE && areFloats(a, b)) return float_power(a, b, NONE);
  const result = askPower(a, b, modulus);
  if (result != NOT_IMPLEMENTED) return result;
  if (modulus == NONE) return refuse(a, b, "unsupported operand type(s) for ** or pow(): '%T' and '%T'");
  decref(NOT_IMPLEMENTED);
  return raise(TYPE_ERROR, "unsupported operand type(s) for ** or pow(): '%T', '%T', '%T'", a, b, modulus);
}

export function number_inplace_power(a: i32, b: i32): i32 {
  if (areFloats(a, b)) return float_power(a, b, NONE);
  const own = slot(typeOf(a), IN_PLACE_POWER);
  if (own != 0) {
    const result = call3(own, a, b, NONE);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  const result = askPower(a, b, NONE);
  return result == NOT_IMPLEMENTED ? refuse(a, b, "unsupported operand type(s) for **=: '%T' and '%T'") : result;
}

function askPower(a: i32, b: i32, modulus: i32): i32 {
  const left = typeOf(a);
  const right = typeOf(b);
  const ofLeft = slot(left, POWER);
  let ofRight = left == right ? 0 : slot(right, POWER);
  if (ofRight == ofLeft) ofRight = 0;
  const asked = ofRight;
  if (ofLeft != 0) {
    if (ofRight != 0 && isSubtype(right, left)) {
      const result = call3(ofRight, a, b, modulus);
      if (result != NOT_IMPLEMENTED) return result;
      decref(result);
      ofRight = 0;
    }
    const result = call3(ofLeft, a, b, modulus);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  if (ofRight != 0) {
    const result = call3(ofRight, a, b, modulus);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  const ofModulus = slot(typeOf(modulus), POWER);
  if (ofModulus == 0 || ofModulus == ofLeft || ofModulus == asked) return notImplemented();
  return call3(ofModulus, a, b, modulus);
}

function unary(a: i32, field: i32, message: string): i32 {
  const index = slot(typeOf(a), field);
  return index != 0 ? call1(index, a) : raise(TYPE_ERROR, message, a);
}

export function number_negative(a: i32): i32 {
  return unary(a, NEGATIVE, "bad operand type for unary -: '%T'");
}

export function number_positive(a: i32): i32 {
  return unary(a, POSITIVE, "bad operand type for unary +: '%T'");
}

export function number_invert(a: i32): i32 {
  return unary(a, INVERT, "bad operand type for unary ~: '%T'");
}

export function number_absolute(a: i32): i32 {
  return unary(a, ABSOLUTE, "bad operand type for abs(): '%T'");
}
