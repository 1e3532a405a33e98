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

/** A million when HEAPGLASS_FUZZ is 10. */
const CALLS = 100_000 * Number(process.env['HEAPGLASS_FUZZ'] ?? '1');

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

  constructor(memory: KernelMemory, make: MakeAllocator, pages = new Pages(memory, LIMIT)) {
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#bytes.fill(0xa5);
    this.#pages = pages;
    this.#heap = make(memory, this.#pages);
  }

  perform(s: Step): void {
    if (s.do === 'malloc') this.#born(this.#heap.malloc(s.size), s.size);
    else if (s.do === 'memalign') {
      const address = this.#heap.memalign(2 ** s.log, s.size);
      if (address % 2 ** s.log !== 0) throw new Error(`${address} is not aligned to ${2 ** s.log}`);
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
      if (block.address < last) throw new Error(`the walk goes back to ${block.address}`);
      last = block.address + block.size;
      if (!block.free) walked.set(block.payload, block.usable);
    });
    expect(walked.size).toBe(this.live.length);
    for (const block of this.live) {
      const usable = walked.get(block.address) ?? -1;
      if (block.address % 16 !== 0) throw new Error(`the block at ${block.address} is not aligned`);
      if (usable < block.size || usable !== this.#heap.usableSize(block.address))
        throw new Error(`the walk gives the block at ${block.address} ${usable} bytes`);
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
    let at = address;
    while (at < address + size && this.#bytes[at] === block.tag) at++;
    if (at < address + size) throw new Error(`the block at ${address} was overwritten at ${at}`);
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
      for (let i = 1; i <= CALLS; i++) {
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

/** A page source that refuses one of its calls, and can tell how many there were. */
class RefusingPages extends Pages {
  calls = 0;
  readonly #refused: number;

  constructor(memory: KernelMemory, refused: number) {
    super(memory, LIMIT);
    this.#refused = refused;
  }

  override sbrk(delta: number): number {
    return ++this.calls === this.#refused ? -1 : super.sbrk(delta);
  }

  override map(size: number): number {
    return ++this.calls === this.#refused ? -1 : super.map(size);
  }
}

/** Every page call of a busy program is refused once: the call that needed it may fail, and nothing else is harmed. */
export function describeExhaustion(name: string, make: MakeAllocator): void {
  it.each(Object.entries(memories))(`${name} in %s stays sound whichever page call is refused`, (_, newMemory) => {
    const memory = newMemory();
    for (let refused = 1; ; refused++) {
      const pages = new RefusingPages(memory, refused);
      const model = new Model(memory, make, pages);
      const random = generator(3);
      for (let i = 0; i < 120; i++) {
        const roll = random(10);
        const bytes = random(2 ** (4 + random(12)));
        if (roll < 6) model.perform({ do: 'malloc', size: bytes });
        else if (roll < 7) model.perform({ do: 'memalign', log: random(13), size: bytes });
        else if (roll < 8) model.perform({ do: 'realloc', which: random(1e9), size: bytes + 1 });
        else if (roll < 9) model.perform({ do: 'free', which: random(1e9) });
        else if (i % 5 === 0) model.perform({ do: 'foreign-sbrk' });
        if (pages.calls >= refused - 1) model.check('full');
      }
      model.compareWithWalk();
      if (pages.calls < refused) break;
    }
  });
}

/** Calls on a heap that the program has overwritten, with links into cycles among other things, come to an end. */
export function describeOverwritten(name: string, make: MakeAllocator): void {
  it.each(Object.entries(memories))(`${name} in %s never hangs on a heap that was overwritten`, (_, newMemory) => {
    const value = fc.oneof(
      fc.record({ block: fc.nat(59), plus: fc.constantFrom(-4, 0, 8, 12) }),
      fc.oneof(fc.nat(65535), fc.constantFrom(0, -1, 16, 17, 0x7fff_ffff)),
    );
    // Headers and links of the first blocks, which are what a program overwrites, and anything.
    const at = fc.oneof(fc.record({ block: fc.nat(59), plus: fc.constantFrom(-8, -4, 0, 4, 8, 12) }), fc.nat(20_000));
    fc.assert(
      fc.property(fc.array(fc.tuple(at, value), { minLength: 1 }), fc.nat(), (damages, seed) => {
        const memory = newMemory();
        const words = new Int32Array(bufferOf(memory));
        const heap = make(memory, new Pages(memory, LIMIT));
        const blocks = Array.from({ length: 60 }, (_, i) => heap.malloc(((i * 37) % 400) + (i % 7 === 0 ? 900 : 0)));
        for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]);
        const place = (p: number | { block: number; plus: number }) =>
          typeof p === 'number' ? p : blocks[p.block] + p.plus;
        for (const [where, what] of damages)
          words[(typeof where === 'number' ? 4096 + where : place(where)) >> 2] = place(what);
        const random = generator(seed + 1);
        for (let i = 0; i < 60; i++) useBroken(heap, blocks, random);
      }),
      { numRuns: 200 },
    );
  });
}

/** One call; a trap is an end too. */
function useBroken(heap: Allocator, blocks: number[], random: (n: number) => number): void {
  const at = random(blocks.length);
  const size = random(2 ** (1 + random(14)));
  try {
    switch (random(4)) {
      case 0:
        heap.free(blocks[at]);
        break;
      case 1:
        heap.realloc(blocks[at], size + 1);
        break;
      case 2:
        heap.memalign(64, size);
        break;
      default:
        heap.malloc(size);
    }
  } catch (error) {
    if (!(error instanceof WebAssembly.RuntimeError)) throw error;
  }
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
