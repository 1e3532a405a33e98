/**
 * Asynchronous generators and what awaits coroutines.
 *
 *     coroutine wrapper  +8 STEP_OF: what __await__ of a coroutine gives
 *     step               +8 STEP_OF, the asynchronous generator  +12 STEP_ARGUMENTS  +16 STEP_STATE: one asend() (the value,
 *                        or 0 for __anext__), athrow() (the tuple of arguments) or aclose() (0), awaited once
 *     wrapped value      +8 STEP_OF: a value that an asynchronous generator yields, told apart from what it awaits
 */
import {
  ASYNC_BEGUN,
  ASYNC_CLOSED,
  ASYNC_RUNNING,
  FINISHED,
  GENERATOR_FLAGS,
  GENERATOR_ORIGIN,
  GENERATOR_STATE,
  STEP_ARGUMENTS,
  STEP_BYTES,
  STEP_CLOSED,
  STEP_INITIAL,
  STEP_ITERATING,
  STEP_OF,
  STEP_STATE,
  WRAPPER_BYTES,
} from '../format/frames';
import { ASYNC_FINALIZER_HOOK, ASYNC_FIRST_HOOK, NONE, PENDING } from '../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../format/objects';
import {
  ASYNC_GENERATOR_ASEND_TYPE,
  ASYNC_GENERATOR_ATHROW_TYPE,
  ASYNC_GENERATOR_WRAPPED_VALUE_TYPE,
  ASYNC_ITER,
  ASYNC_NEXT,
  COROUTINE_WRAPPER_TYPE,
  GENERATOR_EXIT,
  RUNTIME_ERROR,
  STOP_ASYNC_ITERATION,
  STOP_ITERATION,
  TYPE_ERROR,
} from '../format/types';
import { newCyclic } from '../kernel/alloc.as';
import { decref, newRef, xincref } from '../kernel/counts.as';
import { call1Of } from '../kernel/call.as';
import { raise } from '../kernel/errors.as';
import { call1, isSubtype, slotOf, typeOf } from '../kernel/slots.as';
import { track } from '../kernel/tracking.as';
import { raiseBare } from '../objects/exceptions/raise.as';
import { tupleOf } from '../objects/sequences/from-iterable.as';
import {
  generator_close,
  generator_next,
  generator_send,
  raiseStop,
  resumed,
  RETURNED,
  sendTo,
  YIELDED,
} from './generators.as';
import { generator_throw, throwHere, throwInto } from './delegation.as';

function newWrapper(type: i32, subject: i32): i32 {
  const p = newCyclic(type, WRAPPER_BYTES);
  if (p == 0) return 0;
  store<i32>(p, newRef(subject), STEP_OF);
  track(p);
  return p;
}

/** AWAIT of coroutines. */
export function coroutine_await(p: i32): i32 {
  return newWrapper(COROUTINE_WRAPPER_TYPE, p);
}

export function wrapper_next(p: i32): i32 {
  return generator_next(load<i32>(p, STEP_OF));
}

export function wrapper_send(p: i32, value: i32): i32 {
  return generator_send(load<i32>(p, STEP_OF), value);
}

export function wrapper_throw(p: i32, args: i32, count: i32): i32 {
  return generator_throw(load<i32>(p, STEP_OF), args, count);
}

export function wrapper_close(p: i32): i32 {
  return generator_close(load<i32>(p, STEP_OF));
}

export function op_wrap_async(value: i32): i32 {
  const p = newWrapper(ASYNC_GENERATOR_WRAPPED_VALUE_TYPE, value);
  decref(value);
  return p;
}

export function op_async_iterator(p: i32): i32 {
  const function_ = slotOf(p, ASYNC_ITER);
  let iterator = 0;
  if (function_ == 0) raise(TYPE_ERROR, "'async for' requires an object with __aiter__ method, got %T", p);
  else iterator = call1(function_, p);
  decref(p);
  if (iterator == 0 || slotOf(iterator, ASYNC_NEXT) != 0) return iterator;
  raise(TYPE_ERROR, "'async for' received an object from __aiter__ that does not implement __anext__: %T", iterator);
  decref(iterator);
  return 0;
}

export function op_async_next(iterator: i32): i32 {
  const function_ = slotOf(iterator, ASYNC_NEXT);
  if (function_ == 0)
    return raise(TYPE_ERROR, "'async for' requires an iterator with __anext__ method, got %T", iterator);
  return call1(function_, iterator);
}

export function newStep(type: i32, generator: i32, argument: i32): i32 {
  const p = newCyclic(type, STEP_BYTES);
  if (p == 0) return 0;
  xincref(argument);
  store<i32>(p, newRef(generator), STEP_OF);
  store<i32>(p, argument, STEP_ARGUMENTS);
  store<i32>(p, STEP_INITIAL, STEP_STATE);
  track(p);
  return p;
}

