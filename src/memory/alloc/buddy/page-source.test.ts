import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ArenaAllocator } from '../arena/arena.js';
import { MimallocAllocator } from '../mimalloc/mimalloc.js';
import { SlabAllocator } from '../slab/slab.js';
import type { KernelHost } from '../../kernel.js';
import { describeAllocator, LIMIT, Pages } from '../testing/conformance.js';
import { RestrictedPages, type Restriction } from '../testing/restricted-pages.js';
import { BuddyAllocator } from './buddy.js';
import { BuddyPageSource } from './page-source.js';
import { BuddyZone } from './zone.js';

describeAllocator('slab+buddy', (memory, pages) => new SlabAllocator(memory, new BuddyPageSource(memory, pages)), {
  joinsAll: false,
  usesMaps: true,
});

/** As process/vm has it: only who copies gets at the bytes. */
function apart(bytes: Uint8Array): KernelHost {
  return {
    get buffer(): never {
      throw new Error('addresses are not those of the buffer');
    },
    copies: {
      read: (at, into) => at + into.length <= LIMIT && (into.set(bytes.subarray(at, at + into.length)), true),
      write: (at, from) => at + from.length <= LIMIT && (bytes.set(from, at), true),
    },
    start: () => ({}),
  };
}

function newZone(isApart = false) {
  const buffer = new ArrayBuffer(LIMIT);
  const frames = new BuddyZone(isApart ? apart(new Uint8Array(buffer)) : buffer, 8192, LIMIT / 2, 4096);
  frames.unmap(frames.grow(LIMIT / 2 + 8192 - frames.end, 4096), 4096);
  return { buffer, frames, bytes: new Uint8Array(buffer) };
}

function newFrames(restriction: Restriction = {}) {
  const buffer = new ArrayBuffer(LIMIT);
  const pages = new RestrictedPages(new Pages(buffer, LIMIT), restriction);
  return { buffer, pages, frames: new BuddyPageSource(buffer, pages) };
}

describe('a zone of page frames', () => {
  it.each([false, true])(
    'agrees with a model: no overlap, zeroed, merged again when all is unmapped (memory apart: %s)',
    (isApart) => {
      const step = fc.record({
        map: fc.boolean(),
        pages: fc.integer({ min: 1, max: 40 }),
        which: fc.nat(),
        part: fc.nat(3),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 80 }), (steps) => {
          const { frames, bytes } = newZone(isApart);
          const empty = frames.freeAreas();
          const mapped: { at: number; size: number }[] = [];
          for (const s of steps) {
            if (s.map) {
              const size = s.pages * frames.pageSize;
              const at = frames.map(size);
              if (at === -1) continue;
              expect(at % frames.pageSize).toBe(0);
              expect(bytes.subarray(at, at + size).every((byte) => byte === 0)).toBe(true);
              bytes.fill(0xff, at, at + size);
              for (const other of mapped) expect(at + size <= other.at || other.at + other.size <= at).toBe(true);
              mapped.push({ at, size });
            } else if (mapped.length > 0) {
              // A part at the end, or all.
              const [piece] = mapped.splice(s.which % mapped.length, 1);
              const keep = s.part === 0 ? Math.floor(piece!.size / 2 / frames.pageSize) * frames.pageSize : 0;
              frames.unmap(piece!.at + keep, piece!.size - keep);
              if (keep > 0) mapped.push({ at: piece!.at, size: keep });
            }
          }
          for (const { at, size } of mapped)
            expect(bytes.subarray(at, at + size).every((byte) => byte === 255)).toBe(true);
          for (const { at, size } of mapped) frames.unmap(at, size);
          expect(frames.freeAreas()).toEqual(empty);
        }),
        { numRuns: 60 },
      );
    },
  );

  it('keeps no more of a block than was asked for', () => {
    const { frames } = newZone();
    const free = (): number => frames.freeAreas().reduce((sum, { blockSize, free }) => sum + blockSize * free, 0);
    const before = free();
    frames.map(5 * frames.pageSize);
    expect(before - free()).toBe(5 * frames.pageSize);
  });

  it('neither hangs nor throws when its lists were overwritten', () => {
    const damages = fc.array(
      fc.tuple(
        fc.nat(2000),
        fc.oneof(
          fc.nat(),
          fc.nat(LIMIT).map((n) => n & -4096),
        ),
      ),
    );
    fc.assert(
      fc.property(damages, (damage) => {
        const { buffer, frames } = newZone();
        const mapped = [1, 5, 2, 30, 3].map((pages) => frames.map(pages * 4096));
        frames.unmap(mapped[1]!, 5 * 4096);
        frames.unmap(mapped[3]!, 30 * 4096);
        const words = new Int32Array(buffer);
        for (const [at, value] of damage) words[(frames.start >> 2) + at] = value;
        for (const at of mapped) {
          if (at > 0) frames.unmap(at, 4096);
          frames.map(8192);
        }
      }),
    );
  });

  it('ignores what is not mapped when unmapping', () => {
    const { frames } = newZone();
    const empty = frames.freeAreas();
    const at = frames.map(8192);
    frames.unmap(at, LIMIT);
    frames.unmap(0, LIMIT);
    frames.unmap(at, 8192);
    expect(frames.map(LIMIT)).toBe(-1);
    expect(frames.freeAreas().length).toBe(empty.length);
  });
});

describe('page frames from buddies', () => {
  it('come in more zones when there is no room, which go back when they are empty', () => {
    const { frames, pages } = newFrames({ breaks: false });
    const size = 196 * 1024;
    const mapped = [frames.map(size), frames.map(size), frames.map(size)];
    expect(new Set(mapped.map((at) => at >= 0))).toEqual(new Set([true]));
    expect(pages.calls).toBeGreaterThan(1);
    for (const at of mapped) frames.unmap(at, size);
    expect(frames.freeAreas()).toEqual([]);
    expect(frames.map(LIMIT / 4)).toBeGreaterThan(0);
  });

  it('are known to whoever has a copy of the memory, and go back there', () => {
    const { buffer, frames } = newFrames({ breaks: false });
    const size = 196 * 1024;
    const mapped = [frames.map(size), frames.map(size)];
    const copy = buffer.slice();
    const given: number[] = [];
    const child = new BuddyPageSource(copy, {
      ...{ pageSize: 4096, sbrk: () => -1 as const, map: () => -1 as const },
      unmap: (at) => void given.push(at),
    });
    child.inherit(frames);
    expect(child.freeAreas()).toEqual(frames.freeAreas());
    for (const at of mapped) child.unmap(at, size);
    expect([child.freeAreas(), given.length]).toEqual([[], 2]);
    expect(frames.freeAreas()).not.toEqual([]);
  });

  it('are none when the source below has none', () => {
    const { buffer, frames } = newFrames({ breaks: false, maps: false });
    expect([frames.map(4096), frames.sbrk(), frames.freeAreas()]).toEqual([-1, -1, []]);
    frames.unmap(4096, 4096);
    expect(new SlabAllocator(buffer, frames).malloc(1)).toBe(0);
  });

  it.each([
    ['arena', ArenaAllocator],
    ['buddy', BuddyAllocator],
    ['mimalloc', MimallocAllocator],
    ['slab', SlabAllocator],
  ] as const)('carries %s', (_, Allocator) => {
    const { buffer, frames } = newFrames();
    const heap = new Allocator(buffer, frames);
    const blocks = Array.from({ length: 500 }, (_, i) => heap.malloc((i * 41) % 700));
    expect(blocks).not.toContain(0);
    for (const block of blocks) heap.free(block);
    expect(heap.checkInvariants('full')).toBeUndefined();
  });
});
