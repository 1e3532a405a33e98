/** What is folded says what came, in its order, with its counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeRun, ReferenceChange } from '../../events/python/reference-trace.js';
import { FoldedRuns } from './fold-runs.js';

const change = (line: number, before: number, after: number): ReferenceChange => ({
  kind: 'stored',
  at: { file: 'x.py', line, function: '<module>', source: '' },
  before,
  after,
  reason: `line ${line}`,
});

/** Lines and counts, unfolded. */
function unfolded(entries: readonly (ReferenceChange | ChangeRun)[], add = 0): [number, number, number][] {
  return entries.flatMap((entry) => {
    if (!('times' in entry))
      return [[entry.at.line, entry.before + add, entry.after + add] as [number, number, number]];
    return Array.from({ length: entry.times }, (_, at) => unfolded(entry.changes, add + at * entry.step)).flat();
  });
}

/** Loops in loops: a program's lines with what each adds to the count. */
type Part = { line: number; step: number } | { times: number; parts: Part[] };
const leaf: fc.Arbitrary<Part> = fc.record({ line: fc.integer({ min: 1, max: 4 }), step: fc.constantFrom(1, -1) });
const { part } = fc.letrec<{ part: Part }>((tie) => ({
  part: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.record({ times: fc.integer({ min: 1, max: 5 }), parts: fc.array(tie('part'), { minLength: 1, maxLength: 4 }) }),
  ),
}));

function played(parts: readonly Part[]): { line: number; step: number }[] {
  return parts.flatMap((one) =>
    'line' in one ? [one] : Array.from({ length: one.times }, () => played(one.parts)).flat(),
  );
}

describe('folded changes', () => {
  it('are the changes that came', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (program) => {
        const runs = new FoldedRuns();
        const came: [number, number, number][] = [];
        let count = 100;
        for (const { line, step } of played(program)) {
          came.push([line, count, count + step]);
          runs.add(change(line, count, count + step), `line ${line}`);
          count += step;
        }
        expect(unfolded(runs.entries())).toEqual(came);
        expect(runs.omitted).toBe(0);
      }),
      { numRuns: 300 },
    );
  });

  it('are few where loops repeat them', () => {
    const runs = new FoldedRuns();
    for (let outer = 0; outer < 50; outer++) {
      for (let inner = 0; inner < 20; inner++) runs.add(change(2, 1 + inner, 2 + inner), 'in a list');
      for (let inner = 20; inner > 0; inner--) runs.add(change(3, 1 + inner, inner), 'taken from a list');
    }
    expect(runs.entries()).toMatchObject([{ times: 50, step: 0, changes: [{ times: 20 }, { times: 20 }] }]);
  });

  it('have a reason that holds for all of them', () => {
    const runs = new FoldedRuns();
    for (let item = 0; item < 3; item++)
      runs.add({ ...change(1, item, item + 1), reason: `in item ${item} of a list` }, 'in a list');
    expect(runs.entries()).toMatchObject([{ times: 3, step: 1, changes: [{ reason: 'in a list' }] }]);
  });
});