/** The first step of a generator: it keeps the finalizer that is set now, and the other hook is told. False with an exception. */
function begin(generator: i32): bool {
  if (hasFlagSet(generator, ASYNC_BEGUN)) return true;
  setFlag(generator, ASYNC_BEGUN);
  const finalizer = load<i32>(ASYNC_FINALIZER_HOOK);
  if (finalizer != 0) store<i32>(generator, newRef(finalizer), GENERATOR_ORIGIN);
  const hook = load<i32>(ASYNC_FIRST_HOOK);
  if (hook == 0) return true;
  newRef(hook);
  const result = call1Of(hook, generator);
  decref(hook);
  if (result == 0) return false;
  decref(result);
  return true;
}

export function async_generator_anext(p: i32): i32 {
  if (!begin(p)) return 0;
  return newStep(ASYNC_GENERATOR_ASEND_TYPE, p, 0);
}

export function async_generator_asend(p: i32, value: i32): i32 {
  if (!begin(p)) return 0;
  return newStep(ASYNC_GENERATOR_ASEND_TYPE, p, value);
}

export function async_generator_athrow(p: i32, args: i32, count: i32): i32 {
  if (count < 1) return raise(TYPE_ERROR, 'athrow expected at least 1 argument, got 0');
  if (!begin(p)) return 0;
  const all = tupleOf(args, count);
  if (all == 0) return 0;
  const step = newStep(ASYNC_GENERATOR_ATHROW_TYPE, p, all);
  decref(all);
  return step;
}

export function async_generator_aclose(p: i32): i32 {
  if (!begin(p)) return 0;
  return newStep(ASYNC_GENERATOR_ATHROW_TYPE, p, 0);
}

function setFlag(generator: i32, flag: i32): void {
  store<i32>(generator, load<i32>(generator, GENERATOR_FLAGS) | flag, GENERATOR_FLAGS);
}

function clearFlag(generator: i32, flag: i32): void {
  store<i32>(generator, load<i32>(generator, GENERATOR_FLAGS) & ~flag, GENERATOR_FLAGS);
}

function hasFlagSet(generator: i32, flag: i32): bool {
  return (load<i32>(generator, GENERATOR_FLAGS) & flag) != 0;
}

export function isPending(type: i32): bool {
  const pending = load<i32>(PENDING);
  return pending != 0 && isSubtype(typeOf(pending), type);
}

/** What a resume of the generator means for who awaits a step: a yielded value ends the step as its result. */
function outcome(generator: i32, how: i32): i32 {
  if (how == YIELDED) {
    const value = resumed;
    if (typeOf(value) != ASYNC_GENERATOR_WRAPPED_VALUE_TYPE) return value;
    raiseStop(newRef(load<i32>(value, STEP_OF)));
    decref(value);
    clearFlag(generator, ASYNC_RUNNING);
    return 0;
  }
  if (how == RETURNED) {
    decref(resumed);
    raiseBare(STOP_ASYNC_ITERATION);
  }
  if (isPending(STOP_ASYNC_ITERATION) || isPending(GENERATOR_EXIT)) setFlag(generator, ASYNC_CLOSED);
  clearFlag(generator, ASYNC_RUNNING);
  return 0;
}

function closeIfOver(step: i32, result: i32): i32 {
  if (result == 0) store<i32>(step, STEP_CLOSED, STEP_STATE);
  return result;
}

// asend(), __anext__()

export function async_step_send(step: i32, value: i32): i32 {
  const generator = load<i32>(step, STEP_OF);
  const state = load<i32>(step, STEP_STATE);
  let sent = value;
  if (state == STEP_CLOSED) return raise(RUNTIME_ERROR, 'cannot reuse already awaited __anext__()/asend()');
  if (state == STEP_INITIAL) {
    if (hasFlagSet(generator, ASYNC_RUNNING))
      return raise(RUNTIME_ERROR, 'anext(): asynchronous generator is already running');
    if (value == NONE && load<i32>(step, STEP_ARGUMENTS) != 0) sent = load<i32>(step, STEP_ARGUMENTS);
    store<i32>(step, STEP_ITERATING, STEP_STATE);
  }
  setFlag(generator, ASYNC_RUNNING);
  return closeIfOver(step, outcome(generator, sendTo(generator, sent)));
}

export function async_step_next(step: i32): i32 {
  return async_step_send(step, NONE);
}

