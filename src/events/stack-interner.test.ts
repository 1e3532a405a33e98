import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { StackInterner } from './stack-interner.js';

function sitesOf(interner: StackInterner, id: number): number[] {
  const sites: number[] = [];
  for (let at = id; at !== 0; at = interner.table.parent.get(at)) sites.push(interner.table.site.get(at));
  return sites;
}

describe('StackInterner', () => {
  it('gives equal stacks equal ids and back their entries, innermost first', () => {
    const stack = fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 6 });
    fc.assert(
      fc.property(fc.array(stack, { maxLength: 300 }), fc.integer({ min: 1, max: 8 }), (stacks, depth) => {
        const interner = new StackInterner(depth);
        const model = new Map<string, number>();
        for (const entries of stacks) {
          const id = interner.intern(Uint32Array.from(entries), 0, entries.length);
          const kept = entries.slice(-depth);
          expect(sitesOf(interner, id)).toEqual([...kept].reverse());
          const key = kept.join();
          if (model.has(key)) expect(id).toBe(model.get(key));
          model.set(key, id);
        }
        expect(new Set(model.values()).size).toBe(model.size);
      }),
    );
  });

  it('keeps ids apart when there are many', () => {
    const interner = new StackInterner();
    const ids = new Set<number>();
    for (let i = 0; i < 20000; i++) ids.add(interner.intern(Uint32Array.of(1, i, i >>> 4), 0, 3));
    expect(ids.size).toBe(20000);
  });

  it('has id 0 for the empty stack', () => {
    expect(new StackInterner().intern(new Uint32Array(4), 2, 2)).toBe(0);
  });
});
