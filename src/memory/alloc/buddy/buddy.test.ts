import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { BuddyAllocator, type BuddyOptions } from './buddy.js';

for (const merging of ['lazy', 'eager'] as const) {
  describeAllocator(`buddy, ${merging}`, (memory, pages) => new BuddyAllocator(memory, pages, { merging }), {
    joinsAll: false,
    usesMaps: true,
  });
}

function newHeap(options?: BuddyOptions): BuddyAllocator {
  const buffer = new ArrayBuffer(LIMIT);
  return new BuddyAllocator(buffer, new Pages(buffer, LIMIT), options);
}

/** Free blocks by order, as a line of /proc/buddyinfo. */
function freeByOrder(heap: BuddyAllocator): Record<number, number> {
  return Object.fromEntries(heap.freeAreas().flatMap(({ order, free }) => (free > 0 ? [[order, free]] : [])));
}

function useAndEmpty(heap: BuddyAllocator): void {
  const all = Array.from({ length: 600 }, (_, i) => heap.malloc((i * 37) % 900));
  expect(all).not.toContain(0);
  for (let i = 0; i < all.length; i += 2) heap.free(all[i]!);
  for (let i = 1; i < all.length; i += 2) heap.free(all[i]!);
}

describe('buddy', () => {
  it('rounds to powers of two and no further', () => {
    const heap = newHeap();
    for (const [size, usable] of [
      [0, 16],
      [17, 32],
      [1024, 1024],
      [1025, 2048],
      [65536, 65536],
      [65537, 131072],
    ] as const) {
      expect(heap.usableSize(heap.malloc(size))).toBe(usable);
    }
  });

  it('shows the free blocks of each order', () => {
    const heap = newHeap({ merging: 'eager' });
    const [a, b] = [heap.malloc(200_000), heap.malloc(16)];
    expect(freeByOrder(heap)[4]).toBe(1);
    heap.free(b);
    expect(freeByOrder(heap)[4]).toBeUndefined();
    expect(freeByOrder(heap)[18]).toBeUndefined();
    heap.free(a);
    expect(Object.keys(freeByOrder(heap)).map(Number)).toContain(18);
  });

  it('merges everything back, across what the page source gave piece by piece', () => {
    const heap = newHeap({ merging: 'eager' });
    useAndEmpty(heap);
    // Frames 2 to 7 of the megabyte; in the first one lie control block and frame table.
    const grown = freeByOrder(heap);
    expect(Object.keys(grown).map(Number)).toContain(18);
    expect(heap.stats().coalesces).toBeGreaterThan(500);
    const high = Object.entries(grown).filter(([order]) => Number(order) >= 16);
    for (const [, count] of high) expect(count).toBe(1);
  });

  it('delays merging until the heap would grow', () => {
    const heap = newHeap();
    useAndEmpty(heap);
    const { coalesces, footprint } = heap.stats();
    expect(heap.freeAreas().some(({ delayed }) => delayed > 50)).toBe(true);
    expect(heap.malloc(200_000)).not.toBe(0);
    expect(heap.stats().coalesces).toBeGreaterThan(coalesces);
    expect(heap.stats().footprint).toBe(footprint);
    heap.mergeDelayed();
    expect(heap.freeAreas().every(({ delayed }) => delayed === 0)).toBe(true);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('does not split and merge for a lonely block', () => {
    const heap = newHeap();
    heap.free(heap.malloc(100));
    const { splits } = heap.stats();
    for (let i = 0; i < 100; i++) heap.free(heap.malloc(100));
    expect(heap.stats().splits).toBe(splits);
    expect(heap.stats().coalesces).toBe(0);
  });

  it('grows a block into free buddies above it', () => {
    const heap = newHeap({ merging: 'eager' });
    const a = heap.memalign(4096, 16);
    const grown = heap.realloc(heap.realloc(a, 100), 3000);
    expect(grown).toBe(a);
    expect(heap.usableSize(a)).toBe(4096);
  });

  it('finds a link into nowhere', () => {
    const buffer = new ArrayBuffer(LIMIT);
    const heap = new BuddyAllocator(buffer, new Pages(buffer, LIMIT));
    const a = heap.malloc(40);
    heap.free(a);
    new Int32Array(buffer)[a >> 2] = a;
    expect(heap.checkInvariants('full')?.message).toMatch(/more blocks than the heap/);
  });
});
