import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DynamicArrays } from './dynamic-arrays.js';

const STACK = 0x10_0000;

/** What programs do: make an array below all others, leave a block, or jump out of frames without a word. */
const steps = fc.array(
  fc.oneof(
    fc.record({ make: fc.integer({ min: 0, max: 300 }) }),
    fc.record({ leave: fc.nat(5) }),
    fc.record({ jump: fc.nat(5) }),
  ),
  { maxLength: 40 },
);

describe('dynamic arrays', () => {
  it('explain the bytes and the padding of those that live, whatever was left by a jump', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const arrays = new DynamicArrays();
        const live: { start: number; size: number; site: number }[] = [];
        const bottom = (): number => (live.at(-1)?.start ?? STACK) - 32;
        list.forEach((step, site) => {
          if ('make' in step) {
            const start = (bottom() - step.make - 64) & ~31;
            live.push({ start, size: step.make, site });
            arrays.born(live.at(-1)!);
            return;
          }
          const count = Math.min('leave' in step ? step.leave : step.jump, live.length);
          if (count === 0) return;
          const gone = live.splice(live.length - count);
          if ('leave' in step) arrays.ended(gone.at(-1)!.start, gone[0].start + 1);
        });
        for (const array of live) {
          expect(arrays.at(array.start)).toEqual(array);
          expect(arrays.at(array.start + array.size)).toEqual(array);
          expect(arrays.at(array.start - 1)).toEqual(array);
        }
        expect(arrays.at(STACK + 64)).toBeUndefined();
      }),
    );
  });
});
