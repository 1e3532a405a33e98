/**
 * What a program has given to sys.settrace and sys.setprofile hears of functions that begin and end, of lines and of exceptions
 * (modules/sys/tracing.ts calls it). POLL_TRACED is set meanwhile, so functions look here when they poll at their beginning; the
 * frame object that is made for them then brings them here at their end, too. Lines are told by code that was compiled with them
 * (Pool.tellsLines). While nothing is traced, none of it is paid for, but for a look at POLL when a generator goes on.
 */
import {
  FRAME_FUNCTION,
  FRAME_OBJECT,
  FRAME_TELLS_LINES,
  FRAME_TOLD,
  FRAME_TRACE,
  TRACE_CALL,
  TRACE_EXCEPTION,
  TRACE_LINE,
  TRACE_RETURN,
} from '../format/frames';
import { FRAME, PENDING, POLL, POLL_TRACED } from '../format/memory-map';
import { poll } from '../kernel/collector.as';
import { decref, xdecref } from '../kernel/counts.as';
import { frameObject } from './frames.as';
import { traceEvent } from './hooks.as';

export function isTraced(): bool {
  return (load<i32>(POLL) & POLL_TRACED) != 0;
}

function tellCall(frame: i32): i32 {
  return frameObject(frame) == 0 ? -1 : traceEvent(frame, TRACE_CALL, 0);
}

/** A function begins, and POLL is not 0. A status. */
export function op_poll_begin(frame: i32): i32 {
  if (isTraced() && tellCall(frame) < 0) return -1;
  return poll();
}

/** A generator goes on with a value, owned, or with the pending exception (0). What it goes on with. */
export function tellResume(frame: i32, sent: i32): i32 {
  const pending = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  if (tellCall(frame) < 0) {
    xdecref(sent);
    xdecref(pending);
    return 0;
  }
  store<i32>(PENDING, pending);
  return sent;
}

function hasTrace(frame: i32): bool {
  const object = load<i32>(frame, FRAME_OBJECT);
  return object != 0 && load<i32>(object, FRAME_TRACE) != 0;
}

/** A line begins. A status. */
export function op_trace_line(frame: i32): i32 {
  return hasTrace(frame) && load<i32>(load<i32>(frame, FRAME_OBJECT), FRAME_TELLS_LINES) != 0
    ? traceEvent(frame, TRACE_LINE, 0)
    : 0;
}

/** A loop goes round: its line is told again. */
export function op_trace_round(frame: i32): void {
  const object = load<i32>(frame, FRAME_OBJECT);
  if (object != 0) store<i32>(object, 0, FRAME_TOLD);
}

/** The pending exception has got an entry for a frame. */
export function tellException(frame: i32): void {
  if (!hasTrace(frame)) return;
  const exception = load<i32>(PENDING);
  store<i32>(PENDING, 0);
  if (traceEvent(frame, TRACE_EXCEPTION, exception) < 0) decref(exception);
  else store<i32>(PENDING, exception);
}

/** A frame ends, or a generator yields, with an owned value, or 0 and the pending exception. What it ends with. */
export function tellReturn(frame: i32, result: i32): i32 {
  if (load<i32>(frame, FRAME_OBJECT) == 0 || load<i32>(frame, FRAME_FUNCTION) == 0) return result;
  const pending = load<i32>(PENDING);
  const top = load<i32>(FRAME);
  store<i32>(PENDING, 0);
  store<i32>(FRAME, frame);
  const status = traceEvent(frame, TRACE_RETURN, result);
  store<i32>(FRAME, top);
  if (status < 0) {
    xdecref(result);
    xdecref(pending);
    return 0;
  }
  store<i32>(PENDING, pending);
  return result;
}
