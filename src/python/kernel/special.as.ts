/** Special methods without a slot: looked up in the type of an object, called with the object in front. */
import { TYPE_FLAGS } from '../../memory/gc/format';
import { GET, METHOD_DESCRIPTOR } from '../format/types';
import { lookupAttribute } from '../objects/classes/attributes.as';
import { lookup } from '../objects/classes/lookup.as';
import { call0Of, call1Of, call2Of, call3Of } from './call.as';
import { decref, incref } from './counts.as';
import { call3, slotOf, typeOf } from './slots.as';

/** What the type of an object has under the interned name in the cell, borrowed; 0 if nothing. */
export function lookUpSpecial(p: i32, cell: i32): i32 {
  return lookup(typeOf(p), load<i32>(cell));
}

/** Calls the special method that lookUpSpecial found, with one argument or none (0). Or 0. */
export function callSpecial(p: i32, cell: i32, argument: i32): i32 {
  const method = lookUpSpecial(p, cell);
  if (method == 0) return 0;
  incref(method);
  const get = slotOf(method, GET);
  let result: i32;
  if (get == 0 || (load<i32>(typeOf(method), TYPE_FLAGS) & METHOD_DESCRIPTOR) != 0) {
    // CPython binds it: a method refers to the object.
    incref(p);
    result = argument == 0 ? callWith(method, p) : callWith(method, p, argument);
    decref(p);
  } else {
    const bound = call3(get, method, p, typeOf(p));
    result = bound == 0 ? 0 : callWith(bound, argument);
    if (bound != 0) decref(bound);
  }
  decref(method);
  return result;
}

/** Calls an object with up to three arguments, the first ones that are not 0. */
export function callWith(callable: i32, a: i32 = 0, b: i32 = 0, c: i32 = 0): i32 {
  if (a == 0) return call0Of(callable);
  if (b == 0) return call1Of(callable, a);
  return c == 0 ? call2Of(callable, a, b) : call3Of(callable, a, b, c);
}

/** The attribute that the interned name in the cell has, or 0: without an exception if there is none. */
export function optionalAttribute(p: i32, cell: i32): i32 {
  return lookupAttribute(p, load<i32>(cell));
}
