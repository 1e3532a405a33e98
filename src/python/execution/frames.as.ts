/**
 * Frames that have ended or are looked at. A frame object is made when somebody asks for one (a traceback, sys._getframe);
 * it refers to the frame where that is, and takes it into itself when the frame ends and the object lives on.
 */
import {
  CODE,
  CODE_FRAME_BYTES,
  FRAME_BACK,
  FRAME_FUNCTION,
  FRAME_LOCALS,
  FRAME_OBJECT,
  FRAME_OF,
  FRAME_OWN,
  FRAME_SIZE,
  FRAME_TELLS_LINES,
  FRAME_TOLD,
  FRAME_TRACE,
  LINE_UNKNOWN,
  LOCALS,
  LOCALS_COUNT,
  OWNER,
  PREVIOUS_FRAME,
  TRACEBACK_BYTES,
  TRACEBACK_FRAME,
  TRACEBACK_LINE,
  TRACEBACK_NEXT,
  TRACEBACK_SITE,
  SITE,
} from '../format/frames';
import { PENDING } from '../format/memory-map';
import { TRACEBACK } from '../format/objects';
import { FRAME_TYPE, RECURSION_ERROR, TRACEBACK_TYPE } from '../format/types';
import { freeCyclic, newCyclic } from '../kernel/alloc.as';
import { copyBytes } from '../kernel/bytes.as';
import { clearField, decref, newRef, xdecref } from '../kernel/counts.as';
import { raise } from '../kernel/errors.as';
import { call2 } from '../kernel/slots.as';
import { track, untrackIfTracked } from '../kernel/tracking.as';
import { isTraced, tellException, tellReturn } from './tracing.as';

function codeOf(frame: i32): i32 {
  return load<i32>(load<i32>(frame, FRAME_FUNCTION), CODE);
}

/** The object of a frame, borrowed; made now if there is none. Or 0. It is tracked when it takes the frame over, as in CPython. */
export function frameObject(frame: i32): i32 {
  const known = load<i32>(frame, FRAME_OBJECT);
  if (known != 0) return known;
  const bytes = FRAME_OWN + load<i32>(codeOf(frame), CODE_FRAME_BYTES);
  const p = newCyclic(FRAME_TYPE, bytes);
  if (p == 0) return 0;
  store<i32>(p, frame, FRAME_OF);
  store<i32>(p, 0, FRAME_BACK);
  store<i32>(p, 0, FRAME_TRACE);
  store<i32>(p, bytes, FRAME_SIZE);
  store<i32>(p, 1, FRAME_TELLS_LINES);
  store<i32>(p, 0, FRAME_TOLD);
  store<i32>(frame, p, FRAME_OBJECT);
  return p;
}

/** Releases what a frame that ends refers to, in CPython's order. */
export function frame_release(frame: i32, count: i32): void {
  for (let i = 0; i < count; i++) clearField(frame, LOCALS + (i << 2));
  clearField(frame, FRAME_LOCALS);
  clearField(frame, FRAME_FUNCTION);
}

/** A frame ends with a result, and has an object or a dict of its variables. What it ends with. */
export function frame_leave(frame: i32, result: i32): i32 {
  const given = isTraced() ? tellReturn(frame, result) : result;
  leaveFrame(frame);
  return given;
}

/** The same of a frame whose end nobody has to hear of any more. */
export function leaveFrame(frame: i32): void {
  const p = load<i32>(frame, FRAME_OBJECT);
  store<i32>(frame, 0, FRAME_OBJECT);
  if (load<i32>(frame, FRAME_FUNCTION) == 0) {
    // Looked at while it was being emptied: nothing is left of it.
    if (p != 0) {
      store<i32>(p, 0, FRAME_OF);
      decref(p);
    }
    clearField(frame, FRAME_LOCALS);
    return;
  }
  const code = codeOf(frame);
  if (p != 0 && load<i32>(p) > 1) {
    takeOver(p, frame, load<i32>(code, CODE_FRAME_BYTES));
    decref(p);
    return;
  }
  xdecref(p);
  frame_release(frame, load<i32>(code, LOCALS_COUNT));
}