export function async_step_throw(step: i32, args: i32, count: i32): i32 {
  const generator = load<i32>(step, STEP_OF);
  if (load<i32>(step, STEP_STATE) == STEP_CLOSED)
    return raise(RUNTIME_ERROR, 'cannot reuse already awaited __anext__()/asend()');
  if (count < 1) return raise(TYPE_ERROR, 'throw expected at least 1 argument, got 0');
  const value = count > 1 ? load<i32>(args, 4) : 0;
  const traceback = count > 2 ? load<i32>(args, 8) : 0;
  return closeIfOver(step, outcome(generator, throwInto(generator, load<i32>(args), value, traceback)));
}

/** Also of athrow() and aclose(). */
export function async_step_close(step: i32): i32 {
  store<i32>(step, STEP_CLOSED, STEP_STATE);
  return newRef(NONE);
}

// athrow(), aclose()

export function async_throw_send(step: i32, value: i32): i32 {
  const generator = load<i32>(step, STEP_OF);
  const args = load<i32>(step, STEP_ARGUMENTS);
  const state = load<i32>(step, STEP_STATE);
  if (state == STEP_CLOSED) return raise(RUNTIME_ERROR, 'cannot reuse already awaited aclose()/athrow()');
  if (load<i32>(generator, GENERATOR_STATE) == FINISHED) {
    store<i32>(step, STEP_CLOSED, STEP_STATE);
    raiseBare(STOP_ITERATION);
    return 0;
  }
  let how: i32;
  if (state == STEP_INITIAL) {
    if (hasFlagSet(generator, ASYNC_RUNNING)) {
      store<i32>(step, STEP_CLOSED, STEP_STATE);
      return args == 0
        ? raise(RUNTIME_ERROR, 'aclose(): asynchronous generator is already running')
        : raise(RUNTIME_ERROR, 'athrow(): asynchronous generator is already running');
    }
    if (hasFlagSet(generator, ASYNC_CLOSED)) {
      store<i32>(step, STEP_CLOSED, STEP_STATE);
      raiseBare(STOP_ASYNC_ITERATION);
      return 0;
    }
    if (value != NONE) return raise(RUNTIME_ERROR, "can't send non-None value to a just-started coroutine");
    store<i32>(step, STEP_ITERATING, STEP_STATE);
    setFlag(generator, ASYNC_RUNNING);
    if (args == 0) {
      setFlag(generator, ASYNC_CLOSED);
      how = throwHere(generator, GENERATOR_EXIT, 0, 0);
    } else how = throwArguments(generator, args);
  } else how = sendTo(generator, value);
  if (args != 0) return finishThrow(step, generator, outcome(generator, how), false);
  if (how == YIELDED && typeOf(resumed) == ASYNC_GENERATOR_WRAPPED_VALUE_TYPE) {
    decref(resumed);
    clearFlag(generator, ASYNC_RUNNING);
    store<i32>(step, STEP_CLOSED, STEP_STATE);
    return raise(RUNTIME_ERROR, 'async generator ignored GeneratorExit');
  }
  return finishThrow(step, generator, outcome(generator, how), true);
}

function throwArguments(generator: i32, args: i32): i32 {
  const count = load<i32>(args, LENGTH);
  const value = count > 1 ? load<i32>(args, TUPLE_ITEMS + 4) : 0;
  const traceback = count > 2 ? load<i32>(args, TUPLE_ITEMS + 8) : 0;
  return throwHere(generator, load<i32>(args, TUPLE_ITEMS), value, traceback);
}

/** aclose() has no result: that the generator has ended is what it waits for. */
function finishThrow(step: i32, generator: i32, result: i32, closes: bool): i32 {
  if (result != 0) return result;
  clearFlag(generator, ASYNC_RUNNING);
  store<i32>(step, STEP_CLOSED, STEP_STATE);
  if (closes && (isPending(STOP_ASYNC_ITERATION) || isPending(GENERATOR_EXIT))) {
    decref(load<i32>(PENDING));
    store<i32>(PENDING, 0);
    raiseBare(STOP_ITERATION);
  }
  return 0;
}

export function async_throw_next(step: i32): i32 {
  return async_throw_send(step, NONE);
}

export function async_throw_throw(step: i32, args: i32, count: i32): i32 {
  const generator = load<i32>(step, STEP_OF);
  if (load<i32>(step, STEP_STATE) == STEP_CLOSED)
    return raise(RUNTIME_ERROR, 'cannot reuse already awaited aclose()/athrow()');
  if (count < 1) return raise(TYPE_ERROR, 'throw expected at least 1 argument, got 0');
  const value = count > 1 ? load<i32>(args, 4) : 0;
  const traceback = count > 2 ? load<i32>(args, 8) : 0;
  const how = throwInto(generator, load<i32>(args), value, traceback);
  return finishThrow(step, generator, outcome(generator, how), load<i32>(step, STEP_ARGUMENTS) == 0);
}
