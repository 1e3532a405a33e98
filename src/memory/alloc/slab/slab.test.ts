import { describe, expect, it } from 'vitest';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { RestrictedPages } from '../testing/restricted-pages.js';
import { SlabAllocator } from './slab.js';

describeAllocator('slab', (memory, pages) => new SlabAllocator(memory, pages), { joinsAll: false, usesMaps: true });

function newHeap() {
  const buffer = new ArrayBuffer(LIMIT);
  const pages = new RestrictedPages(new Pages(buffer, LIMIT), { breaks: false });
  return { heap: new SlabAllocator(buffer, pages), words: new Int32Array(buffer) };
}

function made<T>(cache: T | 0): T {
  if (cache === 0) throw new Error('no cache');
  return cache as T;
}

describe('object caches', () => {
  it('constructs an object once while its slab lives, however often it is allocated', () => {
    const { heap, words } = newHeap();
    const constructed = new Map<number, number>();
    const cache = made(
      heap.cacheCreate({
        size: 40,
        constructor: (object) => {
          constructed.set(object, (constructed.get(object) ?? 0) + 1);
          words.fill(0x1234, object >> 2, (object + 40) >> 2);
        },
        destructor: (object) => {
          expect(words[object >> 2]).toBe(0x1234);
          constructed.delete(object);
        },
      }),
    );
    for (let round = 0; round < 3; round++) {
      const objects = Array.from({ length: 2000 }, () => heap.cacheAlloc(cache));
      expect(new Set(objects).size).toBe(2000);
      for (const object of objects) {
        expect(constructed.get(object)).toBe(1);
        expect([...words.subarray(object >> 2, (object + 40) >> 2)]).toEqual(Array(10).fill(0x1234));
      }
      expect(heap.checkInvariants('full')).toBeUndefined();
      for (const object of objects) heap.cacheFree(cache, object);
    }
    expect(constructed.size).toBeGreaterThan(0);
    heap.cacheReap(cache);
    expect(constructed.size).toBe(0);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('begins successive slabs at different offsets', () => {
    const { heap } = newHeap();
    const cache = made(heap.cacheCreate({ size: 1000, align: 16 }));
    const offsets = new Set<number>();
    for (let i = 0; i < 60; i++) {
      const object = heap.cacheAlloc(cache);
      if ((object & 0xffff) >= 0x4000 && (object & 0x3fff) < 1000) offsets.add(object & 0x3fff);
    }
    expect(offsets.size).toBeGreaterThan(2);
  });

  it('aligns objects and keeps caches apart', () => {
    const { heap } = newHeap();
    const caches = [16, 64, 1024, 4096].map((align) => made(heap.cacheCreate({ size: align / 2 + 1, align })));
    const objects = caches.map((cache) => Array.from({ length: 10 }, () => heap.cacheAlloc(cache)));
    objects.forEach((of, i) => of.forEach((object) => expect(object % [16, 64, 1024, 4096][i]!).toBe(0)));
    expect(() => heap.cacheFree(caches[0]!, objects[1]![0]!)).toThrow(/no object of this cache/);
    expect(() => heap.cacheFree(caches[0]!, heap.malloc(200_000))).toThrow(/no object of this cache/);
    expect(() => heap.cacheCreate({ size: 0 })).toThrow(RangeError);
    expect(() => heap.cacheCreate({ size: 100, align: 24 })).toThrow(RangeError);
    expect(() => heap.cacheCreate({ size: 70_000 })).toThrow(RangeError);
  });

  it('shows the objects in the walk, not the caches', () => {
    const { heap } = newHeap();
    const cache = made(heap.cacheCreate({ size: 24 }));
    const objects = [heap.cacheAlloc(cache), heap.cacheAlloc(cache), heap.malloc(24)].sort((a, b) => a - b);
    const live: number[] = [];
    heap.walk(({ payload, free }) => void (free || live.push(payload)));
    expect(live).toEqual(objects);
  });
});

describe('slab', () => {
  it('gives empty slabs back to the page source when reaped', () => {
    const { heap } = newHeap();
    const keep = heap.malloc(1);
    const { footprint } = heap.stats();
    const blocks = Array.from({ length: 3000 }, (_, i) => heap.malloc((i * 31) % 200));
    expect(blocks).not.toContain(0);
    for (const block of blocks) heap.free(block);
    heap.cacheReap();
    expect(heap.stats().footprint).toBe(footprint);
    expect(heap.usableSize(keep)).toBe(16);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('takes the slabs of other classes before it fails', () => {
    const { heap } = newHeap();
    const fill = (size: number): number[] => {
      const all: number[] = [];
      for (let block = heap.malloc(size); block !== 0; block = heap.malloc(size)) all.push(block);
      return all;
    };
    const small = fill(100);
    for (const block of small) heap.free(block);
    expect(fill(1000).length).toBeGreaterThan((small.length * 100) / 1000 / 2);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('loses at most a fifth of a block of up to 8 KiB', () => {
    const { heap } = newHeap();
    for (let size = 129; size <= 8192; size += 7) {
      const block = heap.malloc(size);
      expect(1 - size / heap.usableSize(block)).toBeLessThan(0.2);
      heap.free(block);
    }
  });
});
