/** super: attributes of the types behind a class in the MRO of an object's type. What it is made of: super.ts. */
import { __class__ } from '../../format/names';
import { SUPER_BYTES, SUPER_CLASS, SUPER_OBJECT, SUPER_TYPE } from '../../format/objects';
import { GET, MRO } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField, decref, incref } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { call2, call3, slotOf } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { canonical, object_getattr } from './attributes.as';
import { lookupBehind } from './lookup.as';

export function super_getattr(p: i32, name: i32): i32 {
  const type = load<i32>(p, SUPER_TYPE);
  const key = canonical(name);
  if (type == 0 || key == load<i32>(__class__)) return object_getattr(p, name);
  const mro = load<i32>(type, MRO);
  // While its metaclass computes it for the first time, a type has none.
  if (mro == 0) return object_getattr(p, name);
  incref(mro);
  const found = lookupBehind(mro, load<i32>(p, SUPER_CLASS), key);
  let result = 0;
  if (found != 0) {
    incref(found);
    result = found;
    const get = slotOf(found, GET);
    if (get != 0) {
      const object = load<i32>(p, SUPER_OBJECT);
      // Of a class method both are the class: then nothing is bound to an instance.
      result = call3(get, found, object == type ? 0 : object, type);
      decref(found);
    }
  } else if (!failed()) result = object_getattr(p, name);
  decref(mro);
  return result;
}

export function super_clear(p: i32): i32 {
  clearField(p, SUPER_OBJECT);
  clearField(p, SUPER_CLASS);
  clearField(p, SUPER_TYPE);
  return 0;
}

export function super_dealloc(p: i32): void {
  untrackIfTracked(p);
  super_clear(p);
  freeCyclic(p, SUPER_BYTES);
}

export function super_traverse(p: i32, visitor: i32, argument: i32): i32 {
  for (let field = SUPER_OBJECT; field <= SUPER_TYPE; field += 4) {
    const value = load<i32>(p + field);
    if (value == 0) continue;
    const result = call2(visitor, value, argument);
    if (result != 0) return result;
  }
  return 0;
}
