import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUTINE } from '../../events/routines.js';
import type { LeakHeuristic } from './leak-heuristics.js';
import { findLeaks } from './leak-search.js';
import { ShadowPlane } from './shadow.js';
import { smallRegistry } from './testing/small-tables.js';

const LIMIT = 1 << 17;

class World {
  readonly #tables = smallRegistry(LIMIT, 511);
  readonly buffer = this.#tables.memory.buffer;
  readonly words = new Uint32Array(this.buffer, 0, LIMIT / 4);
  readonly shadow = new ShadowPlane(this.buffer, this.#tables.layout.shadowBase, LIMIT);
  readonly registry = this.#tables.registry;
  #next = 16384;

  block(size: number, stack = 1): number {
    const address = this.#next;
    this.#next += (size + 63) & ~31;
    this.#tables.kernel.add(address, size, ROUTINE.malloc, stack, 4, 1);
    this.shadow.markAddressable(address, size);
    return address;
  }

  retire(address: number): void {
    this.#tables.kernel.retire(this.registry.find(address), ROUTINE.free, 1);
  }

  /** Kinds by stack; with `values` as roots. */
  kinds(
    values: number[],
    heuristics: LeakHeuristic[] = [],
    statics: [number, number] = [0, 0],
  ): Record<number, string> {
    const { records } = findLeaks(
      this.buffer,
      this.registry,
      this.shadow,
      { ranges: [], values: Uint32Array.from(values) },
      { heuristics, statics },
    );
    return Object.fromEntries(records.map((r) => [r.stack, r.kind]));
  }
}

describe('findLeaks', () => {
  it('tells the nine cases of the manual apart', () => {
    const w = new World();
    const a = w.block(16, 1),
      b = w.block(16, 2),
      c = w.block(16, 3),
      d = w.block(16, 4),
      e = w.block(16, 5),
      f = w.block(16, 6);
    w.words[a / 4] = b; // root -> a -> b
    w.words[c / 4] = d + 4; // root -> c ~> d
    w.words[e / 4] = f; // e -> f, both lost
    expect(w.kinds([a, c])).toEqual({
      1: 'reachable',
      2: 'reachable',
      3: 'reachable',
      4: 'possible',
      5: 'definite',
      6: 'indirect',
    });
  });

  it('adds a lost cycle up under one leader, and a clique under whoever leads it in the end', () => {
    const w = new World();
    const a = w.block(16, 1),
      b = w.block(24, 1),
      c = w.block(32, 2),
      d = w.block(40, 3);
    w.words[a / 4] = b;
    w.words[b / 4] = a;
    w.words[d / 4] = c; // c is met first and leads, then d takes it over
    const { records } = findLeaks(w.buffer, w.registry, w.shadow, { ranges: [] });
    expect(records.filter((r) => r.kind === 'definite')).toMatchObject([
      { stack: 1, bytes: 16, blocks: 1, indirectBytes: 24, indirectBlocks: 1 },
      { stack: 3, bytes: 40, blocks: 1, indirectBytes: 32, indirectBlocks: 1 },
    ]);
    expect(records.filter((r) => r.kind === 'indirect').map((r) => [r.stack, r.bytes])).toEqual([
      [1, 24],
      [2, 32],
    ]);
  });

  it('leaves what a clique has taken with it, as Valgrind does: a later leader of the same block leads alone', () => {
    const w = new World();
    const a = w.block(16, 1),
      b = w.block(32, 2),
      c = w.block(64, 3);
    w.words[a / 4] = c;
    w.words[c / 4] = a;
    w.words[b / 4] = c;
    const { records } = findLeaks(w.buffer, w.registry, w.shadow, { ranges: [] });
    expect(records).toMatchObject([
      { kind: 'definite', stack: 2, bytes: 32, indirectBytes: 0 },
      { kind: 'definite', stack: 1, bytes: 16, indirectBytes: 64 },
      { kind: 'indirect', stack: 3, bytes: 64 },
    ]);
  });

  it('finds large blocks by pointers far inside, not one past the end, and a block of no size by its address', () => {
    const w = new World();
    const a = w.block(20_000, 1),
      b = w.block(20_000, 2),
      c = w.block(0, 3);
    expect(w.kinds([a + 19_999, b + 20_000, c])).toEqual({ 1: 'possible', 2: 'definite', 3: 'reachable' });
  });

  it('ignores words that are not addressable, freed blocks and unaligned pointers', () => {
    const w = new World();
    const a = w.block(64, 1),
      b = w.block(16, 2),
      c = w.block(16, 3),
      d = w.block(16, 4);
    w.words[a / 4] = b;
    w.words[a / 4 + 1] = c;
    w.shadow.markUnaddressable(a + 7, 1);
    new Uint8Array(w.buffer).set([d & 255, d >>> 8, d >>> 16, d >>> 24], a + 22);
    expect(w.kinds([a])).toEqual({ 1: 'reachable', 2: 'reachable', 3: 'definite', 4: 'definite' });
    w.retire(a);
    expect(w.kinds([a])).toEqual({ 2: 'definite', 3: 'definite', 4: 'definite' });
  });

  it('switches each heuristic', () => {
    const w = new World();
    const s = w.block(12 + 21, 1),
      l = w.block(8 + 24, 2),
      n = w.block(8 + 5 * 16, 3),
      m = w.block(24, 4);
    w.words.set([5, 20, 0], s / 4);
    w.words.set([24, 0], l / 4);
    w.words.set([0, 5], n / 4);
    const vtables = 4096;
    w.words.set([0, 0, 1, 2, -8 >>> 0, 0, 3], vtables / 4);
    w.words.set([vtables + 8, 0, vtables + 24], m / 4);
    const pointers = [s + 12, l + 8, n + 8, m + 8];
    expect(w.kinds(pointers)).toEqual({ 1: 'possible', 2: 'possible', 3: 'possible', 4: 'possible' });
    const statics: [number, number] = [4096, 8192];
    const all: LeakHeuristic[] = ['stdstring', 'length64', 'newarray', 'multipleinheritance'];
    all.forEach((one, i) => {
      const kinds = w.kinds(pointers, [one], statics);
      expect(Object.keys(kinds).filter((k) => kinds[Number(k)] === 'reachable')).toEqual([String(i + 1)]);
    });
  });

  it('agrees with a naive search on random graphs', () => {
    const graph = fc.record({
      sizes: fc.array(fc.oneof(fc.nat(60), fc.nat(6000)), { minLength: 1, maxLength: 14 }),
      edges: fc.array(
        fc.record({ from: fc.nat(), word: fc.nat(), to: fc.nat(), at: fc.oneof(fc.constant(0), fc.nat()) }),
        { maxLength: 40 },
      ),
      roots: fc.array(fc.record({ to: fc.nat(), at: fc.oneof(fc.constant(0), fc.nat()) }), { maxLength: 4 }),
    });
    fc.assert(
      fc.property(graph, ({ sizes, edges, roots }) => {
        const w = new World();
        const blocks = sizes.map((size, i) => ({ address: w.block(size, i + 1), size }));
        const target = (to: number, at: number): number => {
          const b = blocks[to % blocks.length]!;
          return b.address + (b.size === 0 ? 0 : at % b.size);
        };
        for (const e of edges) {
          const from = blocks[e.from % blocks.length]!;
          if (from.size >= 4) w.words[from.address / 4 + (e.word % (from.size >> 2))] = target(e.to, e.at);
        }
        const values = roots.map((r) => target(r.to, r.at));
        w.words.set(values, 256);
        w.shadow.markAddressable(1024, values.length * 4);

        // Naive: relax until nothing changes. 2 reachable, 1 possible, 0 lost.
        const level = blocks.map(() => 0);
        const owner = (p: number) =>
          blocks.findIndex((b) => p === b.address || (p > b.address && p < b.address + b.size));
        const pointers = blocks.map((b) =>
          [...w.words.subarray(b.address / 4, b.address / 4 + (b.size >> 2))].filter((p) => owner(p) >= 0),
        );
        const raise = (p: number, by: number): boolean => {
          const i = owner(p);
          const to = p === blocks[i]!.address ? by : Math.min(by, 1);
          if (level[i]! >= to) return false;
          level[i] = to;
          return true;
        };
        for (const p of values) raise(p, 2);
        for (let changed = true; changed; ) {
          changed = false;
          blocks.forEach((_, i) =>
            pointers[i]!.forEach((p) => (changed = (level[i]! > 0 && raise(p, level[i]!)) || changed)),
          );
        }
        const { records } = findLeaks(
          w.buffer,
          w.registry,
          w.shadow,
          { ranges: [[1024, values.length * 4]] },
          { heuristics: [] },
        );
        const of = (kind: string) => records.filter((r) => r.kind === kind);
        expect(
          of('reachable')
            .map((r) => r.stack - 1)
            .sort(),
        ).toEqual(level.flatMap((l, i) => (l === 2 ? [i] : [])).sort());
        expect(
          of('possible')
            .map((r) => r.stack - 1)
            .sort(),
        ).toEqual(level.flatMap((l, i) => (l === 1 ? [i] : [])).sort());
        // Lost: leaders reach everything that is lost; what no other lost block points to must lead; bytes add up.
        const lost = level.flatMap((l, i) => (l === 0 ? [i] : []));
        const leaders = of('definite').map((r) => r.stack - 1);
        const reached = new Set(leaders);
        for (const i of reached) for (const p of pointers[i]!) if (level[owner(p)] === 0) reached.add(owner(p));
        expect([...reached].sort()).toEqual(lost.sort());
        for (const i of lost) {
          if (!lost.some((j) => j !== i && pointers[j]!.some((p) => owner(p) === i))) expect(leaders).toContain(i);
        }
        // Through blocks that another clique has taken a leader may lead to one (see above); never directly.
        for (const i of leaders) {
          for (const p of pointers[i]!)
            if (owner(p) !== i && leaders.includes(owner(p))) throw new Error('a leader points to a leader');
        }
        const sum = (rows: { bytes: number }[]) => rows.reduce((s, r) => s + r.bytes, 0);
        expect(of('definite').reduce((s, r) => s + r.indirectBytes, 0)).toBe(sum(of('indirect')));
        expect(of('definite').reduce((s, r) => s + r.indirectBlocks, 0)).toBe(of('indirect').length);
      }),
      { numRuns: 250 },
    );
  });
});
