/**
 * sys.settrace and sys.setprofile: who is told of the events that execution/tracing.as.ts sees. Functions that are built in are not
 * told of to a profile function.
 */
import type { Address } from '../../../base/ids.js';
import {
  CODE,
  FRAME_FUNCTION,
  FRAME_OBJECT,
  FRAME_TOLD,
  FRAME_TRACE,
  PREVIOUS_FRAME,
  SITE,
  TRACE_CALL,
  TRACE_EXCEPTION,
  TRACE_LINE,
  TRACE_RETURN,
} from '../../format/frames.js';
import { FRAME, NONE, POLL, POLL_TRACED, PROFILE_FUNCTION, TRACE_FUNCTION } from '../../format/memory-map.js';
import { TRACEBACK } from '../../format/objects.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { setReference } from '../fields.js';
import { native } from '../native.js';

const NAMES: Readonly<Record<number, string>> = {
  [TRACE_CALL]: 'call',
  [TRACE_LINE]: 'line',
  [TRACE_RETURN]: 'return',
  [TRACE_EXCEPTION]: 'exception',
};

/** In these a function of the program is being told of something: what it does is not traced. */
const telling = new WeakSet<Runtime>();

/** @throws PythonError with what the function of the program raises; it is told of nothing more then */
export function traceEvent(rt: Runtime, frame: Address, event: number, argument: Address): void {
  if (telling.has(rt)) return;
  if (event === TRACE_LINE && !isNewLine(rt, frame)) return;
  if (event === TRACE_CALL) rt.views.setWord(rt.views.word(frame + FRAME_OBJECT) + FRAME_TOLD, 0);
  telling.add(rt);
  try {
    const about = () => (event === TRACE_EXCEPTION ? exceptionInfo(rt, argument) : argument || NONE);
    trace(rt, frame, event, about);
    const profile = rt.views.word(PROFILE_FUNCTION);
    if (profile !== 0 && (event === TRACE_CALL || event === TRACE_RETURN))
      tell(rt, profile, frame, event, about(), PROFILE_FUNCTION);
  } finally {
    telling.delete(rt);
  }
}

/** The function that the frame has; when it begins, the one that was set, whose result becomes the frame's. */
function trace(rt: Runtime, frame: Address, event: number, about: () => Address): void {
  const object = rt.views.word(frame + FRAME_OBJECT);
  const set = rt.views.word(TRACE_FUNCTION);
  const function_ = event === TRACE_CALL || set === 0 ? set : rt.views.word(object + FRAME_TRACE);
  if (function_ === 0) return;
  const result = tell(rt, function_, frame, event, about(), TRACE_FUNCTION);
  if (result !== NONE) setReference(rt, object, FRAME_TRACE, result);
}

function tell(rt: Runtime, function_: Address, frame: Address, event: number, about: Address, cell: Address): Address {
  const object = rt.views.word(frame + FRAME_OBJECT);
  try {
    return rt.call(function_, [object, rt.name(NAMES[event]), about]);
  } catch (problem) {
    if (problem instanceof PythonError)
      rt.savingPending(() => {
        setReference(rt, object, FRAME_TRACE, 0);
        set(rt, cell, NONE);
      });
    throw problem;
  }
}

function isNewLine(rt: Runtime, frame: Address): boolean {
  const code = rt.views.word(rt.views.word(frame + FRAME_FUNCTION) + CODE);
  const line = rt.hooks.lineOf(code, rt.views.word(frame + SITE));
  const told = rt.views.word(frame + FRAME_OBJECT) + FRAME_TOLD;
  if (rt.views.word(told) === line) return false;
  rt.views.setWord(told, line);
  return true;
}

function exceptionInfo(rt: Runtime, exception: Address): Address {
  return rt.tuple([rt.typeOf(exception), exception, rt.views.word(exception + TRACEBACK) || NONE]);
}

/** Frames that run already tell of their ends, too, for which they need an object. */
function set(rt: Runtime, cell: Address, function_: Address): Address {
  const { views } = rt;
  setReference(rt, 0, cell, function_ === NONE ? 0 : function_);
  const isTraced = views.word(TRACE_FUNCTION) !== 0 || views.word(PROFILE_FUNCTION) !== 0;
  views.setWord(POLL, isTraced ? views.word(POLL) | POLL_TRACED : views.word(POLL) & ~POLL_TRACED);
  if (isTraced)
    for (let frame = views.word(FRAME); frame !== 0; frame = views.word(frame + PREVIOUS_FRAME))
      rt.kernel.frameObject(frame);
  return NONE;
}

export const TRACING_FUNCTIONS: readonly MethodDefinition[] = [
  native('settrace', 'function, /', (rt, _, [function_]) => set(rt, TRACE_FUNCTION, function_)),
  native('gettrace', '', (rt) => rt.views.word(TRACE_FUNCTION) || NONE),
  native('setprofile', 'function, /', (rt, _, [function_]) => set(rt, PROFILE_FUNCTION, function_)),
  native('getprofile', '', (rt) => rt.views.word(PROFILE_FUNCTION) || NONE),
  native('call_tracing', 'func, args, /', (rt, _, [function_, args]) => {
    const wasTelling = telling.delete(rt);
    try {
      return rt.call(function_, rt.tupleItems(args));
    } finally {
      if (wasTelling) telling.add(rt);
    }
  }),
];
