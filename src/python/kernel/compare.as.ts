/** Comparison, hash and truth of any objects: the slots of their types, in the order that the language says. */
import { FALSE, NONE, NOT_IMPLEMENTED, TRUE } from '../format/memory-map';
import { FLOAT } from '../format/objects';
import {
  BOOL,
  COMPARE,
  EQUAL,
  FLOAT_TYPE,
  GREATER,
  GREATER_EQUAL,
  HASH_OF,
  INT_TYPE,
  LEN,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  RECURSION_ERROR,
  STR_TYPE,
  TYPE_ERROR,
} from '../format/types';
import { orderIs, orderOf } from '../objects/numbers/int/arithmetic.as';
import { str_equal, str_order } from '../objects/text/str.as';
import { decref, newRef } from './counts.as';
import { comeBack, goDeeper } from './depth.as';
import { fail, raise } from './errors.as';
import { call1, call3, callHash, isSubtype, slot, typeOf } from './slots.as';

/** A result of compareExact. */
export const UNKNOWN: i32 = -1;

function doublesAre(a: f64, b: f64, operation: i32): bool {
  switch (operation) {
    case LESS:
      return a < b;
    case LESS_EQUAL:
      return a <= b;
    case EQUAL:
      return a == b;
    case NOT_EQUAL:
      return a != b;
    case GREATER:
      return a > b;
    default:
      return a >= b;
  }
}

/** 1 or 0 of two exact strs, ints or floats, which compare without asking; else UNKNOWN. */
export function compareExact(left: i32, right: i32, operation: i32): i32 {
  const type = typeOf(left);
  if (type != typeOf(right)) return UNKNOWN;
  if (type == STR_TYPE) {
    if (operation == EQUAL) return left == right || str_equal(left, right) ? 1 : 0;
    if (operation == NOT_EQUAL) return left == right || str_equal(left, right) ? 0 : 1;
    return orderIs(str_order(left, right), operation) ? 1 : 0;
  }
  if (type == INT_TYPE) return orderIs(orderOf(left, right), operation) ? 1 : 0;
  return type == FLOAT_TYPE
    ? doublesAre(load<f64>(left, FLOAT), load<f64>(right, FLOAT), operation)
      ? 1
      : 0
    : UNKNOWN;
}

/** left op right, an object of any type; or 0. Structures may nest as deep as calls. */
export function compare(left: i32, right: i32, operation: i32): i32 {
  const known = compareExact(left, right, operation);
  if (known != UNKNOWN) return newRef(known != 0 ? TRUE : FALSE);
  if (!goDeeper()) return raiseTooDeep();
  const result = compareSlots(left, right, operation);
  comeBack();
  return result;
}

export function raiseTooDeep(): i32 {
  return raise(RECURSION_ERROR, 'maximum recursion depth exceeded in comparison');
}

function compareSlots(left: i32, right: i32, operation: i32): i32 {
  const a = typeOf(left);
  const b = typeOf(right);
  const reflected = reflect(operation);
  const ofRight = slot(b, COMPARE);
  let asked = false;
  if (a != b && ofRight != 0 && isSubtype(b, a)) {
    asked = true;
    const result = call3(ofRight, right, left, reflected);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  const ofLeft = slot(a, COMPARE);
  if (ofLeft != 0) {
    const result = call3(ofLeft, left, right, operation);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  if (!asked && ofRight != 0) {
    const result = call3(ofRight, right, left, reflected);
    if (result != NOT_IMPLEMENTED) return result;
    decref(result);
  }
  if (operation == EQUAL) return newRef(left == right ? TRUE : FALSE);
  if (operation == NOT_EQUAL) return newRef(left != right ? TRUE : FALSE);
  return refuse(left, right, operation);
}

/** 1, 0, or -1 with an exception. An object equals itself, as containers have it. */
export function compareBool(left: i32, right: i32, operation: i32): i32 {
  if (left == right) {
    if (operation == EQUAL) return 1;
    if (operation == NOT_EQUAL) return 0;
  }
  const known = compareExact(left, right, operation);
  if (known != UNKNOWN) return known;
  const result = compare(left, right, operation);
  if (result == 0) return -1;
  const truth = truthOf(result);
  decref(result);
  return truth;
}

/** What the other side is asked. */
function reflect(operation: i32): i32 {
  if (operation == LESS) return GREATER;
  if (operation == GREATER) return LESS;
  if (operation == LESS_EQUAL) return GREATER_EQUAL;
  if (operation == GREATER_EQUAL) return LESS_EQUAL;
  return operation;
}

function refuse(left: i32, right: i32, operation: i32): i32 {
  if (operation == LESS) return raise(TYPE_ERROR, "'<' not supported between instances of '%T' and '%T'", left, right);
  if (operation == LESS_EQUAL)
    return raise(TYPE_ERROR, "'<=' not supported between instances of '%T' and '%T'", left, right);
  if (operation == GREATER)
    return raise(TYPE_ERROR, "'>' not supported between instances of '%T' and '%T'", left, right);
  return raise(TYPE_ERROR, "'>=' not supported between instances of '%T' and '%T'", left, right);
}

/** 1, 0, or -1 with an exception. */
export function truthOf(p: i32): i32 {
  if (p == TRUE) return 1;
  if (p == FALSE || p == NONE) return 0;
  const type = typeOf(p);
  const bool = slot(type, BOOL);
  if (bool != 0) return call1(bool, p);
  const length = slot(type, LEN);
  if (length == 0) return 1;
  const count = call1(length, p);
  return count > 0 ? 1 : count;
}

/** The hash, or -1 with an exception. */
export function hashOf(p: i32): i64 {
  const hash = slot(typeOf(p), HASH_OF);
  if (hash == 0) return fail(TYPE_ERROR, "unhashable type: '%T'", p);
  return callHash(hash, p);
}

/** The hash of what equals only itself. */
export function identityHash(p: i32): i64 {
  return <i64>(<u32>p >> 4) | ((<i64>(p & 15)) << 28);
}
