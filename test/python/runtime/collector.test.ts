import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FINALIZED, STATISTICS } from '../../../src/memory/gc/format.js';
import { COUNT, ONE_ARGUMENT } from '../../../src/python/format/objects.js';
import { WEAKREF_TYPE } from '../../../src/python/format/types.js';
import { builtinFunction } from '../../../src/python/runtime/install.js';
import { trackedObjects } from '../../../src/python/runtime/referents.js';
import { faultText, recount } from '../../../src/python/sanity/recount.js';
import { FIELDS, Nodes } from '../../../src/python/testing/nodes.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';

function open() {
  const rt = openForTest();
  return { rt, nodes: new Nodes(rt) };
}

const faults = (rt: ReturnType<typeof openForTest>) => recount(rt).map(faultText);

/** A graph: how many nodes, edges, and which nodes are held from outside. */
const graph = fc.integer({ min: 1, max: 40 }).chain((count) =>
  fc.record({
    count: fc.constant(count),
    edges: fc.array(fc.tuple(fc.nat(count - 1), fc.nat(FIELDS - 1), fc.nat(count - 1)), { maxLength: 120 }),
    held: fc.array(fc.nat(count - 1), { maxLength: 3 }),
  }),
);

describe('the cyclic collector', () => {
  it('frees exactly what nothing refers to from outside', () => {
    const { rt, nodes } = open();
    rt.kernel.collect(2);
    fc.assert(
      fc.property(graph, ({ count, edges, held }) => {
        const all = Array.from({ length: count }, () => nodes.make());
        const targets = new Map<string, number>();
        for (const [from, field, to] of edges) {
          nodes.set(all[from], field, all[to]);
          targets.set(`${from} ${field}`, to);
        }
        const reachable = new Set<number>();
        const visit = (index: number): void => {
          if (reachable.has(index)) return;
          reachable.add(index);
          for (let field = 0; field < FIELDS; field++) {
            const to = targets.get(`${index} ${field}`);
            if (to !== undefined) visit(to);
          }
        };
        held.forEach(visit);
        const dead: number[] = [];
        const finalized: number[] = [];
        nodes.events.die = (p) => dead.push(all.indexOf(p));
        nodes.events.finalize = (p) => finalized.push(all.indexOf(p));
        for (const index of held) rt.incref(all[index]);
        for (const p of all) rt.decref(p);
        const byCounts = dead.length;
        const found = rt.kernel.collect(2);
        expect(found).toBe(count - reachable.size - byCounts);
        expect([...dead].sort((a, b) => a - b)).toEqual(all.map((_, i) => i).filter((i) => !reachable.has(i)));
        expect([...finalized].sort()).toEqual([...dead].sort());
        for (const index of held) rt.decref(all[index]);
        rt.kernel.collect(2);
        expect(dead.length).toBe(count);
        expect(faults(rt)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('finalises all before it frees any, in the order of the generation', () => {
    const { rt, nodes } = open();
    const [a, b, c] = [nodes.make(), nodes.make(), nodes.make()];
    const order: string[] = [];
    const name = (p: number) => ({ [a]: 'a', [b]: 'b', [c]: 'c' })[p];
    nodes.events.finalize = (p) => order.push(`finalise ${name(p)}`);
    nodes.events.die = (p) => order.push(`free ${name(p)}`);
    nodes.set(a, 0, b);
    nodes.set(b, 0, a);
    nodes.set(a, 1, c);
    for (const p of [a, b, c]) rt.decref(p);
    expect(rt.kernel.collect(0)).toBe(3);
    expect(order).toEqual(['finalise a', 'finalise b', 'finalise c', 'free b', 'free c', 'free a']);
  });

  it('keeps what a finaliser makes reachable, and calls it once', () => {
    const { rt, nodes } = open();
    const [a, b] = [nodes.make(), nodes.make()];
    let finalised = 0;
    nodes.events.finalize = (p) => {
      finalised++;
      if (p === a) rt.hold(a);
    };
    nodes.set(a, 0, b);
    nodes.set(b, 0, a);
    rt.decref(a);
    rt.decref(b);
    expect(rt.kernel.collect(2)).toBe(0);
    expect(finalised).toBe(2);
    expect(rt.views.word(a - 4) & FINALIZED).toBe(FINALIZED);
    expect(faults(rt)).toEqual([]);
    rt.decref(a);
    nodes.set(a, 0, 0);
  });

  it('ends weak references to garbage before it finalises, and calls their callbacks, the newest first', () => {
    const { rt, nodes } = open();
    const heard: number[] = [];
    const callback = (index: number) =>
      rt.hold(
        builtinFunction(
          rt,
          {
            name: 'callback',
            convention: ONE_ARGUMENT,
            call: (_, __, reference) => {
              heard.push(index);
              expect(rt.kernel.referentOf(reference)).toBe(0);
              return rt.int(0);
            },
          },
          0,
          0,
        ),
      );
    const [first, second] = [callback(1), callback(2)];
    rt.placeNatives();
    const a = nodes.make();
    nodes.set(a, 0, a);
    const plain = rt.kernel.newWeakReference(WEAKREF_TYPE, a, 0);
    expect(rt.kernel.newWeakReference(WEAKREF_TYPE, a, 0)).toBe(plain);
    rt.kernel.newWeakReference(WEAKREF_TYPE, a, first);
    const ended = rt.kernel.newWeakReference(WEAKREF_TYPE, a, second);
    nodes.events.finalize = () => heard.push(0);
    expect(rt.kernel.countWeakReferences(a)).toBe(3);
    rt.decref(a);
    expect(rt.kernel.collect(2)).toBe(1);
    expect(heard).toEqual([2, 1, 0]);
    expect(rt.views.word(ended + COUNT)).toBe(1);
  });

  it('moves survivors on, and untracks tuples and dicts that hold nothing of the kind', () => {
    const { rt, nodes } = open();
    const kept = rt.hold(nodes.make());
    const tuple = rt.hold(rt.tuple([rt.int(1000), rt.tuple([rt.string('text')])]));
    const dict = rt.hold(rt.dict());
    rt.dictSet(dict, rt.int(1), kept);
    rt.dictSet(dict, rt.int(1), rt.int(2));
    const where = (p: number) =>
      [0, 1, 2].find((generation) => [...trackedObjects(rt, generation, generation)].includes(p));
    expect([kept, tuple, dict].map(where)).toEqual([0, 0, 0]);
    rt.kernel.collect(0);
    expect([kept, tuple, dict].map(where)).toEqual([1, undefined, 1]);
    rt.kernel.collect(1);
    expect([kept, tuple, dict].map(where)).toEqual([2, undefined, 2]);
    rt.kernel.collect(2);
    expect([kept, tuple, dict].map(where)).toEqual([2, undefined, undefined]);
    expect(rt.views.word(STATISTICS)).toBe(1);
  });

  it('collects at polls when the thresholds say so', () => {
    const { rt, nodes } = open();
    const runs: number[] = [];
    rt.kernel.collect(2);
    rt.hooks.collectionEnds = (generation) => runs.push(generation);
    for (let i = 0; i < 20_000; i++) {
      const p = nodes.make();
      nodes.set(p, 0, p);
      rt.decref(p);
      expect(rt.kernel.poll()).toBe(0);
    }
    expect(runs.length).toBe(Math.floor(20_000 / 701));
    expect(runs.map((generation, at) => (generation === 1 ? at : 0)).filter(Boolean)).toEqual([11, 23]);
    rt.kernel.setEnabled(0);
    for (let i = 0; i < 2000; i++) rt.decref(nodes.make());
    expect(runs.length).toBe(28);
  });
});
