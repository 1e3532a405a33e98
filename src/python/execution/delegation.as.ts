/** What a suspended generator waits for: `yield from`, `await`; and what is thrown into it. */
import { FRAME, NONE, PENDING } from '../format/memory-map';
import { close, send, throw_ } from '../format/names';
import {
  CO_COROUTINE,
  CO_ITERABLE_COROUTINE,
  CODE,
  CODE_FLAGS,
  FINISHED,
  FRAME_FUNCTION,
  GENERATOR_CODE,
  GENERATOR_FRAME,
  GENERATOR_STATE,
  LOCALS,
  LOCALS_COUNT,
  PREVIOUS_FRAME,
  RESUME,
  RUNNING,
  SUSPENDED,
} from '../format/frames';
import { TRACEBACK } from '../format/objects';
import {
  AWAIT,
  BASE_EXCEPTION,
  COROUTINE_TYPE,
  GENERATOR_EXIT,
  GENERATOR_TYPE,
  IS_EXCEPTION,
  IS_TYPE,
  NEXT,
  RUNTIME_ERROR,
  SEND,
  TRACEBACK_TYPE,
  TYPE_ERROR,
} from '../format/types';
import { call1Of, call2Of, call3Of, callObject } from '../kernel/call.as';
import { decref, newRef, setField } from '../kernel/counts.as';
import { failed, raise } from '../kernel/errors.as';
import { call1, call3, hasFlag, isSubtype, slotOf, typeOf } from '../kernel/slots.as';
import { lookupAttribute } from '../objects/classes/attributes.as';
import { getIter, isIterator } from '../objects/iterators/protocol.as';
import {
  blame,
  closeGenerator,
  delegateOf,
  FAILED,
  goOn,
  raiseStop,
  resume,
  resumed,
  RETURNED,
  sendTo,
  setResumed,
  takeStopValue,
  YIELDED,
} from './generators.as';
import { operands } from './operands.as';

function isGeneratorLike(p: i32): bool {
  const type = typeOf(p);
  return type == GENERATOR_TYPE || type == COROUTINE_TYPE;
}

/** Closes what a generator waits for. A status. */
export function closeDelegate(p: i32, delegate: i32): i32 {
  const state = load<i32>(p, GENERATOR_STATE);
  store<i32>(p, RUNNING, GENERATOR_STATE);
  newRef(delegate);
  let status = 0;
  if (isGeneratorLike(delegate)) status = closeGenerator(delegate);
  else {
    const method = lookupAttribute(delegate, load<i32>(close));
    if (method == 0) status = failed() ? -1 : 0;
    else {
      const result = callObject(method, 0, 0, 0);
      decref(method);
      if (result == 0) status = -1;
      else decref(result);
    }
  }
  decref(delegate);
  store<i32>(p, state, GENERATOR_STATE);
  return status;
}

/** generator.throw(type, value, traceback). */
export function generator_throw(p: i32, args: i32, count: i32): i32 {
  if (count < 1) return raise(TYPE_ERROR, 'throw expected at least 1 argument, got 0');
  if (count > 3) return raise(TYPE_ERROR, 'throw expected at most 3 arguments, got %d', count);
  const value = count > 1 ? load<i32>(args, 4) : 0;
  const traceback = count > 2 ? load<i32>(args, 8) : 0;
  const how = throwInto(p, load<i32>(args), value, traceback);
  if (how == YIELDED) return resumed;
  if (how == RETURNED) raiseStop(resumed);
  return 0;
}

/** Throws an exception into a generator, all borrowed. As resume. */
export function throwInto(p: i32, type: i32, value: i32, traceback: i32): i32 {
  const delegate = delegateOf(p);
  if (delegate != 0) {
    if (isExit(type)) {
      if (closeDelegate(p, delegate) < 0) return resume(p, 0);
    } else {
      const how = throwIntoDelegate(p, delegate, type, value, traceback);
      if (how != NOT_THROWN) return how;
    }
  }
  return throwHere(p, type, value, traceback);
}

/** A result: the delegate has no throw(). */
const NOT_THROWN: i32 = 2;

function isExit(type: i32): bool {
  if (hasFlag(type, IS_TYPE)) return isSubtype(type, GENERATOR_EXIT);
  return isSubtype(typeOf(type), GENERATOR_EXIT);
}

