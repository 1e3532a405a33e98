import { describe, expect, it } from 'vitest';
import { ArenaAllocator } from '../alloc/arena/arena.js';
import { BuddyAllocator } from '../alloc/buddy/buddy.js';
import { FreeListAllocator } from '../alloc/free-list/free-list.js';
import { MimallocAllocator } from '../alloc/mimalloc/mimalloc.js';
import { SegregatedAllocator } from '../alloc/segregated/segregated.js';
import { SlabAllocator } from '../alloc/slab/slab.js';
import { generator } from '../alloc/testing/conformance.js';
import { TlsfAllocator } from '../alloc/tlsf/tlsf.js';
import { LOCK } from './format.js';
import { NoSharedHeap, SharedHeap, type MakeSharedAllocator } from './shared-heap.js';

const designs: Record<string, MakeSharedAllocator> = {
  arena: (memory, pages) => new ArenaAllocator(memory, pages),
  buddy: (memory, pages) => new BuddyAllocator(memory, pages),
  'best-fit': (memory, pages) => new FreeListAllocator(memory, pages, { policy: 'best-fit' }),
  mimalloc: (memory, pages) => new MimallocAllocator(memory, pages),
  segregated: (memory, pages) => new SegregatedAllocator(memory, pages),
  slab: (memory, pages) => new SlabAllocator(memory, pages),
  tlsf: (memory, pages) => new TlsfAllocator(memory, pages),
};
const tlsf = designs['tlsf']!;

function sharedMemory(pages: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: 1, maximum: pages, shared: true });
}

describe.each(Object.entries(designs))('a shared heap of %s', (_, make) => {
  it('goes on in WebAssembly where JavaScript has left off, and the other way round', () => {
    const memory = sharedMemory(64);
    const first = SharedHeap.create(memory, make, { end: 2 ** 21 });
    memory.grow(2 ** 21 / 65536 - 1);
    const handles = [
      first,
      SharedHeap.attach(memory.buffer, make),
      SharedHeap.attach(memory, make),
      SharedHeap.attach(memory.buffer, make),
    ];
    const bytes = new Uint8Array(memory.buffer);
    const random = generator(3);
    const live: { at: number; size: number; tag: number }[] = [];
    for (let i = 0; i < 4000; i++) {
      const heap = handles[random(handles.length)]!;
      if (live.length < 300 && random(5) > 1) {
        const size = random([40, 400, 9000][i % 3]!);
        const at = heap.malloc(size);
        if (at === 0) continue;
        bytes.fill(i, at, at + size);
        live.push({ at, size, tag: i & 255 });
      } else if (live.length > 0) {
        const [block] = live.splice(random(live.length), 1);
        const held = bytes.subarray(block!.at, block!.at + block!.size);
        expect(held.every((byte) => byte === block!.tag)).toBe(true);
        heap.free(block!.at);
      }
      if (i % 100 === 0) expect(handles[random(handles.length)]!.checkInvariants('full')).toBeUndefined();
    }
    expect(first.stats()).toEqual(handles[1]!.stats());
    const walked = handles.map((heap) => {
      const blocks: number[] = [];
      heap.walk(({ payload, free }) => void (free || blocks.push(payload)));
      return blocks;
    });
    for (const blocks of walked) expect(blocks).toEqual(live.map(({ at }) => at).sort((a, b) => a - b));
  });
});

describe('a shared heap', () => {
  it('grows with its memory, whichever handle makes it', () => {
    const memory = sharedMemory(32);
    const handles = [SharedHeap.create(memory, tlsf), SharedHeap.attach(memory, tlsf)];
    let count = 0;
    while (handles[count & 1]!.malloc(1000) !== 0) count++;
    expect(memory.buffer.byteLength).toBe(32 * 65536);
    expect(count).toBeGreaterThan(2000);
    expect(handles[0]!.checkInvariants('full')).toBeUndefined();
  });

  it('outlives its thread in a copy of its bytes', () => {
    const buffer = new ArrayBuffer(2 ** 16);
    const heap = SharedHeap.create(buffer, tlsf);
    const block = heap.malloc(100);
    const copy = SharedHeap.attach(buffer.slice(0), tlsf);
    expect(copy.malloc(100)).toBe(heap.malloc(100));
    copy.free(block);
    expect(copy.checkInvariants('full')).toBeUndefined();
    expect(heap.usableSize(block)).toBeGreaterThanOrEqual(100);
  });

  it('can be one of several', () => {
    const buffer = new SharedArrayBuffer(2 ** 20);
    const low = SharedHeap.create(buffer, tlsf, { end: 2 ** 19 });
    const high = SharedHeap.create(buffer, designs['segregated']!, { start: 2 ** 19 });
    const again = SharedHeap.attach(buffer, designs['segregated']!, { start: high.start });
    expect(low.malloc(2 ** 20)).toBe(0);
    expect(low.malloc(10)).toBeLessThan(2 ** 19);
    expect(again.malloc(10)).toBeGreaterThan(2 ** 19);
  });

  it('cannot be used by whoever walks it', () => {
    const heap = SharedHeap.create(new SharedArrayBuffer(2 ** 20), tlsf);
    heap.malloc(1);
    expect(() => heap.walk(() => void heap.malloc(1))).toThrow(/used while it is walked/);
    expect(heap.malloc(1)).toBeGreaterThan(0);
  });

  it.each([1, 77])('does not wait for a lock that nobody can have: %i', (value) => {
    const buffer = new ArrayBuffer(2 ** 16);
    const heap = SharedHeap.create(buffer, tlsf);
    new Int32Array(buffer)[(heap.start + LOCK) / 4] = value;
    expect(() => heap.malloc(1)).toThrow(/the lock of the heap was overwritten/);
  });

  it('is not attached to where there is none, or another one', () => {
    const buffer = new SharedArrayBuffer(2 ** 16);
    expect(() => SharedHeap.attach(buffer, tlsf)).toThrow(NoSharedHeap);
    expect(() => SharedHeap.attach(buffer, tlsf)).toThrow(
      'there is no shared heap at 16: SharedHeap.create has to make it first',
    );
    SharedHeap.create(buffer, tlsf);
    expect(() => SharedHeap.attach(buffer, designs['slab']!)).toThrow(/made by another allocator/);
    expect(() => SharedHeap.attach(buffer, tlsf, { start: 2 ** 20 })).toThrow(NoSharedHeap);
    expect(() => SharedHeap.attach(buffer, tlsf, { start: -5 })).toThrow(RangeError);
  });

  it('needs room, and memory that stays where it is', () => {
    expect(() => SharedHeap.create(new ArrayBuffer(256), tlsf)).toThrow(RangeError);
    expect(() => SharedHeap.create(new WebAssembly.Memory({ initial: 1 }), tlsf)).toThrow(/memory is not shared/);
  });
});
