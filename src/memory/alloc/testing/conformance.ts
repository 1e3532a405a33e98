/**
 * What must hold of every allocator, as properties against a simple model: alignment, no overlap, contents kept, sound
 * invariants after each call, exhaustion harmless, and no hang or throw on a heap that was overwritten. Each runs on both
 * kinds of memory, that is with the kernel as WebAssembly and as JavaScript.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bufferOf, type KernelMemory } from '../../kernel.js';
import type { Allocator, HeapBlock, PageSource } from '../contract.js';
import { KernelAllocator } from '../kernel-allocator.js';
import { HeapCorrupted } from '../heap-corrupted.js';
import { RestrictedPages, type Restriction } from './restricted-pages.js';

export const LIMIT = 1 << 20;

/** Within some thousand the heap has all the shapes that it will have; a million when HEAPGLASS_FUZZ is 40. */
const CALLS = 25_000 * Number(process.env['HEAPGLASS_FUZZ'] ?? '1');

export type MakeAllocator = (memory: KernelMemory, pages: PageSource) => Allocator;

/** What vitest's own assertions would cost is most of the time where there are millions. */
export function ensure(condition: boolean, message: string): void {
  if (!condition) throw new Error(message);
}

/** A break that can be refused, moved by someone else in between, and a pool of maps above it. */
export class Pages implements PageSource {
  readonly pageSize = 4096;
  readonly untrusted: boolean;
  readonly #bytes: Uint8Array;
  #break = 4096;
  #mapped: number;
  /** Unmapped pieces, ascending. */
  #free: { from: number; to: number }[] = [];

  constructor(memory: KernelMemory, limit: number, untrusted = false) {
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#mapped = limit;
    this.untrusted = untrusted;
  }

