/**
 * The slots of float: (left, right) -> float, or NotImplemented where an operand is neither float nor int.
 *
 * Quotients and remainders are Python's: the remainder has the divisor's sign, a zero one too.
 */
import { FLOAT, TYPE } from '../../../format/objects';
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../../format/memory-map';
import { FLOAT_TYPE, NOT_EQUAL, ZERO_DIVISION_ERROR } from '../../../format/types';
import { identityHash } from '../../../kernel/compare.as';
import { decref, newRef } from '../../../kernel/counts.as';
import { raise } from '../../../kernel/errors.as';
import { HASH_PRIME, orderIs, orderOf } from '../int/arithmetic.as';
import { int_to_f64 } from '../int/double.as';
import { int_from_f64, isInt } from '../int/object.as';
import { newPair } from '../pair.as';
import { floatModulo } from './modulo.as';
import { IS_OTHER, isFloat, newFloat, operand, operandValue } from './object.as';

/** The operands that operands() found. */
let left: f64 = 0;
let right: f64 = 0;

function operands(a: i32, b: i32): i32 {
  if (load<i32>(a, TYPE) == FLOAT_TYPE && load<i32>(b, TYPE) == FLOAT_TYPE) {
    left = load<f64>(a, FLOAT);
    right = load<f64>(b, FLOAT);
    return 1;
  }
  return otherOperands(a, b);
}

function otherOperands(a: i32, b: i32): i32 {
  const first = operand(a);
  if (first <= 0) return first;
  left = operandValue;
  const second = operand(b);
  right = operandValue;
  return second;
}

/** What a slot gives when operands() found no two numbers. */
function without(found: i32): i32 {
  return found == IS_OTHER ? newRef(NOT_IMPLEMENTED) : 0;
}

export function float_add(a: i32, b: i32): i32 {
  const found = operands(a, b);
  return found > 0 ? newFloat(left + right) : without(found);
}

export function float_subtract(a: i32, b: i32): i32 {
  const found = operands(a, b);
  return found > 0 ? newFloat(left - right) : without(found);
}

export function float_multiply(a: i32, b: i32): i32 {
  const found = operands(a, b);
  return found > 0 ? newFloat(left * right) : without(found);
}

export function float_true_divide(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  if (right == 0) return raise(ZERO_DIVISION_ERROR, 'float division by zero');
  return newFloat(left / right);
}

export function float_floor_divide(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  if (right == 0) return raise(ZERO_DIVISION_ERROR, 'float floor division by zero');
  return newFloat(floorQuotient(left, right));
}

export function float_remainder(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  if (right == 0) return raise(ZERO_DIVISION_ERROR, 'float modulo');
  return newFloat(floorRemainder(left, right));
}

export function float_divmod(a: i32, b: i32): i32 {
  const found = operands(a, b);
  if (found <= 0) return without(found);
  if (right == 0) return raise(ZERO_DIVISION_ERROR, 'float divmod()');
  const x = left;
  const y = right;
  const quotient = newFloat(floorQuotient(x, y));
  return quotient == 0 ? 0 : newPair(quotient, newFloat(floorRemainder(x, y)));
}

export function floorRemainder(x: f64, y: f64): f64 {
  const rest = floatModulo(x, y);
  if (rest == 0) return copysign<f64>(0, y);
  return rest < 0 != y < 0 ? rest + y : rest;
}

export function floorQuotient(x: f64, y: f64): f64 {
  const rest = floatModulo(x, y);
  let quotient = (x - rest) / y;
  if (rest != 0 && rest < 0 != y < 0) quotient -= 1;
  if (quotient == 0) return copysign<f64>(0, x / y);
  // It is an int but for rounding.
  const down = floor<f64>(quotient);
  return quotient - down > 0.5 ? down + 1 : down;
}

export function float_negative(a: i32): i32 {
  return newFloat(-load<f64>(a, FLOAT));
}

export function float_positive(a: i32): i32 {
  return load<i32>(a, TYPE) == FLOAT_TYPE ? newRef(a) : newFloat(load<f64>(a, FLOAT));
}

export function float_absolute(a: i32): i32 {
  return newFloat(abs<f64>(load<f64>(a, FLOAT)));
}

export function float_bool(a: i32): i32 {
  return load<f64>(a, FLOAT) != 0 ? 1 : 0;
}

/** int(x). */
export function float_int(a: i32): i32 {
  return int_from_f64(load<f64>(a, FLOAT));
}

export function float_compare(a: i32, b: i32, operation: i32): i32 {
  const x = load<f64>(a, FLOAT);
  if (isFloat(b)) return newRef(holds(x, load<f64>(b, FLOAT), operation) ? TRUE : FALSE);
  if (!isInt(b)) return newRef(NOT_IMPLEMENTED);
  const finite = x - x == 0;
  // Any finite number will do beside an infinite one, and beside NaN.
  const y = finite ? int_to_f64(b) : 0;
  if (x != y || abs<f64>(x) < EXACT_BELOW) return newRef(holds(x, y, operation) ? TRUE : FALSE);
  const exact = int_from_f64(x);
  if (exact == 0) return 0;
  const order = orderOf(exact, b);
  decref(exact);
  return newRef(orderIs(order, operation) ? TRUE : FALSE);
}

/** Ints beyond need not be doubles, so that an int whose double is equal need not be. */
const EXACT_BELOW: f64 = 9007199254740992;

function holds(x: f64, y: f64, operation: i32): bool {
  if (x < y) return orderIs(-1, operation);
  if (x > y) return orderIs(1, operation);
  if (x == y) return orderIs(0, operation);
  return operation == NOT_EQUAL;
}

export function float_hash(a: i32): i64 {
  const value = load<f64>(a, FLOAT);
  return value != value ? identityHash(a) : hashOfDouble(value);
}

/** The hash of a number that is not NaN: equal to that of an equal int. */
export function hashOfDouble(value: f64): i64 {
  if (value - value != 0) return value > 0 ? HASH_OF_INFINITY : -HASH_OF_INFINITY;
  if (value == trunc<f64>(value) && abs<f64>(value) < EXACT_BELOW) return value == -1 ? -2 : <i64>value;
  // mantissa * 2**exponent modulo the prime: multiplying by 2 rotates 61 bits.
  const bits = reinterpret<u64>(value);
  let exponent = <i32>(bits >> 52) & 0x7ff;
  let mantissa = bits & 0x000f_ffff_ffff_ffff;
  if (exponent == 0) exponent = 1;
  else mantissa |= 0x0010_0000_0000_0000;
  const turn = <u64>((((exponent - 1075) % 61) + 61) % 61);
  const rotated = ((mantissa << turn) & HASH_PRIME) | (mantissa >> (61 - turn));
  const hash = value < 0 ? -(<i64>rotated) : <i64>rotated;
  return hash == -1 ? -2 : hash;
}

const HASH_OF_INFINITY: i64 = 314159;
