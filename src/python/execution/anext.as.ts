/**
 * What anext() gives to be awaited when it has a default: a step (execution/async.as.ts) with +8 STEP_OF, what __anext__ gave, and
 * +12 STEP_ARGUMENTS, the default, which is the result where the iterator has ended.
 */
import { STEP_ARGUMENTS, STEP_OF } from '../format/frames';
import { close, send, throw_ } from '../format/names';
import { ANEXT_AWAITABLE_TYPE, AWAIT, NEXT, STOP_ASYNC_ITERATION } from '../format/types';
import { call0Of, call1Of, callObject } from '../kernel/call.as';
import { decref, newRef } from '../kernel/counts.as';
import { clearPending } from '../kernel/errors.as';
import { call1, slotOf } from '../kernel/slots.as';
import { getAttribute } from '../objects/classes/attributes.as';
import { isPending, newStep } from './async.as';
import { awaitableOf } from './delegation.as';
import { raiseStop } from './generators.as';

export function newAnextAwaitable(awaitable: i32, otherwise: i32): i32 {
  return newStep(ANEXT_AWAITABLE_TYPE, awaitable, otherwise);
}

/** What is resumed for it, owned: of a coroutine, which cannot be iterated over, what awaits it. */
function iteratorOf(p: i32): i32 {
  const iterator = awaitableOf(load<i32>(p, STEP_OF), 0);
  if (iterator == 0 || slotOf(iterator, NEXT) != 0) return iterator;
  const wrapper = call1(slotOf(iterator, AWAIT), iterator);
  decref(iterator);
  return wrapper;
}

function orDefault(p: i32, result: i32): i32 {
  if (result != 0 || !isPending(STOP_ASYNC_ITERATION)) return result;
  clearPending();
  raiseStop(newRef(load<i32>(p, STEP_ARGUMENTS)));
  return 0;
}

export function anext_next(p: i32): i32 {
  const iterator = iteratorOf(p);
  if (iterator == 0) return 0;
  const result = call1(slotOf(iterator, NEXT), iterator);
  decref(iterator);
  return orDefault(p, result);
}

/** A method of what is resumed for it, owned. */
function methodOf(p: i32, name: i32): i32 {
  const iterator = iteratorOf(p);
  if (iterator == 0) return 0;
  const method = getAttribute(iterator, name);
  decref(iterator);
  return method;
}

function called(p: i32, method: i32, result: i32): i32 {
  decref(method);
  return orDefault(p, result);
}

export function anext_send(p: i32, value: i32): i32 {
  const method = methodOf(p, load<i32>(send));
  return method == 0 ? 0 : called(p, method, call1Of(method, value));
}

export function anext_throw(p: i32, args: i32, count: i32): i32 {
  const method = methodOf(p, load<i32>(throw_));
  return method == 0 ? 0 : called(p, method, callObject(method, args, count, 0));
}

export function anext_close(p: i32): i32 {
  const method = methodOf(p, load<i32>(close));
  return method == 0 ? 0 : called(p, method, call0Of(method));
}
