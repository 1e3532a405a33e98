/**
 * What classes have in their slots where they define the special methods: each looks its method up and calls it.
 * update-slots.ts puts them there.
 */
import { FALSE, NONE, NOT_IMPLEMENTED, PENDING, TRUE } from '../../format/memory-map';
import {
  __await__,
  __aiter__,
  __anext__,
  __bool__,
  __call__,
  __contains__,
  __del__,
  __delattr__,
  __delete__,
  __delitem__,
  __eq__,
  __ge__,
  __get__,
  __getattr__,
  __getattribute__,
  __getitem__,
  __gt__,
  __hash__,
  __init__,
  __iter__,
  __le__,
  __len__,
  __lt__,
  __ne__,
  __new__,
  __next__,
  __repr__,
  __set__,
  __setattr__,
  __setitem__,
  __str__,
} from '../../format/names';
import { DIGITS, DIGIT_BITS, LENGTH, VALUE, WRAPPED } from '../../format/objects';
import {
  EQUAL,
  GETATTR,
  GREATER,
  GREATER_EQUAL,
  HASH_OF,
  INDEX,
  INT_TYPE,
  IS_INT,
  IS_STR,
  LESS,
  LESS_EQUAL,
  METHOD_DESCRIPTOR,
  NOT_EQUAL,
  OBJECT_TYPE,
  OVERFLOW_ERROR,
  TYPE_FLAGS,
  TYPE_ERROR,
  VALUE_ERROR,
  WRAPPER_DESCRIPTOR_TYPE,
} from '../../format/types';
import { truthOf } from '../../kernel/compare.as';
import { bindTo, call1Of, callWithSelf, hold, letGo } from '../../kernel/call.as';
import { decref, incref, newRef, xdecref } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { clearPending, fail, failed, raise } from '../../kernel/errors.as';
import { unraisable } from '../../kernel/runtime.as';
import { call1, callHash, hasFlag, slot, slotOf, typeOf } from '../../kernel/slots.as';
import { newInt } from '../numbers/new-int.as';
import { forgetAttributeError, isName, nameAttribute, raiseNoAttribute } from './attribute-errors.as';
import { canonical, findAttribute, getAttribute } from './attributes.as';
import { special0, special1, special2, specialCall, specialMethod } from './special.as';

export function class_repr(self: i32): i32 {
  const result = special0(self, __repr__);
  if (result == 0 || hasFlag(result, IS_STR)) return result;
  return refuseResult(result, '__repr__ returned non-string (type %T)');
}

export function class_str(self: i32): i32 {
  const result = special0(self, __str__);
  if (result == 0 || hasFlag(result, IS_STR)) return result;
  return refuseResult(result, '__str__ returned non-string (type %T)');
}

function refuseResult(result: i32, message: string): i32 {
  raise(TYPE_ERROR, message, result);
  decref(result);
  return 0;
}

export function class_hash(self: i32): i64 {
  const method = specialMethod(self, __hash__);
  if (method == NONE || (method == 0 && !failed())) return fail(TYPE_ERROR, "unhashable type: '%T'", self);
  const result = special0(self, __hash__);
  if (result == 0) return -1;
  let hash: i64 = -1;
  if (!hasFlag(result, IS_INT)) fail(TYPE_ERROR, '__hash__ method should return an integer');
  else {
    hash = hashOfResult(result);
    if (hash == -1) hash = -2;
  }
  decref(result);
  return hash;
}

/** An int that fits into 64 bits is the hash; of any other its own hash is. */
function hashOfResult(result: i32): i64 {
  const digits = load<i32>(result, DIGITS);
  if (digits == 0) return load<i32>(result, VALUE);
  const count = abs(digits);
  if (count > 3 || (count == 3 && load<i32>(result, VALUE + 8) >= 8)) return callHash(slot(INT_TYPE, HASH_OF), result);
  let value: i64 = 0;
  for (let i = count - 1; i >= 0; i--) value = (value << DIGIT_BITS) | load<i32>(result + (i << 2), VALUE);
  return digits < 0 ? -value : value;
}

/** Counts as a frame does: `A.__call__ = A()` calls itself without one. */
export function class_call(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (!enterCall()) return 0;
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = hold(args, count);
  const result = specialCall(self, __call__, args, positional, names);
  letGo(args, held);
  comeBack();
  return result;
}

/** __getattribute__, and __getattr__ where that fails with AttributeError. */
export function class_getattr(self: i32, name: i32): i32 {
  const all = specialMethod(self, __getattribute__);
  const isObjects =
    all != 0 && typeOf(all) == WRAPPER_DESCRIPTOR_TYPE && load<i32>(all, WRAPPED) == slot(OBJECT_TYPE, GETATTR);
  if (isObjects && isName(name)) {
    const found = findAttribute(self, typeOf(self), canonical(name));
    if (found != 0) return found;
    if (failed() && !forgetAttributeError()) return 0;
    return specialMethod(self, __getattr__) != 0 ? getattrByClass(self, name) : raiseNoAttribute(self, name);
  }
  const result = special1(self, __getattribute__, name);
  if (result != 0 || specialMethod(self, __getattr__) == 0 || !forgetAttributeError()) return result;
  return getattrByClass(self, name);
}

/** __getattr__, which CPython calls as a bound method. */
function getattrByClass(self: i32, name: i32): i32 {
  incref(self);
  const result = special1(self, __getattr__, name);
  if (result == 0) nameAttribute(self, name);
  decref(self);
  return result;
}

export function class_setattr(self: i32, name: i32, value: i32): i32 {
  return statusOf(value == 0 ? special1(self, __delattr__, name) : special2(self, __setattr__, name, value));
}

