/**
 * What must hold of every allocator, as properties against a simple model: alignment, no overlap, contents kept, sound
 * invariants after each call, exhaustion harmless, and no hang or throw on a heap that was overwritten. Each runs on both
 * kinds of memory, that is with the kernel as WebAssembly and as JavaScript.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferOf, type KernelMemory } from '../../kernel.js';
import type { Allocator, HeapBlock, PageSource } from '../contract.js';

export const LIMIT = 1 << 20;

export type MakeAllocator = (memory: KernelMemory, pages: PageSource) => Allocator;

/** A break that can be refused, moved by someone else in between, and a pool of maps above it. */
export class Pages implements PageSource {
  readonly pageSize = 4096;
  readonly #bytes: Uint8Array;
  #break = 4096;
  #mapped: number;
  readonly #free = new Map<number, number>();

  constructor(memory: KernelMemory, limit: number) {
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#mapped = limit;
  }

  sbrk(delta: number): number {
    if (this.#break + delta > this.#mapped || this.#break + delta < 4096) return -1;
    const old = this.#break;
    this.#break += delta;
    return old;
  }

  map(size: number): number {
    expect(size % this.pageSize).toBe(0);
    let at = 0;
    for (const [address, has] of this.#free) if (has === size) at = address;
    if (at !== 0) this.#free.delete(at);
    else if (this.#mapped - size < this.#break) return -1;
    else at = this.#mapped -= size;
    this.#bytes.fill(0, at, at + size);
    return at;
  }

  unmap(address: number, size: number): void {
    expect(address % this.pageSize).toBe(0);
    expect(size % this.pageSize).toBe(0);
    this.#bytes.fill(0xee, address, address + size);
    this.#free.set(address, size);
  }
}

const memories: Record<string, () => KernelMemory> = {
  'WebAssembly.Memory': () => new WebAssembly.Memory({ initial: LIMIT / 65536 }),
  ArrayBuffer: () => new ArrayBuffer(LIMIT),
};

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

/** An allocator in use, each of its answers compared with what a heap must do. */
class Model {
  readonly live: Live[] = [];
  readonly #bytes: Uint8Array;
  readonly #heap: Allocator;
  readonly #pages: Pages;
  #tag = 0;

  constructor(memory: KernelMemory, make: MakeAllocator) {
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#bytes.fill(0xa5);
    this.#pages = new Pages(memory, LIMIT);
    this.#heap = make(memory, this.#pages);
  }

  perform(s: Step): void {
    if (s.do === 'malloc') this.#born(this.#heap.malloc(s.size), s.size);
    else if (s.do === 'memalign') {
      const address = this.#heap.memalign(2 ** s.log, s.size);
      expect(address % 2 ** s.log).toBe(0);
      this.#born(address, s.size);
    } else if (s.do === 'foreign-sbrk') this.#pages.sbrk(4096);
    else if (this.live.length > 0) {
      const at = s.which % this.live.length;
      if (s.do === 'realloc') this.#realloc(this.live[at]!, s.size);
      else {
        this.#heap.free(this.live[at]!.address);
        this.live.splice(at, 1);
      }
    }
  }

  check(level: 'cheap' | 'full'): void {
    const broken = this.#heap.checkInvariants(level);
    if (broken !== undefined) throw new Error(`${broken.message} at ${broken.address}`);
  }

  /** The walk shows exactly the live blocks, in order, and their bytes are as they were written. */
  compareWithWalk(): void {
    const walked = new Map<number, number>();
    let last = 0;
    this.#heap.walk((block: HeapBlock) => {
      expect(block.address).toBeGreaterThanOrEqual(last);
      last = block.address + block.size;
      if (!block.free) walked.set(block.payload, block.usable);
    });
    expect(walked.size).toBe(this.live.length);
    for (const block of this.live) {
      expect(block.address % 16).toBe(0);
      expect(walked.get(block.address)).toBe(this.#heap.usableSize(block.address));
      expect(walked.get(block.address)).toBeGreaterThanOrEqual(block.size);
      this.#expectContents(block, block.address, block.size);
    }
  }

  #born(address: number, size: number): void {
    if (address === 0) return;
    this.#tag = (this.#tag + 1) & 255;
    this.#bytes.fill(this.#tag, address, address + size);
    this.live.push({ address, size, tag: this.#tag });
  }

  #realloc(block: Live, size: number): void {
    const moved = this.#heap.realloc(block.address, size);
    if (moved === 0) return;
    this.#expectContents(block, moved, Math.min(block.size, size));
    this.#bytes.fill(block.tag, moved, moved + size);
    block.address = moved;
    block.size = size;
  }

  #expectContents(block: Live, address: number, size: number): void {
    const bytes = this.#bytes.subarray(address, address + size);
    if (!bytes.every((byte) => byte === block.tag)) throw new Error(`the block at ${address} was overwritten`);
  }
}

/** @param exact whether a heap that is emptied is one free block again. */
export function describeAllocator(name: string, make: MakeAllocator, { joinsAll = true } = {}): void {
  describe.each(Object.entries(memories))(`${name} in %s`, (_, newMemory) => {
    it('agrees with a model: alignment, no overlap, contents kept, invariants sound, exhaustion harmless', () => {
      const memory = newMemory();
      fc.assert(
        fc.property(fc.array(step, { maxLength: 120, size: 'max' }), (steps) => {
          const model = new Model(memory, make);
          for (const s of steps) {
            model.perform(s);
            model.check('full');
          }
          model.compareWithWalk();
        }),
        { numRuns: 100 },
      );
    });

    it('stays sound over many calls', () => {
      const model = new Model(newMemory(), make);
      const random = generator(1);
      const sizes = [16, 24, 40, 100, 300, 1000, 5000];
      for (let i = 1; i <= 100_000; i++) {
        const roll = random(100);
        const bytes = random(sizes[random(sizes.length)]!);
        if (roll < 45 && model.live.length < 1200) model.perform({ do: 'malloc', size: bytes });
        else if (roll < 48) model.perform({ do: 'memalign', log: random(9), size: bytes });
        else if (roll < 60) model.perform({ do: 'realloc', which: random(1e9), size: bytes + 1 });
        else model.perform({ do: 'free', which: random(1e9) });
        model.check('cheap');
        if (i % 1000 === 0) model.check('full');
        if (i % 10_000 === 0) model.compareWithWalk();
      }
    });

    it.runIf(joinsAll)('joins everything again when all is freed', () => {
      const memory = newMemory();
      const heap = make(memory, new Pages(memory, LIMIT));
      const all = Array.from({ length: 1000 }, (_, i) => heap.malloc((i * 37) % 500));
      for (let i = 0; i < all.length; i += 2) heap.free(all[i]!);
      for (let i = 1; i < all.length; i += 2) heap.free(all[i]!);
      const blocks: boolean[] = [];
      heap.walk((block) => void blocks.push(block.free));
      expect(blocks).toEqual([true]);
    });

    it('refuses what no memory can hold', () => {
      const memory = newMemory();
      const heap = make(memory, new Pages(memory, LIMIT));
      for (const size of [LIMIT, 2 ** 31 - 1, 2 ** 31, 2 ** 32 - 1, Number.NaN, -1]) expect(heap.malloc(size)).toBe(0);
      expect(heap.memalign(2 ** 30, 2 ** 30)).toBe(0);
      expect(heap.checkInvariants('full')).toBeUndefined();
      const block = heap.malloc(10);
      for (const size of [LIMIT, 2 ** 31 - 1, 2 ** 32 - 1]) expect(heap.realloc(block, size)).toBe(0);
      expect(heap.usableSize(block)).toBeGreaterThanOrEqual(10);
    });

    it('neither hangs nor throws on a heap that was overwritten', () => {
      const damages = fc.array(fc.tuple(fc.nat(65535), fc.oneof(fc.nat(), fc.nat(65535), fc.constant(-1))));
      fc.assert(
        fc.property(damages, (damage) => {
          const memory = newMemory();
          const words = new Int32Array(bufferOf(memory));
          const heap = make(memory, new Pages(memory, LIMIT));
          const blocks = Array.from({ length: 200 }, (_, i) => heap.malloc(i * 7));
          for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]!);
          for (const [at, value] of damage) words[(4096 + at) >> 2] = value;
          heap.checkInvariants('cheap');
          heap.checkInvariants('full');
          heap.walk(() => {});
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** Numbers from 0 to n - 1: xorshift, so that a run is the same each time. */
export function generator(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % n;
  };
}
