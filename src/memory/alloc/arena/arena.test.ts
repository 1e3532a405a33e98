import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { ArenaAllocator } from './arena.js';

describeAllocator('arena', (memory, pages) => new ArenaAllocator(memory, pages), { joinsAll: false, usesMaps: true });

function newHeap() {
  const buffer = new ArrayBuffer(LIMIT);
  const pages = new Pages(buffer, LIMIT);
  return { heap: new ArenaAllocator(buffer, pages), pages };
}

describe('arena', () => {
  it('uses its memory again after a reset, chunk by chunk', () => {
    const { heap, pages } = newHeap();
    const fill = (): number[] =>
      Array.from({ length: 300 }, (_, i) => {
        if (i % 100 === 50) pages.sbrk(0x1000);
        return heap.malloc((i * 13) % 900);
      });
    const blocks = fill();
    const { footprint } = heap.stats();
    heap.reset();
    heap.walk(() => expect.fail('a block is left'));
    expect(heap.checkInvariants('full')).toBeUndefined();
    expect(heap.malloc(0)).toBe(blocks[0]);
    heap.reset();
    expect(fill()).toEqual(blocks);
    expect(heap.stats().footprint).toBe(footprint);
  });

  it('takes the last block back, and lets it grow where it is', () => {
    const { heap } = newHeap();
    const [a, b] = [heap.malloc(10), heap.malloc(10)];
    heap.free(b);
    expect(heap.malloc(20)).toBe(b);
    for (let size = 30; size < 300_000; size *= 2) expect(heap.realloc(b, size)).toBe(b);
    expect(heap.realloc(b, 40)).toBe(b);
    expect(heap.malloc(1)).toBe(b + 48);
    heap.free(a);
    expect(heap.malloc(10)).not.toBe(a);
  });
});
