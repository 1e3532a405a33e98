import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE } from './constants.js';
import { DirtyPages } from './dirty-pages.js';
import { findFirst, findLast } from './search.js';

const LENGTH = 5 * PAGE + 17;
const range = fc.tuple(fc.nat(LENGTH), fc.nat(LENGTH)).map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));

const steps = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), range, byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('borrow' as const) }),
  fc.record({ kind: fc.constant('return' as const) }),
  fc.record({ kind: fc.constant('write back' as const), range }),
  fc.record({ kind: fc.constant('refresh' as const), range, byte: fc.nat(255) }),
);

describe('pages that have changed', () => {
  it('are all that a file lacks, whoever wrote them, and no page that nobody wrote', () => {
    fc.assert(
      fc.property(fc.array(steps, { maxLength: 40 }), (series) => {
        const memory = new Uint8Array(LENGTH);
        const file = new Uint8Array(LENGTH);
        const dirty = new DirtyPages();
        let isLent = false;
        let written = new Set<number>();
        const writeBack = (from: number, to: number) => {
          for (const [begin, end] of dirty.take(memory, from, to)) {
            for (let page = begin / PAGE; page * PAGE < end; page++) expect(written.has(page)).toBe(true);
            file.set(memory.subarray(begin, end), begin);
          }
          expect(Buffer.compare(file.subarray(from, to), memory.subarray(from, to))).toBe(0);
        };
        for (const step of series) {
          if (step.kind === 'write') {
            const { from, to } = step.range;
            memory.fill(step.byte, from, to);
            if (!isLent) dirty.add(from, to - from);
            for (let at = from; at < to; at++) written.add(Math.floor(at / PAGE));
          } else if (step.kind === 'borrow' && !isLent) {
            dirty.lend(memory);
            isLent = true;
          } else if (step.kind === 'return' && isLent) {
            dirty.giveBack(memory);
            isLent = false;
          } else if (step.kind === 'write back') writeBack(step.range.from, step.range.to);
          else if (step.kind === 'refresh') {
            // As when the program writes to the file: what it lacked has got there first.
            writeBack(0, LENGTH);
            written = new Set();
            const { from, to } = step.range;
            file.fill(step.byte, from, to);
            memory.set(file.subarray(from, to), from);
            dirty.refreshed(memory, from, to - from);
          }
        }
        writeBack(0, LENGTH);
      }),
    );
  });
});

describe('searching', () => {
  it('finds what searching strings finds', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 12 });
    const bytes = (from: string) => new TextEncoder().encode(from);
    fc.assert(
      fc.property(text, text, fc.nat(12), fc.nat(12), (all, sought, a, b) => {
        const [from, to] = [Math.min(a, all.length), Math.min(b, all.length)];
        const part = from <= to ? all.slice(from, to) : undefined;
        const expected = (at: number) => (part === undefined || at < 0 ? -1 : at + from);
        expect(findFirst(bytes(all), bytes(sought), from, to)).toBe(expected(part?.indexOf(sought) ?? -1));
        expect(findLast(bytes(all), bytes(sought), from, to)).toBe(expected(part?.lastIndexOf(sought) ?? -1));
      }),
    );
  });
});
