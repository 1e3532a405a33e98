import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../base/ids.js';
import { TYPE_DICT } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import { cpythonSizeWithFront } from '../sizes/cpython-size.js';
import { openForTest } from '../../testing/open-for-test.js';

const rt = openForTest();

function call(self: Address, name: string, ...args: Address[]): Address {
  return rt.call(rt.dictGet(rt.views.word(rt.typeOf(self) + TYPE_DICT), rt.name(name)), [self, ...args]);
}

const number = (p: Address) => rt.compactInt(p) as number;

/** The items in the dict's order. */
const items = (dict: Address): [number, number][] =>
  rt.items(call(dict, 'items')).map((item) => rt.tupleItems(item).map(number) as [number, number]);

const keys = fc.integer({ min: -6, max: 300 });
const operations = fc.oneof(
  fc.record({ kind: fc.constant('set' as const), key: keys, value: fc.integer() }),
  fc.record({ kind: fc.constant('delete' as const), key: keys }),
  fc.record({ kind: fc.constant('pop' as const), key: keys }),
  fc.record({ kind: fc.constant('popitem' as const) }),
  fc.record({ kind: fc.constant('setdefault' as const), key: keys, value: fc.integer() }),
  fc.record({ kind: fc.constant('copy' as const) }),
  fc.record({ kind: fc.constant('update' as const), pairs: fc.array(fc.tuple(keys, fc.integer()), { maxLength: 30 }) }),
);
type Operation = typeof operations extends fc.Arbitrary<infer T> ? T : never;

function onModel(model: Map<number, number>, op: Operation): Map<number, number> {
  if (op.kind === 'set') model.set(op.key, op.value);
  else if (op.kind === 'delete' || op.kind === 'pop') model.delete(op.key);
  else if (op.kind === 'popitem') {
    const last = [...model.keys()].at(-1);
    if (last !== undefined) model.delete(last);
  } else if (op.kind === 'setdefault') {
    if (!model.has(op.key)) model.set(op.key, op.value);
  } else if (op.kind === 'update') for (const [key, value] of op.pairs) model.set(key, value);
  return model;
}

function quietly(work: () => void): void {
  try {
    work();
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    rt.clearPending();
  }
}

function onDict(dict: Address, op: Operation): Address {
  if (op.kind === 'set') rt.dictSet(dict, rt.int(op.key), rt.int(op.value));
  else if (op.kind === 'delete') quietly(() => rt.status(rt.kernel.deleteItem(dict, rt.int(op.key))));
  else if (op.kind === 'pop') quietly(() => call(dict, 'pop', rt.int(op.key)));
  else if (op.kind === 'popitem') quietly(() => call(dict, 'popitem'));
  else if (op.kind === 'setdefault') call(dict, 'setdefault', rt.int(op.key), rt.int(op.value));
  else if (op.kind === 'copy') return call(dict, 'copy');
  else {
    const other = rt.dict();
    for (const [key, value] of op.pairs) rt.dictSet(other, rt.int(key), rt.int(value));
    call(dict, 'update', other);
  }
  return dict;
}

describe('dict', () => {
  it('does what a Map does, in the same order', () => {
    fc.assert(
      fc.property(fc.array(operations, { maxLength: 60 }), (ops) => {
        rt.pooled(() => {
          let model = new Map<number, number>();
          let dict = rt.dict();
          for (const op of ops) {
            model = onModel(model, op);
            dict = onDict(dict, op);
          }
          expect(items(dict)).toEqual([...model]);
          for (let key = -6; key < 20; key++)
            expect(rt.status(rt.kernel.containsItem(dict, rt.int(key))) !== 0).toBe(model.has(key));
          return 0;
        });
      }),
    );
  });

  it('has the size of CPython’s', () => {
    const sizes = (key: (i: number) => Address) => {
      const dict = rt.dict();
      return Array.from({ length: 13 }, (_, i) => {
        const bytes = cpythonSizeWithFront(rt, dict);
        rt.dictSet(dict, key(i), rt.int(i));
        return bytes;
      });
    };
    expect(sizes((i) => rt.int(i))).toEqual([64, 224, 224, 224, 224, 224, 352, 352, 352, 352, 352, 632, 632]);
    expect(sizes((i) => rt.string(String(i)))).toEqual([
      64, 184, 184, 184, 184, 184, 272, 272, 272, 272, 272, 464, 464,
    ]);
  });

  it('notices what changes it while it is walked over', () => {
    const dict = rt.dict();
    rt.dictSet(dict, rt.int(1), rt.int(1));
    const iterator = rt.keep(rt.kernel.getIter(dict));
    expect(number(rt.keep(rt.kernel.iterNext(iterator)))).toBe(1);
    rt.dictSet(dict, rt.int(2), rt.int(2));
    expect(rt.kernel.iterNext(iterator)).toBe(0);
    expect(rt.pending()).not.toBe(0);
    rt.clearPending();
  });
});
