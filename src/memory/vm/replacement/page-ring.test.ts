import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PageRing } from './page-ring.js';

it('keeps the order in which pages came, whatever is removed from the middle', () => {
  const steps = fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.record({ do: fc.constant('push' as const), page: fc.nat(9) }) },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('remove' as const), page: fc.nat(9) }) },
      { weight: 2, arbitrary: fc.constant({ do: 'pop' as const }) },
      { weight: 2, arbitrary: fc.constant({ do: 'again' as const }) },
    ),
    { maxLength: 300 },
  );
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), steps, (most, list) => {
      const ring = new PageRing(most);
      let model: number[] = [];
      for (const step of list) {
        if (step.do === 'push') {
          if (model.length === most || model.includes(step.page)) continue;
          ring.push(step.page);
          model.push(step.page);
        } else if (step.do === 'remove') {
          if (!model.includes(step.page)) continue;
          ring.remove(step.page);
          model = model.filter((page) => page !== step.page);
        } else if (model.length > 0) {
          expect(ring.oldest()).toBe(model[0]);
          ring[step.do]();
          const first = model.shift()!;
          if (step.do === 'again') model.push(first);
        }
        expect(ring.size).toBe(model.length);
        if (model.length > 0) expect(ring.oldest()).toBe(model[0]);
      }
    }),
    { numRuns: 500 },
  );
});
