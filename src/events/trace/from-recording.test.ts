import { describe, expect, it } from 'vitest';
import { EVENT_BYTES } from '../event-codes.js';
import { Recorder } from '../recorder.js';
import { EVENT, type Recording } from '../recording.js';
import { ROUTINE } from '../routines.js';
import { traceOfRecording } from './from-recording.js';
import { TRACE_OP } from './trace.js';
import { TraceError } from './trace-problems.js';

type Row = [kind: number, block: number, address: number, size: number, routine: number, stack: number];

function recordingOf(rows: readonly Row[]): Recording {
  const recorder = new Recorder(() => 0);
  const ring = new ArrayBuffer(rows.length * EVENT_BYTES);
  const clocks = new Float64Array(ring);
  const words = new Uint32Array(ring);
  for (const [i, [kind, block, address, size, routine, stack]] of rows.entries()) {
    clocks[(i * EVENT_BYTES) / 8] = i * 10;
    words.set([kind | (routine << 8), block, address, size, stack], (i * EVENT_BYTES) / 4 + 2);
  }
  recorder.heapEvents(words, clocks, rows.length);
  return { events: recorder.events } as Recording;
}

describe('the trace of a recording', () => {
  it('has its calls, sizes and clock', () => {
    const recording = recordingOf([
      [EVENT.alloc, 4, 0x1000, 10, ROUTINE.malloc, 1],
      [EVENT.alloc, 7, 0x2000, 20, ROUTINE.calloc, 1],
      [EVENT.move, 4, 0x3000, 30, ROUTINE.realloc, 1],
      [EVENT.finding, 0, 0, 0, 0, 0],
      [EVENT.free, 4, 0x3000, 30, ROUTINE.free, 1],
      [EVENT.end, 0, 0, 0, 0, 0],
    ]);
    const { trace } = traceOfRecording(recording, false);
    expect([...trace.op.view()]).toEqual([TRACE_OP.malloc, TRACE_OP.calloc, TRACE_OP.realloc, TRACE_OP.free]);
    expect([...trace.id.view()]).toEqual([0, 1, 0, 0]);
    expect([...trace.size.view()]).toEqual([10, 20, 30, 0]);
    expect([...trace.clock.view()]).toEqual([0, 10, 20, 40]);
  });

  it('takes alignments from the addresses that a call site was given', () => {
    const recording = recordingOf([
      [EVENT.alloc, 1, 0x10400, 10, ROUTINE.memalign, 1],
      [EVENT.alloc, 2, 0x10040, 10, ROUTINE.memalign, 1],
      [EVENT.alloc, 3, 0x100000, 10, ROUTINE.posix_memalign, 2],
      [EVENT.alloc, 4, 0x100010, 10, ROUTINE.aligned_alloc, 3],
    ]);
    const { trace } = traceOfRecording(recording, false);
    expect([...trace.alignment.view()]).toEqual([64, 64, 4096, 0]);
    expect(trace.op.get(3)).toBe(TRACE_OP.malloc);
  });

  it('says which event is wrong', () => {
    const recording = recordingOf([
      [EVENT.alloc, 1, 0x1000, 10, ROUTINE.malloc, 1],
      [EVENT.free, 2, 0x1000, 10, ROUTINE.free, 1],
    ]);
    expect(() => traceOfRecording(recording, false)).toThrow(TraceError);
    expect(() => traceOfRecording(recording, false)).toThrow(/frees block 2, which was never allocated/);
    expect(traceOfRecording(recording, true).skipped).toBe(1);
  });
});
