import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Address } from '../../../base/ids.js';
import { NONE } from '../../format/memory-map.js';
import { CAPACITY } from '../../format/objects.js';
import { LIST_TYPE, TYPE_DICT } from '../../format/types.js';
import { PythonError } from '../../runtime/python-error.js';
import type { Runtime } from '../../runtime/runtime.js';
import { openForTest } from '../../testing/open-for-test.js';

const rt = openForTest();

function call(self: Address, name: string, ...args: Address[]): Address {
  return rt.call(rt.dictGet(rt.views.word(rt.typeOf(self) + TYPE_DICT), rt.name(name)), [self, ...args]);
}

const numbers = (list: Address) => rt.listItems(list).map((item) => rt.compactInt(item) as number);

/** The message of what `work` raises. */
function raised(work: () => unknown): string {
  try {
    work();
  } catch (problem) {
    if (!(problem instanceof PythonError)) throw problem;
    const message = messageOf(rt);
    rt.clearPending();
    return message;
  }
  return '';
}

const messageOf = (runtime: Runtime) => runtime.text(runtime.tupleItems(runtime.views.word(runtime.pending() + 12))[0]);

const slices = fc.record({
  start: fc.option(fc.integer({ min: -12, max: 12 }), { nil: undefined }),
  stop: fc.option(fc.integer({ min: -12, max: 12 }), { nil: undefined }),
  step: fc.constantFrom(undefined, 1, 2, 3, -1, -2, -3),
});
type Slice = typeof slices extends fc.Arbitrary<infer T> ? T : never;

const bound = (value: number | undefined) => (value === undefined ? NONE : rt.int(value));
const sliceObject = ({ start, stop, step }: Slice) =>
  rt.keep(rt.kernel.newSlice(bound(start), bound(stop), bound(step)));

/** The indices that a slice takes, one by one, as the language's reference has it. */
function indices({ start, stop, step = 1 }: Slice, length: number): number[] {
  const clamp = (at: number) =>
    step > 0
      ? Math.min(Math.max(at < 0 ? at + length : at, 0), length)
      : Math.min(Math.max(at < 0 ? at + length : at, -1), length - 1);
  const from = start === undefined ? (step > 0 ? 0 : length - 1) : clamp(start);
  const to = stop === undefined ? (step > 0 ? length : -1) : clamp(stop);
  const taken: number[] = [];
  for (let at = from; step > 0 ? at < to : at > to; at += step) taken.push(at);
  return taken;
}

const operations = fc.oneof(
  fc.record({ kind: fc.constant('append' as const), value: fc.integer() }),
  fc.record({ kind: fc.constant('insert' as const), at: fc.integer({ min: -12, max: 12 }), value: fc.integer() }),
  fc.record({ kind: fc.constant('pop' as const), at: fc.integer({ min: -6, max: 6 }) }),
  fc.record({ kind: fc.constant('assign' as const), slice: slices, values: fc.array(fc.integer(), { maxLength: 9 }) }),
  fc.record({ kind: fc.constant('delete' as const), slice: slices }),
  fc.record({ kind: fc.constant('reverse' as const) }),
  fc.record({ kind: fc.constant('sort' as const), reverse: fc.boolean() }),
  fc.record({ kind: fc.constant('extend' as const), values: fc.array(fc.integer(), { maxLength: 20 }) }),
);
type Operation = typeof operations extends fc.Arbitrary<infer T> ? T : never;

function onModel(model: number[], op: Operation): void {
  if (op.kind === 'append') model.push(op.value);
  else if (op.kind === 'insert') model.splice(op.at, 0, op.value);
  else if (op.kind === 'pop') {
    if (op.at >= -model.length && op.at < model.length) model.splice(op.at, 1);
  } else if (op.kind === 'reverse') model.reverse();
  else if (op.kind === 'sort') model.sort((a, b) => (op.reverse ? b - a : a - b));
  else if (op.kind === 'extend') model.push(...op.values);
  else {
    const taken = indices(op.slice, model.length);
    const plain = (op.slice.step ?? 1) === 1;
    if (op.kind === 'delete') for (const at of [...taken].sort((a, b) => b - a)) model.splice(at, 1);
    else if (plain) {
      const start = taken[0] ?? indices({ ...op.slice, stop: undefined }, model.length)[0] ?? model.length;
      model.splice(start, taken.length, ...op.values);
    } else if (taken.length === op.values.length) taken.forEach((at, i) => (model[at] = op.values[i]));
  }
}

