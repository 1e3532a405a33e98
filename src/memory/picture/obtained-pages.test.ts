import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { PageSource } from '../alloc/contract.js';
import { ObtainedPages } from './obtained-pages.js';

const PAGE = 4096;

type Step =
  | { do: 'sbrk'; pages: number }
  | { do: 'foreign' }
  | { do: 'map'; pages: number }
  | { do: 'unmap'; which: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('sbrk' as const), pages: fc.integer({ min: -3, max: 3 }) }),
  fc.constant({ do: 'foreign' as const }),
  fc.record({ do: fc.constant('map' as const), pages: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ do: fc.constant('unmap' as const), which: fc.nat() }),
);

it('knows the pages that it has given, as a set of pages does', () => {
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      let end = 16;
      let mapped = 1000;
      const source: PageSource = {
        pageSize: PAGE,
        sbrk: (delta) => (end += delta / PAGE) * PAGE - delta,
        map: (size) => (mapped -= size / PAGE) * PAGE,
        unmap: () => {},
      };
      const pages = new ObtainedPages(source);
      const model = new Set<number>();
      const own: number[] = [];
      for (const s of steps) {
        if (s.do === 'foreign') {
          end++;
          own.length = 0;
        } else if (s.do === 'sbrk') {
          // Only what is the allocator's own at the break can go back.
          const count = s.pages < 0 ? -Math.min(-s.pages, own.length) : s.pages;
          const old = pages.sbrk(count * PAGE) / PAGE;
          for (let i = 0; i < count; i++) own.push(old + i);
          for (let i = 0; i < count; i++) model.add(old + i);
          for (let i = count; i < 0; i++) model.delete(own.pop()!);
        } else if (s.do === 'map') {
          const at = pages.map(s.pages * PAGE) / PAGE;
          for (let i = 0; i < s.pages; i++) model.add(at + i);
        } else {
          const candidates = [...model].filter((page) => page >= mapped);
          const page = candidates[s.which % candidates.length];
          if (page === undefined) continue;
          pages.unmap(page * PAGE, PAGE);
          model.delete(page);
        }
      }
      const seen: number[] = [];
      let last = -1;
      for (const { start, end: to } of pages.ranges) {
        expect(start).toBeGreaterThan(last);
        for (let at = start; at < to; at += PAGE) seen.push(at / PAGE);
        last = to;
      }
      expect(seen).toEqual([...model].sort((a, b) => a - b));
    }),
  );
});
