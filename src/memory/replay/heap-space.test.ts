import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HeapSpace } from './heap-space.js';

describe('the memory of a replay', () => {
  it('hands out zeros that do not overlap, and counts what is held', () => {
    const space = new HeapSpace(100, 0);
    const step = fc.oneof(
      fc.record({ do: fc.constant('map' as const), pages: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ do: fc.constant('unmap' as const), which: fc.nat() }),
      fc.record({ do: fc.constant('sbrk' as const), pages: fc.integer({ min: -5, max: 9 }) }),
    );
    const held = (from: number, size: number): Uint8Array => new Uint8Array(space.memory.buffer, from, size);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        space.reset();
        const maps: { at: number; size: number }[] = [];
        let brk = 0;
        for (const s of steps) {
          if (s.do === 'sbrk') {
            const old = space.sbrk(s.pages * 4096);
            if (brk + s.pages < 0) expect(old).toBe(-1);
            else {
              if (s.pages > 0) expect(held(old, s.pages * 4096).every((byte) => byte === 0)).toBe(true);
              if (s.pages > 0) held(old, s.pages * 4096).fill(7);
              brk += s.pages;
            }
          } else if (s.do === 'map') {
            const size = s.pages * 4096;
            const at = space.map(size);
            expect(held(at, size).every((byte) => byte === 0)).toBe(true);
            held(at, size).fill(7);
            maps.push({ at, size });
          } else if (maps.length > 0) {
            const [map] = maps.splice(s.which % maps.length, 1);
            space.unmap(map!.at, map!.size);
          }
          expect(space.footprint).toBe(brk * 4096 + maps.reduce((sum, { size }) => sum + size, 0));
        }
        const pages = new Set<number>();
        space.eachHeld((from, size) => {
          for (let page = from; page < from + size; page += 4096) pages.add(page);
        });
        expect(pages.size * 4096).toBe(space.footprint);
        for (const { at, size } of maps) {
          for (let page = at; page < at + size; page += 4096) expect(pages).toContain(page);
        }
        const ever = space.obtained();
        for (const page of pages) expect(ever.some(({ from, to }) => page >= from && page + 4096 <= to)).toBe(true);
        for (const { at, size } of maps) expect(held(at, size).every((byte) => byte === 7)).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});
