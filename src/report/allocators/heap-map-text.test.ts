import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharesFromText, sharesToText } from './heap-map-text.js';

describe('shares of a heap map as text', () => {
  it('are read back as they were, and are no longer than they are many', () => {
    const columns = fc
      .record({ cells: fc.integer({ min: 1, max: 300 }), columns: fc.integer({ min: 0, max: 40 }) })
      .chain(({ cells, columns }) =>
        fc.record({
          cells: fc.constant(cells),
          columns: fc.constant(columns),
          // Many zeros and many repetitions, as heaps have them.
          shares: fc
            .array(fc.oneof({ weight: 9, arbitrary: fc.constant(0) }, fc.integer({ min: 0, max: 63 })), {
              minLength: cells * columns,
              maxLength: cells * columns,
            })
            .map((values) => Uint8Array.from(values)),
        }),
      );
    fc.assert(
      fc.property(columns, ({ cells, columns, shares }) => {
        const text = sharesToText(shares, cells);
        expect(text.length).toBeLessThanOrEqual(shares.length);
        expect(sharesFromText(text, cells, columns)).toEqual(shares);
      }),
    );
  });

  it('of a heap that does not change take next to nothing', () => {
    const shares = Uint8Array.from({ length: 256 * 200 }, (_, i) => (i % 256) % 64);
    const text = sharesToText(shares, 256);
    expect(text.length).toBeLessThan(300);
    expect(sharesFromText(text, 256, 200)).toEqual(shares);
  });

  it('follow the documented digits', () => {
    expect(sharesToText(Uint8Array.of(0, 0, 0, 63, 5, 0, 0, 0, 62, 5), 5)).toBe('~AD/F~AD/A');
  });
});
