/** Special methods that classes define, called as the language says: looked up in the type, never in the instance. */
import { SP } from '../../format/memory-map';
import { LENGTH } from '../../format/objects';
import { FUNCTION_TYPE } from '../../format/types';
import { call1Of, call2Of, call3Of, callMethod, hold, letGo, push } from '../../kernel/call.as';
import { decref, incref } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { lookup } from './lookup.as';
import { raiseNoAttribute } from './attribute-errors.as';

/** Calls the method whose name is in a cell; AttributeError if there is none. */
export function special0(self: i32, cell: i32): i32 {
  const method = specialMethod(self, cell);
  if (method == 0) return missing(self, cell);
  if (typeOf(method) != FUNCTION_TYPE) return callMethod(method, self, typeOf(self), 0, 0, 0);
  incref(method);
  const result = call1Of(method, self);
  decref(method);
  return result;
}

export function special1(self: i32, cell: i32, a: i32): i32 {
  const method = specialMethod(self, cell);
  if (method == 0) return missing(self, cell);
  if (typeOf(method) == FUNCTION_TYPE) {
    incref(method);
    const result = call2Of(method, self, a);
    decref(method);
    return result;
  }
  const at = push(1);
  if (at == 0) return 0;
  store<i32>(at, a);
  const result = callMethod(method, self, typeOf(self), at, 1, 0);
  store<i32>(SP, at);
  return result;
}

export function special2(self: i32, cell: i32, a: i32, b: i32): i32 {
  const method = specialMethod(self, cell);
  if (method == 0) return missing(self, cell);
  if (typeOf(method) == FUNCTION_TYPE) {
    incref(method);
    const result = call3Of(method, self, a, b);
    decref(method);
    return result;
  }
  const at = push(2);
  if (at == 0) return 0;
  store<i32>(at, a);
  store<i32>(at, b, 4);
  const result = callMethod(method, self, typeOf(self), at, 2, 0);
  store<i32>(SP, at);
  return result;
}

/** With the arguments of a call. */
export function specialCall(self: i32, cell: i32, args: i32, positional: i32, names: i32): i32 {
  const method = specialMethod(self, cell);
  if (method == 0) return missing(self, cell);
  if (names == 0) return callMethod(method, self, typeOf(self), args, positional, names);
  // With names CPython makes an array of all, the object in front.
  const held = hold(args, positional + load<i32>(names, LENGTH));
  incref(self);
  const result = callMethod(method, self, typeOf(self), args, positional, names);
  decref(self);
  letGo(args, held);
  return result;
}

/** The attribute of the object's type, borrowed, or 0. */
export function specialMethod(self: i32, cell: i32): i32 {
  return lookup(typeOf(self), load<i32>(cell));
}

function missing(self: i32, cell: i32): i32 {
  return failed() ? 0 : raiseNoAttribute(self, load<i32>(cell));
}
