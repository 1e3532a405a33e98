import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelledTime, USUAL_COSTS } from './cost-model.js';
import { Tlb } from './tlb.js';

/** Sets as lists, the latest in front. */
class PlainLevel {
  readonly #lists = new Map<number, string[]>();
  readonly #sets: number;
  readonly #ways: number;

  constructor(sets: number, ways: number) {
    this.#sets = sets;
    this.#ways = ways;
  }

  touch(space: number, page: number): boolean {
    const tag = `${space}:${page}`;
    const list = this.#lists.get(page % this.#sets) ?? [];
    const rest = list.filter((each) => each !== tag);
    this.#lists.set(page % this.#sets, [tag, ...rest].slice(0, this.#ways));
    return rest.length < list.length;
  }
}

describe('a TLB', () => {
  it('counts as lists by recency would', () => {
    const shape = fc.record({ sets: fc.integer({ min: 1, max: 4 }), ways: fc.integer({ min: 1, max: 4 }) });
    const accesses = fc.array(fc.record({ space: fc.integer({ min: 1, max: 2 }), page: fc.nat(30) }), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(shape, shape, accesses, (level1, level2, list) => {
        const tlb = new Tlb({ level1, level2 });
        const plain1 = new PlainLevel(level1.sets, level1.ways);
        const plain2 = new PlainLevel(level2.sets, level2.ways);
        const counts = [0, 0, 0];
        for (const { space, page } of list) {
          tlb.access(space, page);
          if (plain1.touch(space, page)) counts[0]!++;
          else counts[plain2.touch(space, page) ? 1 : 2]!++;
        }
        expect([tlb.level1Hits, tlb.level2Hits, tlb.misses]).toEqual(counts);
      }),
    );
  });

  it('keeps spaces apart, and forgets what it is told to', () => {
    const tlb = new Tlb();
    tlb.access(1, 2 ** 36 - 1);
    tlb.access(2, 2 ** 36 - 1);
    expect([tlb.level1Hits, tlb.misses]).toEqual([0, 2]);
    tlb.invalidate(1, 2 ** 36 - 1);
    tlb.access(2, 2 ** 36 - 1);
    tlb.access(1, 2 ** 36 - 1);
    expect([tlb.level1Hits, tlb.misses]).toEqual([1, 3]);
    tlb.flush();
    tlb.access(1, 2 ** 36 - 1);
    expect(tlb.misses).toBe(4);
  });
});

describe('the cost model', () => {
  const counts = { accesses: 1000, tlbLevel2Hits: 10, tlbMisses: 2, minorFaults: 3, majorFaults: 1, pagesOut: 4 };

  it('prices what was counted', () => {
    const lines = Object.fromEntries(modelledTime(counts).map(({ what, nanoseconds }) => [what, nanoseconds]));
    expect(lines).toEqual({
      ...{ accesses: 1000, tlbLevel2Hits: 70, tlbMisses: 40, minorFaults: 3000, majorFaults: 10_000_000, pagesOut: 0 },
    });
  });

  it('takes other prices', () => {
    const costs = { ...USUAL_COSTS, majorFault: 100_000, pageOut: 50_000 };
    const total = modelledTime(counts, costs).reduce((sum, { nanoseconds }) => sum + nanoseconds, 0);
    expect(total).toBe(1000 + 70 + 40 + 3000 + 100_000 + 200_000);
  });
});
