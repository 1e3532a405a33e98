import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEAP_MAP_LEVELS, HEAP_MAP_PARTS, type HeapMapPart } from '../../events/trace/measurement.js';
import { randomTrace } from '../../events/trace/testing/random-traces.js';
import { readTrace } from '../../events/trace/read-trace.js';
import type { Allocator } from '../alloc/contract.js';
import { DESIGNS } from '../alloc/designs.js';
import { HeapMapper } from './heap-mapper.js';
import { HeapSample } from './heap-sample.js';
import { HeapSpace } from './heap-space.js';
import { replay } from './replay.js';

describe('the heap map of a replay', () => {
  it('shows in each column what the series says of its moment', async () => {
    await fc.assert(
      fc.asyncProperty(randomTrace(false), fc.constantFrom(...DESIGNS), async (trace, design) => {
        const [found] = await replay(trace, [design], { request: 4096 });
        const { heapMap, series } = found!;
        const { cells, cellBytes, rows, shares } = heapMap;
        expect(cells).toBeLessThanOrEqual(256);
        // Rounding to levels, and up from nothing, is at most a level per cell and part.
        const accuracy = (cells * cellBytes) / HEAP_MAP_LEVELS;
        for (let column = 0; column < rows.length; column++) {
          const sum = (part: (typeof HEAP_MAP_PARTS)[number]): number => {
            const levels = shares[part].view().subarray(column * cells, (column + 1) * cells);
            return (levels.reduce((all, level) => all + level, 0) * cellBytes) / HEAP_MAP_LEVELS;
          };
          const row = rows.get(column);
          const held = HEAP_MAP_PARTS.reduce((all, part) => all + sum(part), 0);
          expect(Math.abs(sum('payload') - series.payload.get(row))).toBeLessThanOrEqual(accuracy);
          expect(Math.abs(sum('free') - series.free.get(row))).toBeLessThanOrEqual(accuracy);
          expect(Math.abs(held - series.footprint.get(row))).toBeLessThanOrEqual(4 * accuracy);
        }
        expect(rows.get(rows.length - 1)).toBe(series.operation.length - 1);
      }),
      { numRuns: 60 },
    );
  });

  it('has the low addresses first, and what was given back is nothing', async () => {
    const rep = '0\n2\n3\n1\na 0 400000\na 1 3000000\nf 1\n';
    const { trace } = readTrace(new TextEncoder().encode(rep), false);
    const [found] = await replay(trace, [DESIGNS[0]!], { request: 4096 });
    const { heapMap } = found!;
    const { cells, ranges, rows, shares } = heapMap;
    expect(ranges.map(({ from, to }) => to > from)).not.toContain(false);
    const heldIn = (column: number): number[] =>
      Array.from({ length: cells }, (_, cell) =>
        HEAP_MAP_PARTS.reduce((sum, part) => sum + shares[part].get(column * cells + cell), 0),
      );
    expect(rows.length).toBe(3);
    const count = (column: number): number => heldIn(column).filter((level) => level > 0).length;
    expect(count(1)).toBeGreaterThan(count(0));
    expect(count(2)).toBeLessThan(count(1));
  });

  it('keeps the break and the maps apart, each from a cell of its own', () => {
    const space = new HeapSpace(0, 0);
    const brk = space.sbrk(3 * 4096);
    const map = space.map(64 * 4096);
    const blocks = [
      { address: brk, payload: brk + 16, size: 4096, usable: 4080, free: false },
      { address: brk + 4096, payload: 0, size: 4096, usable: 0, free: true },
      { address: map, payload: map, size: 64 * 4096, usable: 64 * 4096, free: false },
    ];
    const walk: Allocator['walk'] = (visit) => blocks.forEach((block) => visit(block));
    const mapper = new HeapMapper(space.obtained());
    mapper.payload(brk + 16, 2032);
    mapper.payload(map, 64 * 4096);
    mapper.column({ walk } as Allocator, space, new HeapSample(4096), 0);
    const { cellBytes, cells, ranges, shares } = mapper.map;
    expect(ranges).toEqual([
      { from: brk, to: brk + 3 * 4096 },
      { from: map, to: map + 64 * 4096 },
    ]);
    expect([cellBytes, cells]).toEqual([2048, 6 + 128]);
    const levels = (part: HeapMapPart): number[] => [...shares[part].view()];
    // The second cell has no payload, the second page is free, the third is in no block; the maps begin at cell 6.
    expect(levels('payload')).toEqual([63, 0, 0, 0, 0, 0, ...Array<number>(128).fill(63)]);
    expect(levels('overhead').slice(0, 6)).toEqual([1, 63, 0, 0, 0, 0]);
    expect(levels('free').slice(0, 6)).toEqual([0, 0, 63, 63, 0, 0]);
    expect(levels('rest').slice(0, 7)).toEqual([0, 0, 0, 0, 63, 63, 0]);
  });
});
