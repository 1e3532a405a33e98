/** Calls of any object, through its type. */
import { ENTRY, FRAME_FUNCTION, LOCALS, SIMPLE } from '../format/frames';
import { FREE_OBJECTS, FREE_TUPLES, SP, STACK_END } from '../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../format/objects';
import { CALL, FUNCTION_TYPE, GET, METHOD_DESCRIPTOR, RECURSION_ERROR, TYPE_ERROR, TYPE_FLAGS } from '../format/types';
import { copyBytes } from './bytes.as';
import { decref, incref, newRef } from './counts.as';
import { raise } from './errors.as';
import { LONGEST_TUPLE, provideTupleOf } from './free-objects.as';
import { call1, call3, call4, slotOf, typeOf } from './slots.as';

/**
 * Calls an object with `positional` arguments from `args` on and behind them the values of the keywords in the tuple `names`
 * (or 0). The arguments stay the caller's.
 */
export function callObject(callable: i32, args: i32, positional: i32, names: i32): i32 {
  const call = slotOf(callable, CALL);
  if (call == 0) return raise(TYPE_ERROR, "'%T' object is not callable", callable);
  return call4(call, callable, args, positional, names);
}

/** The arguments of the next call come from a tuple that CPython hands on, f(*args): the callee makes none. */
let fromTuple: bool = false;

/** Whether the callee of the call that is to be made now, with arguments from a tuple, would hold them. */
export function passTuple(holds: bool): void {
  fromTuple = holds;
}

/**
 * CPython has arguments in a tuple where it does not call directly: programs can count its references to them.
 * @returns how many are held: what letGo takes
 */
export function hold(args: i32, count: i32): i32 {
  if (fromTuple) {
    fromTuple = false;
    return 0;
  }
  for (let i = 0; i < count; i++) incref(load<i32>(args + (i << 2)));
  provideTuple(count);
  return count;
}

/** Such a tuple waits for the next one when the call is over: somebody who counts what is made sees the first of each length. */
export function provideTuple(count: i32): void {
  if (count != 0 && count <= LONGEST_TUPLE && load<i32>(FREE_OBJECTS + ((FREE_TUPLES + count - 1) << 3)) == 0)
    provideTupleOf(count);
}

/** What is held. Nothing dies of it: the arguments are the caller's. */
export function letGo(args: i32, count: i32): void {
  for (let i = 0; i < count; i++) decref(load<i32>(args + (i << 2)));
}

/** The same with one argument more in front of the others. */
export function callWithSelf(callable: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  const count = positional + (names == 0 ? 0 : load<i32>(names, LENGTH));
  const at = push(count + 1);
  if (at == 0) return 0;
  store<i32>(at, self);
  copyBytes(at + 4, args, count << 2);
  const result = callObject(callable, at, positional + 1, names);
  store<i32>(SP, at);
  return result;
}

export function call0Of(callable: i32): i32 {
  return callObject(callable, 0, 0, 0);
}

/** Whether it is a function that takes just so many arguments: then its frame may be begun where SP is. */
function isPlainFor(callable: i32, count: i32): bool {
  return typeOf(callable) == FUNCTION_TYPE && load<i32>(callable, SIMPLE) == count;
}

/** Enters a function whose arguments are in its frame. */
function enterPlain(callable: i32, frame: i32): i32 {
  store<i32>(frame, newRef(callable), FRAME_FUNCTION);
  return call1(load<i32>(callable, ENTRY), frame);
}

export function call1Of(callable: i32, a: i32): i32 {
  if (isPlainFor(callable, 1)) {
    const frame = load<i32>(SP);
    store<i32>(frame, newRef(a), LOCALS);
    return enterPlain(callable, frame);
  }
  const at = push(1);
  if (at == 0) return 0;
  store<i32>(at, a);
  const result = callObject(callable, at, 1, 0);
  store<i32>(SP, at);
  return result;
}

export function call2Of(callable: i32, a: i32, b: i32): i32 {
  if (isPlainFor(callable, 2)) {
    const frame = load<i32>(SP);
    store<i32>(frame, newRef(a), LOCALS);
    store<i32>(frame, newRef(b), LOCALS + 4);
    return enterPlain(callable, frame);
  }
  const at = push(2);
  if (at == 0) return 0;
  store<i32>(at, a);
  store<i32>(at, b, 4);
  const result = callObject(callable, at, 2, 0);
  store<i32>(SP, at);
  return result;
}

export function call3Of(callable: i32, a: i32, b: i32, c: i32): i32 {
  if (isPlainFor(callable, 3)) {
    const frame = load<i32>(SP);
    store<i32>(frame, newRef(a), LOCALS);
    store<i32>(frame, newRef(b), LOCALS + 4);
    store<i32>(frame, newRef(c), LOCALS + 8);
    return enterPlain(callable, frame);
  }
  const at = push(3);
  if (at == 0) return 0;
  store<i32>(at, a);
  store<i32>(at, b, 4);
  store<i32>(at, c, 8);
  const result = callObject(callable, at, 3, 0);
  store<i32>(SP, at);
  return result;
}

/** Room for words on the stack of frames: its address, or 0 and RecursionError. Who asks puts SP back. */
export function push(words: i32): i32 {
  const at = load<i32>(SP);
  const top = at + (words << 2);
  if (top > STACK_END) return raise(RECURSION_ERROR, 'maximum recursion depth exceeded');
  store<i32>(SP, top);
  return at;
}

/** Calls an attribute of a type as a method of an object: functions get the object in front, other descriptors are bound. */
export function callMethod(method: i32, self: i32, type: i32, args: i32, positional: i32, names: i32): i32 {
  incref(method);
  let result = 0;
  if ((load<i32>(typeOf(method), TYPE_FLAGS) & METHOD_DESCRIPTOR) != 0)
    result = callWithSelf(method, self, args, positional, names);
  else {
    const bound = bindTo(method, self, type);
    if (bound != 0) {
      result = callObject(bound, args, positional, names);
      decref(bound);
    }
  }
  decref(method);
  return result;
}

/** What an attribute of a type is as seen through an instance (0: through the type itself); owned. */
export function bindTo(attribute: i32, self: i32, type: i32): i32 {
  const get = slotOf(attribute, GET);
  if (get != 0) return call3(get, attribute, self, type);
  incref(attribute);
  return attribute;
}
