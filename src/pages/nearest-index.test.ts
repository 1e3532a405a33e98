import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearestIndex } from './nearest-index.js';

it('the nearest of candidates in order', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 1000 }), { minLength: 1 }).map((all) => all.sort((a, b) => a - b)),
      fc.integer({ min: -10, max: 1010 }),
      (candidates, value) => {
        const distance = Math.abs(candidates[nearestIndex(candidates, value)]! - value);
        expect(distance).toBe(Math.min(...candidates.map((candidate) => Math.abs(candidate - value))));
      },
    ),
  );
  expect(nearestIndex([], 3)).toBe(0);
});