function statusOf(result: i32): i32 {
  if (result == 0) return -1;
  decref(result);
  return 0;
}

function comparisonName(operation: i32): i32 {
  if (operation == LESS) return __lt__;
  if (operation == LESS_EQUAL) return __le__;
  if (operation == EQUAL) return __eq__;
  if (operation == NOT_EQUAL) return __ne__;
  return operation == GREATER ? __gt__ : __ge__;
}

export function class_compare(self: i32, other: i32, operation: i32): i32 {
  const method = specialMethod(self, comparisonName(operation));
  if (method == 0) return failed() ? 0 : newRef(NOT_IMPLEMENTED);
  if ((load<i32>(typeOf(method), TYPE_FLAGS) & METHOD_DESCRIPTOR) != 0)
    return special1(self, comparisonName(operation), other);
  // A method that cannot be bound, for whatever reason, is none.
  const bound = bindTo(newRef(method), self, typeOf(self));
  decref(method);
  if (bound == 0) {
    clearPending();
    return newRef(NOT_IMPLEMENTED);
  }
  const result = call1Of(bound, other);
  decref(bound);
  return result;
}

export function class_iter(self: i32): i32 {
  if (specialMethod(self, __iter__) == NONE) return raise(TYPE_ERROR, "'%T' object is not iterable", self);
  return special0(self, __iter__);
}

export function class_next(self: i32): i32 {
  return special0(self, __next__);
}

/** What a loop calls whose iterator has lost its method. */
export function next_missing(self: i32): i32 {
  return raise(TYPE_ERROR, "'%T' object is not iterable", self);
}

export function class_get(self: i32, object: i32, type: i32): i32 {
  if (specialMethod(self, __get__) == 0) return failed() ? 0 : newRef(self);
  return special2(self, __get__, object == 0 ? NONE : object, type == 0 ? NONE : type);
}

export function class_set(self: i32, object: i32, value: i32): i32 {
  return statusOf(value == 0 ? special1(self, __delete__, object) : special2(self, __set__, object, value));
}

export function class_init(self: i32, args: i32, positional: i32, names: i32): i32 {
  const result = specialCall(self, __init__, args, positional, names);
  if (result == 0) return -1;
  if (result != NONE) {
    fail(TYPE_ERROR, "__init__() should return None, not '%T'", result);
    decref(result);
    return -1;
  }
  decref(result);
  return 0;
}

export function class_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  const method = getAttribute(type, load<i32>(__new__));
  if (method == 0) return 0;
  const result = callWithSelf(method, type, args, positional, names);
  decref(method);
  return result;
}

/** __del__: what it raises is told of and forgotten, and what was pending before is pending again. */
export function class_del(self: i32): void {
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  const method = specialMethod(self, __del__);
  if (method != 0) {
    const result = special0(self, __del__);
    if (result == 0) unraisable(method);
    else decref(result);
  }
  const left = load<i32>(PENDING);
  store<i32>(PENDING, pending);
  xdecref(left);
}

export function class_len(self: i32): i32 {
  const result = special0(self, __len__);
  if (result == 0) return -1;
  const length = wordOf(result);
  decref(result);
  if (length >= 0 || failed()) return length;
  return fail(VALUE_ERROR, '__len__() should return >= 0');
}

/** The value of an index as a word, -1 with an exception if it is none or does not fit. */
function wordOf(value: i32): i32 {
  if (hasFlag(value, IS_INT)) {
    const digits = load<i32>(value, DIGITS);
    if (digits == 0) return load<i32>(value, VALUE);
    if (digits < 0) return fail(VALUE_ERROR, '__len__() should return >= 0');
    return fail(OVERFLOW_ERROR, "cannot fit 'int' into an index-sized integer");
  }
  const index = slotOf(value, INDEX);
  if (index == 0) return fail(TYPE_ERROR, "'%T' object cannot be interpreted as an integer", value);
  const converted = call1(index, value);
  if (converted == 0) return -1;
  const word = hasFlag(converted, IS_INT)
    ? wordOf(converted)
    : fail(TYPE_ERROR, '__index__ returned non-int (type %T)', converted);
  decref(converted);
  return word;
}

export function class_getitem(self: i32, key: i32): i32 {
  return special1(self, __getitem__, key);
}

export function class_item(self: i32, index: i32): i32 {
  const key = newInt(index);
  if (key == 0) return 0;
  const result = special1(self, __getitem__, key);
  decref(key);
  return result;
}

export function class_setitem(self: i32, key: i32, value: i32): i32 {
  return statusOf(value == 0 ? special1(self, __delitem__, key) : special2(self, __setitem__, key, value));
}

export function class_contains(self: i32, value: i32): i32 {
  if (specialMethod(self, __contains__) == NONE) return fail(TYPE_ERROR, "'%T' object is not a container", self);
  return truthOfResult(special1(self, __contains__, value));
}

export function class_bool(self: i32): i32 {
  const result = special0(self, __bool__);
  if (result == 0) return -1;
  if (result == TRUE || result == FALSE) {
    decref(result);
    return result == TRUE ? 1 : 0;
  }
  refuseResult(result, '__bool__ should return bool, returned %T');
  return -1;
}

function truthOfResult(result: i32): i32 {
  if (result == 0) return -1;
  const truth = truthOf(result);
  decref(result);
  return truth;
}

export function class_await(self: i32): i32 {
  return special0(self, __await__);
}

export function class_aiter(self: i32): i32 {
  return special0(self, __aiter__);
}

export function class_anext(self: i32): i32 {
  return special0(self, __anext__);
}
