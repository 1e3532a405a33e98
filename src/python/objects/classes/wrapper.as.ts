/**
 * Special methods of types that are not written in Python, made from their slots: wrapper descriptors (`list.__len__`) and
 * what they become when they are bound to an object (`[].__len__`, a method wrapper).
 */
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import {
  DESCRIPTOR_NAME,
  DESCRIPTOR_OWNER,
  LENGTH,
  METHOD_SELF,
  METHOD_WRAPPER_BYTES,
  TUPLE_ITEMS,
  WRAPPED,
  WRAPPER_DEFINITION,
  WRAPPER_KIND,
  WRAPPER_OF,
} from '../../format/objects';
import {
  BASE,
  CALL,
  METHOD_WRAPPER_TYPE,
  MRO,
  SETATTR,
  STOP_ITERATION,
  TYPE_ERROR,
  TYPE_NAME,
  TYPE_TYPE,
} from '../../format/types';
import {
  BINARY,
  CALLING,
  COMPARING,
  CONTAINING,
  DELETING,
  DELETING_ATTRIBUTE,
  DELETING_ITEM,
  FINALISING,
  GETTING,
  HASHING,
  INITIALISING,
  INQUIRY,
  LENGTH_OF,
  NEXT_OF,
  REFLECTED,
  SETTING,
  SETTING_ATTRIBUTE,
  SETTING_ITEM,
  TERNARY,
  TERNARY_REFLECTED,
  UNARY,
} from '../../format/wrappers';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { hold, letGo } from '../../kernel/call.as';
import { comeBack, enterCall } from '../../kernel/depth.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call1, call2, call3, call4, callHash, isSubtype, slot, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { raiseBare } from '../exceptions/raise.as';
import { newInt, newLong } from '../numbers/new-int.as';
import { classFunction } from './class-operators.as';

export function wrapper_descriptor_get(p: i32, object: i32, _type: i32): i32 {
  if (object == 0) return newRef(p);
  if (!isApplicable(p, object)) return 0;
  const wrapper = newCyclic(METHOD_WRAPPER_TYPE, METHOD_WRAPPER_BYTES);
  if (wrapper == 0) return 0;
  store<i32>(wrapper, newRef(p), WRAPPER_OF);
  store<i32>(wrapper, newRef(object), METHOD_SELF);
  track(wrapper);
  return wrapper;
}

/** Whether an object is of the type that the descriptor belongs to; if not, TypeError is pending. */
export function isApplicable(p: i32, object: i32): bool {
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  if (isSubtype(typeOf(object), owner)) return true;
  raise(
    TYPE_ERROR,
    "descriptor '%U' for '%N' objects doesn't apply to a '%T' object",
    load<i32>(p, DESCRIPTOR_NAME),
    owner,
    object,
  );
  return false;
}

export function method_wrapper_dealloc(p: i32): void {
  untrackIfTracked(p);
  const descriptor = load<i32>(p, WRAPPER_OF);
  const self = load<i32>(p, METHOD_SELF);
  decref(descriptor);
  decref(self);
  freeCyclic(p, METHOD_WRAPPER_BYTES);
}

export function method_wrapper_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const result = call2(visitor, load<i32>(p, WRAPPER_OF), argument);
  return result != 0 ? result : call2(visitor, load<i32>(p, METHOD_SELF), argument);
}

export function method_wrapper_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const descriptor = load<i32>(p, WRAPPER_OF);
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = makesTuple(descriptor) ? 0 : hold(args, count);
  const result = enterWrapped(descriptor, load<i32>(p, METHOD_SELF), args, positional, names);
  letGo(args, held);
  return result;
}

/** Whether what is wrapped makes the tuple of arguments, which the wrapper hands on in CPython, and counts as a call. */
function makesTuple(p: i32): bool {
  const f = load<i32>(p, WRAPPED);
  return f == slot(TYPE_TYPE, CALL) || f == classFunction(CALL);
}

export function wrapper_descriptor_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  const owner = load<i32>(p, DESCRIPTOR_OWNER);
  if (positional == 0)
    return raise(TYPE_ERROR, "descriptor '%U' of '%N' object needs an argument", load<i32>(p, DESCRIPTOR_NAME), owner);
  const self = load<i32>(args);
  if (!isSubtype(typeOf(self), owner))
    return raise(
      TYPE_ERROR,
      "descriptor '%U' requires a '%N' object but received a '%T'",
      load<i32>(p, DESCRIPTOR_NAME),
      owner,
      self,
    );
  // A tuple of all, and one without self.
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const held = hold(args, count);
  const heldAgain = makesTuple(p) ? 0 : hold(args + 4, count - 1);
  const result = enterWrapped(p, self, args + 4, positional - 1, names);
  letGo(args + 4, heldAgain);
  letGo(args, held);
  return result;
}

function enterWrapped(p: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  if (makesTuple(p)) return callWrapped(p, self, args, positional, names);
  if (!enterCall()) return 0;
  const result = callWrapped(p, self, args, positional, names);
  comeBack();
  return result;
}

