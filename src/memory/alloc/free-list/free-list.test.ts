import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages, type MakeAllocator } from '../testing/conformance.js';
import { FreeListAllocator, type FreeListOptions } from './free-list.js';

const VARIANTS: FreeListOptions[] = [
  { policy: 'first-fit' },
  { policy: 'next-fit' },
  { policy: 'best-fit' },
  { policy: 'worst-fit' },
  { policy: 'first-fit', order: 'lifo' },
  { policy: 'next-fit', order: 'lifo', coalesce: 'deferred' },
  { policy: 'best-fit', coalesce: 'deferred', splitThreshold: 64 },
  { policy: 'first-fit', coalesce: 'never' },
];

for (const options of VARIANTS) {
  const name = Object.values(options).join(' ');
  const make: MakeAllocator = (memory, pages) => new FreeListAllocator(memory, pages, options);
  const coalesce = options.coalesce ?? 'immediate';
  describeAllocator(name, make, { joinsAll: coalesce === 'immediate', coalesces: coalesce !== 'never' });
}

describe('free-list', () => {
  function setUp(options: FreeListOptions) {
    const buffer = new ArrayBuffer(LIMIT);
    return new FreeListAllocator(buffer, new Pages(buffer, LIMIT), options);
  }

  /** Free blocks of these sizes, in this order in memory, with blocks in use between them; nothing else is free. */
  function withHoles(heap: FreeListAllocator, sizes: number[]): number[] {
    const holes = sizes.map((size) => {
      const hole = heap.malloc(size);
      heap.malloc(1);
      return hole;
    });
    let rest = 0;
    heap.walk((block) => void (rest = block.free ? block.size : 0));
    if (rest > 0) heap.malloc(rest - 4);
    for (const hole of holes) heap.free(hole);
    return holes;
  }

  function steps(heap: FreeListAllocator, call: () => void): number {
    const before = heap.stats().searchSteps;
    call();
    return heap.stats().searchSteps - before;
  }

  const SIZES = [300, 700, 200, 500, 100, 200];

  it('serves from the chunk that the policy names', () => {
    const chosen = (policy: FreeListOptions['policy'], size: number, times = 1) => {
      const heap = setUp({ policy });
      const holes = withHoles(heap, SIZES);
      let block = 0;
      for (let i = 0; i < times; i++) block = heap.malloc(size);
      return holes.indexOf(block);
    };
    expect(chosen('first-fit', 190)).toBe(0);
    expect(chosen('first-fit', 190, 2)).not.toBe(2);
    expect(chosen('best-fit', 190)).toBe(2);
    expect(chosen('best-fit', 190, 2)).toBe(5);
    expect(chosen('best-fit', 480)).toBe(3);
    expect(chosen('next-fit', 290)).toBe(0);
    expect(chosen('next-fit', 290, 2)).toBe(1);
    expect(chosen('next-fit', 290, 4)).toBe(3);
    expect(chosen('worst-fit', 100)).toBe(1);
  });

  it('goes on from where the last search of next fit ended', () => {
    const heap = setUp({ policy: 'next-fit' });
    const holes = withHoles(heap, [300, 300, 300, 300]);
    expect([1, 2, 3, 4].map(() => holes.indexOf(heap.malloc(300)))).toEqual([0, 1, 2, 3]);
  });

  it('serves from the chunk freed last when the list is in LIFO order', () => {
    const heap = setUp({ policy: 'first-fit', order: 'lifo' });
    const holes = withHoles(heap, [300, 300, 300]);
    expect([1, 2, 3].map(() => holes.indexOf(heap.malloc(300)))).toEqual([2, 1, 0]);
  });

  it('looks at as many chunks as the policy has to', () => {
    const count = (policy: FreeListOptions['policy'], size: number) => {
      const heap = setUp({ policy });
      withHoles(heap, SIZES);
      return steps(heap, () => heap.malloc(size));
    };
    expect(count('first-fit', 300)).toBe(1);
    expect(count('first-fit', 600)).toBe(2);
    expect(count('best-fit', 195)).toBe(3);
    expect(count('best-fit', 600)).toBe(SIZES.length);
    expect(count('worst-fit', 195)).toBe(SIZES.length);
  });

  it('finds the place of a freed chunk by the shorter way', () => {
    const heap = setUp({ policy: 'first-fit' });
    const holes = withHoles(
      heap,
      Array.from({ length: 500 }, () => 50),
    );
    const between = heap.malloc(40);
    expect(between).toBe(holes[0]);
    const later = Array.from({ length: 300 }, () => heap.malloc(40)).pop()!;
    // Two hundred free chunks before the last one: by the neighbours it is two steps.
    for (let i = 1; i < 200; i++) heap.free(holes[i]);
    expect(steps(heap, () => heap.free(later))).toBeLessThanOrEqual(3);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('joins free neighbours at once, when a search fails, or never', () => {
    const freeBlocks = (coalesce: FreeListOptions['coalesce'], then?: (heap: FreeListAllocator) => void) => {
      const heap = setUp({ policy: 'first-fit', coalesce });
      const blocks = Array.from({ length: 30 }, () => heap.malloc(100));
      for (const block of blocks) heap.free(block);
      then?.(heap);
      let count = 0;
      heap.walk((block) => void (count += block.free ? 1 : 0));
      expect(heap.checkInvariants('full')).toBeUndefined();
      return count;
    };
    expect(freeBlocks('immediate')).toBe(1);
    expect(freeBlocks('deferred')).toBe(31);
    expect(freeBlocks('deferred', (heap) => heap.malloc(2000))).toBe(1);
    expect(freeBlocks('never', (heap) => heap.malloc(2000))).toBeGreaterThan(30);
  });

  it('splits a chunk only when the rest reaches the threshold', () => {
    const usable = (splitThreshold: number) => {
      const heap = setUp({ policy: 'best-fit', splitThreshold });
      withHoles(heap, [204]);
      return heap.usableSize(heap.malloc(140));
    };
    expect(usable(64)).toBe(140);
    expect(usable(80)).toBe(204);
  });

  it('grows a block in place into the free one behind it, and at the end of the heap', () => {
    for (const coalesce of ['immediate', 'deferred', 'never'] as const) {
      const heap = setUp({ policy: 'best-fit', coalesce });
      const [a, b, c] = [heap.malloc(100), heap.malloc(100), heap.malloc(100)];
      heap.free(b);
      expect(heap.realloc(a, 200)).toBe(a);
      expect(heap.realloc(c, 50_000)).toBe(c);
      expect(heap.checkInvariants('full')).toBeUndefined();
    }
  });
});
