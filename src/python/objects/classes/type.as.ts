/** Attributes of types, and the end of classes. */
import { HEAP_TYPE } from '../../../memory/gc/format';
import {
  ATTRIBUTE_ERROR,
  BASE,
  BASES,
  GET,
  IMMUTABLE,
  MRO,
  SET,
  TYPE_BYTES,
  SUBCLASSES,
  TYPE_DICT,
  TYPE_DOC,
  TYPE_ERROR,
  TYPE_FLAGS,
  TYPE_NAME,
  TYPE_QUALNAME,
  TYPE_SLOTS,
} from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField, decref, incref, newRef } from '../../kernel/counts.as';
import { fail, failed, raise } from '../../kernel/errors.as';
import { internHere, updateSlot } from '../../kernel/runtime.as';
import { call2, call3, slotOf, typeOf } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { clearWeakReferences } from '../weak/reference.as';
import { isName, nameAttribute } from './attribute-errors.as';
import { canonical, object_setattr } from './attributes.as';
import { dictClear } from '../mappings/dict.as';
import { releaseSharedKeys } from './instance.as';
import { lookup, typeModified } from './lookup.as';
import { leaveBases } from './subclasses.as';

/** A data descriptor of the metaclass, then an attribute of the type, then any other of the metaclass. */
export function type_getattr(type: i32, name: i32): i32 {
  if (!isName(name)) return 0;
  const result = findTypeAttribute(type, canonical(name));
  if (result != 0 || failed()) return result;
  raise(ATTRIBUTE_ERROR, "type object '%U' has no attribute '%U'", load<i32>(type, TYPE_NAME), name);
  nameAttribute(type, name);
  return 0;
}

/** Owned; 0 without an exception if there is none. */
export function findTypeAttribute(type: i32, name: i32): i32 {
  const meta = typeOf(type);
  const ofMeta = lookup(meta, name);
  if (ofMeta == 0 && failed()) return 0;
  const metaGet = ofMeta == 0 ? 0 : slotOf(ofMeta, GET);
  if (metaGet != 0 && slotOf(ofMeta, SET) != 0) return bound(ofMeta, metaGet, type, meta);
  const own = lookup(type, name);
  if (own != 0) {
    const get = slotOf(own, GET);
    return get == 0 ? newRef(own) : bound(own, get, 0, type);
  }
  if (failed() || ofMeta == 0) return 0;
  return metaGet == 0 ? newRef(ofMeta) : bound(ofMeta, metaGet, type, meta);
}

function bound(descriptor: i32, get: i32, object: i32, type: i32): i32 {
  incref(descriptor);
  const result = call3(get, descriptor, object, type);
  decref(descriptor);
  return result;
}

export function type_setattr(type: i32, name: i32, value: i32): i32 {
  if ((load<i32>(type, TYPE_FLAGS) & IMMUTABLE) != 0)
    return fail(TYPE_ERROR, "cannot set '%U' attribute of immutable type '%N'", name, type);
  if (!isName(name)) return -1;
  const key = internHere(name);
  const status = object_setattr(type, key, value);
  typeModified(type);
  if (status == 0) updateSlot(type, key);
  return status;
}

export function type_traverse(type: i32, visitor: i32, argument: i32): i32 {
  if ((load<i32>(type, TYPE_FLAGS) & HEAP_TYPE) == 0) return 0;
  let result = visit(type, TYPE_DICT, visitor, argument);
  if (result == 0) result = visit(type, MRO, visitor, argument);
  if (result == 0) result = visit(type, BASES, visitor, argument);
  if (result == 0) result = visit(type, BASE, visitor, argument);
  return result;
}

function visit(type: i32, field: i32, visitor: i32, argument: i32): i32 {
  const value = load<i32>(type + field);
  return value == 0 ? 0 : call2(visitor, value, argument);
}

/** Name and bases are left, since messages and instances may still need them. */
export function type_clear(type: i32): i32 {
  typeModified(type);
  const dict = load<i32>(type, TYPE_DICT);
  if (dict != 0) dictClear(dict);
  releaseSharedKeys(type);
  clearField(type, MRO);
  return 0;
}

export function type_dealloc(type: i32): void {
  untrackIfTracked(type);
  typeModified(type);
  leaveBases(type);
  clearWeakReferences(type);
  clearField(type, SUBCLASSES);
  releaseSharedKeys(type);
  clearField(type, BASE);
  clearField(type, TYPE_DICT);
  clearField(type, BASES);
  clearField(type, MRO);
  clearField(type, TYPE_DOC);
  clearField(type, TYPE_SLOTS);
  clearField(type, TYPE_NAME);
  clearField(type, TYPE_QUALNAME);
  freeCyclic(type, TYPE_BYTES);
}
