/** Bound methods of functions that are written in Python, or of any callable. */
import { METHOD_BYTES, METHOD_FUNCTION, METHOD_SELF, METHOD_WEAK } from '../../format/objects';
import { EQUAL, METHOD_TYPE, NOT_EQUAL } from '../../format/types';
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { callWithSelf } from '../../kernel/call.as';
import { compareBool, hashOf, identityHash } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { getAttribute, object_getattr } from '../classes/attributes.as';
import { lookup } from '../classes/lookup.as';
import { clearWeakReferences } from '../weak/reference.as';

export function newMethod(callable: i32, self: i32): i32 {
  const p = newCyclic(METHOD_TYPE, METHOD_BYTES);
  if (p == 0) return 0;
  store<i32>(p, newRef(callable), METHOD_FUNCTION);
  store<i32>(p, newRef(self), METHOD_SELF);
  store<i32>(p, 0, METHOD_WEAK);
  track(p);
  return p;
}

export function method_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, METHOD_WEAK) != 0) clearWeakReferences(p);
  const callable = load<i32>(p, METHOD_FUNCTION);
  const self = load<i32>(p, METHOD_SELF);
  decref(callable);
  decref(self);
  freeCyclic(p, METHOD_BYTES);
}

export function method_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const result = call2(visitor, load<i32>(p, METHOD_FUNCTION), argument);
  return result != 0 ? result : call2(visitor, load<i32>(p, METHOD_SELF), argument);
}

export function method_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  return callWithSelf(load<i32>(p, METHOD_FUNCTION), load<i32>(p, METHOD_SELF), args, positional, names);
}

/** A method is bound already. */
export function method_get(p: i32, _object: i32, _type: i32): i32 {
  return newRef(p);
}

/** Its own attributes, then those of its function. */
export function method_getattr(p: i32, name: i32): i32 {
  const own = lookup(METHOD_TYPE, name);
  if (own != 0) return object_getattr(p, name);
  return getAttribute(load<i32>(p, METHOD_FUNCTION), name);
}

/** Equal: the same object, and functions that are equal. */
export function method_compare(a: i32, b: i32, operation: i32): i32 {
  if ((operation != EQUAL && operation != NOT_EQUAL) || typeOf(b) != METHOD_TYPE) return newRef(NOT_IMPLEMENTED);
  let equal = 0;
  if (load<i32>(a, METHOD_SELF) == load<i32>(b, METHOD_SELF)) {
    equal = compareBool(load<i32>(a, METHOD_FUNCTION), load<i32>(b, METHOD_FUNCTION), EQUAL);
    if (equal < 0) return 0;
  }
  return newRef((equal != 0) == (operation == EQUAL) ? TRUE : FALSE);
}

export function method_hash(p: i32): i64 {
  const hash = hashOf(load<i32>(p, METHOD_FUNCTION));
  if (hash == -1) return -1;
  const result = hash ^ identityHash(load<i32>(p, METHOD_SELF));
  return result == -1 ? -2 : result;
}
