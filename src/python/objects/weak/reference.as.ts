/**
 * Weak references and proxies: what they are made of and how they end. Both have the layout of memory/gc/format.ts.
 *
 * The list of an object begins with the reference and then the proxy that have no callback and are of the exact types, as
 * far as they exist: these two are made once and handed out again. All others follow, the newest first, which is the order
 * in which callbacks are called.
 */
import { takeCallback, linkWeak, unlinkWeak, forgetWeak, weakListOf } from '../../../memory/gc/counting/weak.as';
import { CALLBACK, COUNT, REFERENT, TYPE, WEAK_BYTES, WEAK_HASH, WEAK_NEXT } from '../../../memory/gc/format';
import { FALSE, NONE, NOT_IMPLEMENTED, PENDING, TRUE } from '../../format/memory-map';
import {
  BASIC_BYTES,
  EQUAL,
  NOT_EQUAL,
  TYPE_ERROR,
  IS_WEAK,
  WEAKCALLABLEPROXY_TYPE,
  WEAKPROXY_TYPE,
  WEAKREF_TYPE,
  CALL,
} from '../../format/types';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { fillBytes } from '../../kernel/bytes.as';
import { callBack } from '../../kernel/collector.as';
import { compare, hashOf } from '../../kernel/compare.as';
import { clearField, decref, incref, newRef, xdecref } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { unraisable } from '../../kernel/runtime.as';
import { call2, hasFlag, slotOf, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { TUPLE_ITEMS } from '../../format/objects';
import { newTuple } from '../sequences/tuple.as';

/** What a reference refers to, borrowed, or 0: it is dead, or dying. */
export function referentOf(reference: i32): i32 {
  const referent = load<i32>(reference, REFERENT);
  return referent != 0 && load<i32>(referent, COUNT) > 0 ? referent : 0;
}

/** weakref.ref(referent, callback or 0), of the type or one derived from it. */
export function newWeakReference(type: i32, referent: i32, callback: i32): i32 {
  const list = weakListOf(referent);
  if (list == 0) return raise(TYPE_ERROR, "cannot create weak reference to '%T' object", referent);
  const plain = callback == 0 && type == WEAKREF_TYPE;
  const shared = sharedReference(list);
  if (plain && shared != 0) return newRef(shared);
  const reference = allocate(type, referent, callback);
  if (reference == 0) return 0;
  linkWeak(reference, list, plain ? 0 : lastShared(list));
  track(reference);
  return reference;
}

/** weakref.proxy(referent, callback or 0). */
export function newWeakProxy(referent: i32, callback: i32): i32 {
  const list = weakListOf(referent);
  if (list == 0) return raise(TYPE_ERROR, "cannot create weak reference to '%T' object", referent);
  if (callback == 0) {
    const shared = sharedProxy(list);
    if (shared != 0) return newRef(shared);
  }
  const type = slotOf(referent, CALL) == 0 ? WEAKPROXY_TYPE : WEAKCALLABLEPROXY_TYPE;
  const proxy = allocate(type, referent, callback);
  if (proxy == 0) return 0;
  linkWeak(proxy, list, callback == 0 ? sharedReference(list) : lastShared(list));
  track(proxy);
  return proxy;
}

function allocate(type: i32, referent: i32, callback: i32): i32 {
  const bytes = load<i32>(type, BASIC_BYTES);
  const p = newCyclic(type, bytes);
  if (p == 0) return 0;
  fillBytes(p + WEAK_BYTES, 0, bytes - WEAK_BYTES);
  store<i32>(p, referent, REFERENT);
  store<i32>(p, callback == 0 ? 0 : newRef(callback), CALLBACK);
  store<i64>(p, -1, WEAK_HASH);
  return p;
}

function sharedReference(list: i32): i32 {
  const first = load<i32>(list);
  return first != 0 && typeOf(first) == WEAKREF_TYPE && load<i32>(first, CALLBACK) == 0 ? first : 0;
}

export function isProxy(p: i32): bool {
  const type = typeOf(p);
  return type == WEAKPROXY_TYPE || type == WEAKCALLABLEPROXY_TYPE;
}

function sharedProxy(list: i32): i32 {
  const reference = sharedReference(list);
  const second = reference == 0 ? load<i32>(list) : load<i32>(reference, WEAK_NEXT);
  return second != 0 && isProxy(second) && load<i32>(second, CALLBACK) == 0 ? second : 0;
}

function lastShared(list: i32): i32 {
  const proxy = sharedProxy(list);
  return proxy == 0 ? sharedReference(list) : proxy;
}

/**
 * An object with weak references dies: they are dead from now on, and their callbacks are called, those of the newest first.
 * What all of its type's DEALLOC do after FINALIZE and before they release anything.
 */
export function clearWeakReferences(p: i32): void {
  const list = weakListOf(p);
  if (list == 0 || load<i32>(list) == 0) return;
  const reference = sharedReference(list);
  if (reference != 0) unlinkWeak(reference);
  const proxy = sharedProxy(list);
  if (proxy != 0) unlinkWeak(proxy);
  const first = load<i32>(list);
  if (first == 0) return;
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  if (load<i32>(first, WEAK_NEXT) == 0) {
    unlinkWeak(first);
    const callback = takeCallback(first);
    if (callback != 0 && load<i32>(first, COUNT) > 0) callBack(first, callback);
    xdecref(callback);
  } else callAll(list, countFrom(first));
  store<i32>(PENDING, pending);
}

/** References and callbacks are in a tuple, as in CPython, which keeps all of them until the last one has been called. */
function callAll(list: i32, count: i32): void {
  const tuple = newTuple(2 * count);
  if (tuple == 0) {
    unraisable(0);
    forgetWeak(list);
    return;
  }
  for (let at = tuple + TUPLE_ITEMS; load<i32>(list) != 0; at += 8) {
    const reference = load<i32>(list);
    unlinkWeak(reference);
    const callback = takeCallback(reference);
    if (load<i32>(reference, COUNT) > 0) {
      store<i32>(at, newRef(reference));
      store<i32>(at, callback, 4);
    } else xdecref(callback);
  }
  track(tuple);
  for (let i = 0; i < count; i++) {
    const callback = load<i32>(tuple + (i << 3), TUPLE_ITEMS + 4);
    if (callback != 0) callBack(load<i32>(tuple + (i << 3), TUPLE_ITEMS), callback);
  }
  decref(tuple);
}

/** The same for references that were made by FINALIZE: nobody hears of it. */
export function forgetWeakReferences(p: i32): void {
  const list = weakListOf(p);
  if (list != 0) forgetWeak(list);
}

export function weakref_dealloc(p: i32): void {
  untrackIfTracked(p);
  unlinkWeak(p);
  clearField(p, CALLBACK);
  freeCyclic(p, load<i32>(load<i32>(p, TYPE), BASIC_BYTES));
}

export function weakref_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const callback = load<i32>(p, CALLBACK);
  return callback == 0 ? 0 : call2(visitor, callback, argument);
}

