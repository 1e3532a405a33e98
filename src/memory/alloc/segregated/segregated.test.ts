import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages, type MakeAllocator } from '../testing/conformance.js';
import { SegregatedAllocator, type SegregatedOptions } from './segregated.js';

const VARIANTS: SegregatedOptions[] = [{}, { mapThreshold: 20_000, trimThreshold: 50_000 }];

for (const options of VARIANTS) {
  const name = ['segregated', ...Object.keys(options)].join(' ');
  const make: MakeAllocator = (memory, pages) => new SegregatedAllocator(memory, pages, options);
  describeAllocator(name, make);
}

describe('segregated', () => {
  function setUp(options?: SegregatedOptions) {
    const buffer = new ArrayBuffer(4 * LIMIT);
    const pages = new Pages(buffer, 4 * LIMIT);
    return { words: new Int32Array(buffer), pages, heap: new SegregatedAllocator(buffer, pages, options) };
  }

  /** Most bytes in use at a time, of the most that the heap had. */
  function utilisation(heap: SegregatedAllocator, payload: number): number {
    return payload / heap.stats().peakFootprint;
  }

  it('finds a cyclic free list', () => {
    const { words, heap } = setUp();
    const blocks = Array.from({ length: 6 }, () => heap.malloc(40));
    heap.free(blocks[0]);
    heap.free(blocks[2]);
    words[blocks[2] >> 2] = blocks[2] - 4;
    expect(heap.checkInvariants('full')?.message).toMatch(/free.list/);
  });

  it('finds the best fit among many chunks of similar size', () => {
    const { heap } = setUp();
    const sizes = Array.from({ length: 300 }, (_, i) => 1000 + ((i * 7919) % 300) * 16);
    const blocks = sizes.map((size) => {
      const block = heap.malloc(size);
      heap.malloc(1);
      return block;
    });
    for (const block of blocks) heap.free(block);
    for (const i of [7, 150, 33, 299]) expect(heap.malloc(sizes[i] - 2)).toBe(blocks[i]);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('keeps two sizes that are allocated in turn apart, so that freeing one makes room for a third', () => {
    const { heap } = setUp();
    const large: number[] = [];
    for (let i = 0; i < 1000; i++) {
      heap.malloc(64);
      large.push(heap.malloc(448));
    }
    for (const block of large) heap.free(block);
    for (let i = 0; i < 1000; i++) heap.malloc(512);
    expect(utilisation(heap, 1000 * (64 + 512))).toBeGreaterThan(0.88);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('lets a block grow in place at the end of the heap', () => {
    const { heap } = setUp();
    let block = heap.malloc(512);
    let last = heap.malloc(128);
    let size = 512;
    for (let i = 0; i < 1000; i++) {
      block = heap.realloc(block, (size += 128));
      const next = heap.malloc(128);
      heap.free(last);
      last = next;
    }
    expect(utilisation(heap, size + 256)).toBeGreaterThan(0.95);
  });

  it('gives the end of the heap back', () => {
    const { heap, pages } = setUp({ trimThreshold: 100_000 });
    const start = pages.sbrk(0);
    const blocks = Array.from({ length: 100 }, () => heap.malloc(10_000));
    for (const block of blocks) heap.free(block);
    expect(pages.sbrk(0) - start).toBeLessThan(110_000);
    expect(heap.stats().footprint).toBe(pages.sbrk(0) - start);
    expect(heap.stats().peakFootprint).toBeGreaterThan(1_000_000);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('keeps the end of the heap when somebody else has moved the break', () => {
    const { heap, pages } = setUp({ trimThreshold: 100_000 });
    const blocks = Array.from({ length: 100 }, () => heap.malloc(10_000));
    const foreign = pages.sbrk(4096);
    for (const block of blocks) heap.free(block);
    expect(pages.sbrk(0)).toBe(foreign + 4096);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('maps large blocks when asked to, and gives them back when they are freed', () => {
    const { heap } = setUp({ mapThreshold: 100_000 });
    const small = heap.malloc(100);
    const { footprint } = heap.stats();
    const large = heap.malloc(200_000);
    expect(heap.stats().footprint).toBeGreaterThan(footprint + 200_000);
    const larger = heap.realloc(large, 300_000);
    const payloads: number[] = [];
    heap.walk((block) => void (block.free || payloads.push(block.payload)));
    expect(payloads).toEqual([small, larger]);
    heap.free(larger);
    expect(heap.stats().footprint).toBe(footprint);
  });
});