/** The frame moves into its object. */
function takeOver(p: i32, frame: i32, bytes: i32): void {
  const own = p + FRAME_OWN;
  copyBytes(own, frame, bytes);
  store<i32>(own, p, OWNER);
  store<i32>(own, 0, FRAME_OBJECT);
  store<i32>(p, own, FRAME_OF);
  const previous = load<i32>(frame, PREVIOUS_FRAME);
  if (previous != 0 && load<i32>(p, FRAME_BACK) == 0) {
    const back = frameObject(previous);
    if (back != 0) store<i32>(p, newRef(back), FRAME_BACK);
  }
  store<i32>(own, 0, PREVIOUS_FRAME);
  store<i32>(frame, 0, FRAME_FUNCTION);
  store<i32>(frame, 0, FRAME_LOCALS);
  track(p);
}

/** Whether the object has the frame within itself. */
function owns(p: i32): bool {
  return load<i32>(p, FRAME_OF) == p + FRAME_OWN;
}

export function frame_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (owns(p)) {
    const frame = load<i32>(p, FRAME_OF);
    const count = load<i32>(codeOf(frame), LOCALS_COUNT);
    clearField(frame, FRAME_FUNCTION);
    clearField(frame, FRAME_LOCALS);
    for (let i = 0; i < count; i++) clearField(frame, LOCALS + (i << 2));
  }
  clearField(p, FRAME_BACK);
  clearField(p, FRAME_TRACE);
  freeCyclic(p, load<i32>(p, FRAME_SIZE));
}

export function frame_traverse(p: i32, visitor: i32, argument: i32): i32 {
  let result = visit(p, FRAME_BACK, visitor, argument);
  if (result == 0) result = visit(p, FRAME_TRACE, visitor, argument);
  if (result != 0 || !owns(p)) return result;
  const frame = load<i32>(p, FRAME_OF);
  return visitFrame(frame, load<i32>(codeOf(frame), LOCALS_COUNT), visitor, argument);
}

function visit(p: i32, field: i32, visitor: i32, argument: i32): i32 {
  const value = load<i32>(p + field);
  return value == 0 ? 0 : call2(visitor, value, argument);
}

/** Visits the first slots of a frame and what else it owns. */
export function visitFrame(frame: i32, count: i32, visitor: i32, argument: i32): i32 {
  let result = visit(frame, FRAME_LOCALS, visitor, argument);
  if (result == 0) result = visit(frame, FRAME_FUNCTION, visitor, argument);
  for (let i = 0; i < count && result == 0; i++) result = visit(frame, LOCALS + (i << 2), visitor, argument);
  return result;
}

/** Not of the dict of its variables, if somebody has asked for it. */
export function frame_clear(p: i32): i32 {
  clearField(p, FRAME_TRACE);
  if (!owns(p)) return 0;
  const frame = load<i32>(p, FRAME_OF);
  const count = load<i32>(codeOf(frame), LOCALS_COUNT);
  for (let i = 0; i < count; i++) clearField(frame, LOCALS + (i << 2));
  return 0;
}

export function frame_too_deep(): void {
  raise(RECURSION_ERROR, 'maximum recursion depth exceeded');
}

export function traceback_here(frame: i32): void {
  const exception = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  const object = frameObject(frame);
  const p = object == 0 ? 0 : newCyclic(TRACEBACK_TYPE, TRACEBACK_BYTES);
  if (p != 0) {
    store<i32>(p, load<i32>(exception, TRACEBACK), TRACEBACK_NEXT);
    store<i32>(p, newRef(object), TRACEBACK_FRAME);
    store<i32>(p, load<i32>(frame, SITE), TRACEBACK_SITE);
    store<i32>(p, LINE_UNKNOWN, TRACEBACK_LINE);
    store<i32>(exception, p, TRACEBACK);
    track(p);
  } else xdecref(load<i32>(PENDING));
  store<i32>(PENDING, exception);
  if (isTraced()) tellException(frame);
}

export function traceback_dealloc(p: i32): void {
  untrackIfTracked(p);
  clearField(p, TRACEBACK_NEXT);
  clearField(p, TRACEBACK_FRAME);
  freeCyclic(p, TRACEBACK_BYTES);
}

export function traceback_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const result = visit(p, TRACEBACK_NEXT, visitor, argument);
  return result != 0 ? result : visit(p, TRACEBACK_FRAME, visitor, argument);
}

export function traceback_clear(p: i32): i32 {
  clearField(p, TRACEBACK_NEXT);
  clearField(p, TRACEBACK_FRAME);
  return 0;
}
