import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ARENA_BYTES, POOL_BYTES } from '../../../src/memory/gc/format.js';
import { allocatedBlocks, heapBytes, poolStatistics, poolTable } from '../../../src/python/collector/pools.js';
import { PENDING } from '../../../src/python/format/memory-map.js';
import { MEMORY_ERROR } from '../../../src/python/format/types.js';
import { openForTest } from '../../../src/python/testing/open-for-test.js';

/** What to do with a heap: a size allocates, a number below 0 frees one of the blocks there are. */
const steps = fc.array(fc.oneof(fc.integer({ min: 0, max: 700 }), fc.integer({ min: -1000, max: -1 })), {
  minLength: 1,
  maxLength: 300,
});

describe.each([
  ['in pools', false],
  ['of an allocator', true],
])('the managed heap %s', (_, everything) => {
  it('hands out blocks that do not overlap, and gets all of them back', () => {
    const rt = openForTest({ everything });
    const { kernel } = rt;
    const before = allocatedBlocks(rt);
    fc.assert(
      fc.property(steps, (plan) => {
        const live: { at: number; bytes: number; mark: number }[] = [];
        const isWhole = ({ at, bytes, mark }: (typeof live)[0]) =>
          rt.views.u8.subarray(at, at + bytes).every((byte) => byte === mark);
        plan.forEach((step, index) => {
          if (step >= 0) {
            const at = kernel.allocBlock(step);
            const block = { at, bytes: step, mark: index & 255 };
            expect(at % 8).toBe(0);
            rt.views.u8.fill(block.mark, at, at + step);
            live.push(block);
          } else if (live.length > 0) {
            const [block] = live.splice(-step % live.length, 1);
            expect(isWhole(block)).toBe(true);
            kernel.freeBlock(block.at, block.bytes);
          }
        });
        expect(live.every(isWhole)).toBe(true);
        expect(allocatedBlocks(rt)).toBe(before + live.length);
        for (const { at, bytes } of live) kernel.freeBlock(at, bytes);
        kernel.collect(2);
        expect(allocatedBlocks(rt)).toBe(before);
      }),
    );
  });
});

describe('pools', () => {
  it('go back with their arenas after a full collection', () => {
    const rt = openForTest();
    rt.kernel.collect(2);
    const before = heapBytes(rt);
    const blocks = Array.from({ length: 200_000 }, () => rt.kernel.allocBlock(64));
    expect(heapBytes(rt)).toBeGreaterThan(before + 11 * ARENA_BYTES);
    for (const block of blocks) rt.kernel.freeBlock(block, 64);
    rt.kernel.collect(2);
    expect(heapBytes(rt)).toBeLessThanOrEqual(before + 2 * ARENA_BYTES);
  });

  it('serve another size class when they are free', () => {
    const rt = openForTest();
    const blocks = Array.from({ length: 3000 }, () => rt.kernel.allocBlock(400));
    for (const block of blocks) rt.kernel.freeBlock(block, 400);
    rt.kernel.collect(2);
    const { arenas } = poolStatistics(rt);
    for (let i = 0; i < 3000; i++) rt.kernel.allocBlock(300);
    expect(poolStatistics(rt).arenas).toBe(arenas);
  });

  it('hand out what was freed last', () => {
    const rt = openForTest();
    const [a, b] = [rt.kernel.allocBlock(40), rt.kernel.allocBlock(40)];
    rt.kernel.freeBlock(a, 40);
    rt.kernel.freeBlock(b, 40);
    expect(rt.kernel.allocBlock(48)).toBe(b);
    expect(rt.kernel.allocBlock(33)).toBe(a);
  });

  it('are shown as a table', () => {
    const rt = openForTest();
    expect(poolTable(rt)).toMatch(/^Small block threshold = 512, in 32 size classes\.\n\nclass/);
    expect(poolTable(rt)).toContain(`# unused pools of ${POOL_BYTES} bytes`);
  });
});

describe('a heap with a limit', () => {
  it('fails with MemoryError, and goes on when there is room again', () => {
    const rt = openForTest({ maxHeap: 16 * 2 ** 20 });
    const tuples: number[] = [];
    for (;;) {
      const p = rt.kernel.newTuple(1000);
      if (p === 0) break;
      tuples.push(p);
    }
    expect(tuples.length).toBeGreaterThan(2000);
    expect(rt.typeOf(rt.views.word(PENDING))).toBe(MEMORY_ERROR);
    rt.clearPending();
    for (const p of tuples) rt.decref(p);
    const again = rt.kernel.newTuple(100_000);
    expect(again).not.toBe(0);
    rt.decref(again);
  });
});
