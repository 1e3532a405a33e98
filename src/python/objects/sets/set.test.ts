import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../base/ids.js';
import { FROZENSET_TYPE, SET_TYPE, TYPE_DICT } from '../../format/types.js';
import { cpythonSizeWithFront } from '../sizes/cpython-size.js';
import { openForTest } from '../../testing/open-for-test.js';
import { installedPython } from '../../../../test/python/oracle.js';

const rt = openForTest();

function call(self: Address, name: string, ...args: Address[]): Address {
  return rt.call(rt.dictGet(rt.views.word(rt.typeOf(self) + TYPE_DICT), rt.name(name)), [self, ...args]);
}

const numbers = (set: Address) => rt.items(set).map((element) => rt.compactInt(element) as number);
const setOf = (values: readonly number[]) =>
  rt.keep(rt.kernel.setFrom(SET_TYPE, rt.list(values.map((value) => rt.int(value)))));

const values = fc.array(fc.integer({ min: -2000, max: 2000 }), { maxLength: 80 });
const operation = fc.tuple(
  fc.constantFrom(
    'add',
    'discard',
    'update',
    'difference_update',
    'intersection_update',
    'symmetric_difference_update',
  ),
  values,
);

function onModel(model: Set<number>, name: string, others: readonly number[]): Set<number> {
  const other = new Set(others);
  switch (name) {
    case 'add':
      return model.add(others[0] ?? 0);
    case 'discard':
      model.delete(others[0] ?? 0);
      return model;
    case 'update':
      return new Set([...model, ...other]);
    case 'difference_update':
      return new Set([...model].filter((value) => !other.has(value)));
    case 'intersection_update':
      return new Set([...model].filter((value) => other.has(value)));
    default:
      return new Set([...model].filter((value) => !other.has(value)).concat([...other].filter((v) => !model.has(v))));
  }
}

function onSet(set: Address, name: string, others: readonly number[]): void {
  call(set, name, name === 'add' || name === 'discard' ? rt.int(others[0] ?? 0) : setOf(others));
}

const sorted = (set: Iterable<number>) => [...set].sort((a, b) => a - b);

/** What CPython prints of the same operations, in its order. */
const ORACLE = `
import sys, json
out = []
for ops in json.load(sys.stdin):
    s = set()
    for name, others in ops:
        if name in ('add', 'discard'): getattr(s, name)(others[0] if others else 0)
        else: getattr(s, name)(set(others))
    out.append([list(s), sys.getsizeof(s), hash(frozenset(s)) & 0xffffffff, [s.pop() for _ in range(len(s))]])
json.dump(out, sys.stdout)
`;

describe('set', () => {
  it('does what a Set does', () => {
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 12 }), (ops) => {
        rt.pooled(() => {
          let model = new Set<number>();
          const set = setOf([]);
          for (const [name, others] of ops) {
            model = onModel(model, name, others);
            onSet(set, name, others);
            expect(sorted(numbers(set))).toEqual(sorted(model));
          }
          return 0;
        });
      }),
    );
  });

  it.skipIf(installedPython() === undefined)('has the order, the size and the hash of CPython’s', () => {
    const programs = fc.sample(fc.array(operation, { maxLength: 12 }), { numRuns: 300, seed: 5 });
    const answers = JSON.parse(
      execFileSync('python3', ['-c', ORACLE], { input: JSON.stringify(programs), encoding: 'utf8' }),
    ) as unknown[];
    const ours = programs.map((ops) => {
      let answer: unknown;
      rt.pooled(() => {
        const set = setOf([]);
        for (const [name, others] of ops) onSet(set, name, others);
        const order = numbers(set);
        const frozen = rt.keep(rt.kernel.newSetOf(FROZENSET_TYPE));
        rt.status(rt.kernel.setUpdate(frozen, set));
        const hash = Number(BigInt(rt.kernel.hashOf(frozen)) & 0xffff_ffffn);
        const size = cpythonSizeWithFront(rt, set);
        answer = [order, size, hash, order.map(() => rt.compactInt(call(set, 'pop')))];
        return 0;
      });
      return answer;
    });
    expect(ours).toEqual(answers);
  });
});