function throwIntoDelegate(p: i32, delegate: i32, type: i32, value: i32, traceback: i32): i32 {
  const frame = load<i32>(p, GENERATOR_FRAME);
  newRef(delegate);
  store<i32>(p, RUNNING, GENERATOR_STATE);
  // The generator is seen between its caller and what it waits for.
  const previous = load<i32>(FRAME);
  store<i32>(frame, previous, PREVIOUS_FRAME);
  store<i32>(FRAME, frame);
  let result = 0;
  let how = FAILED;
  if (isGeneratorLike(delegate)) {
    how = throwInto(delegate, type, value, traceback);
    if (how != FAILED) result = resumed;
  } else {
    const method = lookupAttribute(delegate, load<i32>(throw_));
    if (method == 0 && !failed()) how = NOT_THROWN;
    else if (method != 0) {
      result =
        value == 0
          ? call1Of(method, type)
          : traceback == 0
            ? call2Of(method, type, value)
            : call3Of(method, type, value, traceback);
      decref(method);
      if (result != 0) how = YIELDED;
    }
  }
  store<i32>(FRAME, previous);
  store<i32>(frame, 0, PREVIOUS_FRAME);
  store<i32>(p, SUSPENDED, GENERATOR_STATE);
  decref(delegate);
  if (how == NOT_THROWN) return how;
  if (how == YIELDED) {
    setResumed(result);
    return YIELDED;
  }
  const ended = how == RETURNED ? result : takeStopValue();
  if (ended == 0) return resume(p, 0);
  // It has returned: the next resume number, with the value.
  const slot = frame + LOCALS + (load<i32>(load<i32>(p, GENERATOR_CODE), LOCALS_COUNT) << 2);
  store<i32>(slot, 0);
  decref(delegate);
  store<i32>(frame, load<i32>(frame, RESUME) + 1, RESUME);
  return resume(p, ended);
}

/** Raises an exception where a generator is. As resume. */
export function throwHere(p: i32, type: i32, value: i32, traceback: i32): i32 {
  const exception = exceptionOf(type, value, traceback);
  if (exception == 0) return FAILED;
  const state = load<i32>(p, GENERATOR_STATE);
  store<i32>(PENDING, exception);
  if (state == FINISHED) {
    if (typeOf(p) == COROUTINE_TYPE) {
      store<i32>(PENDING, 0);
      decref(exception);
      raise(RUNTIME_ERROR, 'cannot reuse already awaited coroutine');
    }
    return FAILED;
  }
  if (state == RUNNING) {
    store<i32>(PENDING, 0);
    decref(exception);
    return sendTo(p, NONE);
  }
  return resume(p, 0);
}

function takePending(): i32 {
  const exception = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  return exception;
}

/** The instance that throw() means, owned, or 0. */
function exceptionOf(type: i32, value: i32, traceback: i32): i32 {
  if (traceback != 0 && traceback != NONE && typeOf(traceback) != TRACEBACK_TYPE)
    return raise(TYPE_ERROR, 'throw() third argument must be a traceback object');
  let exception = 0;
  if (hasFlag(type, IS_TYPE) && isSubtype(type, BASE_EXCEPTION)) {
    if (value != 0 && isSubtype(typeOf(value), type)) exception = newRef(value);
    else if (value == 0 || value == NONE) exception = callObject(type, 0, 0, 0);
    else exception = call1Of(type, value);
    if (exception != 0 && !hasFlag(exception, IS_EXCEPTION)) {
      raise(TYPE_ERROR, 'calling %R should have returned an instance of BaseException, not %T', type, exception);
      decref(exception);
      exception = 0;
    }
    // CPython makes the instance where it is thrown: what fails then is thrown there.
    if (exception == 0) exception = takePending();
  } else if (hasFlag(type, IS_EXCEPTION)) {
    if (value != 0 && value != NONE) return raise(TYPE_ERROR, 'instance exception may not have a separate value');
    exception = newRef(type);
  } else return raise(TYPE_ERROR, 'exceptions must be classes or instances deriving from BaseException, not %T', type);
  if (traceback != 0 && traceback != NONE) setField(exception, TRACEBACK, newRef(traceback));
  return exception;
}