export function weakref_clear(p: i32): i32 {
  unlinkWeak(p);
  clearField(p, CALLBACK);
  return 0;
}

export function weakref_call(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'weakref() takes no keyword arguments');
  if (positional != 0) return raise(TYPE_ERROR, 'weakref expected 0 arguments, got %d', positional);
  const referent = referentOf(p);
  return newRef(referent == 0 ? NONE : referent);
}

export function weakref_hash(p: i32): i64 {
  const known = load<i64>(p, WEAK_HASH);
  if (known != -1) return known;
  const referent = referentOf(p);
  if (referent == 0) return fail(TYPE_ERROR, 'weak object has gone away');
  incref(referent);
  const hash = hashOf(referent);
  decref(referent);
  store<i64>(p, hash, WEAK_HASH);
  return hash;
}

/** Living references compare as what they refer to, dead ones by identity. */
export function weakref_compare(p: i32, other: i32, operation: i32): i32 {
  if ((operation != EQUAL && operation != NOT_EQUAL) || !hasFlag(p, IS_WEAK) || !hasFlag(other, IS_WEAK))
    return newRef(NOT_IMPLEMENTED);
  const left = referentOf(p);
  const right = referentOf(other);
  if (left == 0 || right == 0) return newRef((p == other) == (operation == EQUAL) ? TRUE : FALSE);
  incref(left);
  incref(right);
  const result = compare(left, right, operation);
  decref(left);
  decref(right);
  return result;
}

/** How many weak references and proxies there are to an object. */
export function countWeakReferences(p: i32): i32 {
  const list = weakListOf(p);
  return list == 0 ? 0 : countFrom(load<i32>(list));
}

function countFrom(reference: i32): i32 {
  let count = 0;
  for (let at = reference; at != 0; at = load<i32>(at, WEAK_NEXT)) count++;
  return count;
}

/** ref.__new__: keywords are for those derived from it. */
export function weakref_new(type: i32, args: i32, positional: i32, _: i32): i32 {
  if (positional == 0) return raise(TYPE_ERROR, '__new__ expected at least 1 argument, got 0');
  if (positional > 2) return raise(TYPE_ERROR, '__new__ expected at most 2 arguments, got %d', positional);
  const callback = positional == 2 ? load<i32>(args + 4) : NONE;
  return newWeakReference(type, load<i32>(args), callback == NONE ? 0 : callback);
}

export function weakref_init(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return fail(TYPE_ERROR, 'ref() takes no keyword arguments');
  if (positional == 0) return fail(TYPE_ERROR, '__init__ expected at least 1 argument, got 0');
  if (positional > 2) return fail(TYPE_ERROR, '__init__ expected at most 2 arguments, got %d', positional);
  return 0;
}