  sbrk(delta: number): number {
    if (this.#break + delta > this.#mapped || this.#break + delta < 4096) return -1;
    const old = this.#break;
    this.#break += delta;
    return old;
  }

  map(size: number): number {
    ensure(size % this.pageSize === 0, 'a size that is not of whole pages is mapped');
    let at = 0;
    const piece = this.#free.find(({ from, to }) => to - from >= size);
    if (piece) {
      at = piece.from;
      piece.from += size;
    } else if (this.#mapped - size < this.#break) return -1;
    else at = this.#mapped -= size;
    this.#bytes.fill(0, at, at + size);
    return at;
  }

  unmap(address: number, size: number): void {
    ensure((address | size) % this.pageSize === 0, 'what is unmapped are not whole pages');
    this.#bytes.fill(0xee, address, address + size);
    const pieces = [...this.#free, { from: address, to: address + size }].sort((a, b) => a.from - b.from);
    this.#free = [];
    for (const piece of pieces) {
      const last = this.#free.at(-1);
      ensure(last === undefined || last.to <= piece.from, 'what is unmapped was not mapped');
      if (last?.to === piece.from) last.to = piece.to;
      else if (piece.from < piece.to) this.#free.push(piece);
    }
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
  readonly #pages: RestrictedPages;
  #tag = 0;

  /** Each kind of kernel, guarded or not, has its kind of memory. */
  constructor(memory: KernelMemory, make: MakeAllocator, restriction: Restriction = {}, limit = LIMIT) {
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#bytes.fill(0xa5);
    const untrusted = memory instanceof WebAssembly.Memory;
    this.#pages = new RestrictedPages(new Pages(memory, limit, untrusted), restriction);
    this.#heap = make(memory, this.#pages);
  }

  get pageCalls(): number {
    return this.#pages.calls;
  }

  perform(s: Step): void {
    if (s.do === 'malloc') this.#born(this.#heap.malloc(s.size), s.size);
    else if (s.do === 'memalign') {
      const address = this.#heap.memalign(2 ** s.log, s.size);
      ensure(address % 2 ** s.log === 0, 'memalign does not align');
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
      ensure(block.address >= last, 'the walk does not ascend');
      last = block.address + block.size;
      if (!block.free) walked.set(block.payload, block.usable);
    });
    expect(walked.size).toBe(this.live.length);
    for (const block of this.live) {
      const usable = walked.get(block.address) ?? -1;
      ensure(block.address % 16 === 0, `the block at ${block.address} is not aligned`);
      ensure(usable === this.#heap.usableSize(block.address), `walk and usableSize differ at ${block.address}`);
      ensure(usable >= Math.max(block.size, 1), `the block at ${block.address} is too small`);
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
    ensure(at >= address + size, `the block at ${address} was overwritten`);
  }
}

/**
 * @param joinsAll whether a heap that is emptied is one free block again.
 * @param coalesces whether free neighbours ever become one block.
 * @param usesMaps whether the design works without a break.
 */
export function describeAllocator(
  name: string,
  make: MakeAllocator,
  { joinsAll = true, coalesces = true, usesMaps = false } = {},
): void {
  describeOverwritten(name, make);

  it.each([
    ['a break and maps', { untrusted: false }],
    ['only maps', { untrusted: false, breaks: false }],
  ] as const)(`${name} stays sound in a large memory with %s`, (_, restriction) => {
    const limit = LIMIT * 48;
    const model = new Model(new WebAssembly.Memory({ initial: limit / 65536 }), make, restriction, limit);
    let i = 0;
    for (const s of wavesOfSteps()) {
      model.perform(s);
      if (++i % 250 === 0) model.check('full');
    }
    model.compareWithWalk();
    while (model.live.length > 0) model.perform({ do: 'free', which: 0 });
    model.check('full');
  });

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

    it.each([
      ['only a break', { maps: false }, true],
      ['only maps', { breaks: false }, usesMaps],
      ['maps where a break was until it was refused', { refusesBreakAfter: 4 }, usesMaps],
    ] as const)('works with %s', (_, restriction, serves) => {
      const model = new Model(newMemory(), make, restriction);
      for (const s of variedSteps()) {
        model.perform(s);
        model.check('full');
      }
      if (serves) expect(model.live.length).toBeGreaterThan(20);
      model.compareWithWalk();
    });

    it('stays sound whichever call to the page source is refused', () => {
      const memory = newMemory();
      const steps = variedSteps();
      for (const lasting of [false, true]) {
        let calls = Number.MAX_SAFE_INTEGER;
        for (let refuse = 0; refuse < calls; refuse++) {
          const model = new Model(memory, make, { refuses: (call) => call === refuse || (lasting && call > refuse) });
          for (const s of steps) model.perform(s);
          model.check('full');
          model.compareWithWalk();
          calls = Math.min(model.pageCalls, 60);
        }
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

    it.runIf(coalesces)('gives at least what was asked for, whatever the size', () => {
      const memory = newMemory();
      const heap = make(memory, new Pages(memory, LIMIT));
      for (let size = 0; size < 70_000; size += size < 2000 ? 1 : 3) {
        const block = heap.malloc(size);
        ensure(block !== 0, `no block of ${size} bytes`);
        ensure(heap.usableSize(block) >= size, `${heap.usableSize(block)} bytes where ${size} were asked for`);
        heap.free(block);
      }
    });

    it('aligns to any power of two, blocks of no bytes too', () => {
      const model = new Model(newMemory(), make);
      for (let log = 0; log <= 17; log++) {
        for (const size of [0, 1, 100, 5000]) model.perform({ do: 'memalign', log, size });
        model.check('full');
        model.compareWithWalk();
        if (log > 8) while (model.live.length > 0) model.perform({ do: 'free', which: 0 });
      }
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

    const word = fc.oneof(
      fc.nat(),
      fc.nat(65535),
      fc.nat(LIMIT).map((address) => address & ~15),
      fc.constantFrom(-1, 0),
    );
    // Some designs begin at a multiple of 64 KiB.
    const damages = fc.array(fc.tuple(fc.oneof(fc.nat(65535), fc.integer({ min: 61440, max: 200_000 })), word));

    it('neither hangs nor throws on a heap that was overwritten', () => {
      fc.assert(
        fc.property(damages, (damage) => {
          const memory = newMemory();
          const words = new Int32Array(bufferOf(memory));
          const heap = make(memory, new Pages(memory, LIMIT, true));
          const blocks = Array.from({ length: 200 }, (_, i) => heap.malloc(i * 7)).filter((block) => block !== 0);
          for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]!);
          for (const [at, value] of damage) words[(4096 + at) >> 2] = value;
          heap.checkInvariants('cheap');
          heap.checkInvariants('full');
          heap.walk(() => {});
          if (heap instanceof KernelAllocator) heap.freeLists();
        }),
        { numRuns: 100 },
      );
    });
  });
}

/** Waves of growth and shrinking, with now and then a block of up to 2 MiB. */
function* wavesOfSteps(): Generator<Step> {
  const random = generator(11);
  for (let i = 0; i < 8000; i++) {
    const size = random(i % 40 === 0 ? 2_000_000 : i % 7 === 0 ? 60_000 : 900);
    const roll = random(100);
    if (roll < (i % 4000 < 2000 ? 52 : 30)) yield { do: 'malloc', size };
    else if (roll < 56) yield { do: 'memalign', log: random(20), size: size >> 2 };
    else if (roll < 64) yield { do: 'realloc', which: random(1e9), size: size + 1 };
    else if (roll < 65) yield { do: 'foreign-sbrk' };
    else yield { do: 'free', which: random(1e9) };
  }
}

/** Calls of all kinds and sizes, with large blocks among them. */
function variedSteps(): Step[] {
  const random = generator(7);
  return Array.from({ length: 150 }, (_, i): Step => {
    const size = random([60, 600, 6000, 90_000][i & 3]!);
    if (i % 5 === 4) return { do: 'free', which: random(1e9) };
    if (i % 7 === 6) return { do: 'realloc', which: random(1e9), size: size + 1 };
    if (i % 11 === 10) return { do: 'memalign', log: random(17), size: random(3000) };
    return { do: 'malloc', size };
  });
}

/** Beyond the heap, where others have what the heap must not touch. */
const BEYOND = 65536;
const FILLED = 0x5a;

/**
 * Calls on a heap that the program has overwritten, with links into cycles among other things: each comes to an end, serves
 * or says that the heap is corrupted, and touches nothing that is not the heap's.
 */
function describeOverwritten(name: string, make: MakeAllocator): void {
  const larger: Record<string, () => KernelMemory> = {
    'WebAssembly.Memory': () => new WebAssembly.Memory({ initial: (LIMIT + BEYOND) / 65536 }),
    ArrayBuffer: () => new ArrayBuffer(LIMIT + BEYOND),
  };
  it.each(Object.entries(larger))(
    `${name} in %s keeps to its memory on a heap that was overwritten`,
    (_, newMemory) => {
      const value = fc.oneof(
        fc.record({ block: fc.nat(59), plus: fc.constantFrom(-4, 0, 8, 12) }),
        fc.oneof(fc.nat(65535), fc.nat(LIMIT + BEYOND), fc.constantFrom(0, -1, 16, 17, 0x7fff_ffff)),
      );
      // Headers and links of the first blocks, which are what a program overwrites, and anything.
      const at = fc.oneof(
        fc.record({ block: fc.nat(59), plus: fc.constantFrom(-8, -4, 0, 4, 8, 12) }),
        fc.nat(20_000),
        fc.integer({ min: 61440, max: 200_000 }),
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(at, value), { minLength: 1 }), fc.nat(), (damages, seed) => {
          const memory = newMemory();
          const buffer = bufferOf(memory);
          const words = new Int32Array(buffer);
          const outside = [new Uint8Array(buffer, 0, 4096), new Uint8Array(buffer, LIMIT, BEYOND)];
          for (const bytes of outside) bytes.fill(FILLED);
          const heap = make(memory, new Pages(memory, LIMIT, true));
          const blocks = Array.from({ length: 60 }, (_, i) => heap.malloc(((i * 37) % 400) + (i % 7 === 0 ? 900 : 0)));
          for (let i = 0; i < blocks.length; i += 2) heap.free(blocks[i]);
          const place = (p: number | { block: number; plus: number }) =>
            typeof p === 'number' ? p : blocks[p.block] + p.plus;
          for (const [where, what] of damages)
            words[(typeof where === 'number' ? 4096 + where : place(where)) >> 2] = place(what);
          const random = generator(seed + 1);
          for (let i = 0; i < 60; i++) useBroken(heap, blocks, random);
          for (const bytes of outside)
            if (Buffer.compare(bytes, Buffer.alloc(bytes.length, FILLED)) !== 0)
              expect(bytes.findIndex((byte) => byte !== FILLED)).toBe(-1);
        }),
        { numRuns: 200 },
      );
    },
  );

  it(`${name} does not free what is no address of its heap`, () => {
    const memory = new WebAssembly.Memory({ initial: (LIMIT + BEYOND) / 65536 });
    const heap = make(memory, new Pages(memory, LIMIT, true));
    const block = heap.malloc(100);
    expect(() => heap.free(LIMIT + 4096)).toThrow(HeapCorrupted);
    expect(heap.checkInvariants('full')).toBeUndefined();
    heap.free(block);
  });
}

/** One call; that the heap is corrupted is an answer, and comes with a reason. */
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
    if (!(error instanceof HeapCorrupted)) throw error;
    const { address, message } = error.first();
    ensure(Number.isInteger(address) && message !== '', 'it is not said what is corrupted');
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