function onList(list: Address, op: Operation): void {
  const ints = (values: number[]) => rt.list(values.map((value) => rt.int(value)));
  if (op.kind === 'append') call(list, 'append', rt.int(op.value));
  else if (op.kind === 'insert') call(list, 'insert', rt.int(op.at), rt.int(op.value));
  else if (op.kind === 'pop') raised(() => call(list, 'pop', rt.int(op.at)));
  else if (op.kind === 'reverse') call(list, 'reverse');
  else if (op.kind === 'sort') rt.status(rt.kernel.listSort(list, 0, op.reverse ? 1 : 0));
  else if (op.kind === 'extend') call(list, 'extend', ints(op.values));
  else if (op.kind === 'delete') rt.status(rt.kernel.deleteItem(list, sliceObject(op.slice)));
  else raised(() => rt.status(rt.kernel.setItem(list, sliceObject(op.slice), ints(op.values))));
}

describe('list', () => {
  it('does what an array does', () => {
    fc.assert(
      fc.property(fc.array(operations, { maxLength: 40 }), (ops) => {
        rt.pooled(() => {
          const model: number[] = [];
          const list = rt.list([]);
          for (const op of ops) {
            onModel(model, op);
            onList(list, op);
            expect(numbers(list)).toEqual(model);
          }
          return 0;
        });
      }),
    );
  });

  it('takes slices', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 14 }), slices, (values, slice) => {
        const list = rt.list(values.map((value) => rt.int(value)));
        const taken = rt.keep(rt.kernel.getItem(list, sliceObject(slice)));
        expect(numbers(taken)).toEqual(indices(slice, values.length).map((at) => values[at]));
      }),
    );
  });

  it('sorts stably, also what is in runs', () => {
    const runs = fc.array(
      fc.record({
        start: fc.integer({ min: 0, max: 300 }),
        step: fc.integer({ min: -2, max: 2 }),
        count: fc.integer({ min: 1, max: 200 }),
      }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(runs, fc.boolean(), fc.boolean(), (parts, reverse, strings) => {
        const values = parts.flatMap(({ start, step, count }) =>
          Array.from({ length: count }, (_, i) => start + i * step),
        );
        rt.pooled(() => {
          // Objects of their own, so that it can be seen which of those that are equal comes first.
          const objects = values.map((value) =>
            strings ? rt.string(`value ${String(value + 20_000)}`) : rt.int(value + 20_000),
          );
          const list = rt.list(objects);
          rt.status(rt.kernel.listSort(list, 0, reverse ? 1 : 0));
          const order = values
            .map((_, i) => i)
            .sort((a, b) => (reverse ? values[b] - values[a] : values[a] - values[b]));
          expect(rt.listItems(list)).toEqual(order.map((at) => objects[at]));
          return 0;
        });
      }),
      { numRuns: 60 },
    );
  });

  it('grows as CPython’s does', () => {
    const list = rt.list([]);
    const capacities = new Set<number>();
    for (let i = 0; i < 100; i++) {
      rt.kernel.listAppend(list, NONE);
      capacities.add(rt.views.word(list + CAPACITY));
    }
    expect([...capacities]).toEqual([4, 8, 16, 24, 32, 40, 52, 64, 76, 92, 108]);
  });

  it('refuses in CPython’s words', () => {
    const list = rt.list([rt.int(1)]);
    expect(raised(() => rt.keep(rt.kernel.getItem(list, rt.int(5))))).toBe('list index out of range');
    expect(raised(() => rt.keep(rt.kernel.getItem(list, rt.string('a'))))).toBe(
      'list indices must be integers or slices, not str',
    );
    expect(raised(() => rt.status(rt.kernel.setItem(list, rt.int(-2), NONE)))).toBe(
      'list assignment index out of range',
    );
    expect(raised(() => call(list, 'pop', rt.int(3)))).toBe('pop index out of range');
    expect(raised(() => rt.keep(rt.kernel.listFromIterable(rt.int(3))))).toBe("'int' object is not iterable");
    expect(raised(() => rt.status(rt.kernel.setItem(rt.tuple([]), rt.int(0), NONE)))).toBe(
      "'tuple' object does not support item assignment",
    );
    expect(raised(() => rt.keep(rt.kernel.getIter(LIST_TYPE)))).toMatch(/object is not iterable$/);
  });
});
