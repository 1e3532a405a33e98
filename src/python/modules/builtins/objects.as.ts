/** The functions of builtins about any object: len, hash, isinstance, getattr and their kin. */
import { FALSE, NONE, PENDING, TRUE } from '../../format/memory-map';
import { __class__, __instancecheck__, __subclasscheck__ } from '../../format/names';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { CALL, IS_TYPE, NEXT, REPR, STOP_ITERATION, TUPLE_TYPE, TYPE_ERROR, TYPE_TYPE } from '../../format/types';
import { hashOf, truthOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { call1, hasFlag, isSubtype, slotOf, typeOf } from '../../kernel/slots.as';
import { callSpecial, lookUpSpecial } from '../../kernel/special.as';
import { isName } from '../../objects/classes/attribute-errors.as';
import { deleteAttribute, getAttribute, lookupAttribute, setAttribute } from '../../objects/classes/attributes.as';
import { forgetIf, getIter, isIterator } from '../../objects/iterators/protocol.as';
import { raiseBare } from '../../objects/exceptions/raise.as';
import { fromI64 } from '../../objects/numbers/int/object.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { lengthOf } from '../../objects/sequences/items.as';

function bool(value: bool): i32 {
  return newRef(value ? TRUE : FALSE);
}

/** None, or 0 for a status of failure. */
function none(status: i32): i32 {
  return status < 0 ? 0 : newRef(NONE);
}

/** Whether the count of arguments is within bounds; if not, TypeError in CPython's words. */
function counted(name: string, given: i32, least: i32, most: i32): bool {
  if (given >= least && given <= most) return true;
  if (least == most) raise(TYPE_ERROR, '%s expected %d argument%p, got %d', changetype<i32>(name), least, given);
  else if (given < least)
    raise(TYPE_ERROR, '%s expected at least %d argument%p, got %d', changetype<i32>(name), least, given);
  else raise(TYPE_ERROR, '%s expected at most %d argument%p, got %d', changetype<i32>(name), most, given);
  return false;
}

export function builtin_len(self: i32, p: i32): i32 {
  const length = lengthOf(p);
  return length < 0 ? 0 : newInt(length);
}

export function builtin_hash(self: i32, p: i32): i32 {
  const hash = hashOf(p);
  return hash == -1 && failed() ? 0 : fromI64(hash);
}

export function builtin_id(self: i32, p: i32): i32 {
  return newInt(p);
}

export function builtin_callable(self: i32, p: i32): i32 {
  return bool(slotOf(p, CALL) != 0);
}

export function builtin_repr(self: i32, p: i32): i32 {
  return call1(slotOf(p, REPR), p);
}

export function builtin_iter(self: i32, args: i32, count: i32): i32 {
  if (!counted('iter', count, 1, 2)) return 0;
  if (count == 1) return getIter(load<i32>(args));
  return newCallableIterator(load<i32>(args), load<i32>(args, 4));
}

export function builtin_next(self: i32, args: i32, count: i32): i32 {
  if (!counted('next', count, 1, 2)) return 0;
  const iterator = load<i32>(args);
  if (!isIterator(iterator)) return raise(TYPE_ERROR, "'%T' object is not an iterator", iterator);
  return nextOrStop(iterator, count == 2 ? load<i32>(args, 4) : 0);
}

/** The next element, or the fallback (0: StopIteration). */
function nextOrStop(iterator: i32, fallback: i32): i32 {
  const item = call1(slotOf(iterator, NEXT), iterator);
  if (item != 0) return item;
  if (load<i32>(PENDING) != 0) return fallback != 0 && forgetIf(STOP_ITERATION) ? newRef(fallback) : 0;
  if (fallback != 0) return newRef(fallback);
  raiseBare(STOP_ITERATION);
  return 0;
}

// isinstance and issubclass

/** 1, 0, or -1 with an exception. */
export function isInstance(p: i32, kind: i32): i32 {
  if (typeOf(p) == kind) return 1;
  if (typeOf(kind) == TYPE_TYPE) return plainInstance(p, kind);
  if (typeOf(kind) == TUPLE_TYPE) {
    const count = load<i32>(kind, LENGTH);
    for (let i = 0; i < count; i++) {
      const result = isInstance(p, load<i32>(kind + (i << 2), TUPLE_ITEMS));
      if (result != 0) return result;
    }
    return 0;
  }
  if (lookUpSpecial(kind, __instancecheck__) != 0) return truthAndGone(callSpecial(kind, __instancecheck__, p));
  if (failed()) return -1;
  if (hasFlag(kind, IS_TYPE)) return plainInstance(p, kind);
  return fail(TYPE_ERROR, 'isinstance() arg 2 must be a type, a tuple of types, or a union');
}

/** By type, or by what the object says its class is. */
export function plainInstance(p: i32, kind: i32): i32 {
  if (isSubtype(typeOf(p), kind)) return 1;
  const said = lookupAttribute(p, load<i32>(__class__));
  if (said == 0) return failed() ? -1 : 0;
  const result = said != typeOf(p) && hasFlag(said, IS_TYPE) && isSubtype(said, kind);
  decref(said);
  return result ? 1 : 0;
}

/** 1, 0, or -1 with an exception. */
export function isSubclass(type: i32, kind: i32): i32 {
  if (typeOf(kind) == TYPE_TYPE && hasFlag(type, IS_TYPE)) return isSubtype(type, kind) ? 1 : 0;
  if (typeOf(kind) == TUPLE_TYPE) {
    const count = load<i32>(kind, LENGTH);
    for (let i = 0; i < count; i++) {
      const result = isSubclass(type, load<i32>(kind + (i << 2), TUPLE_ITEMS));
      if (result != 0) return result;
    }
    return 0;
  }
  if (lookUpSpecial(kind, __subclasscheck__) != 0) return truthAndGone(callSpecial(kind, __subclasscheck__, type));
  if (failed()) return -1;
  return plainSubclass(type, kind);
}

export function plainSubclass(type: i32, kind: i32): i32 {
  if (!hasFlag(type, IS_TYPE)) return fail(TYPE_ERROR, 'issubclass() arg 1 must be a class');
  if (hasFlag(kind, IS_TYPE)) return isSubtype(type, kind) ? 1 : 0;
  return fail(TYPE_ERROR, 'issubclass() arg 2 must be a class, a tuple of classes, or a union');
}

function truthAndGone(result: i32): i32 {
  if (result == 0) return -1;
  const truth = truthOf(result);
  decref(result);
  return truth;
}

function answer(truth: i32): i32 {
  return truth < 0 ? 0 : bool(truth != 0);
}

export function builtin_isinstance(self: i32, args: i32, count: i32): i32 {
  if (!counted('isinstance', count, 2, 2)) return 0;
  return answer(isInstance(load<i32>(args), load<i32>(args, 4)));
}

export function builtin_issubclass(self: i32, args: i32, count: i32): i32 {
  if (!counted('issubclass', count, 2, 2)) return 0;
  return answer(isSubclass(load<i32>(args), load<i32>(args, 4)));
}

// Attributes

export function builtin_getattr(self: i32, args: i32, count: i32): i32 {
  if (!counted('getattr', count, 2, 3)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  if (count == 2) return getAttribute(load<i32>(args), name);
  const value = lookupAttribute(load<i32>(args), name);
  return value != 0 || failed() ? value : newRef(load<i32>(args, 8));
}

export function builtin_hasattr(self: i32, args: i32, count: i32): i32 {
  if (!counted('hasattr', count, 2, 2)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  const value = lookupAttribute(load<i32>(args), name);
  if (value == 0) return failed() ? 0 : bool(false);
  decref(value);
  return bool(true);
}

export function builtin_setattr(self: i32, args: i32, count: i32): i32 {
  if (!counted('setattr', count, 3, 3)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  return none(setAttribute(load<i32>(args), name, load<i32>(args, 8)));
}

export function builtin_delattr(self: i32, args: i32, count: i32): i32 {
  if (!counted('delattr', count, 2, 2)) return 0;
  const name = load<i32>(args, 4);
  if (!isName(name)) return 0;
  return none(deleteAttribute(load<i32>(args), name));
}
