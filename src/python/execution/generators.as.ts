/**
 * Generators and coroutines. The frame lies in the generator; its function is resumed with what is sent, an owned reference,
 * or 0 if an exception, which is pending, is thrown in. While it waits for another iterator (`yield from`, `await`), that is
 * in the first slot behind the frame's locals, and under the next resume number the sent value is what it has returned.
 *
 *     CREATED ──resume──> RUNNING ──yield──> SUSPENDED ──resume──> RUNNING
 *        │                   │ return, exception        │
 *        └─────close─────> FINISHED <───────────────────┘ (through RUNNING)
 */
import {
  ASYNC_CLOSED,
  CO_ASYNC_GENERATOR,
  CO_COROUTINE,
  CODE,
  CODE_BODY,
  CODE_FLAGS,
  CODE_FRAME_BYTES,
  CREATED,
  FINISHED,
  FRAME_FUNCTION,
  FRAME_GLOBALS,
  FRAME_OBJECT,
  FUNCTION_NAME,
  GENERATOR_CODE,
  GENERATOR_FLAGS,
  GENERATOR_FRAME,
  GENERATOR_HANDLED,
  GENERATOR_NAME,
  GENERATOR_ORIGIN,
  GENERATOR_OWN_FRAME,
  GENERATOR_QUALNAME,
  GENERATOR_STATE,
  GENERATOR_WEAK,
  GLOBALS,
  HANDLED_BELOW,
  HANDLED_VALUE,
  LOCALS,
  LOCALS_COUNT,
  OWNER,
  PREVIOUS_FRAME,
  QUALNAME,
  RESUME,
  RUNNING,
  SUSPENDED,
} from '../format/frames';
import { DEPTH_LEFT, FRAME, HANDLED_TOP, NONE, ORIGIN_DEPTH, PENDING } from '../format/memory-map';
import { CAUSE, CONTEXT, STOP_VALUE, SUPPRESS_CONTEXT } from '../format/objects';
import {
  ASYNC_GENERATOR_TYPE,
  COROUTINE_TYPE,
  GENERATOR_EXIT,
  GENERATOR_TYPE,
  RUNTIME_ERROR,
  STOP_ASYNC_ITERATION,
  STOP_ITERATION,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../format/types';
import { freeCyclic, newCyclic } from '../kernel/alloc.as';
import { copyBytes, fillBytes } from '../kernel/bytes.as';
import { clearField, decref, newRef, setField, xdecref } from '../kernel/counts.as';
import { call1Of } from '../kernel/call.as';
import { comeBack, goDeeper } from '../kernel/depth.as';
import { raise } from '../kernel/errors.as';
import { call2, isSubtype, typeOf } from '../kernel/slots.as';
import { track, untrackIfTracked } from '../kernel/tracking.as';
import { finalizeDying } from '../../memory/gc/counting/finalize.as';
import { unraisable } from '../kernel/runtime.as';
import { clearWeakReferences } from '../objects/weak/reference.as';
import { raiseArgument, raiseBare, setPending } from '../objects/exceptions/raise.as';
import { parametersOf } from './binding.as';
import { closeDelegate } from './delegation.as';
import { frame_release, frame_too_deep, leaveFrame, visitFrame } from './frames.as';
import { noteOrigin, warnNeverAwaited } from './hooks.as';
import { isTraced, tellResume, tellReturn } from './tracing.as';

export const YIELDED: i32 = 1;
export const RETURNED: i32 = 0;
export const FAILED: i32 = -1;

const ENDED: i32 = -1;

/** What the last resume gave, owned. */
export let resumed: i32 = 0;

export function setResumed(value: i32): void {
  resumed = value;
}

/** ENTRY of generator functions: moves the frame with its arguments into a new generator. */
export function generator_entry(frame: i32): i32 {
  const callee = load<i32>(frame, FRAME_FUNCTION);
  const code = load<i32>(callee, CODE);
  const parameters = parametersOf(code);
  // CPython has a frame here, too.
  if (load<i32>(DEPTH_LEFT) <= 0) {
    dropFrame(frame, parameters);
    frame_too_deep();
    return 0;
  }
  const flags = load<i32>(code, CODE_FLAGS);
  const bytes = load<i32>(code, CODE_FRAME_BYTES);
  const type =
    (flags & CO_COROUTINE) != 0
      ? COROUTINE_TYPE
      : (flags & CO_ASYNC_GENERATOR) != 0
        ? ASYNC_GENERATOR_TYPE
        : GENERATOR_TYPE;
  const p = newCyclic(type, GENERATOR_OWN_FRAME + bytes);
  if (p == 0) {
    dropFrame(frame, parameters);
    return 0;
  }
  const own = p + GENERATOR_OWN_FRAME;
  fillBytes(own, 0, bytes);
  copyBytes(own + LOCALS, frame + LOCALS, parameters << 2);
  store<i32>(own, callee, FRAME_FUNCTION);
  store<i32>(own, load<i32>(callee, GLOBALS), FRAME_GLOBALS);
  store<i32>(own, p, OWNER);
  store<i32>(p, own, GENERATOR_FRAME);
  store<i32>(p, newRef(load<i32>(callee, FUNCTION_NAME)), GENERATOR_NAME);
  store<i32>(p, newRef(load<i32>(callee, QUALNAME)), GENERATOR_QUALNAME);
  store<i32>(p, newRef(code), GENERATOR_CODE);
  store<i32>(p, 0, GENERATOR_WEAK);
  store<i32>(p, CREATED, GENERATOR_STATE);
  store<i32>(p, 0, GENERATOR_ORIGIN);
  store<i32>(p, 0, GENERATOR_FLAGS);
  store<i32>(p, 0, GENERATOR_HANDLED + HANDLED_VALUE);
  store<i32>(p, 0, GENERATOR_HANDLED + HANDLED_BELOW);
  track(p);
  if (type == COROUTINE_TYPE && load<i32>(ORIGIN_DEPTH) != 0 && noteOrigin(p) < 0) {
    decref(p);
    return 0;
  }
  return p;
}

function dropFrame(frame: i32, parameters: i32): void {
  for (let i = 0; i < parameters; i++) xdecref(load<i32>(frame + LOCALS + (i << 2)));
  decref(load<i32>(frame, FRAME_FUNCTION));
}

/** Where the iterator is that a suspended generator waits for. */
function delegateSlot(p: i32): i32 {
  return load<i32>(p, GENERATOR_FRAME) + LOCALS + (load<i32>(load<i32>(p, GENERATOR_CODE), LOCALS_COUNT) << 2);
}

/** The iterator that a generator waits for, borrowed, or 0. */
export function delegateOf(p: i32): i32 {
  return load<i32>(p, GENERATOR_STATE) == SUSPENDED ? load<i32>(delegateSlot(p)) : 0;
}

/**
 * Goes on with a value, consumed, or with the pending exception (0). YIELDED, RETURNED (`resumed` is the value) or FAILED.
 */
export function resume(p: i32, sent: i32): i32 {
  const frame = begin(p, sent);
  if (frame == 0) return FAILED;
  // What the generator itself handles is the context; what its caller handles is not.
  if (sent == 0 && load<i32>(p, GENERATOR_HANDLED + HANDLED_VALUE) != 0) {
    const exception = load<i32>(PENDING);
    store<i32>(PENDING, 0);
    setPending(exception);
  }
  return end(p, frame, run(p, frame, sent));
}

/** The same for a value and a generator that is SUSPENDED. Small enough to become part of whoever calls it. */
export function goOn(p: i32, sent: i32): i32 {
  const frame = begin(p, sent);
  if (frame == 0) return FAILED;
  return end(p, frame, run(p, frame, sent));
}

/** Runs its function, which consumes what is sent. */
function run(p: i32, frame: i32, sent: i32): i32 {
  if (isTraced()) return runTraced(p, frame, sent);
  return call_indirect<i32>(bodyOf(p), frame, sent);
}

function runTraced(p: i32, frame: i32, sent: i32): i32 {
  const result = tellReturn(frame, call_indirect<i32>(bodyOf(p), frame, tellResume(frame, sent)));
  // What is raised when a value is told of ends the generator.
  if (result == 0) store<i32>(frame, ENDED, RESUME);
  return result;
}

function bodyOf(p: i32): i32 {
  return load<i32>(load<i32>(p, GENERATOR_CODE), CODE_BODY);
}

/** Puts its frame on top, which is given; 0 if that is too deep, and `sent` is released. */
function begin(p: i32, sent: i32): i32 {
  if (!goDeeper()) return tooDeep(sent);
  const frame = load<i32>(p, GENERATOR_FRAME);
  store<i32>(frame, load<i32>(FRAME), PREVIOUS_FRAME);
  store<i32>(FRAME, frame);
  const item = p + GENERATOR_HANDLED;
  store<i32>(item, load<i32>(HANDLED_TOP), HANDLED_BELOW);
  store<i32>(HANDLED_TOP, item);
  store<i32>(p, RUNNING, GENERATOR_STATE);
  return frame;
}

function tooDeep(sent: i32): i32 {
  if (sent != 0) decref(sent);
  frame_too_deep();
  return 0;
}

/** Takes its frame from the top again. */
function end(p: i32, frame: i32, result: i32): i32 {
  store<i32>(HANDLED_TOP, load<i32>(p + GENERATOR_HANDLED, HANDLED_BELOW));
  store<i32>(FRAME, load<i32>(frame, PREVIOUS_FRAME));
  store<i32>(frame, 0, PREVIOUS_FRAME);
  comeBack();
  resumed = result;
  if (load<i32>(frame, RESUME) == ENDED) return ended(p, result);
  store<i32>(p, SUSPENDED, GENERATOR_STATE);
  return YIELDED;
}

function ended(p: i32, result: i32): i32 {
  finish(p);
  if (result != 0) return RETURNED;
  forbidStop(p);
  return FAILED;
}

/** The frame is over. */
function finish(p: i32): void {
  store<i32>(p, FINISHED, GENERATOR_STATE);
  const frame = load<i32>(p, GENERATOR_FRAME);
  store<i32>(p, 0, GENERATOR_FRAME);
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  const result = resumed;
  if (load<i32>(frame, FRAME_OBJECT) != 0) leaveFrame(frame);
  else frame_release(frame, slotsOf(p));
  clearField(p, GENERATOR_HANDLED + HANDLED_VALUE);
  resumed = result;
  store<i32>(PENDING, pending);
}

/** Locals, and the room for what is on the stack while it is suspended. */
function slotsOf(p: i32): i32 {
  return (load<i32>(load<i32>(p, GENERATOR_CODE), CODE_FRAME_BYTES) - LOCALS) >> 2;
}

/** StopIteration out of a generator's own code is a mistake (PEP 479). */
function forbidStop(p: i32): void {
  const pending = load<i32>(PENDING);
  const type = typeOf(p);
  const isStop = isSubtype(typeOf(pending), STOP_ITERATION);
  const isAsyncStop = type == ASYNC_GENERATOR_TYPE && isSubtype(typeOf(pending), STOP_ASYNC_ITERATION);
  if (!isStop && !isAsyncStop) return;
  store<i32>(PENDING, 0);
  if (isAsyncStop) raise(RUNTIME_ERROR, 'async generator raised StopAsyncIteration');
  else if (type == COROUTINE_TYPE) raise(RUNTIME_ERROR, 'coroutine raised StopIteration');
  else if (type == ASYNC_GENERATOR_TYPE) raise(RUNTIME_ERROR, 'async generator raised StopIteration');
  else raise(RUNTIME_ERROR, 'generator raised StopIteration');
  blame(pending);
}

/** Gives the pending exception a cause, which is consumed. */
export function blame(cause: i32): void {
  const error = load<i32>(PENDING);
  setField(error, CAUSE, newRef(cause));
  setField(error, CONTEXT, cause);
  store<u8>(error, 1, SUPPRESS_CONTEXT);
}

/** Whether it cannot be resumed with a value, because it runs or because of the value; an exception is pending then. */
function refuses(p: i32, value: i32): bool {
  const state = load<i32>(p, GENERATOR_STATE);
  const type = typeOf(p);
  if (state == RUNNING) {
    if (type == COROUTINE_TYPE) raise(VALUE_ERROR, 'coroutine already executing');
    else if (type == ASYNC_GENERATOR_TYPE) raise(VALUE_ERROR, 'async generator already executing');
    else raise(VALUE_ERROR, 'generator already executing');
    return true;
  }
  if (state != CREATED || value == 0 || value == NONE) return false;
  if (type == COROUTINE_TYPE) raise(TYPE_ERROR, "can't send non-None value to a just-started coroutine");
  else if (type == ASYNC_GENERATOR_TYPE)
    raise(TYPE_ERROR, "can't send non-None value to a just-started async generator");
  else raise(TYPE_ERROR, "can't send non-None value to a just-started generator");
  return true;
}

/** Sends a value, borrowed. As resume; a generator that has ended returns None, a coroutine fails. */
export function sendTo(p: i32, value: i32): i32 {
  if (load<i32>(p, GENERATOR_STATE) == SUSPENDED) return goOn(p, newRef(value));
  return sendToOther(p, value);
}

function sendToOther(p: i32, value: i32): i32 {
  if (refuses(p, value)) return FAILED;
  if (load<i32>(p, GENERATOR_STATE) == FINISHED) {
    if (typeOf(p) == COROUTINE_TYPE) {
      raise(RUNTIME_ERROR, 'cannot reuse already awaited coroutine');
      return FAILED;
    }
    resumed = newRef(NONE);
    return RETURNED;
  }
  return resume(p, newRef(value));
}

/** Makes the end of a generator an exception: StopIteration with the value, consumed. */
export function raiseStop(value: i32): void {
  if (value == NONE) raiseBare(STOP_ITERATION);
  else raiseArgument(STOP_ITERATION, value);
  decref(value);
}

/** The value with which an iterator has ended, owned, and the exception is over; 0 if another one is pending. */
export function takeStopValue(): i32 {
  const pending = load<i32>(PENDING);
  if (pending == 0) return newRef(NONE);
  if (!isSubtype(typeOf(pending), STOP_ITERATION)) return 0;
  store<i32>(PENDING, 0);
  const value = load<i32>(pending, STOP_VALUE);
  const result = newRef(value == 0 ? NONE : value);
  decref(pending);
  return result;
}

export function generator_next(p: i32): i32 {
  const how = sendTo(p, NONE);
  if (how == YIELDED) return resumed;
  if (how == FAILED) return 0;
  if (resumed == NONE) decref(resumed);
  else raiseStop(resumed);
  return 0;
}

/** SEND. */
export function generator_send_slot(p: i32, value: i32, to: i32): i32 {
  const how = sendTo(p, value);
  if (how != FAILED) store<i32>(to, resumed);
  return how;
}

export function generator_send(p: i32, value: i32): i32 {
  const how = sendTo(p, value);
  if (how == YIELDED) return resumed;
  if (how == RETURNED) raiseStop(resumed);
  return 0;
}

/** Closes it: GeneratorExit is raised where it is. A status. */
export function closeGenerator(p: i32): i32 {
  const state = load<i32>(p, GENERATOR_STATE);
  if (state == FINISHED) return 0;
  if (state == CREATED) {
    resumed = 0;
    finish(p);
    return 0;
  }
  if (refuses(p, 0)) return -1;
  const delegate = delegateOf(p);
  if (delegate == 0 || closeDelegate(p, delegate) == 0) raiseBare(GENERATOR_EXIT);
  const how = resume(p, 0);
  if (how == YIELDED) {
    decref(resumed);
    if (typeOf(p) == COROUTINE_TYPE) raise(RUNTIME_ERROR, 'coroutine ignored GeneratorExit');
    else if (typeOf(p) == ASYNC_GENERATOR_TYPE) raise(RUNTIME_ERROR, 'async generator ignored GeneratorExit');
    else raise(RUNTIME_ERROR, 'generator ignored GeneratorExit');
    return -1;
  }
  if (how == RETURNED) {
    decref(resumed);
    return 0;
  }
  const pending = load<i32>(PENDING);
  if (!isSubtype(typeOf(pending), GENERATOR_EXIT) && !isSubtype(typeOf(pending), STOP_ITERATION)) return -1;
  store<i32>(PENDING, 0);
  decref(pending);
  return 0;
}

export function generator_close(p: i32): i32 {
  return closeGenerator(p) < 0 ? 0 : newRef(NONE);
}

/** FINALIZE: a generator that nobody can resume any more is closed, an asynchronous one by whoever has asked for that. */
export function generator_finalize(p: i32): void {
  const state = load<i32>(p, GENERATOR_STATE);
  if (state == FINISHED || state == RUNNING) return;
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  const finalizer = load<i32>(p, GENERATOR_ORIGIN);
  if (finalizer != 0 && typeOf(p) == ASYNC_GENERATOR_TYPE) {
    if ((load<i32>(p, GENERATOR_FLAGS) & ASYNC_CLOSED) == 0) {
      const result = call1Of(finalizer, p);
      if (result != 0) decref(result);
    }
  } else if (state == CREATED) {
    if (typeOf(p) == COROUTINE_TYPE) warnNeverAwaited(p);
    else closeGenerator(p);
  } else if (closeGenerator(p) < 0) unraisable(p);
  if (load<i32>(PENDING) != 0) unraisable(p);
  store<i32>(PENDING, pending);
}

export function generator_dealloc(p: i32): void {
  if (load<i32>(p, GENERATOR_WEAK) != 0) clearWeakReferences(p);
  if (finalizeDying(p)) return;
  untrackIfTracked(p);
  if (load<i32>(p, GENERATOR_FRAME) != 0) {
    resumed = 0;
    finish(p);
  }
  const bytes = load<i32>(load<i32>(p, GENERATOR_CODE), CODE_FRAME_BYTES);
  clearField(p, GENERATOR_CODE);
  clearField(p, GENERATOR_NAME);
  clearField(p, GENERATOR_QUALNAME);
  clearField(p, GENERATOR_ORIGIN);
  freeCyclic(p, GENERATOR_OWN_FRAME + bytes);
}

export function generator_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const known =
    call2(visitor, load<i32>(p, GENERATOR_CODE), argument) |
    call2(visitor, load<i32>(p, GENERATOR_NAME), argument) |
    call2(visitor, load<i32>(p, GENERATOR_QUALNAME), argument);
  if (known != 0) return known;
  const frame = load<i32>(p, GENERATOR_FRAME);
  if (frame != 0) {
    const result = visitFrame(frame, slotsOf(p), visitor, argument);
    if (result != 0) return result;
  }
  const handled = load<i32>(p, GENERATOR_HANDLED + HANDLED_VALUE);
  if (handled != 0) {
    const result = call2(visitor, handled, argument);
    if (result != 0) return result;
  }
  const origin = load<i32>(p, GENERATOR_ORIGIN);
  return origin == 0 ? 0 : call2(visitor, origin, argument);
}
