import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { HeapBlock, PageSource } from '../contract.js';
import { FreeListAllocator } from './free-list.js';

/** A break that can be refused, and moved by someone else in between. */
class Pages implements PageSource {
  readonly pageSize = 4096;
  #break = 4096;
  readonly #limit: number;
  constructor(limit: number) {
    this.#limit = limit;
  }
  sbrk(delta: number): number {
    if (this.#break + delta > this.#limit) return -1;
    const old = this.#break;
    this.#break += delta;
    return old;
  }
  map(): number {
    return -1;
  }
  unmap(): void {}
}

const LIMIT = 1 << 20;

type Step =
  | { do: 'malloc'; size: number }
  | { do: 'memalign'; log: number; size: number }
  | { do: 'free'; which: number }
  | { do: 'realloc'; which: number; size: number }
  | { do: 'foreign-sbrk' };

const size = fc.oneof(fc.nat(64), fc.nat(2000), fc.nat(200_000));
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('malloc' as const), size }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('memalign' as const), log: fc.integer({ min: 0, max: 13 }), size }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('free' as const), which: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('realloc' as const), which: fc.nat(), size: size.map((n) => n + 1) }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'foreign-sbrk' as const }) },
);

interface Live {
  address: number;
  size: number;
  tag: number;
}

describe('FreeListAllocator', () => {
  it('agrees with a model: alignment, no overlap, contents kept, invariants sound, exhaustion harmless', () => {
    const buffer = new ArrayBuffer(LIMIT);
    const bytes = new Uint8Array(buffer);
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
        bytes.fill(0xa5);
        const pages = new Pages(LIMIT);
        const heap = new FreeListAllocator(buffer, pages);
        const live: Live[] = [];
        let tag = 0;
        const born = (address: number, size: number): void => {
          if (address === 0) return;
          tag = (tag + 1) & 255;
          bytes.fill(tag, address, address + size);
          live.push({ address, size, tag });
        };
        for (const s of steps) {
          if (s.do === 'malloc') born(heap.malloc(s.size), s.size);
          else if (s.do === 'memalign') {
            const address = heap.memalign(2 ** s.log, s.size);
            expect(address % 2 ** s.log).toBe(0);
            born(address, s.size);
          } else if (s.do === 'foreign-sbrk') pages.sbrk(4096);
          else if (live.length > 0) {
            const at = s.which % live.length;
            const block = live[at]!;
            if (s.do === 'free') {
              heap.free(block.address);
              live.splice(at, 1);
            } else {
              const moved = heap.realloc(block.address, s.size);
              if (moved !== 0) {
                const kept = Math.min(block.size, s.size);
                expect(bytes.subarray(moved, moved + kept).every((b) => b === block.tag)).toBe(true);
                bytes.fill(block.tag, moved, moved + s.size);
                block.address = moved;
                block.size = s.size;
              }
            }
          }
          const broken = heap.checkInvariants('full');
          if (broken !== undefined) throw new Error(`${s.do}: ${broken.message} at ${broken.address}`);
        }
        const walked = new Map<number, number>();
        let inUse = 0;
        let last = 0;
        heap.walk((block: HeapBlock) => {
          expect(block.address).toBeGreaterThanOrEqual(last);
          last = block.address + block.size;
          if (block.free) return;
          walked.set(block.payload, block.usable);
          inUse += block.size;
        });
        expect(heap.stats().inUse).toBe(inUse);
        expect(walked.size).toBe(live.length);
        for (const block of live) {
          expect(block.address % 16).toBe(0);
          expect(walked.get(block.address)).toBe(heap.usableSize(block.address));
          expect(walked.get(block.address)).toBeGreaterThanOrEqual(block.size);
          expect(bytes.subarray(block.address, block.address + block.size).every((b) => b === block.tag)).toBe(true);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('joins everything again when all is freed', () => {
    const heap = new FreeListAllocator(new ArrayBuffer(LIMIT), new Pages(LIMIT));
    const all = Array.from({ length: 1000 }, (_, i) => heap.malloc((i * 37) % 500));
    for (let i = 0; i < all.length; i += 2) heap.free(all[i]!);
    for (let i = 1; i < all.length; i += 2) heap.free(all[i]!);
    let blocks = 0;
    heap.walk(() => {
      blocks++;
    });
    expect(blocks).toBe(1);
    expect(heap.stats().inUse).toBe(0);
  });

  it('refuses what no memory can hold', () => {
    const heap = new FreeListAllocator(new ArrayBuffer(LIMIT), new Pages(LIMIT));
    for (const size of [LIMIT, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, Number.NaN]) expect(heap.malloc(size)).toBe(0);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('neither hangs nor throws on a heap that was overwritten', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(65535), fc.oneof(fc.nat(), fc.nat(65535), fc.constant(-1)))), (damage) => {
        const buffer = new ArrayBuffer(LIMIT);
        const words = new Int32Array(buffer);
        const heap = new FreeListAllocator(buffer, new Pages(LIMIT));
        const blocks = Array.from({ length: 200 }, (_, i) => heap.malloc(i * 7));
        for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]!);
        for (const [at, value] of damage) words[(4096 + at) >> 2] = value;
        heap.checkInvariants('cheap');
        heap.checkInvariants('full');
        heap.walk(() => {});
      }),
      { numRuns: 200 },
    );
  });

  it('finds a cyclic free list', () => {
    const buffer = new ArrayBuffer(LIMIT);
    const words = new Int32Array(buffer);
    const heap = new FreeListAllocator(buffer, new Pages(LIMIT));
    const [a] = [heap.malloc(40), heap.malloc(1)];
    heap.free(a);
    words[a >> 2] = a - 4;
    expect(heap.checkInvariants('full')?.message).toMatch(/free lists hold more chunks/);
  });
});
