import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HEAP_MAP_LEVELS } from '../../events/trace/measurement.js';
import { sharesToText } from '../../report/allocators/heap-map-text.js';
import { MapData } from './map-data.js';
import { runsAt } from './runs.js';

const CELL = 4096;

/** Two ranges, the second far from the first, both with a last cell that is not whole; levels per part and cell. */
const maps = fc
  .record({ first: fc.integer({ min: 1, max: 20 }), second: fc.integer({ min: 1, max: 20 }) })
  .chain(({ first, second }) => {
    const cells = first + second;
    const levels = fc.array(fc.nat(HEAP_MAP_LEVELS), { minLength: cells, maxLength: cells });
    return fc.record({ first: fc.constant(first), second: fc.constant(second), payload: levels, free: levels });
  })
  .map(({ first, second, payload, free }) => {
    const cells = first + second;
    const text = (levels: number[]): string => sharesToText(Uint8Array.from(levels), cells);
    const none = text(Array<number>(cells).fill(0));
    const ranges = [
      { from: 0x10000, to: 0x10000 + first * CELL - 1024 },
      { from: 0x4000000, to: 0x4000000 + second * CELL - 2048 },
    ];
    const shares = { payload: text(payload), overhead: none, free: text(free), rest: none };
    return { map: new MapData({ ranges, cellBytes: CELL, cells, rows: [0], shares }, [7]), ranges };
  });

it('runs follow one another through all ranges, and have the bytes of their cells', () => {
  fc.assert(
    fc.property(maps, ({ map, ranges }) => {
      const runs = runsAt(map, 0);
      expect(runs[0]!.from).toBe(ranges[0]!.from);
      expect(runs.at(-1)!.to).toBe(ranges[1]!.to);
      for (let i = 1; i < runs.length; i++) {
        const isJump = runs[i - 1]!.to === ranges[0]!.to;
        expect(runs[i]!.from).toBe(isJump ? ranges[1]!.from : runs[i - 1]!.to);
      }
      let ofCells = 0;
      for (let cell = 0; cell < map.cells; cell++) {
        const { from, to } = map.addresses(cell);
        ofCells += map.shares(0, cell).payload * (to - from);
      }
      const ofRuns = runs.reduce((sum, { from, to, shares }) => sum + shares.payload * (to - from), 0);
      expect(ofRuns).toBeCloseTo(ofCells, 3);
    }),
  );
});
