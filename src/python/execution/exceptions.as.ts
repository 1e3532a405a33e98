/** raise, except and with, as compiled code asks for them. */
import { NONE, PENDING } from '../format/memory-map';
import { __aenter__, __aexit__, __enter__, __exit__ } from '../format/names';
import { CAUSE, LENGTH, SUPPRESS_CONTEXT, TRACEBACK, TUPLE_ITEMS, TYPE } from '../format/objects';
import { BASE_EXCEPTION, IS_EXCEPTION, IS_TUPLE, IS_TYPE, RUNTIME_ERROR, TYPE_ERROR } from '../format/types';
import { bindTo, call0Of } from '../kernel/call.as';
import { decref, newRef, setField, xdecref } from '../kernel/counts.as';
import { fail, failed, raise } from '../kernel/errors.as';
import { hasFlag, isSubtype, typeOf } from '../kernel/slots.as';
import { lookup } from '../objects/classes/lookup.as';
import { handledException, setPending } from '../objects/exceptions/raise.as';
import { op_call } from './calls.as';
import { claim, operands, unclaim } from './operands.as';

function isExceptionClass(p: i32): bool {
  return hasFlag(p, IS_TYPE) && isSubtype(p, BASE_EXCEPTION);
}

/** The instance that is raised: the object, consumed, or a new one of a class. Or 0. */
function instanceOf(p: i32): i32 {
  if (!isExceptionClass(p)) return p;
  const made = call0Of(p);
  if (made != 0 && !hasFlag(made, IS_EXCEPTION)) {
    raise(TYPE_ERROR, 'calling %R should have returned an instance of BaseException, not %R', p, load<i32>(made, TYPE));
    decref(made);
    decref(p);
    return 0;
  }
  decref(p);
  return made;
}

export function op_raise(exception: i32, cause: i32): void {
  let value = exception;
  if (!isExceptionClass(exception) && !hasFlag(exception, IS_EXCEPTION)) {
    raise(TYPE_ERROR, 'exceptions must derive from BaseException');
    decref(exception);
    value = 0;
  } else value = instanceOf(exception);
  if (value == 0) {
    xdecref(cause);
    return;
  }
  if (cause != 0 && !setCause(value, cause)) {
    decref(value);
    return;
  }
  setPending(value);
}

/** Consumes the cause. */
function setCause(exception: i32, cause: i32): bool {
  let value = 0;
  if (cause == NONE) decref(cause);
  else {
    if (!isExceptionClass(cause) && !hasFlag(cause, IS_EXCEPTION)) {
      decref(cause);
      raise(TYPE_ERROR, 'exception causes must derive from BaseException');
      return false;
    }
    value = instanceOf(cause);
    if (value == 0) return false;
  }
  setField(exception, CAUSE, value);
  store<u8>(exception, 1, SUPPRESS_CONTEXT);
  return true;
}

/** 1 if what is handled is raised again, 0 if there is nothing of the kind: another exception is pending then. */
export function op_raise_again(): i32 {
  const handled = handledException();
  if (handled == 0) return raise(RUNTIME_ERROR, 'No active exception to reraise');
  store<i32>(PENDING, newRef(handled));
  return 1;
}

export function op_matches(exception: i32, type: i32): i32 {
  const result = matches(exception, type);
  decref(type);
  return result;
}

function matches(exception: i32, type: i32): i32 {
  if (!hasFlag(type, IS_TUPLE)) return matchesOne(exception, type);
  const count = load<i32>(type, LENGTH);
  for (let i = 0; i < count; i++) if (!isExceptionClass(load<i32>(type + (i << 2), TUPLE_ITEMS))) return refuseClass();
  for (let i = 0; i < count; i++) if (isSubtype(typeOf(exception), load<i32>(type + (i << 2), TUPLE_ITEMS))) return 1;
  return 0;
}

function matchesOne(exception: i32, type: i32): i32 {
  if (!isExceptionClass(type)) return refuseClass();
  return isSubtype(typeOf(exception), type) ? 1 : 0;
}

function refuseClass(): i32 {
  return fail(TYPE_ERROR, 'catching classes that do not inherit from BaseException is not allowed');
}

export function op_exit_with(exit: i32, exception: i32): i32 {
  const at = operands();
  const traceback = load<i32>(exception, TRACEBACK);
  store<i32>(at, newRef(typeOf(exception)));
  store<i32>(at, newRef(exception), 4);
  store<i32>(at, newRef(traceback == 0 ? NONE : traceback), 8);
  return op_call(newRef(exit), 3, 0);
}

export function op_enter(manager: i32): i32 {
  return enterBy(manager, __enter__, __exit__, false);
}

export function op_async_enter(manager: i32): i32 {
  return enterBy(manager, __aenter__, __aexit__, true);
}

/** The bound exit method is left at SP + LOCALS. */
function enterBy(manager: i32, enterCell: i32, exitCell: i32, isAsync: bool): i32 {
  const type = typeOf(manager);
  const enterFunction = lookup(type, load<i32>(enterCell));
  let result = 0;
  if (enterFunction == 0) {
    if (!failed()) refuseManager(manager, isAsync, false);
  } else {
    const enter = bindTo(enterFunction, manager, type);
    if (enter != 0) {
      return enterWith(manager, enter, exitCell, isAsync);
    }
  }
  decref(manager);
  return result;
}

/** Consumes both: the manager before it is entered. */
function enterWith(manager: i32, enter: i32, exitCell: i32, isAsync: bool): i32 {
  const type = typeOf(manager);
  const exitFunction = lookup(type, load<i32>(exitCell));
  if (exitFunction == 0) {
    if (!failed()) refuseManager(manager, isAsync, true);
    decref(enter);
    decref(manager);
    return 0;
  }
  const exit = bindTo(exitFunction, manager, type);
  decref(manager);
  if (exit == 0) {
    decref(enter);
    return 0;
  }
  const at = claim(1);
  store<i32>(at, exit);
  const result = call0Of(enter);
  decref(enter);
  unclaim(at);
  if (result == 0) decref(exit);
  return result;
}

function refuseManager(manager: i32, isAsync: bool, missesExit: bool): void {
  if (isAsync) {
    if (missesExit)
      raise(
        TYPE_ERROR,
        "'%T' object does not support the asynchronous context manager protocol (missed __aexit__ method)",
        manager,
      );
    else raise(TYPE_ERROR, "'%T' object does not support the asynchronous context manager protocol", manager);
  } else if (missesExit)
    raise(TYPE_ERROR, "'%T' object does not support the context manager protocol (missed __exit__ method)", manager);
  else raise(TYPE_ERROR, "'%T' object does not support the context manager protocol", manager);
}
