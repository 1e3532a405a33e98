/**
 * Makes a trace of a program while it runs without checks: the events of its blocks, as a heap's kernel hands them over,
 * are its calls. What a program does wrong (a free of what is not live) is left out and counted.
 *
 * Cost: a few stores per event.
 */
import { EVENT_ALLOC, EVENT_BYTES, EVENT_FREE } from '../event-codes.js';
import { ROUTINE } from '../routines.js';
import { emptyTrace, TRACE_OP, type AllocationTrace } from './trace.js';

export class TraceRecorder {
  readonly trace: AllocationTrace = emptyTrace('calls');
  /** Frees and reallocations of what was no live block. */
  wrongCalls = 0;

  /** Events as the ring has them (event-codes.ts). */
  heapEvents(words: Uint32Array, clocks: Float64Array, count: number): void {
    const { trace } = this;
    const { op, id, size, alignment, clock } = trace;
    for (let i = 0; i < count; i++) {
      const from = (i * EVENT_BYTES) / 4;
      const serial = words[from + 3]!;
      if (serial === 0) {
        this.wrongCalls++;
        continue;
      }
      const what = words[from + 2]!;
      const kind = what & 0xff;
      const alignLog = (what >>> 16) & 0xff;
      if (kind === EVENT_FREE) op.push(TRACE_OP.free);
      else if (kind !== EVENT_ALLOC) op.push(TRACE_OP.realloc);
      else {
        op.push(
          alignLog > 0
            ? TRACE_OP.memalign
            : ((what >>> 8) & 0xff) === ROUTINE.calloc
              ? TRACE_OP.calloc
              : TRACE_OP.malloc,
        );
        trace.ids = serial;
      }
      id.push(serial - 1);
      size.push(kind === EVENT_FREE ? 0 : words[from + 5]!);
      alignment.push(alignLog > 0 ? 2 ** alignLog : 0);
      clock.push(clocks[from / 2]!);
    }
  }
}