function callWrapped(p: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  const kind = load<i32>(load<i32>(p, WRAPPER_DEFINITION), WRAPPER_KIND);
  const f = load<i32>(p, WRAPPED);
  if (kind == CALLING) return call4(f, self, args, positional, names);
  if (kind == INITIALISING) return none(call4(f, self, args, positional, names));
  if (names != 0 && load<i32>(names, LENGTH) != 0)
    return raise(TYPE_ERROR, 'wrapper %U() takes no keyword arguments', load<i32>(p, DESCRIPTOR_NAME));
  const least = leastArguments(kind);
  const most = kind == TERNARY || kind == TERNARY_REFLECTED || kind == GETTING ? 2 : least;
  if (positional < least || positional > most) return refuseCount(least, most, positional);
  const a = positional > 0 ? load<i32>(args) : 0;
  const b = positional > 1 ? load<i32>(args, 4) : 0;
  if (kind == UNARY) return call1(f, self);
  if (kind == BINARY) return call2(f, self, a);
  if (kind == REFLECTED) return call2(f, a, self);
  if (kind == TERNARY) return call3(f, self, a, b == 0 ? NONE : b);
  if (kind == TERNARY_REFLECTED) return call3(f, a, self, b == 0 ? NONE : b);
  if (kind >= COMPARING && kind < NEXT_OF) return call3(f, self, a, kind - COMPARING);
  if (kind == LENGTH_OF) {
    const length = call1(f, self);
    return length < 0 && failed() ? 0 : newInt(length);
  }
  if (kind == INQUIRY) return truth(call1(f, self));
  if (kind == CONTAINING) return truth(call2(f, self, a));
  if (kind == HASHING) {
    const hash = callHash(f, self);
    return hash == -1 ? 0 : newLong(hash);
  }
  if (kind == NEXT_OF) {
    const result = call1(f, self);
    if (result == 0 && !failed()) raiseBare(STOP_ITERATION);
    return result;
  }
  if (kind == SETTING_ATTRIBUTE) return isAllowed(self, f, '__setattr__') ? none(call3(f, self, a, b)) : 0;
  if (kind == DELETING_ATTRIBUTE) return isAllowed(self, f, '__delattr__') ? none(call3(f, self, a, 0)) : 0;
  if (kind == SETTING || kind == SETTING_ITEM) return none(call3(f, self, a, b));
  if (kind == DELETING || kind == DELETING_ITEM) return none(call3(f, self, a, 0));
  if (kind == GETTING) return get(f, self, a, b);
  call_indirect<void>(f, self);
  return newRef(NONE);
}

function leastArguments(kind: i32): i32 {
  if (kind == UNARY || kind == LENGTH_OF || kind == INQUIRY || kind == HASHING) return 0;
  if (kind == NEXT_OF || kind == FINALISING) return 0;
  return kind == SETTING_ATTRIBUTE || kind == SETTING || kind == SETTING_ITEM ? 2 : 1;
}

function refuseCount(least: i32, most: i32, given: i32): i32 {
  if (most > least) {
    if (given < least) return raise(TYPE_ERROR, 'expected at least %d argument, got %d', least, given);
    return raise(TYPE_ERROR, 'expected at most %d arguments, got %d', most, given);
  }
  if (least == 1) return raise(TYPE_ERROR, 'expected 1 argument, got %d', given);
  return raise(TYPE_ERROR, 'expected %d arguments, got %d', least, given);
}

function none(status: i32): i32 {
  return status < 0 ? 0 : newRef(NONE);
}

function truth(status: i32): i32 {
  return status < 0 ? 0 : newRef(status != 0 ? TRUE : FALSE);
}

function get(f: i32, self: i32, object: i32, type: i32): i32 {
  const instance = object == NONE ? 0 : object;
  const class_ = type == NONE ? 0 : type;
  if (instance == 0 && class_ == 0) return raise(TYPE_ERROR, '__get__(None, None) is invalid');
  return call3(f, self, instance, class_);
}

/** object.__setattr__ and its like may not go around what a type further down does itself: `object.__setattr__(int, …)`. */
function isAllowed(self: i32, f: i32, what: string): bool {
  const type = typeOf(self);
  const own = slot(type, SETATTR);
  const ofClasses = classFunction(SETATTR);
  let defining = type;
  const mro = load<i32>(type, MRO);
  for (let i = load<i32>(mro, LENGTH) - 1; i >= 0; i--) {
    const base = load<i32>(mro + (i << 2), TUPLE_ITEMS);
    const function_ = slot(base, SETATTR);
    if (function_ == ofClasses || function_ != own) continue;
    defining = base;
    break;
  }
  for (let base = defining; base != 0; base = load<i32>(base, BASE)) {
    const function_ = slot(base, SETATTR);
    if (function_ == f) return true;
    if (function_ != ofClasses) {
      raise(TYPE_ERROR, "can't apply this %L to %U object", changetype<i32>(what), load<i32>(type, TYPE_NAME));
      return false;
    }
  }
  return true;
}
