import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { SegregatedAllocator } from './segregated.js';

describeAllocator('segregated', (memory, pages) => new SegregatedAllocator(memory, pages));

describe('segregated', () => {
  it('finds a cyclic free list', () => {
    const buffer = new ArrayBuffer(LIMIT);
    const words = new Int32Array(buffer);
    const heap = new SegregatedAllocator(buffer, new Pages(buffer, LIMIT));
    const [a] = [heap.malloc(40), heap.malloc(1)];
    heap.free(a);
    words[a >> 2] = a - 4;
    expect(heap.checkInvariants('full')?.message).toMatch(/free lists hold more chunks/);
  });
});
