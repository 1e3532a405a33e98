/**
 * Where in the program memory is allocated: the running frames as traces (memory/gc/tracing), for tracemalloc, reports and
 * recordings. A trace is either the innermost place alone, or all frames; whoever reads one may leave out the outer ones.
 *
 * Cost: the innermost place is known by its code and site, four loads; of all frames the last trace there. The frames below
 * the running one do not change while it runs, so it keeps their trace (OUTER); generators do not, for they are resumed
 * from anywhere.
 */
import {
  HEAP_MODE,
  TRACE_MARK,
  TRACE_SOURCE,
  TRACE_TOP,
  TRACED_NOW,
  TRACED_PEAK,
  TRACING,
} from '../../memory/gc/format';
import { forgetAll, unmarkAll } from '../../memory/gc/tracing/table.as';
import {
  blocksAtPeak,
  blocksNow,
  blocksOf,
  bytesAtPeak,
  bytesNow,
  bytesOf,
  isNewTrace,
  outerTrace,
  startTraces,
  traceCount,
  traceOf,
} from '../../memory/gc/tracing/traces.as';
import {
  CODE,
  CODE_SITES,
  CODE_TRACES,
  FRAME_FUNCTION,
  OUTER,
  OUTER_KNOWN,
  OWNER,
  PREVIOUS_FRAME,
  SITE,
} from '../format/frames';
import { FRAME } from '../format/memory-map';
import { traceMade } from './runtime.as';

export { blocksAtPeak, blocksNow, blocksOf, bytesAtPeak, bytesNow, bytesOf, outerTrace, traceCount, unmarkAll };

/** More traces of all frames than these are not told apart: new ones are their innermost place alone. */
const MOST_STACKS: i32 = 1 << 19;

/** Notes the origin of all blocks from now on. `top` is TRACE_TOP_BYTES of zeros. 0: no room. */
export function startTracing(allFrames: i32, top: i32): i32 {
  if (!startTraces()) return 0;
  for (let frame = load<i32>(FRAME); frame != 0; frame = load<i32>(frame, PREVIOUS_FRAME))
    if (load<i32>(frame, OWNER) == 0) store<i32>(frame, 0, OUTER);
  store<i32>(TRACE_TOP, top);
  traceFrames(allFrames);
  store<i32>(HEAP_MODE, load<i32>(HEAP_MODE) | TRACING);
  return 1;
}

/** From now on traces are all frames, or the innermost one. */
export function traceFrames(allFrames: i32): void {
  store<i32>(TRACE_SOURCE, allFrames != 0 ? stackTrace.index : placeTrace.index);
}

export function stopTracing(): void {
  store<i32>(HEAP_MODE, load<i32>(HEAP_MODE) & ~TRACING);
  store<i32>(TRACE_MARK, 0);
  forgetAll();
}

export function clearTraces(): void {
  forgetAll();
}

export function resetTracedPeak(): void {
  store<i32>(TRACED_PEAK, load<i32>(TRACED_NOW));
}

/** The innermost place. */
function placeTrace(): i32 {
  const frame = load<i32>(FRAME);
  if (frame == 0) return 0;
  const function_ = load<i32>(frame, FRAME_FUNCTION);
  if (function_ == 0) return 0;
  const traces = load<i32>(load<i32>(function_, CODE), CODE_TRACES);
  const known = traces == 0 ? 0 : load<i32>(traces + (load<i32>(frame, SITE) << 2));
  return known != 0 ? known : placeOf(frame, 0);
}

/** All frames. */
function stackTrace(): i32 {
  const frame = load<i32>(FRAME);
  if (frame == 0) return 0;
  const outer = outerOf(frame);
  const function_ = load<i32>(frame, FRAME_FUNCTION);
  const traces = function_ == 0 ? 0 : load<i32>(load<i32>(function_, CODE), CODE_TRACES);
  if (traces == 0) return placeOf(frame, outer);
  // Mostly the place is reached on the same way as the last time.
  const last = traces + (load<i32>(frame, SITE) << 2);
  const known = load<i32>(last);
  if (known != 0 && outerTrace(known) == outer) return known;
  const trace = placeOf(frame, outer);
  store<i32>(last, trace);
  return trace;
}

/** The trace of the frames below one. */
function outerOf(frame: i32): i32 {
  const known = knownOuter(frame);
  if (known >= 0) return known;
  // The frames on the way to one that knows are gone through twice: downwards their links are turned round, for the way back.
  let at = frame;
  let above = 0;
  let below = 0;
  let outer = 0;
  for (;;) {
    below = load<i32>(at, PREVIOUS_FRAME);
    store<i32>(at, above, PREVIOUS_FRAME);
    above = at;
    if (below == 0) break;
    const itsOuter = knownOuter(below);
    if (itsOuter >= 0) {
      outer = placeOf(below, itsOuter);
      break;
    }
    at = below;
  }
  for (;;) {
    above = load<i32>(at, PREVIOUS_FRAME);
    store<i32>(at, below, PREVIOUS_FRAME);
    if (load<i32>(at, OWNER) == 0) store<i32>(at, outer | OUTER_KNOWN, OUTER);
    if (at == frame) break;
    outer = placeOf(at, outer);
    below = at;
    at = above;
  }
  return outer;
}

/** Less than 0: it is not known. */
function knownOuter(frame: i32): i32 {
  const word = load<i32>(frame, OWNER) == 0 ? load<i32>(frame, OUTER) : 0;
  return (word & OUTER_KNOWN) != 0 ? word & ~OUTER_KNOWN : -1;
}

function placeOf(frame: i32, outer: i32): i32 {
  const function_ = load<i32>(frame, FRAME_FUNCTION);
  if (function_ == 0) return outer;
  const code = load<i32>(function_, CODE);
  const site = load<i32>(frame, SITE);
  const trace = traceOf(load<i32>(code, CODE_SITES), site, traceCount() < MOST_STACKS ? outer : 0);
  if (isNewTrace) traceMade(trace, code, site);
  return trace;
}
