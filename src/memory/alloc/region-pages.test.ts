import { describe, expect, it } from 'vitest';
import { bufferOf, type KernelMemory } from '../kernel.js';
import { ArenaAllocator } from './arena/arena.js';
import { BuddyAllocator } from './buddy/buddy.js';
import { BuddyPageSource } from './buddy/page-source.js';
import { FreeListAllocator } from './free-list/free-list.js';
import { MimallocAllocator } from './mimalloc/mimalloc.js';
import { RegionPages } from './region-pages.js';
import { SegregatedAllocator } from './segregated/segregated.js';
import { SlabAllocator } from './slab/slab.js';
import { describeAllocator } from './testing/conformance.js';
import { TlsfAllocator } from './tlsf/tlsf.js';

const designs = [
  ArenaAllocator,
  BuddyAllocator,
  FreeListAllocator,
  MimallocAllocator,
  SegregatedAllocator,
  SlabAllocator,
  TlsfAllocator,
];
const MIB = 2 ** 20;

/** Newer than the library that this is checked with. */
const Longer = ArrayBuffer as unknown as new (size: number, options: { maxByteLength: number }) => ArrayBuffer;
const LongerShared = SharedArrayBuffer as unknown as new (
  size: number,
  options: { maxByteLength: number },
) => SharedArrayBuffer;

const memories: Record<string, () => KernelMemory> = {
  'an ArrayBuffer': () => new ArrayBuffer(MIB),
  'a SharedArrayBuffer': () => new SharedArrayBuffer(MIB),
  'a resizable ArrayBuffer': () => new Longer(64, { maxByteLength: MIB }),
  'a growable SharedArrayBuffer': () => new LongerShared(64, { maxByteLength: MIB }),
  'a WebAssembly.Memory': () => new WebAssembly.Memory({ initial: 1, maximum: MIB / 65536 }),
  'a shared WebAssembly.Memory': () => new WebAssembly.Memory({ initial: 1, maximum: MIB / 65536, shared: true }),
};

/** All blocks of a size that there is room for. */
function fill(heap: { malloc(size: number): number }, size: number): number[] {
  const blocks: number[] = [];
  for (let block = heap.malloc(size); block !== 0; block = heap.malloc(size)) blocks.push(block);
  return blocks;
}

// Only its region: a memory that grows would leave the tests' view of it behind.
describeAllocator(
  'tlsf in a region',
  (memory) => new TlsfAllocator(memory, { start: 4096, end: bufferOf(memory).byteLength, untrusted: true }),
);

describe.each(designs.map((Design) => [Design.name, Design] as const))('%s needs no more than', (_, Design) => {
  it.each(Object.entries(memories))('%s', (_, newMemory) => {
    const memory = newMemory();
    const heap = new Design(memory);
    const blocks = fill(heap, 1000);
    expect(blocks.length).toBeGreaterThan((0.8 * MIB) / 1024);
    const bytes = new Uint8Array(bufferOf(memory));
    expect(bytes.length).toBe(MIB);
    blocks.forEach((block, i) => bytes.fill(i, block, block + 1000));
    expect(heap.checkInvariants('full')).toBeUndefined();
    expect(blocks.every((block, i) => bytes[block] === (i & 255) && bytes[block + 999] === (i & 255))).toBe(true);
    for (const block of blocks) heap.free(block);
    if (Design !== ArenaAllocator) expect(fill(heap, 1000).length).toBe(blocks.length);
  });

  it('a region of it, and touches nothing else', () => {
    const buffer = new ArrayBuffer(MIB);
    const bytes = new Uint8Array(buffer).fill(0xa5);
    const [start, end] = [100_003, 800_000];
    const heap = new Design(buffer, { start, end });
    const blocks = fill(heap, 700);
    expect(blocks.length).toBeGreaterThan(400);
    for (const block of blocks) bytes.fill(0, block, block + 700);
    for (const block of blocks) heap.free(block);
    expect(bytes.subarray(0, start).every((byte) => byte === 0xa5)).toBe(true);
    expect(bytes.subarray(end).every((byte) => byte === 0xa5)).toBe(true);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });
});

describe('a region', () => {
  it('can be cut into frames by buddies', () => {
    const buffer = new ArrayBuffer(MIB);
    const heap = new SlabAllocator(buffer, new BuddyPageSource(buffer, new RegionPages(buffer)));
    expect(fill(heap, 100).length).toBeGreaterThan(3000);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });

  it('may be as small as one block', () => {
    for (const Design of [ArenaAllocator, FreeListAllocator, SegregatedAllocator]) {
      expect(new Design(new ArrayBuffer(1024)).malloc(100)).toBeGreaterThan(0);
    }
    expect(new TlsfAllocator(new ArrayBuffer(4096)).malloc(100)).toBeGreaterThan(0);
  });

  it.each([
    [{ start: -1 }, 'start -1: expected a whole number of bytes'],
    [{ start: 0.5 }, 'start 0.5: expected a whole number of bytes'],
    [{ end: Number.NaN }, 'end NaN: expected a whole number of bytes'],
    [{ end: 5000 }, 'end 5000: the memory has 4096 bytes'],
    [{ start: 4096 }, 'the region from 4096 to 4096 has no room for a heap'],
    [{ start: 64, end: 32 }, 'the region from 64 to 32 has no room for a heap'],
  ])('is complained about: %o', (region, message) => {
    expect(() => new TlsfAllocator(new ArrayBuffer(4096), region)).toThrow(new RangeError(message));
  });

  it('cannot be in a buffer of any size', () => {
    expect(() => new TlsfAllocator(new ArrayBuffer(1001))).toThrow(/1001 bytes: expected a multiple of 8/);
  });
});
