import { describe, expect, it } from 'vitest';
import { describeAllocator, generator, LIMIT, Pages, type MakeAllocator } from '../testing/conformance.js';
import { TlsfAllocator } from './tlsf.js';

const make: MakeAllocator = (memory, pages) => new TlsfAllocator(memory, pages);
describeAllocator('tlsf', make);

/** Nodes that one search may look at: the first of the request's own class, and the first of a larger one. */
const BOUND = 2;
/** A search that fails, grows the heap and searches again. */
const WITH_GROWTH = 2 * BOUND;

describe('tlsf', () => {
  function steps(heap: TlsfAllocator, call: () => void): number {
    const before = heap.stats().searchSteps;
    call();
    return heap.stats().searchSteps - before;
  }

  it.each([10, 1000, 4000])('looks at no more nodes with %i free chunks of a class', (count) => {
    const heap = new TlsfAllocator(new ArrayBuffer(32 * LIMIT), new Pages(new ArrayBuffer(0), 32 * LIMIT));
    // All in the class of 4096 to 4223 bytes, all but one too small for what is asked for below.
    const blocks = Array.from({ length: count }, (_, i) => [heap.malloc(i === 0 ? 4192 : 4096), heap.malloc(1)]);
    for (const [block] of blocks) expect(steps(heap, () => heap.free(block))).toBe(0);
    expect(steps(heap, () => heap.malloc(4180))).toBeLessThanOrEqual(WITH_GROWTH);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('looks at a constant number of nodes in any heap', () => {
    const heap = new TlsfAllocator(new ArrayBuffer(32 * LIMIT), new Pages(new ArrayBuffer(0), 32 * LIMIT));
    const random = generator(7);
    const live: number[] = [];
    let worstMalloc = 0;
    let worstFree = 0;
    for (let i = 0; i < 50_000; i++) {
      if (live.length < 5000 + (i % 3000)) {
        const size = random(2 ** (1 + random(13)));
        worstMalloc = Math.max(
          worstMalloc,
          steps(heap, () => void live.push(heap.malloc(size))),
        );
      } else {
        const at = random(live.length);
        worstFree = Math.max(
          worstFree,
          steps(heap, () => heap.free(live[at])),
        );
        live[at] = live[live.length - 1];
        live.pop();
      }
    }
    expect(worstMalloc).toBeLessThanOrEqual(WITH_GROWTH);
    expect(worstFree).toBe(0);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });
});