export function op_delegate(p: i32): i32 {
  if (typeOf(p) == COROUTINE_TYPE) {
    // The flags are those that the code has now: types.coroutine gives a function another one.
    const code = load<i32>(load<i32>(load<i32>(FRAME), FRAME_FUNCTION), CODE);
    if ((load<i32>(code, CODE_FLAGS) & (CO_COROUTINE | CO_ITERABLE_COROUTINE)) != 0) return p;
    raise(TYPE_ERROR, "cannot 'yield from' a coroutine object in a non-coroutine generator");
    decref(p);
    return 0;
  }
  if (typeOf(p) == GENERATOR_TYPE) return p;
  const iterator = getIter(p);
  decref(p);
  return iterator;
}

export function op_awaitable(p: i32, where: i32): i32 {
  const iterator = awaitableOf(p, where);
  if (iterator == 0 && where == 3) {
    const cause = load<i32>(PENDING);
    store<i32>(PENDING, 0);
    raise(TYPE_ERROR, "'async for' received an invalid object from __anext__: %T", p);
    blame(cause);
  }
  if (iterator != 0 && typeOf(iterator) == COROUTINE_TYPE && delegateOf(iterator) != 0) {
    decref(iterator);
    decref(p);
    return raise(RUNTIME_ERROR, 'coroutine is being awaited already');
  }
  decref(p);
  return iterator;
}

/** The iterator of what is awaited, owned. */
export function awaitableOf(p: i32, where: i32): i32 {
  const type = typeOf(p);
  if (type == COROUTINE_TYPE) return newRef(p);
  if (type == GENERATOR_TYPE && (load<i32>(load<i32>(p, GENERATOR_CODE), CODE_FLAGS) & CO_ITERABLE_COROUTINE) != 0)
    return newRef(p);
  const await_ = slotOf(p, AWAIT);
  if (await_ == 0) {
    if (where == 1)
      return raise(
        TYPE_ERROR,
        "'async with' received an object from __aenter__ that does not implement __await__: %T",
        p,
      );
    if (where == 2)
      return raise(
        TYPE_ERROR,
        "'async with' received an object from __aexit__ that does not implement __await__: %T",
        p,
      );
    return raise(TYPE_ERROR, "object %T can't be used in 'await' expression", p);
  }
  const iterator = call1(await_, p);
  if (iterator == 0) return 0;
  if (typeOf(iterator) == COROUTINE_TYPE) {
    decref(iterator);
    return raise(TYPE_ERROR, '__await__() returned a coroutine');
  }
  if (!isIterator(iterator)) {
    raise(TYPE_ERROR, "__await__() returned non-iterator of type '%T'", iterator);
    decref(iterator);
    return 0;
  }
  return iterator;
}

export function op_send(receiver: i32, value: i32): i32 {
  if (typeOf(receiver) == GENERATOR_TYPE && load<i32>(receiver, GENERATOR_STATE) == SUSPENDED) {
    const how = goOn(receiver, value);
    if (how != FAILED) store<i32>(operands(), resumed);
    return how;
  }
  const how = send_(receiver, value);
  decref(value);
  if (how != FAILED) store<i32>(operands(), resumed);
  return how;
}

function send_(receiver: i32, value: i32): i32 {
  if (isGeneratorLike(receiver)) return sendTo(receiver, value);
  const slot = slotOf(receiver, SEND);
  if (slot != 0) {
    const to = operands();
    const how = call3(slot, receiver, value, to);
    if (how != FAILED) setResumed(load<i32>(to));
    return how;
  }
  let result = 0;
  if (value == NONE && slotOf(receiver, NEXT) != 0) result = call1(slotOf(receiver, NEXT), receiver);
  else {
    const method = lookupAttribute(receiver, load<i32>(send));
    if (method == 0) {
      if (!failed()) raise(TYPE_ERROR, "'%T' object has no attribute 'send'", receiver);
      return FAILED;
    }
    result = call1Of(method, value);
    decref(method);
  }
  if (result != 0) {
    setResumed(result);
    return YIELDED;
  }
  const ended = takeStopValue();
  if (ended == 0) return FAILED;
  setResumed(ended);
  return RETURNED;
}
