import { describe, expect, it } from 'vitest';
import { openForTest } from '../testing/open-for-test.js';
import { faultText, recount } from './recount.js';

describe('the sanity checker', () => {
  it('finds nothing wrong with a fresh runtime', () => {
    const rt = openForTest();
    expect(recount(rt).map(faultText)).toEqual([]);
  });

  it('finds counts that are too high or too low', () => {
    const rt = openForTest();
    const tuple = rt.hold(rt.tuple([rt.string('element')]));
    const [element] = rt.tupleItems(tuple);
    rt.incref(element);
    expect(recount(rt).map(({ kind, object }) => [kind, object])).toEqual([['too high', element]]);
    rt.views.i32[element >> 2] -= 3;
    expect(recount(rt, { blocks: false }).map(({ kind }) => kind)).toEqual(['dangling', 'dangling']);
  });
});
