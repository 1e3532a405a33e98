/** The operators in the slots of classes that define them, as class-slots.as.ts has the other special methods. */
import { NONE, NOT_IMPLEMENTED } from '../../format/memory-map';
import {
  __abs__,
  __add__,
  __and__,
  __divmod__,
  __float__,
  __floordiv__,
  __iadd__,
  __iand__,
  __ifloordiv__,
  __ilshift__,
  __imatmul__,
  __imod__,
  __imul__,
  __index__,
  __int__,
  __invert__,
  __ior__,
  __ipow__,
  __irshift__,
  __isub__,
  __itruediv__,
  __ixor__,
  __lshift__,
  __matmul__,
  __mod__,
  __mul__,
  __neg__,
  __or__,
  __pos__,
  __pow__,
  __radd__,
  __rand__,
  __rdivmod__,
  __rfloordiv__,
  __rlshift__,
  __rmatmul__,
  __rmod__,
  __rmul__,
  __ror__,
  __rpow__,
  __rrshift__,
  __rshift__,
  __rsub__,
  __rtruediv__,
  __rxor__,
  __sub__,
  __truediv__,
  __xor__,
} from '../../format/names';
import {
  ADD,
  AND,
  DIVMOD,
  FLOOR_DIVIDE,
  LSHIFT,
  MATRIX_MULTIPLY,
  MULTIPLY,
  OR,
  POWER,
  REMAINDER,
  RSHIFT,
  SUBTRACT,
  TRUE_DIVIDE,
  XOR,
} from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { lookup } from './lookup.as';
import { special0, special1, special2, specialMethod } from './special.as';

/** The function of this file for each slot: by the offset of the slot. */
const FUNCTIONS: i32 = <i32>memory.data(512, 4);

/** Says at what index of the table the function for a slot is. */
export function setClassFunction(field: i32, index: i32): void {
  store<i32>(FUNCTIONS + field, index);
}

export function classFunction(field: i32): i32 {
  return load<i32>(FUNCTIONS + field);
}

function isOfClass(type: i32, field: i32): bool {
  return slot(type, field) == load<i32>(FUNCTIONS + field);
}

/** The left operand's method, and the right one's reflected method: first if its class derives from the other and overrides it. */
function binary(left: i32, right: i32, field: i32, cell: i32, reflected: i32): i32 {
  const type = typeOf(left);
  const other = typeOf(right);
  let askRight = type != other && isOfClass(other, field);
  if (isOfClass(type, field)) {
    if (askRight && isSubtype(other, type) && overrides(other, type, reflected)) {
      const result = ask(right, reflected, left);
      if (result != NOT_IMPLEMENTED) return result;
      decref(result);
      askRight = false;
    }
    const result = ask(left, cell, right);
    if (result != NOT_IMPLEMENTED || !askRight) return result;
    decref(result);
  }
  return askRight ? ask(right, reflected, left) : newRef(NOT_IMPLEMENTED);
}

function overrides(type: i32, ancestor: i32, cell: i32): bool {
  const own = lookup(type, load<i32>(cell));
  return own != 0 && own != lookup(ancestor, load<i32>(cell));
}

/** The result of a method with one argument, NotImplemented if there is no such method. */
function ask(self: i32, cell: i32, other: i32): i32 {
  if (specialMethod(self, cell) == 0) return failed() ? 0 : newRef(NOT_IMPLEMENTED);
  return special1(self, cell, other);
}

export function class_pow(left: i32, right: i32, modulus: i32): i32 {
  if (modulus == NONE) return binary(left, right, POWER, __pow__, __rpow__);
  // The reflected method takes no modulus.
  return isOfClass(typeOf(left), POWER) ? special2(left, __pow__, right, modulus) : newRef(NOT_IMPLEMENTED);
}

export function class_ipow(self: i32, other: i32, _modulus: i32): i32 {
  return special1(self, __ipow__, other);
}

export function class_add(left: i32, right: i32): i32 {
  return binary(left, right, ADD, __add__, __radd__);
}

export function class_sub(left: i32, right: i32): i32 {
  return binary(left, right, SUBTRACT, __sub__, __rsub__);
}

export function class_mul(left: i32, right: i32): i32 {
  return binary(left, right, MULTIPLY, __mul__, __rmul__);
}

export function class_mod(left: i32, right: i32): i32 {
  return binary(left, right, REMAINDER, __mod__, __rmod__);
}

export function class_divmod(left: i32, right: i32): i32 {
  return binary(left, right, DIVMOD, __divmod__, __rdivmod__);
}

export function class_lshift(left: i32, right: i32): i32 {
  return binary(left, right, LSHIFT, __lshift__, __rlshift__);
}

export function class_rshift(left: i32, right: i32): i32 {
  return binary(left, right, RSHIFT, __rshift__, __rrshift__);
}

export function class_and(left: i32, right: i32): i32 {
  return binary(left, right, AND, __and__, __rand__);
}

export function class_xor(left: i32, right: i32): i32 {
  return binary(left, right, XOR, __xor__, __rxor__);
}

export function class_or(left: i32, right: i32): i32 {
  return binary(left, right, OR, __or__, __ror__);
}

export function class_floordiv(left: i32, right: i32): i32 {
  return binary(left, right, FLOOR_DIVIDE, __floordiv__, __rfloordiv__);
}

export function class_truediv(left: i32, right: i32): i32 {
  return binary(left, right, TRUE_DIVIDE, __truediv__, __rtruediv__);
}

export function class_matmul(left: i32, right: i32): i32 {
  return binary(left, right, MATRIX_MULTIPLY, __matmul__, __rmatmul__);
}

export function class_iadd(self: i32, other: i32): i32 {
  return special1(self, __iadd__, other);
}

export function class_isub(self: i32, other: i32): i32 {
  return special1(self, __isub__, other);
}

export function class_imul(self: i32, other: i32): i32 {
  return special1(self, __imul__, other);
}

export function class_imod(self: i32, other: i32): i32 {
  return special1(self, __imod__, other);
}

export function class_ilshift(self: i32, other: i32): i32 {
  return special1(self, __ilshift__, other);
}

export function class_irshift(self: i32, other: i32): i32 {
  return special1(self, __irshift__, other);
}

export function class_iand(self: i32, other: i32): i32 {
  return special1(self, __iand__, other);
}

export function class_ixor(self: i32, other: i32): i32 {
  return special1(self, __ixor__, other);
}

export function class_ior(self: i32, other: i32): i32 {
  return special1(self, __ior__, other);
}

export function class_ifloordiv(self: i32, other: i32): i32 {
  return special1(self, __ifloordiv__, other);
}

export function class_itruediv(self: i32, other: i32): i32 {
  return special1(self, __itruediv__, other);
}

export function class_imatmul(self: i32, other: i32): i32 {
  return special1(self, __imatmul__, other);
}

export function class_neg(self: i32): i32 {
  return special0(self, __neg__);
}

export function class_pos(self: i32): i32 {
  return special0(self, __pos__);
}

export function class_abs(self: i32): i32 {
  return special0(self, __abs__);
}

export function class_invert(self: i32): i32 {
  return special0(self, __invert__);
}

export function class_int(self: i32): i32 {
  return special0(self, __int__);
}

export function class_float(self: i32): i32 {
  return special0(self, __float__);
}

export function class_index(self: i32): i32 {
  return special0(self, __index__);
}
