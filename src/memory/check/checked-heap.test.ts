import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROUTINE, type RoutineCode } from '../../events/routines.js';
import type { PageSource } from '../alloc/contract.js';
import { SegregatedAllocator } from '../alloc/segregated/segregated.js';
import { CheckedHeap } from './checked-heap.js';
import type { CheckedHeapOptions } from './checked-heap.js';
import { UNCOUNTED_STACK } from './format.js';
import type { Problem } from './problems.js';
import { ShadowPlane } from './shadow.js';
import { smallTables } from './testing/small-tables.js';

const LIMIT = 1 << 20;
const ROWS = 2730;

/** Blocks from this stack are not the program's. */
const FOREIGN = (99 | UNCOUNTED_STACK) >>> 0;

const KIND_NAMES = ['alloc', 'free', 'move'];

function setUp(options: CheckedHeapOptions = {}, rows = ROWS) {
  const { memory, layout } = smallTables(LIMIT, rows);
  let end = 8192;
  const pages: PageSource = {
    pageSize: 4096,
    sbrk: (delta) => (end + delta > LIMIT ? -1 : (end += delta) - delta),
    map: () => -1,
    unmap: () => {},
  };
  const allocator = new SegregatedAllocator(memory, pages);
  const found: Problem[] = [];
  const events: (string | number)[][] = [];
  const heap = new CheckedHeap(
    {
      memory,
      layout,
      allocator: allocator.kernel,
      problems: { finding: (p) => found.push(p) },
      events: {
        sink: {
          heapEvents: (words, _clocks, count) => {
            for (let at = 0; at < 8 * count; at += 8) {
              const [kind, serial, address, size, stack] = words.subarray(at + 2, at + 7);
              events.push([KIND_NAMES[kind! & 255]!, serial!, address!, size!, kind! >>> 8, stack!]);
            }
          },
        },
        clock: 0,
      },
    },
    options,
  );
  return {
    bytes: new Uint8Array(memory.buffer, 0, LIMIT),
    allocator,
    shadow: new ShadowPlane(memory.buffer, layout.shadowBase, LIMIT),
    registry: heap.registry,
    heap: new Calls(heap),
    found,
    log: () => {
      heap.events!.flush();
      return events;
    },
  };
}

/** The heap's calls by routine, as a program makes them. */
class Calls {
  readonly #heap: CheckedHeap;
  constructor(heap: CheckedHeap) {
    this.#heap = heap;
  }
  malloc(size: number, routine: RoutineCode, stack: number): number {
    return this.#heap.kernel.allocateAs(routine, size, 4, stack);
  }
  calloc(count: number, size: number, stack: number): number {
    return this.#heap.kernel.calloc(count, size, stack);
  }
  realloc(address: number, size: number, stack: number): number {
    return this.#heap.kernel.realloc(address, size, stack);
  }
  memalign(alignment: number, size: number, routine: RoutineCode, stack: number): number {
    return this.#heap.memalign(alignment, size, routine, stack);
  }
  free(address: number, routine: RoutineCode, stack: number): void {
    this.#heap.kernel.release(address, routine, stack);
  }
  usableSize(address: number): number {
    return this.#heap.kernel.usableSize(address);
  }
  describe(address: number) {
    return this.#heap.describe(address);
  }
  totals() {
    return this.#heap.totals();
  }
}

const S = 7;

