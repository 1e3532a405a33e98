import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReplayMeasurement } from '../../events/trace/measurement.js';
import { readTrace } from '../../events/trace/read-trace.js';
import { TRACE_OP, type AllocationTrace } from '../../events/trace/trace.js';
import { randomTrace } from '../../events/trace/testing/random-traces.js';
import { replay, type ReplayedDesign } from './replay.js';
import { DESIGNS } from '../alloc/designs.js';
import { FaultyAllocator, type Fault } from './testing/faulty-allocator.js';

const SEGREGATED = DESIGNS.find(({ name }) => name === 'segregated')!;

const traceOf = (...lines: string[]): AllocationTrace =>
  readTrace(new TextEncoder().encode(`0\n99\n${lines.length}\n1\n${lines.join('\n')}\n`), false).trace;

async function measured(trace: AllocationTrace, design: ReplayedDesign = SEGREGATED): Promise<ReplayMeasurement> {
  const [measurement] = await replay(trace, [design], { request: 4096 });
  return measurement!;
}

const faulty = (fault: Fault): ReplayedDesign => ({
  name: fault,
  summary: 'for tests',
  load: async () => (memory, pages) => new FaultyAllocator(memory as WebAssembly.Memory, pages, fault),
});

describe('a replay', () => {
  it('agrees with a model of payload, and its parts add up', async () => {
    await fc.assert(
      fc.asyncProperty(randomTrace(false), async (trace) => {
        const found = await measured(trace);
        const has = new Map<number, number>();
        let peak = 0;
        let asked = 0;
        for (let i = 0; i < trace.op.length; i++) {
          const id = trace.id.get(i);
          if (trace.op.get(i) === TRACE_OP.free) has.delete(id);
          else {
            has.set(id, trace.size.get(i));
            asked += trace.size.get(i);
          }
          peak = Math.max(
            peak,
            [...has.values()].reduce((sum, size) => sum + size, 0),
          );
        }
        expect(found.problems).toEqual([]);
        expect([found.peakPayload, found.asked, found.failures]).toEqual([peak, asked, 0]);
        const { footprint, payload, rounding, headers, free, rest } = found.atPeak;
        expect(payload + rounding + headers + free + rest).toBe(footprint);
        expect(Math.min(rounding, headers, free, rest)).toBeGreaterThanOrEqual(0);
        expect(found.peakFootprint).toBeGreaterThanOrEqual(peak);
        expect(found.series.operation.get(found.series.operation.length - 1)).toBe(trace.op.length);
      }),
      { numRuns: 30 },
    );
  });

  it('is exact on a small case', async () => {
    const found = await measured(traceOf('a 0 100', 'a 1 28', 'f 0', 'r 1 60', 'a 2 12'), faulty('none'));
    expect([found.served, found.asked, found.handedOut]).toEqual([4, 200, 112 + 32 + 64 + 16]);
    expect([found.peakPayload, found.peakFootprint, found.pageCalls]).toEqual([128, 4096, 1]);
    expect([found.classes.blocks.get(7), found.classes.asked.get(7), found.classes.handedOut.get(7)]).toEqual([
      1, 100, 112,
    ]);
    expect(found.atPeak).toMatchObject({ operation: 2, payload: 128, rounding: 16, headers: 0, free: 0 });
    expect(found.atPeak.costliest).toEqual([
      { size: 100, blocks: 1, takes: 112, lost: 12 },
      { size: 28, blocks: 1, takes: 32, lost: 4 },
    ]);
    expect([...found.series.payload.view()]).toEqual([100, 128, 28, 60, 72]);
    expect([...found.series.free.view()]).toEqual([0, 0, 112, 144, 144]);
    expect([...found.series.unusable.view()]).toEqual([0, 0, 1, 1, 1]);
  });

  it.each<[Fault, RegExp]>([
    ['overlap', /has changed from byte \d+ on: it overlaps another one/],
    ['misaligned', /is not aligned to 16 bytes/],
    ['short', /for 100 bytes at \w+ can hold only 90/],
    ['lost-contents', /has changed from byte 0 on/],
    ['outside', /lies outside of the heap's pages/],
    ['broken', /an invariant of the heap is broken at 0x10: it is not so/],
    ['trap', /the allocator broke down: /],
  ])('finds what an allocator does wrong: %s', async (fault, message) => {
    const found = await measured(traceOf('a 0 100', 'a 1 100', 'r 0 200', 'f 0', 'f 1'), faulty(fault));
    expect(found.problemCount).toBeGreaterThan(0);
    expect(found.problems[0]!.message).toMatch(message);
  });

  it('goes on when memory runs out', async () => {
    const found = await measured(traceOf('a 0 2147000000', 'a 1 2147000000', 'f 0', 'a 2 10', 'f 2'));
    expect([found.failures, found.firstFailure, found.problemCount]).toEqual([2, 1, 0]);
    expect(found.peakPayload).toBe(10);
  });

  it('times each allocator', async () => {
    let clock = 0;
    const timing = { rounds: 2, now: () => clock++ };
    const found = await replay(traceOf('a 0 1', 'f 0'), [SEGREGATED, faulty('none')], { request: 4096, timing });
    expect(found.map(({ nanoseconds }) => nanoseconds)).toEqual([500_000, 500_000]);
  });
});
