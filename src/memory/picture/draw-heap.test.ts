/** Every byte of a heap has one owner, on every allocator, whatever has been done: by random calls, checked and not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_BLOCK, OWNER, type BlockTable, type RegionTable } from '../../events/heap/heap-picture.js';
import { ROUTINE } from '../../events/routines.js';
import { DESIGNS } from '../alloc/designs.js';
import type { Allocator, PageSource } from '../alloc/contract.js';
import { ensure, LIMIT, Pages } from '../alloc/testing/conformance.js';
import { CheckedHeap } from '../check/checked-heap.js';
import { smallTables } from '../check/testing/small-tables.js';
import { EVENT_RING_SIZE, HeapEvents } from '../calls/heap-events.js';
import { startDirectHeap } from '../direct/direct-heap.js';
import { drawHeap, type HeapView } from './draw-heap.js';
import { CalledBlocks, registeredBlocks } from './known-blocks.js';
import { joinedRanges, ObtainedPages } from './obtained-pages.js';

const ROWS = 2730;
const STACK = 7;

type Step = { do: 'malloc' | 'free' | 'realloc' | 'memalign' | 'sbrk'; which: number; size: number };

const size = fc.oneof(fc.nat(64), fc.nat(1500), fc.nat(100_000));
const kinds = fc.constantFrom('malloc', 'malloc', 'malloc', 'free', 'free', 'realloc', 'memalign', 'sbrk');
const steps = fc.array(fc.record({ do: kinds, which: fc.nat(), size }) as fc.Arbitrary<Step>, {
  maxLength: 150,
  size: 'max',
});

/** The heap's calls, and what they did: sizes by address. */
interface Calls {
  malloc(size: number): number;
  memalign(log: number, size: number): number;
  realloc(address: number, size: number): number;
  free(address: number): void;
}

function perform(all: readonly Step[], calls: Calls, pages: PageSource): Map<number, number> {
  const live = new Map<number, number>();
  for (const step of all) {
    const chosen = [...live.keys()][live.size === 0 ? 0 : step.which % live.size];
    if (step.do === 'sbrk') pages.sbrk(4096);
    else if (step.do === 'free' && chosen !== undefined) {
      calls.free(chosen);
      live.delete(chosen);
    } else if (step.do === 'realloc' && chosen !== undefined) {
      const moved = calls.realloc(chosen, step.size + 1);
      if (moved === 0) continue;
      live.delete(chosen);
      live.set(moved, step.size + 1);
    } else {
      const address =
        step.do === 'memalign' ? calls.memalign(4 + (step.which % 9), step.size) : calls.malloc(step.size);
      if (address !== 0) live.set(address, step.size);
    }
  }
  return live;
}

/** Bytes by owner; what is not tiled, and what does not belong to its block, is an error. */
function sums(regions: RegionTable, blocks: BlockTable, { ranges }: Pick<HeapView, 'ranges'>): number[] {
  const bytes = Object.values(OWNER).map(() => 0);
  let row = 0;
  for (const { start, end } of ranges) {
    let at = start;
    for (; row < regions.start.length && regions.start.get(row) < end; row++) {
      ensure(regions.start.get(row) === at && regions.size.get(row) > 0, `the regions do not tile the heap at ${at}`);
      at += regions.size.get(row);
      bytes[regions.owner.get(row)]! += regions.size.get(row);
      const block = regions.block.get(row);
      if (block === NO_BLOCK) continue;
      const owner = regions.owner.get(row);
      if (owner !== OWNER.payload && owner !== OWNER.quarantine) continue;
      const isWhole = regions.start.get(row) === blocks.address.get(block);
      ensure(isWhole && regions.size.get(row) === blocks.size.get(block), `block ${block} is not what was asked for`);
      ensure((owner === OWNER.payload) === (blocks.live.get(block) === 1), `block ${block} is live, or is not`);
    }
    ensure(at === end, `the regions end at ${at}, not at ${end}`);
  }
  expect(row).toBe(regions.start.length);
  return bytes;
}

const total = (map: ReadonlyMap<number, number>): number => [...map.values()].reduce((sum, n) => sum + n, 0);

