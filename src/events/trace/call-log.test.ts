import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CALL_ALIGNED_NEW,
  CALL_CODE_SHIFT,
  CALL_FREED_BY_REALLOC,
  CALL_GRAIN_SHIFT,
  CALL_MOVED,
} from '../call-codes.js';
import { ROUTINE } from '../routines.js';
import { CallLogReader } from './call-log.js';
import { randomTrace } from './testing/random-traces.js';
import { TRACE_OP, type AllocationTrace } from './trace.js';

const first = (address: number, code: number): number =>
  ((address >>> CALL_GRAIN_SHIFT) | (code << CALL_CODE_SHIFT)) >>> 0;

/** A trace as a program would have it logged, whose blocks lie where `place` says. */
function logOf(trace: AllocationTrace, place: (id: number, row: number) => number): number[][] {
  const at = new Map<number, number>();
  return Array.from({ length: trace.op.length }, (_, row) => {
    const [op, id, size] = [trace.op.get(row), trace.id.get(row), trace.size.get(row)];
    const old = at.get(id)!;
    const address = place(id, row);
    at.set(id, address);
    switch (op) {
      case TRACE_OP.free:
        return [first(old, row % 2 ? ROUTINE.free : CALL_FREED_BY_REALLOC)];
      case TRACE_OP.realloc:
        return [first(old, CALL_MOVED), size, address];
      case TRACE_OP.memalign:
        return [
          first(address, row % 2 ? ROUTINE.memalign : CALL_ALIGNED_NEW),
          size,
          Math.log2(trace.alignment.get(row)),
        ];
      default:
        return [first(address, op === TRACE_OP.calloc ? ROUTINE.calloc : ROUTINE['operator new']), size];
    }
  });
}

const columns = ({ op, id, size, alignment, ids }: AllocationTrace): unknown => [
  [...op.view()],
  [...id.view()],
  [...size.view()],
  [...alignment.view()],
  ids,
];

describe('a call log', () => {
  it('says what the trace said, in whatever pieces it comes', () => {
    fc.assert(
      fc.property(randomTrace(true), fc.integer({ min: 1, max: 7 }), (trace, pieces) => {
        // No two live blocks share a place; those that are reallocated move to one that was never used.
        const log = logOf(trace, (id, row) => 16 * (1 + id + (row % 3) * 1_000_000));
        const reader = new CallLogReader();
        let isTaken = true;
        for (let i = 0; i < log.length; i += pieces)
          isTaken &&= reader.take(Uint32Array.from(log.slice(i, i + pieces).flat()));
        expect(isTaken).toBe(true);
        expect(columns(reader.trace)).toEqual(columns(trace));
        expect(reader.wrongCalls).toBe(0);
      }),
    );
  });

  it('counts what names no live block, and leaves it out', () => {
    const reader = new CallLogReader();
    const words = [
      first(64, ROUTINE.malloc),
      10,
      first(64, ROUTINE.free),
      first(64, ROUTINE.free),
      first(96, CALL_MOVED),
      9,
      128,
    ];
    expect(reader.take(Uint32Array.from(words))).toBe(true);
    expect([reader.wrongCalls, reader.trace.op.length]).toEqual([2, 2]);
  });

  it.each([
    ['an unknown code', [first(64, 31)]],
    ['a call that is cut off', [first(64, ROUTINE.malloc)]],
    ['a size that no allocator serves', [first(64, ROUTINE.malloc), 0xffff_ffff]],
    ['an alignment that is none', [first(64, ROUTINE.memalign), 8, 77]],
  ])('is refused for %s', (_, words) => {
    expect(new CallLogReader().take(Uint32Array.from(words))).toBe(false);
  });
});
