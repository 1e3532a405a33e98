/** isinstance and issubclass. */
import { FALSE, TRUE } from '../../format/memory-map';
import { __bases__, __class__, __instancecheck__, __subclasscheck__ } from '../../format/names';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import {
  GETATTR,
  HEAP_TYPE,
  IS_TUPLE,
  IS_TYPE,
  OBJECT_TYPE,
  RECURSION_ERROR,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_TYPE,
  UNION_TYPE,
} from '../../format/types';
import { truthOf } from '../../kernel/compare.as';
import { decref, incref } from '../../kernel/counts.as';
import { comeBack, goDeeper } from '../../kernel/depth.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { hasFlag, isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { lookupAttribute } from './attributes.as';
import { lookup } from './lookup.as';
import { special1, specialMethod } from './special.as';

/** isinstance(object, class): 1, 0, or -1 with an exception. */
export function isInstance(object: i32, class_: i32): i32 {
  if (typeOf(object) == class_) return 1;
  if (typeOf(class_) == TYPE_TYPE) return isInstanceOfType(object, class_);
  if (hasFlag(class_, IS_TUPLE)) return anyOf(object, class_, true);
  if (specialMethod(class_, __instancecheck__) != 0) return askDeeper(class_, object, true);
  if (failed()) return -1;
  if (hasFlag(class_, IS_TYPE)) return isInstanceOfType(object, class_);
  return isInstanceOfOther(object, class_);
}

/** Without asking the metaclass: what type.__instancecheck__ does. */
export function isInstanceOfType(object: i32, class_: i32): i32 {
  if (isSubtype(typeOf(object), class_)) return 1;
  if (showsItsType(object)) return 0;
  // A proxy may show another class than it has.
  const shown = lookupAttribute(object, load<i32>(__class__));
  if (shown == 0) return failed() ? -1 : 0;
  const holds = shown != typeOf(object) && hasFlag(shown, IS_TYPE) && isSubtype(shown, class_);
  decref(shown);
  return holds ? 1 : 0;
}

/** Nothing of its own answers for __class__. */
function showsItsType(object: i32): bool {
  const type = typeOf(object);
  if (slot(type, GETATTR) != slot(OBJECT_TYPE, GETATTR)) return false;
  const name = load<i32>(__class__);
  return (load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) == 0 || lookup(type, name) == lookup(OBJECT_TYPE, name);
}

/** A class that is no type but has `__bases__`. */
function isInstanceOfOther(object: i32, class_: i32): i32 {
  const isClass = hasBases(class_);
  if (isClass <= 0)
    return isClass < 0 ? -1 : fail(TYPE_ERROR, 'isinstance() arg 2 must be a type, a tuple of types, or a union');
  const shown = lookupAttribute(object, load<i32>(__class__));
  if (shown == 0) return failed() ? -1 : 0;
  const result = derives(shown, class_);
  decref(shown);
  return result;
}

/** issubclass(derived, class): 1, 0, or -1 with an exception. */
export function isSubclass(derived: i32, class_: i32): i32 {
  if (typeOf(class_) == TYPE_TYPE) return derived == class_ ? 1 : isSubclassOfType(derived, class_);
  if (hasFlag(class_, IS_TUPLE)) return anyOf(derived, class_, false);
  if (specialMethod(class_, __subclasscheck__) != 0) return askDeeper(class_, derived, false);
  if (failed()) return -1;
  return isSubclassOfType(derived, class_);
}

/** Without asking the metaclass. */
export function isSubclassOfType(derived: i32, class_: i32): i32 {
  if (hasFlag(derived, IS_TYPE) && hasFlag(class_, IS_TYPE)) return isSubtype(derived, class_) ? 1 : 0;
  let isClass = hasBases(derived);
  if (isClass <= 0) return isClass < 0 ? -1 : fail(TYPE_ERROR, 'issubclass() arg 1 must be a class');
  isClass = typeOf(class_) == UNION_TYPE ? 1 : hasBases(class_);
  if (isClass <= 0)
    return isClass < 0 ? -1 : fail(TYPE_ERROR, 'issubclass() arg 2 must be a class, a tuple of classes, or a union');
  return derives(derived, class_);
}

function hasBases(class_: i32): i32 {
  const bases = lookupAttribute(class_, load<i32>(__bases__));
  if (bases == 0) return failed() ? -1 : 0;
  const result = hasFlag(bases, IS_TUPLE) ? 1 : 0;
  decref(bases);
  return result;
}

/** Along `__bases__`. */
function derives(derived: i32, class_: i32): i32 {
  if (derived == class_) return 1;
  if (!goDeeper()) return fail(RECURSION_ERROR, 'maximum recursion depth exceeded in __issubclass__');
  const result = derivesByBases(derived, class_);
  comeBack();
  return result;
}

function derivesByBases(derived: i32, class_: i32): i32 {
  const bases = lookupAttribute(derived, load<i32>(__bases__));
  if (bases == 0) return failed() ? -1 : 0;
  let result = 0;
  if (hasFlag(bases, IS_TUPLE)) {
    const count = load<i32>(bases, LENGTH);
    for (let i = 0; i < count && result == 0; i++) result = derives(load<i32>(bases + (i << 2), TUPLE_ITEMS), class_);
  }
  decref(bases);
  return result;
}

function anyOf(p: i32, classes: i32, isObject: bool): i32 {
  if (!enterCheck(isObject)) return -1;
  incref(classes);
  let result = 0;
  const count = load<i32>(classes, LENGTH);
  for (let i = 0; i < count && result == 0; i++) {
    const class_ = load<i32>(classes + (i << 2), TUPLE_ITEMS);
    result = isObject ? isInstance(p, class_) : isSubclass(p, class_);
  }
  decref(classes);
  comeBack();
  return result;
}

function enterCheck(isObject: bool): bool {
  if (goDeeper()) return true;
  if (isObject) raise(RECURSION_ERROR, 'maximum recursion depth exceeded in __instancecheck__');
  else raise(RECURSION_ERROR, 'maximum recursion depth exceeded in __subclasscheck__');
  return false;
}

function askDeeper(class_: i32, p: i32, isObject: bool): i32 {
  if (!enterCheck(isObject)) return -1;
  const truth = ask(class_, isObject ? __instancecheck__ : __subclasscheck__, p);
  comeBack();
  return truth;
}

/** CPython calls a bound method, which refers to the class. */
function ask(class_: i32, cell: i32, p: i32): i32 {
  incref(class_);
  const truth = truthOfResult(special1(class_, cell, p));
  decref(class_);
  return truth;
}

function truthOfResult(result: i32): i32 {
  if (result == 0) return -1;
  const truth = result == TRUE ? 1 : result == FALSE ? 0 : truthOf(result);
  decref(result);
  return truth;
}