function draw(allocator: Allocator, own: Pages, pages: ObtainedPages, blocks: BlockTable, redzone: number) {
  const obtained = [...pages.ranges];
  const ranges = joinedRanges([{ start: 4096, end: own.sbrk(0) }, ...obtained]);
  const view = { allocator, broken: false, ranges, obtained, blocks, redzone };
  expect(allocator.checkInvariants('full')).toBeUndefined();
  return { bytes: sums(drawHeap(view), blocks, view), footprint: allocator.stats().footprint, ranges };
}

describe.each(DESIGNS.map((design) => [design.name, design] as const))('the heap of %s', (name, design) => {
  it('is tiled by the owners of its bytes, and what was asked for is what was asked for', async () => {
    const make = await design.load();
    fc.assert(
      fc.property(steps, (all) => {
        const memory = new WebAssembly.Memory({ initial: Math.ceil((LIMIT + EVENT_RING_SIZE) / 65536) });
        const own = new Pages(memory, LIMIT);
        const pages = new ObtainedPages(own);
        const allocator = make(memory, pages);
        const called = new CalledBlocks();
        const nothing = (): never => expect.fail();
        const { kernel } = allocator;
        let events: HeapEvents | undefined;
        const owner = {
          corrupted: nothing,
          failed: () => {},
          newFailed: nothing,
          eventsFull: () => events!.flush(),
          callsFull: nothing,
        };
        const heap = startDirectHeap(memory, kernel, owner);
        heap.open(LIMIT, LIMIT);
        const sink = { heapEvents: (words: Uint32Array, _: Float64Array, count: number) => called.take(words, count) };
        events = new HeapEvents(heap, memory.buffer, LIMIT, sink, 0);
        const live = perform(
          all,
          {
            malloc: (n) => heap.malloc(n, STACK),
            memalign: (log, n) => heap.allocateAs(ROUTINE.memalign, n, log, STACK),
            realloc: (address, n) => heap.realloc(address, n, STACK),
            free: (address) => heap.free(address, STACK),
          },
          own,
        );
        events.flush();
        const { bytes, footprint, ranges } = draw(allocator, own, pages, called.table(), 0);
        expect(bytes[OWNER.payload]).toBe(total(live));
        expect(called.payload).toBe(total(live));
        expect([bytes[OWNER.quarantine], bytes[OWNER.redzone], bytes[OWNER.unknown]]).toEqual([0, 0, 0]);
        const held = ranges.reduce((sum, { start, end }) => sum + end - start, 0) - bytes[OWNER.program]!;
        // What the buddies beneath slabs keep free is theirs and not the slabs'.
        if (name === 'slab+buddy') expect(held).toBeGreaterThanOrEqual(footprint);
        else expect(held).toBe(footprint);
      }),
      { numRuns: 40 },
    );
  });

  it('has guard bytes around blocks and freed ones in quarantine beneath the checks', async () => {
    const make = await design.load();
    fc.assert(
      fc.property(steps, fc.constantFrom(16, 64), (all, redzone) => {
        const { memory, layout } = smallTables(LIMIT, ROWS);
        const own = new Pages(memory, LIMIT);
        const pages = new ObtainedPages(own);
        const allocator = make(memory, pages);
        const parts = { memory, layout, allocator: allocator.kernel, problems: { finding: () => expect.fail() } };
        const heap = new CheckedHeap(parts, { redzone, freelistVolume: 50_000 });
        const live = perform(
          all,
          {
            malloc: (n) => heap.kernel.malloc(n, STACK),
            memalign: (log, n) => heap.memalign(2 ** log, n, ROUTINE.memalign, STACK),
            realloc: (address, n) => heap.kernel.realloc(address, n, STACK),
            free: (address) => heap.kernel.free(address, STACK),
          },
          own,
        );
        const blocks = registeredBlocks(heap.registry);
        const { bytes } = draw(allocator, own, pages, blocks, redzone);
        expect(bytes[OWNER.payload]).toBe(total(live));
        const freed = blocks.size.view().reduce((sum, n, i) => sum + (blocks.live.get(i) === 1 ? 0 : n), 0);
        expect(bytes[OWNER.quarantine]).toBe(freed);
        expect(bytes[OWNER.redzone]).toBeGreaterThanOrEqual(2 * redzone * blocks.address.length);
        expect(bytes[OWNER.unknown]).toBe(0);
      }),
      { numRuns: 40 },
    );
  });
});
