/**
 * object.attribute: what every type does unless it has something of its own (GETATTR, SETATTR).
 *
 * Look-up: a data descriptor of the type, then what the instance has itself, then any other attribute of the type, bound
 * if it is a descriptor.
 */
import { INTERNED, STR_FLAGS } from '../../format/objects';
import {
  ATTRIBUTE_ERROR,
  COMPARE,
  GET,
  GETATTR,
  HASH_OF,
  METHOD_DESCRIPTOR,
  OBJECT_TYPE,
  SET,
  SETATTR,
  STR_TYPE,
  TYPE_FLAGS,
} from '../../format/types';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, failed } from '../../kernel/errors.as';
import { internedForm, internHere } from '../../kernel/runtime.as';
import { call2, call3, slot, slotOf, typeOf } from '../../kernel/slots.as';
import { failNoAttribute, forgetAttributeError, isName, nameAttribute, raiseNoAttribute } from './attribute-errors.as';
import { NO_ATTRIBUTE, NO_DICT, ownAttribute, setOwnAttribute } from './instance.as';
import { lookup } from './lookup.as';

/** object.name, or 0 with an exception. The name is a str. */
export function getAttribute(object: i32, name: i32): i32 {
  return call2(slotOf(object, GETATTR), object, name);
}

/** 0, or -1 with an exception. The value is borrowed. */
export function setAttribute(object: i32, name: i32, value: i32): i32 {
  return call3(slotOf(object, SETATTR), object, canonicalForSetting(name), value);
}

export function deleteAttribute(object: i32, name: i32): i32 {
  return call3(slotOf(object, SETATTR), object, name, 0);
}

/** The same as getAttribute, but where there is none the result is 0 without an exception. */
export function lookupAttribute(object: i32, name: i32): i32 {
  const type = typeOf(object);
  const get = slot(type, GETATTR);
  const isPlain = get == slot(OBJECT_TYPE, GETATTR);
  const result = isPlain ? findAttribute(object, type, canonical(name)) : call2(get, object, name);
  if (result == 0) forgetAttributeError();
  return result;
}

/** An attribute whose name is in a cell (names.ts). */
export function getNamed(object: i32, cell: i32): i32 {
  return getAttribute(object, load<i32>(cell));
}

/** 1, 0, or -1 with an exception. */
export function hasAttribute(object: i32, name: i32): i32 {
  const value = lookupAttribute(object, name);
  if (value == 0) return failed() ? -1 : 0;
  decref(value);
  return 1;
}

/** The interned str that equals a name, or the name itself. */
export function canonical(name: i32): i32 {
  const type = typeOf(name);
  if (type == STR_TYPE) return (load<i32>(name, STR_FLAGS) & INTERNED) != 0 ? name : internedForm(name);
  // What compares in its own way is looked for as it says.
  const isPlain = slot(type, HASH_OF) == slot(STR_TYPE, HASH_OF) && slot(type, COMPARE) == slot(STR_TYPE, COMPARE);
  return isPlain ? internedForm(name) : name;
}

/** The same, and a name that nobody has interned is now. */
function canonicalForSetting(name: i32): i32 {
  if (typeOf(name) != STR_TYPE) return canonical(name);
  return (load<i32>(name, STR_FLAGS) & INTERNED) != 0 ? name : internHere(name);
}

export function object_getattr(object: i32, name: i32): i32 {
  if (!isName(name)) return 0;
  const result = findAttribute(object, typeOf(object), canonical(name));
  return result != 0 || failed() ? result : raiseNoAttribute(object, name);
}

/** Owned; 0 without an exception if there is none. */
export function findAttribute(object: i32, type: i32, name: i32): i32 {
  const found = lookup(type, name);
  if (found == 0) {
    if (failed()) return 0;
    const own = ownAttribute(object, type, name);
    return own == 0 ? 0 : newRef(own);
  }
  const get = slotOf(found, GET);
  if (get != 0 && slotOf(found, SET) != 0) return bind(found, get, object, type);
  incref(found);
  const own = ownAttribute(object, type, name);
  if (own != 0) {
    incref(own);
    decref(found);
    return own;
  }
  if (get == 0 || failed()) {
    if (!failed()) return found;
    decref(found);
    return 0;
  }
  const bound = call3(get, found, object, type);
  decref(found);
  return bound;
}

function bind(descriptor: i32, get: i32, object: i32, type: i32): i32 {
  incref(descriptor);
  const bound = call3(get, descriptor, object, type);
  decref(descriptor);
  return bound;
}

/** Not 0: what findMethod returned last is to be called with the object in front. */
export let needsSelf: bool = false;

/**
 * What object.name() calls: an attribute as getAttribute gives it, or a function of the type that is to be called with the
 * object in front (needsSelf), so that no method object must be made.
 */
export function findMethod(object: i32, name: i32): i32 {
  const type = typeOf(object);
  if (slot(type, GETATTR) != slot(OBJECT_TYPE, GETATTR)) return asItIs(getAttribute(object, name));
  const found = lookup(type, name);
  if (found != 0 && (load<i32>(typeOf(found), TYPE_FLAGS) & METHOD_DESCRIPTOR) != 0) {
    incref(found);
    const own = ownAttribute(object, type, name);
    if (own == 0) {
      if (failed()) {
        decref(found);
        return asItIs(0);
      }
      needsSelf = true;
      return found;
    }
    incref(own);
    decref(found);
    return asItIs(own);
  }
  const result = findAttribute(object, type, name);
  return asItIs(result != 0 || failed() ? result : raiseNoAttribute(object, name));
}

/** What is called without the object. Finding it may have run code of the program, which has found methods of its own. */
function asItIs(found: i32): i32 {
  needsSelf = false;
  return found;
}

/** Whether what findMethod returned last is to be called with the object in front: 1 or 0. */
export function methodNeedsSelf(): i32 {
  return needsSelf ? 1 : 0;
}

export function object_setattr(object: i32, name: i32, value: i32): i32 {
  if (!isName(name)) return -1;
  const type = typeOf(object);
  const key = value == 0 ? canonical(name) : canonicalForSetting(name);
  const found = lookup(type, key);
  if (found != 0) {
    const set = slotOf(found, SET);
    if (set != 0) {
      incref(found);
      const status = call3(set, found, object, value);
      decref(found);
      return status;
    }
  } else if (failed()) return -1;
  const status = setOwnAttribute(object, type, key, value);
  if (status == NO_ATTRIBUTE) return failNoAttribute(object, name);
  if (status != NO_DICT) return status;
  if (found == 0) return failNoAttribute(object, name);
  fail(ATTRIBUTE_ERROR, "'%T' object attribute '%U' is read-only", object, name);
  nameAttribute(object, name);
  return -1;
}