describe('CheckedHeap', () => {
  it('makes exactly the bytes asked for addressable', () => {
    const { heap, shadow } = setUp();
    for (const size of [0, 1, 13, 16, 31, 33, 100, 5000]) {
      const p = heap.malloc(size, ROUTINE.malloc, S);
      expect(p % 16).toBe(0);
      expect(shadow.firstUnaddressable(p, size)).toBe(-1);
      expect(shadow.firstAddressable(p - 16, 16)).toBe(-1);
      expect(shadow.firstAddressable(p + size, 16)).toBe(-1);
      expect(heap.usableSize(p)).toBe(size);
      heap.free(p, ROUTINE.free, S);
      expect(shadow.firstAddressable(p - 16, size + 32)).toBe(-1);
    }
  });

  it('checks uncounted blocks but keeps them out of totals and events until the program makes them its own', () => {
    const { heap, log, found } = setUp();
    const a = heap.malloc(10, ROUTINE.malloc, FOREIGN);
    const b = heap.calloc(1, 20, FOREIGN);
    heap.free(a, ROUTINE.free, FOREIGN);
    heap.free(a, ROUTINE.free, S);
    expect(found).toMatchObject([{ kind: 'InvalidFree', doubleFree: true }]);
    expect(log()).toEqual([]);
    expect(heap.totals()).toMatchObject({ allocations: 0, frees: 0, bytesAllocated: 0, blocksAtExit: 0, peakBytes: 0 });
    const own = heap.realloc(b, 30, S);
    expect(log()).toEqual([['alloc', 2, own, 30, ROUTINE.realloc, S]]);
    expect(heap.totals()).toMatchObject({ allocations: 1, frees: 0, blocksAtExit: 1, bytesAtExit: 30 });
  });

  it('reports a double free with both stacks', () => {
    const { heap, found } = setUp();
    const p = heap.malloc(10, ROUTINE.malloc, 1);
    heap.free(p, ROUTINE.free, 2);
    heap.free(p, ROUTINE.free, 3);
    const block = {
      address: p,
      size: 10,
      state: 'freed',
      routine: 'malloc',
      allocStack: 1,
      freeRoutine: 'free',
      freeStack: 2,
    };
    expect(found).toEqual([
      {
        kind: 'InvalidFree',
        stack: 3,
        address: p,
        routine: 'free',
        doubleFree: true,
        place: { in: 'heap-block', block, offset: 0 },
      },
    ]);
    expect(heap.totals()).toMatchObject({ allocations: 1, frees: 1, blocksAtExit: 0, bytesAtExit: 0, peakBytes: 10 });
  });

  it('reports invalid frees inside a block and outside the heap, and frees nothing', () => {
    const { heap, found } = setUp();
    const p = heap.malloc(100, ROUTINE.malloc, 1);
    heap.free(p + 40, ROUTINE.free, 2);
    heap.free(64, ROUTINE.free, 2);
    heap.free(0, ROUTINE.free, 2);
    expect(found).toMatchObject([
      { kind: 'InvalidFree', doubleFree: false, place: { in: 'heap-block', offset: 40, block: { state: 'live' } } },
      { kind: 'InvalidFree', doubleFree: false, place: { in: 'unmapped' } },
    ]);
    expect(heap.totals().blocksAtExit).toBe(1);
  });

  it('reports every wrong pair of families and frees all the same', () => {
    const allocators = [ROUTINE.malloc, ROUTINE['operator new'], ROUTINE['operator new[]']];
    const releasers = [ROUTINE.free, ROUTINE['operator delete'], ROUTINE['operator delete[]']];
    for (const [i, a] of allocators.entries()) {
      for (const [j, f] of releasers.entries()) {
        const { heap, found } = setUp();
        heap.free(heap.malloc(8, a, S), f, S);
        expect(found.map((p) => p.kind)).toEqual(i === j ? [] : ['MismatchedFree']);
        expect(heap.totals().blocksAtExit).toBe(0);
      }
    }
  });

  it('moves on realloc, keeps the contents and the block number, and catches stale and freed pointers', () => {
    const { heap, found, bytes, shadow, log } = setUp();
    const p = heap.malloc(4, ROUTINE.malloc, 1);
    bytes.set([1, 2, 3, 4], p);
    const q = heap.realloc(p, 8, 2);
    expect(q).not.toBe(p);
    expect([...bytes.subarray(q, q + 4)]).toEqual([1, 2, 3, 4]);
    expect(shadow.isAddressable(p)).toBe(false);
    expect(heap.realloc(p, 9, 3)).toBe(0);
    expect(found).toMatchObject([{ kind: 'InvalidFree', routine: 'realloc', doubleFree: true }]);
    heap.free(q, ROUTINE.free, 4);
    expect(log()).toEqual([
      ['alloc', 1, p, 4, ROUTINE.malloc, 1],
      ['move', 1, q, 8, ROUTINE.realloc, 2],
      ['free', 1, q, 8, ROUTINE.free, 4],
    ]);
  });

  it('frees on realloc to size 0 and says so', () => {
    const { heap, found } = setUp();
    const p = heap.malloc(4, ROUTINE.malloc, 1);
    expect(heap.realloc(p, 0, 2)).toBe(0);
    expect(found).toMatchObject([{ kind: 'ReallocSizeZero', address: p }]);
    expect(heap.totals().blocksAtExit).toBe(0);
  });

  it('refuses fishy sizes, overflowing products and bad alignments', () => {
    const { heap, found } = setUp();
    expect(heap.malloc(-3, ROUTINE.malloc, S)).toBe(0);
    expect(heap.calloc(-1, 4, S)).toBe(0);
    expect(heap.calloc(65536, 65536, S)).toBe(0);
    expect(heap.memalign(24, 48, ROUTINE.aligned_alloc, S)).toBe(0);
    expect(heap.memalign(2, 48, ROUTINE.posix_memalign, S)).toBe(0);
    const p = heap.memalign(64, 100, ROUTINE.aligned_alloc, S);
    expect(p % 64).toBe(0);
    expect(p).toBeGreaterThan(0);
    expect(found.map((f) => f.kind)).toEqual([
      'FishyValue',
      'FishyValue',
      'InvalidAlignment',
      'InvalidAlignment',
      'InvalidAlignment',
    ]);
    expect(found[0]).toMatchObject({ argument: 'size', value: -3 });
    expect(found[1]).toMatchObject({ argument: 'nmemb', value: -1 });
  });

  it('fills as told, and calloc clears', () => {
    const { heap, bytes } = setUp({ mallocFill: 0xab, freeFill: 0xcd, freelistVolume: 0 });
    const p = heap.malloc(40, ROUTINE.malloc, S);
    expect(bytes.subarray(p, p + 40).every((b) => b === 0xab)).toBe(true);
    heap.free(p, ROUTINE.free, S);
    expect(bytes.subarray(p, p + 40).every((b) => b === 0xcd)).toBe(true);
    const q = heap.calloc(10, 4, S);
    expect(q).toBe(p);
    expect(bytes.subarray(q, q + 40).every((b) => b === 0)).toBe(true);
  });

  it('lets freed blocks out in order: big ones first, then the oldest', () => {
    const { heap, registry } = setUp({ freelistVolume: 1100, freelistBigBlocks: 500 });
    const sizes = [100, 200, 600, 300];
    const blocks = sizes.map((n) => heap.malloc(n, ROUTINE.malloc, S));
    for (const p of blocks) heap.free(p, ROUTINE.free, S);
    const remembered = () => sizes.filter((size, i) => registry.size(registry.find(blocks[i]!)) === size);
    expect(remembered()).toEqual([100, 200, 600, 300]);
    heap.free(heap.malloc(450, ROUTINE.malloc, S), ROUTINE.free, S);
    expect(remembered()).toEqual([100, 200, 300]);
    heap.malloc(1, ROUTINE.malloc, S);
    expect(remembered()).toEqual([200, 300]);
  });

  it('empties the quarantine before it says that memory is out, and goes on afterwards', () => {
    const { heap, found, allocator } = setUp();
    for (let i = 0; i < 50; i++) {
      const p = heap.malloc(300_000, ROUTINE.malloc, S);
      expect(p).toBeGreaterThan(0);
      heap.free(p, ROUTINE.free, S);
    }
    expect(heap.malloc(LIMIT, ROUTINE.malloc, S)).toBe(0);
    expect(heap.malloc(1000, ROUTINE.malloc, S)).toBeGreaterThan(0);
    expect(found).toEqual([]);
    expect(allocator.checkInvariants('full')).toBeUndefined();
  });

  it('treats a full registry as memory that is out', () => {
    const { heap } = setUp({}, 11);
    const blocks = Array.from({ length: 12 }, () => heap.malloc(1, ROUTINE.malloc, S));
    expect(blocks.filter((p) => p !== 0)).toHaveLength(10);
    heap.free(blocks[3]!, ROUTINE.free, S);
    expect(heap.malloc(1, ROUTINE.malloc, S)).toBeGreaterThan(0);
  });

  it('describes addresses around blocks', () => {
    const { heap } = setUp();
    const p = heap.malloc(40, ROUTINE.malloc, S);
    expect(heap.describe(p + 43)).toMatchObject({ in: 'heap-block', offset: 43, block: { address: p } });
    expect(heap.describe(p - 2)).toMatchObject({ in: 'heap-block', offset: -2, block: { address: p } });
    expect(heap.describe(16)).toBeUndefined();
  });

  it('agrees with a model over random calls', () => {
    const call = fc.record({
      do: fc.constantFrom('malloc', 'calloc', 'realloc', 'free', 'stale', 'memalign'),
      which: fc.nat(),
      size: fc.oneof(fc.nat(200), fc.nat(40_000)),
      log: fc.integer({ min: 0, max: 10 }),
    });
    fc.assert(
      fc.property(
        fc.array(call, { maxLength: 80, size: 'max' }),
        fc.constantFrom(0, 5000, 1e9),
        fc.constantFrom(16, 48),
        (calls, freelistVolume, redzone) => {
          const { heap, bytes, shadow, allocator, found } = setUp({ freelistVolume, redzone });
          const live = new Map<number, { size: number; tag: number }>();
          const gone: number[] = [];
          let tag = 0;
          const born = (p: number, size: number): void => {
            if (p === 0) return;
            for (const [q, b] of live) expect(p + size + redzone <= q || q + b.size + redzone <= p).toBe(true);
            tag = (tag % 255) + 1;
            bytes.fill(tag, p, p + size);
            live.set(p, { size, tag });
          };
          for (const c of calls) {
            const pick = [...live.keys()][c.which % Math.max(live.size, 1)];
            const before = found.length;
            if (c.do === 'malloc') born(heap.malloc(c.size, ROUTINE.malloc, S), c.size);
            else if (c.do === 'calloc') {
              const p = heap.calloc(1, c.size, S);
              if (p !== 0) expect(bytes.subarray(p, p + c.size).every((b) => b === 0)).toBe(true);
              born(p, c.size);
            } else if (c.do === 'memalign') {
              const p = heap.memalign(2 ** c.log, c.size, ROUTINE.memalign, S);
              expect(p % 2 ** c.log).toBe(0);
              born(p, c.size);
            } else if (c.do === 'stale') {
              const p = gone[c.which % Math.max(gone.length, 1)];
              if (p === undefined || live.has(p)) continue;
              heap.free(p, ROUTINE.free, S);
              expect(found.length).toBe(before + 1);
              continue;
            } else if (pick !== undefined && c.do === 'free') {
              heap.free(pick, ROUTINE.free, S);
              live.delete(pick);
              gone.push(pick);
            } else if (pick !== undefined) {
              const old = live.get(pick)!;
              const p = heap.realloc(pick, c.size + 1, S);
              if (p !== 0) {
                expect(bytes.subarray(p, p + Math.min(old.size, c.size + 1)).every((b) => b === old.tag)).toBe(true);
                live.delete(pick);
                gone.push(pick);
                born(p, c.size + 1);
              }
            }
            expect(found.length).toBe(before);
          }
          expect(allocator.checkInvariants('full')).toBeUndefined();
          let addressable = 0;
          for (let a = 0; a < LIMIT; a += 32)
            if (shadow.words[a / 32] !== 0)
              for (let b = 0; b < 32; b++) addressable += shadow.isAddressable(a + b) ? 1 : 0;
          let bytesLive = 0;
          for (const [p, b] of live) {
            bytesLive += b.size;
            expect(shadow.firstUnaddressable(p, b.size)).toBe(-1);
            expect(bytes.subarray(p, p + b.size).every((x) => x === b.tag)).toBe(true);
          }
          expect(addressable).toBe(bytesLive);
          expect(heap.totals()).toMatchObject({ blocksAtExit: live.size, bytesAtExit: bytesLive });
        },
      ),
      { numRuns: 60 },
    );
  });
});
