/** Where in the program memory is allocated: the running frames as traces (memory/gc/tracing), for tracemalloc and reports. */
import { HEAP_MODE, TRACE_SOURCE, TRACE_TOP, TRACED_NOW, TRACED_PEAK, TRACING } from '../../memory/gc/format';
import { forgetAll } from '../../memory/gc/tracing/table.as';
import {
  blocksOf,
  bytesOf,
  isNewTrace,
  outerTrace,
  startTraces,
  traceCount,
  traceOf,
} from '../../memory/gc/tracing/traces.as';
import { CODE, CODE_SITES, FRAME_FUNCTION, PREVIOUS_FRAME, SITE } from '../format/frames';
import { FRAME } from '../format/memory-map';
import { traceMade } from './runtime.as';

export { blocksOf, bytesOf, outerTrace, traceCount };

/** How many frames of a stack are kept; and where their addresses are while one is walked: room for as many words. */
let limit: i32 = 1;
let walked: i32 = 0;

/** Notes the origin of all blocks from now on. `top` is TRACE_TOP_BYTES of zeros, `room` a word for each frame. 0: no room. */
export function startTracing(frames: i32, top: i32, room: i32): i32 {
  if (!startTraces()) return 0;
  limit = frames;
  walked = room;
  store<i32>(TRACE_TOP, top);
  store<i32>(TRACE_SOURCE, currentTrace.index);
  store<i32>(HEAP_MODE, load<i32>(HEAP_MODE) | TRACING);
  return 1;
}

export function stopTracing(): void {
  store<i32>(HEAP_MODE, load<i32>(HEAP_MODE) & ~TRACING);
  forgetAll();
}

export function clearTraces(): void {
  forgetAll();
}

export function resetTracedPeak(): void {
  store<i32>(TRACED_PEAK, load<i32>(TRACED_NOW));
}

function currentTrace(): i32 {
  const frame = load<i32>(FRAME);
  if (frame == 0) return 0;
  if (limit == 1) return placeOf(frame, 0);
  let count = 0;
  for (let at = frame; at != 0 && count < limit; at = load<i32>(at, PREVIOUS_FRAME)) {
    store<i32>(walked + (count << 2), at);
    count++;
  }
  let trace = 0;
  while (count > 0) {
    count--;
    trace = placeOf(load<i32>(walked + (count << 2)), trace);
  }
  return trace;
}

function placeOf(frame: i32, outer: i32): i32 {
  const function_ = load<i32>(frame, FRAME_FUNCTION);
  if (function_ == 0) return outer;
  const code = load<i32>(function_, CODE);
  const site = load<i32>(frame, SITE);
  const trace = traceOf(load<i32>(code, CODE_SITES), site, outer);
  if (isNewTrace) traceMade(trace, code, site);
  return trace;
}
