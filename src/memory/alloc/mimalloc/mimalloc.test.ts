import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { RestrictedPages, type Restriction } from '../testing/restricted-pages.js';
import { MimallocAllocator } from './mimalloc.js';

describeAllocator('mimalloc', (memory, pages) => new MimallocAllocator(memory, pages), {
  joinsAll: false,
  usesMaps: true,
});

function newHeap(restriction: Restriction = {}): MimallocAllocator {
  const buffer = new ArrayBuffer(LIMIT);
  return new MimallocAllocator(buffer, new RestrictedPages(new Pages(buffer, LIMIT), restriction));
}

describe('mimalloc', () => {
  it('hands blocks of one page out one after the other, and freed ones only when the page has no others', () => {
    const heap = newHeap();
    const blocks = Array.from({ length: 10 }, () => heap.malloc(48));
    blocks.forEach((block, i) => expect(block).toBe(blocks[0]! + 48 * i));
    heap.free(blocks[3]!);
    const later = Array.from({ length: 400 }, () => heap.malloc(48));
    expect(later.slice(0, 50)).not.toContain(blocks[3]);
    expect(later).toContain(blocks[3]);
  });

  it('uses the pages of one class for another', () => {
    const heap = newHeap();
    const fill = (size: number): number[] => Array.from({ length: 300_000 / size }, () => heap.malloc(size));
    const first = fill(96);
    const { footprint } = heap.stats();
    for (const size of [200, 30, 1000, 5000, 96]) {
      for (const block of first) heap.free(block);
      first.splice(0, Infinity, ...fill(size));
      expect(first).not.toContain(0);
      expect(heap.checkInvariants('full')).toBeUndefined();
    }
    expect(heap.stats().footprint).toBeLessThanOrEqual(footprint * 2);
  });

  it.each([
    ['the break', { maps: false }],
    ['maps', { breaks: false }],
  ] as const)('gives everything but its own page back to %s when collected', (_, restriction) => {
    const heap = newHeap(restriction);
    heap.free(heap.malloc(1));
    heap.collect();
    const { footprint } = heap.stats();
    const blocks = Array.from({ length: 1000 }, (_, i) => heap.malloc((i * 53) % 400));
    blocks.push(heap.malloc(100_000), heap.memalign(65536, 10));
    expect(blocks).not.toContain(0);
    for (const block of blocks) heap.free(block);
    heap.collect();
    expect(heap.stats().footprint).toBe(footprint);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('grows and shrinks a large block where it is', () => {
    const heap = newHeap();
    const block = heap.malloc(70_000);
    expect(heap.realloc(block, 300_000)).toBe(block);
    expect(heap.realloc(block, 66_000)).toBe(block);
    expect(heap.usableSize(block)).toBeLessThan(131_072);
    const behind = heap.malloc(150_000);
    expect(behind - block).toBeLessThan(200_000);
    expect(heap.realloc(block, 200_000)).not.toBe(block);
  });

  it('finds a free list that leads astray', () => {
    const buffer = new ArrayBuffer(LIMIT);
    const heap = new MimallocAllocator(buffer, new Pages(buffer, LIMIT));
    const [a, b] = [heap.malloc(40), heap.malloc(40)];
    heap.free(a);
    heap.free(b);
    new Int32Array(buffer)[a >> 2] = b;
    expect(heap.checkInvariants('full')?.message).toMatch(/in a circle/);
  });
});
