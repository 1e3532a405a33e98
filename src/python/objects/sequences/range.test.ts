import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { openForTest } from '../../testing/open-for-test.js';

const rt = openForTest();

const small = fc.bigInt({ min: -40n, max: 40n });
/** What fits into 32 bits, what just does not, and more. */
const bounds = fc.oneof(
  small,
  fc.tuple(fc.constantFrom(2n ** 31n, -(2n ** 31n), 2n ** 70n), small).map(([base, offset]) => base + offset),
);
const steps = small.filter((step) => step !== 0n);

const owned = (value: bigint) => {
  const p = rt.int(value);
  rt.incref(p);
  return p;
};
const range = (start: bigint, stop: bigint, step: bigint) =>
  rt.keep(rt.kernel.makeRange(owned(start), owned(stop), owned(step)));

const count = (start: bigint, stop: bigint, step: bigint) => {
  const distance = step > 0n ? stop - start : start - stop;
  const by = step > 0n ? step : -step;
  return distance <= 0n ? 0n : (distance - 1n) / by + 1n;
};

/** The first values, and whether there were more. */
function firstOf(iterable: Address, most: number): bigint[] {
  const iterator = rt.keep(rt.kernel.getIter(iterable));
  const taken: bigint[] = [];
  while (taken.length < most) {
    const value = rt.keepIfAny(rt.kernel.iterNext(iterator));
    if (value === 0) break;
    taken.push(rt.bigInt(value));
  }
  return taken;
}

const inPool = (work: () => void) =>
  rt.pooled(() => {
    work();
    return 0;
  });

describe('range', () => {
  it('gives its values, also those beyond 32 bits', () => {
    fc.assert(
      fc.property(
        bounds,
        bounds,
        steps,
        (start, stop, step) =>
          void inPool(() => {
            const length = count(start, stop, step);
            const made = range(start, stop, step);
            const expected = Array.from(
              { length: Number(length < 9n ? length : 9n) },
              (_, i) => start + step * BigInt(i),
            );
            expect(firstOf(made, 9)).toEqual(expected);
            if (length < 2n ** 63n) expect(rt.bigInt(rt.keep(rt.kernel.lengthObject(made)))).toBe(length);
          }),
      ),
    );
  });

  it('knows its values by number and by what they are', () => {
    fc.assert(
      fc.property(
        bounds,
        bounds,
        steps,
        small,
        (start, stop, step, index) =>
          void inPool(() => {
            const length = count(start, stop, step);
            const made = range(start, stop, step);
            const at = index < 0n ? index + length : index;
            if (at < 0n || at >= length) return;
            const value = rt.keep(rt.kernel.getItem(made, rt.int(index)));
            expect(rt.bigInt(value)).toBe(start + at * step);
            expect(rt.kernel.containsItem(made, value)).toBe(1);
            expect(rt.bigInt(rt.keep(rt.kernel.range_index(made, value)))).toBe(at);
            if (step > 1n || step < -1n) expect(rt.kernel.containsItem(made, rt.int(start + at * step + 1n))).toBe(0);
          }),
      ),
    );
  });

  it('has slices that are ranges', () => {
    const part = fc.option(small, { nil: undefined });
    fc.assert(
      fc.property(
        bounds,
        bounds,
        steps,
        part,
        part,
        steps,
        (start, stop, step, from, to, by) =>
          void inPool(() => {
            const length = count(start, stop, step);
            const [low, high] = by > 0n ? [0n, length] : [-1n, length - 1n];
            const fit = (at: bigint | undefined, otherwise: bigint) => {
              if (at === undefined) return otherwise;
              const real = at < 0n ? at + length : at;
              return real < low ? low : real > high ? high : real;
            };
            const first = fit(from, by > 0n ? low : high);
            const end = fit(to, by > 0n ? high : low);
            const object = (value: bigint | undefined) => (value === undefined ? NONE : rt.int(value));
            const slice = rt.keep(rt.kernel.newSlice(object(from), object(to), rt.int(by)));
            const taken = rt.keep(rt.kernel.getItem(range(start, stop, step), slice));
            const expected = range(start + first * step, start + end * step, step * by);
            expect(rt.text(rt.repr(taken))).toBe(rt.text(rt.repr(expected)));
          }),
      ),
    );
  });
});
