import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linear, logarithmic, logarithmicFromZero, type Pixels, type Scale } from './scales.js';

interface Case {
  scale: Scale;
  least: number;
  most: number;
  from: number;
  to: number;
}

const MAKERS: ((least: number, most: number, pixels: Pixels) => Pick<Case, 'scale' | 'least' | 'most'>)[] = [
  (_, most, pixels) => ({ scale: linear(most, pixels, 5, 'decimal'), least: 0, most }),
  (_, most, pixels) => ({ scale: linear(most, pixels, 5, 'binary'), least: 0, most }),
  (least, most, pixels) => ({ scale: logarithmic(least, most, pixels, 2), least, most }),
  (least, most, pixels) => ({ scale: logarithmic(least, most, pixels, 10), least, most }),
  (_, most, pixels) => ({ scale: logarithmicFromZero(most, pixels), least: 0, most: Math.max(most, 1) }),
];

const scales: fc.Arbitrary<Case> = fc
  .record({
    make: fc.constantFrom(...MAKERS),
    least: fc.double({ min: 0.01, max: 1e4, noNaN: true }),
    times: fc.double({ min: 1.5, max: 1e9, noNaN: true }),
    from: fc.integer({ min: 0, max: 200 }),
    length: fc.integer({ min: 60, max: 2000 }),
  })
  .map(({ make, least, times, from, length }) => {
    const pixels = { from, to: from + length };
    return Object.assign(make(least, least * times, pixels), pixels);
  });

describe('a scale', () => {
  it('reaches from end to end, and back from pixels to values', () => {
    fc.assert(
      fc.property(scales, fc.double({ min: 0, max: 1, noNaN: true }), ({ scale, least, most, from, to }, part) => {
        expect(scale.at(least)).toBeCloseTo(from, 6);
        expect(scale.at(most)).toBeCloseTo(to, 6);
        const pixel = from + part * (to - from);
        expect(scale.at(scale.value(pixel))).toBeCloseTo(pixel, 4);
      }),
    );
  });

  it('has ticks in order, within its values, and room between them', () => {
    fc.assert(
      fc.property(scales, ({ scale, most, from, to }) => {
        const places = scale.ticks.map((tick) => scale.at(tick));
        for (const [i, tick] of scale.ticks.entries()) {
          expect(tick).toBeLessThanOrEqual(most * (1 + 1e-6));
          if (i > 0) expect(places[i]! - places[i - 1]!).toBeGreaterThan(0);
        }
        expect(scale.ticks.length).toBeLessThanOrEqual(Math.max(6, (to - from) / 40));
      }),
    );
  });

  it('in a narrow range has ticks at equal steps', () => {
    expect(logarithmic(0.94, 1.1, { from: 0, to: 500 }, 10).ticks).toEqual([
      0.94, 0.96, 0.98, 1, 1.02, 1.04, 1.06, 1.08, 1.1,
    ]);
    expect(logarithmic(5 * 2 ** 20, 7 * 2 ** 20, { from: 0, to: 250 }, 2).ticks.map((tick) => tick / 2 ** 20)).toEqual([
      5, 5.5, 6, 6.5, 7,
    ]);
  });

  it('of bytes has ticks at round numbers of them', () => {
    expect(linear(25 * 2 ** 20, { from: 0, to: 400 }, 4, 'binary').ticks.map((tick) => tick / 2 ** 20)).toEqual([
      0, 8, 16, 24,
    ]);
    expect(linear(1_300_000, { from: 0, to: 400 }, 7, 'decimal').ticks.at(-1)).toBe(1_200_000);
  });
});
