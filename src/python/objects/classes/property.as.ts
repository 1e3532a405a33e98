/** property, classmethod and staticmethod: as descriptors. What they are made of and show: property.ts. */
import {
  CALLABLE,
  CALLABLE_BYTES,
  CALLABLE_DICT,
  DELETER,
  GETTER,
  LENGTH,
  PROPERTY_BYTES,
  PROPERTY_DOC,
  PROPERTY_NAME,
  SETTER,
} from '../../format/objects';
import { GET, METHOD_TYPE } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { call1Of, call2Of, callObject, hold, letGo } from '../../kernel/call.as';
import { clearField, decref, incref, newRef } from '../../kernel/counts.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { refuseProperty } from '../../kernel/runtime.as';
import { call2, call3, slotOf, typeOf } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { newMethod } from '../functions/method.as';

export function property_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0) return newRef(p);
  const getter = load<i32>(p, GETTER);
  if (getter == 0) {
    refuseProperty(p, object, GETTER);
    return 0;
  }
  incref(getter);
  const result = call1Of(getter, object);
  decref(getter);
  return result;
}

export function property_set(p: i32, object: i32, value: i32): i32 {
  const field = value == 0 ? DELETER : SETTER;
  const callable = load<i32>(p + field);
  if (callable == 0) {
    refuseProperty(p, object, field);
    return -1;
  }
  incref(callable);
  const result = value == 0 ? call1Of(callable, object) : call2Of(callable, object, value);
  decref(callable);
  if (result == 0) return -1;
  decref(result);
  return 0;
}

export function property_clear(p: i32): i32 {
  clearField(p, GETTER);
  clearField(p, SETTER);
  clearField(p, DELETER);
  clearField(p, PROPERTY_DOC);
  clearField(p, PROPERTY_NAME);
  return 0;
}

export function property_dealloc(p: i32): void {
  untrackIfTracked(p);
  property_clear(p);
  freeCyclic(p, PROPERTY_BYTES);
}

export function property_traverse(p: i32, visitor: i32, argument: i32): i32 {
  for (let field = GETTER; field <= PROPERTY_NAME; field += 4) {
    const value = load<i32>(p + field);
    if (value == 0) continue;
    const result = call2(visitor, value, argument);
    if (result != 0) return result;
  }
  return 0;
}

/** The callable bound to the class. */
export function classmethod_get(p: i32, object: i32, type: i32): i32 {
  const class_ = type != 0 ? type : typeOf(object);
  const callable = load<i32>(p, CALLABLE);
  // What binds a method again gives it the class as one more argument.
  const get = typeOf(callable) == METHOD_TYPE ? 0 : slotOf(callable, GET);
  if (get != 0) return call3(get, callable, class_, class_);
  return newMethod(callable, class_);
}

export function staticmethod_get(p: i32, _object: i32, _type: i32): i32 {
  return newRef(load<i32>(p, CALLABLE));
}

export function staticmethod_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (!enterCall()) return 0;
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = hold(args, count);
  // CPython has an array of them besides the tuple and the dict.
  const again = names == 0 ? 0 : hold(args, count);
  const result = callObject(load<i32>(p, CALLABLE), args, positional, names);
  letGo(args, again);
  letGo(args, held);
  comeBack();
  return result;
}

export function callable_clear(p: i32): i32 {
  clearField(p, CALLABLE);
  clearField(p, CALLABLE_DICT);
  return 0;
}

export function callable_dealloc(p: i32): void {
  untrackIfTracked(p);
  callable_clear(p);
  freeCyclic(p, CALLABLE_BYTES);
}

export function callable_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const callable = load<i32>(p, CALLABLE);
  if (callable != 0) {
    const result = call2(visitor, callable, argument);
    if (result != 0) return result;
  }
  const dict = load<i32>(p, CALLABLE_DICT);
  return dict == 0 ? 0 : call2(visitor, dict, argument);
}
