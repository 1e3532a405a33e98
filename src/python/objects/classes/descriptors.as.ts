/** Descriptors of types that are not written in Python: methods, properties (getset) and fields (members), and __slots__. */
import {
  BUILTIN_DEFINITION,
  DESCRIPTOR_BYTES,
  DESCRIPTOR_NAME,
  DESCRIPTOR_OWNER,
  GETSET_DEFINITION,
  GETSET_GET,
  GETSET_SET,
  MEMBER_AT,
  MEMBER_FLAG,
  MEMBER_KIND,
  MEMBER_KINDS,
  MEMBER_OBJECT,
  MEMBER_READ_ONLY,
  MEMBER_REQUIRED,
  MEMBER_WORD,
} from '../../format/objects';
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import { ATTRIBUTE_ERROR, IS_INT, IS_TYPE, TYPE_ERROR } from '../../format/types';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { decref, newRef, xdecref, xincref } from '../../kernel/counts.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { call1, call2, hasFlag, isSubtype, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { enterDefinition, newBuiltin } from '../functions/builtin.as';
import { newInt } from '../numbers/new-int.as';
import { wordOf } from '../sequences/indices.as';
import { nameAttribute } from './attribute-errors.as';
import { isApplicable } from './wrapper.as';

/** A descriptor of any of the types of them; `what` goes to the field at +8. */
export function newDescriptor(descriptorType: i32, what: i32, owner: i32, name: i32, extra: i32): i32 {
  const p = newCyclic(descriptorType, DESCRIPTOR_BYTES);
  if (p == 0) return 0;
  store<i32>(p, what, 8);
  store<i32>(p, newRef(owner), DESCRIPTOR_OWNER);
  store<i32>(p, newRef(name), DESCRIPTOR_NAME);
  store<i32>(p, extra, MEMBER_KIND);
  track(p);
  return p;
}

export function descriptor_dealloc(p: i32): void {
  untrackIfTracked(p);
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  const name = load<i32>(p, DESCRIPTOR_NAME);
  decref(owner);
  decref(name);
  freeCyclic(p, DESCRIPTOR_BYTES);
}

export function descriptor_traverse(p: i32, visitor: i32, argument: i32): i32 {
  return call2(visitor, load<i32>(p, DESCRIPTOR_OWNER), argument);
}

export function method_descriptor_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0) return newRef(p);
  if (!isApplicable(p, object)) return 0;
  return newBuiltin(load<i32>(p, BUILTIN_DEFINITION), object, 0);
}

/** Bound to the type: the one that it was looked up in. */
export function classmethod_descriptor_get(p: i32, object: i32, type: i32): i32 {
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  const name = load<i32>(p, DESCRIPTOR_NAME);
  const class_ = type != 0 ? type : object != 0 ? typeOf(object) : 0;
  if (class_ == 0)
    return raise(TYPE_ERROR, "descriptor '%U' for type '%N' needs either an object or a type", name, owner);
  if (!hasFlag(class_, IS_TYPE))
    return raise(TYPE_ERROR, "descriptor '%U' for type '%N' needs a type, not a '%T' as arg 2", name, owner, class_);
  if (!isSubtype(class_, owner))
    return raise(TYPE_ERROR, "descriptor '%U' requires a subtype of '%N' but received '%N'", name, owner, class_);
  return newBuiltin(load<i32>(p, BUILTIN_DEFINITION), class_, 0);
}

export function classmethod_descriptor_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  const name = load<i32>(p, DESCRIPTOR_NAME);
  if (positional < 1) return raise(TYPE_ERROR, "descriptor '%U' of '%N' object needs an argument", name, owner);
  const bound = classmethod_descriptor_get(p, 0, load<i32>(args));
  if (bound == 0) return 0;
  decref(bound);
  return enterDefinition(load<i32>(p, BUILTIN_DEFINITION), load<i32>(args), args + 4, positional - 1, names);
}

export function getset_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0) return newRef(p);
  if (!isApplicable(p, object)) return 0;
  const get = load<i32>(load<i32>(p, GETSET_DEFINITION), GETSET_GET);
  if (get != 0) return call1(get, object);
  return raise(
    ATTRIBUTE_ERROR,
    "attribute '%U' of '%N' objects is not readable",
    load<i32>(p, DESCRIPTOR_NAME),
    load<i32>(p, DESCRIPTOR_OWNER),
  );
}

export function getset_set(p: i32, object: i32, value: i32): i32 {
  if (!isApplicable(p, object)) return -1;
  const set = load<i32>(load<i32>(p, GETSET_DEFINITION), GETSET_SET);
  if (set != 0) return call2(set, object, value);
  return fail(
    ATTRIBUTE_ERROR,
    "attribute '%U' of '%N' objects is not writable",
    load<i32>(p, DESCRIPTOR_NAME),
    load<i32>(p, DESCRIPTOR_OWNER),
  );
}

export function member_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0) return newRef(p);
  if (!isApplicable(p, object)) return 0;
  const kind = load<i32>(p, MEMBER_KIND) & MEMBER_KINDS;
  const at = object + load<i32>(p, MEMBER_AT);
  if (kind == MEMBER_FLAG) return newRef(load<u8>(at) != 0 ? TRUE : FALSE);
  const value = load<i32>(at);
  if (kind == MEMBER_OBJECT) return newRef(value == 0 ? NONE : value);
  if (kind != MEMBER_REQUIRED) return newInt(value);
  if (value != 0) return newRef(value);
  raise(ATTRIBUTE_ERROR, "'%T' object has no attribute '%U'", object, load<i32>(p, DESCRIPTOR_NAME));
  nameAttribute(object, load<i32>(p, DESCRIPTOR_NAME));
  return 0;
}

export function member_set(p: i32, object: i32, value: i32): i32 {
  if (!isApplicable(p, object)) return -1;
  const name = load<i32>(p, DESCRIPTOR_NAME);
  const kind = load<i32>(p, MEMBER_KIND);
  if ((kind & MEMBER_READ_ONLY) != 0) return fail(ATTRIBUTE_ERROR, 'readonly attribute');
  const at = load<i32>(p, MEMBER_AT);
  const isNumber = (kind & MEMBER_KINDS) == MEMBER_WORD;
  if (value == 0 && (isNumber || (kind & MEMBER_KINDS) == MEMBER_FLAG))
    return fail(TYPE_ERROR, "can't delete numeric/char attribute");
  if (isNumber) {
    if (!hasFlag(value, IS_INT)) return fail(TYPE_ERROR, 'an integer is required');
    const word = wordOf(value);
    if (word == -1 && failed()) return -1;
    store<i32>(object + at, word);
    return 0;
  }
  if ((kind & MEMBER_KINDS) == MEMBER_FLAG) {
    if (value != TRUE && value != FALSE) return fail(TYPE_ERROR, 'attribute value type must be bool');
    store<u8>(object + at, value == TRUE ? 1 : 0);
    return 0;
  }
  const old = load<i32>(object + at);
  if (value == 0 && old == 0 && (kind & MEMBER_KINDS) == MEMBER_REQUIRED) return fail(ATTRIBUTE_ERROR, '%U', name);
  xincref(value);
  store<i32>(object + at, value);
  xdecref(old);
  return 0;
}
