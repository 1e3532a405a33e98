/** Random calls on several address spaces with little memory, against a model of plain arrays; all invariants after each. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../../test/support/modules/first-difference.js';
import { AddressSpace } from './address-space.js';
import { Fault, MemoryRefused, NONE, PAGE, READ, WRITE } from './contract.js';
import { FLAT_TABLE_BYTES, FlatTable } from './flat-table.js';
import { checkInvariants } from './invariants.js';
import type { PagedObject } from './paged-object.js';
import { PhysicalMemory } from './physical-memory.js';
import { POLICIES } from './replacement/policies.js';
import { FailingFile } from './testing/failing-file.js';
import { ModelFile, ModelSpace } from './testing/model.js';

/** Some pages before the end of a table of level 1, so that two are needed. */
const FIRST = 0x1f4;
const PAGES = 24;
const OFFSETS = [0, 1234, PAGE - 1];
const FILE_PAGES = 6;

const memory = new WebAssembly.Memory({ initial: (2 * FLAT_TABLE_BYTES) / 65536 + 16 });

interface WorldOptions {
  /** 0: no swap. */
  slots: number;
  readahead: number;
  cluster: number;
  faultAround: number;
}

class World {
  readonly swapFile = new FailingFile();
  readonly physical: PhysicalMemory;
  readonly files: { real: FailingFile; object: PagedObject; model: ModelFile }[];
  readonly spaces: { real: AddressSpace; model: ModelSpace }[];
  readonly freeAtFirst: number;

  constructor(policy: (typeof POLICIES)[number], options: WorldOptions) {
    this.physical = new PhysicalMemory({
      memory,
      base: 2 * FLAT_TABLE_BYTES,
      size: 36 * PAGE,
      policy: { design: policy },
      ...(options.slots > 0 && {
        swap: { file: this.swapFile, limit: options.slots * PAGE, verify: true, ...options },
      }),
      overcommit: { mode: 1 },
      writeBack: { limit: 4, run: 3 },
    });
    this.freeAtFirst = this.physical.allocator.free;
    this.files = [0, 1].map((i) => {
      const real = new FailingFile(new Uint8Array(FILE_PAGES * PAGE));
      const object = this.physical.openFile(`${i}`, `file ${i}`, () => real);
      object.attach();
      return { real, object, model: new ModelFile(FILE_PAGES * PAGE) };
    });
    const flat = new FlatTable(memory, 0, FLAT_TABLE_BYTES, policy.evidence === 'order');
    for (let each = FIRST; each < FIRST + 2 * PAGES; each++) flat.clear(each);
    this.spaces = [
      {
        real: new AddressSpace(this.physical, { flat, faultAround: options.faultAround, readahead: options.readahead }),
        model: new ModelSpace(),
      },
    ];
  }

  check(): void {
    const broken = checkInvariants(
      this.physical,
      this.spaces.map(({ real }) => real),
    );
    expect(broken).toBeUndefined();
  }

  failToWrite(fails: boolean): void {
    for (const file of [this.swapFile, ...this.files.map(({ real }) => real)]) file.failsToWrite = fails;
  }

  end(): void {
    this.failToWrite(false);
    for (const { real, model } of this.spaces) {
      for (const page of model.pages.keys()) for (const offset of OFFSETS) readBoth(real, model, page, offset);
    }
    this.check();
    for (const { real } of this.spaces) real.destroy();
    this.spaces.length = 0;
    this.check();
    for (const { real, object, model } of this.files) {
      object.detach();
      expect(firstDifference(real.contents(), model.bytes)).toBe(-1);
    }
    expect(this.physical.allocator.free).toBe(this.freeAtFirst);
    expect(this.physical.swap?.used ?? 0).toBe(0);
    expect(this.physical.commit.pages).toBe(0);
    expect(this.physical.reclaim.held).toBe(0);
  }
}

/** Whether the offset lies behind the end of a mapped file, where nothing is promised. */
function isBehindEnd(model: ModelSpace, page: number, offset: number): boolean {
  const there = model.pages.get(page);
  return there?.file !== undefined && there.index * PAGE + offset >= there.file.bytes.length;
}

function readBoth(real: AddressSpace, model: ModelSpace, page: number, offset: number): void {
  const byte = new Uint8Array(1);
  const fault = real.read(page * PAGE + offset, byte);
  if (fault === Fault.outOfMemory) return;
  expect(fault).toBe(model.faultOf(page, READ));
  if (fault !== undefined || isBehindEnd(model, page, offset)) return;
  const there = model.pages.get(page)!;
  const expected = model.byteAt(page, offset);
  if (there.mayVanish && byte[0] === 0 && expected !== 0) {
    there.own = undefined;
    there.mayVanish = false;
  } else expect(byte[0]).toBe(expected);
}

function writeBoth(real: AddressSpace, model: ModelSpace, page: number, offset: number, value: number): void {
  if (isBehindEnd(model, page, offset) && model.faultOf(page, WRITE) !== Fault.beyondEnd) return;
  // What may vanish is settled by looking at it; then the write keeps it.
  if (model.pages.get(page)?.mayVanish) for (const at of OFFSETS) readBoth(real, model, page, at);
  const fault = real.write(page * PAGE + offset, Uint8Array.of(value));
  if (fault === Fault.outOfMemory) return;
  expect(fault).toBe(model.faultOf(page, WRITE));
  if (fault !== undefined) return;
  model.write(page, offset, value);
  model.pages.get(page)!.mayVanish = false;
}

function moveBoth(
  real: AddressSpace,
  model: ModelSpace,
  { page, count, to, length }: { page: number; count: number; to: number | null; length: number },
): void {
  const area = real.areas.find(page * PAGE);
  const isRefused = area === undefined || (page + count) * PAGE > area.end;
  const isOverItself = to !== null && to < page + count && to + length > page;
  const place = to === null ? undefined : to * PAGE;
  try {
    const at = real.remap(page * PAGE, count * PAGE, length * PAGE, { mayMove: to !== null, to: place });
    expect(isRefused || isOverItself).toBe(false);
    expect(at).toBe(place ?? page * PAGE);
    model.move(page, count, to ?? page, length);
  } catch (error) {
    if (!(error instanceof MemoryRefused)) throw error;
    if (!isRefused && !isOverItself) expect(error.code).toBe('ENOMEM');
    // What was at the place, and behind the new end, went before a frame was missing.
    for (const each of [...model.pages.keys()])
      if (real.areas.find(each * PAGE) === undefined) model.pages.delete(each);
  }
}

const page = fc.nat(PAGES - 1).map((n) => FIRST + n);
const offset = fc.constantFrom(...OFFSETS);
const which = fc.nat(7);
const count = fc.integer({ min: 1, max: 8 });
const value = fc.integer({ min: 1, max: 255 });
const protection = fc.constantFrom(NONE, READ, READ | WRITE, READ | WRITE, READ | WRITE);

const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('map' as const),
      which,
      page,
      count,
      protection,
      shared: fc.boolean(),
      file: fc.nat(3),
      index: fc.nat(3),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unmap' as const), which, page, count }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('protect' as const), which, page, count, protection }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('move' as const), which, page, count, to: fc.option(page), length: count }),
  },
  { weight: 12, arbitrary: fc.record({ do: fc.constant('write' as const), which, page, offset, value }) },
  { weight: 8, arbitrary: fc.record({ do: fc.constant('read' as const), which, page, offset }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('fork' as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('end' as const), which }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('advise' as const),
      which,
      page,
      count,
      advice: fc.constantFrom('dontNeed' as const, 'free' as const, 'willNeed' as const, 'pageOut' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('lock' as const),
      which,
      page,
      count: fc.integer({ min: 1, max: 3 }),
      on: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('sync' as const), which, page, count }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('resize' as const), file: fc.nat(1), size: fc.nat(FILE_PAGES * PAGE) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('pwrite' as const),
      file: fc.nat(1),
      at: fc.nat(FILE_PAGES * PAGE - 1),
      value,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('pread' as const), file: fc.nat(1), at: fc.nat(FILE_PAGES * PAGE - 1) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('disk' as const), fails: fc.boolean() }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function run(world: World, now: Step): void {
  const { spaces, files } = world;
  switch (now.do) {
    case 'disk':
      world.failToWrite(now.fails);
      return;
    case 'resize': {
      const { object, model } = files[now.file]!;
      object.resize(now.size);
      model.resize(
        now.size,
        spaces.map((space) => space.model),
      );
      return;
    }
    case 'pwrite': {
      const { object, model } = files[now.file]!;
      if (now.at >= model.bytes.length) model.resize(now.at + 1, []);
      try {
        object.write(now.at, Uint8Array.of(now.value));
        model.bytes[now.at] = now.value;
      } catch (error) {
        expect((error as MemoryRefused).code).toBe('ENOMEM');
      }
      return;
    }
    case 'pread': {
      const { object, model } = files[now.file]!;
      const byte = new Uint8Array(1);
      try {
        expect(object.read(now.at, byte)).toBe(now.at < model.bytes.length ? 1 : 0);
        expect(byte[0]).toBe(model.bytes[now.at] ?? 0);
      } catch (error) {
        if (!(error instanceof MemoryRefused)) throw error;
        expect(error.code).toBe('ENOMEM');
      }
      return;
    }
    default:
  }
  const at = now.which % spaces.length;
  const { real, model } = spaces[at]!;
  if (now.do === 'read') readBoth(real, model, now.page, now.offset);
  else if (now.do === 'write') writeBoth(real, model, now.page, now.offset, now.value);
  else if (now.do === 'fork') {
    if (spaces.length === 3) return;
    try {
      spaces.push({ real: real.fork(), model: model.fork() });
    } catch (error) {
      expect((error as MemoryRefused).code).toBe('ENOMEM');
    }
  } else if (now.do === 'end') {
    if (spaces.length === 1) return;
    real.destroy();
    spaces.splice(at, 1);
  } else {
    const address = now.page * PAGE;
    const length = now.count * PAGE;
    const pages = Array.from({ length: now.count }, (_, i) => now.page + i);
    const isCovered = pages.every((each) => model.pages.has(each));
    if (now.do === 'map') {
      const file = files[now.file];
      const shared = now.shared;
      const request = { address, length, protection: now.protection, shared, fixed: 'replace' as const };
      real.map(file === undefined ? request : { ...request, object: file.object, offset: now.index * PAGE });
      const backing = file?.model ?? (shared ? new ModelFile(length) : undefined);
      const index = file === undefined ? 0 : now.index;
      model.map(now.page, now.count, { protection: now.protection, shared, file: backing, index });
    } else if (now.do === 'unmap') {
      real.unmap(address, length);
      for (const each of pages) model.pages.delete(each);
    } else if (now.do === 'move') moveBoth(real, model, now);
    else if (!isCovered) {
      expect(() => real.protect(address, length, READ)).toThrow(MemoryRefused);
      // As on Linux, what lies before the gap is protected.
      for (const each of pages.slice(
        0,
        pages.findIndex((page) => !model.pages.has(page)),
      ))
        model.pages.get(each)!.protection = READ;
    } else if (now.do === 'protect') {
      real.protect(address, length, now.protection);
      for (const each of pages) model.pages.get(each)!.protection = now.protection;
    } else if (now.do === 'sync') {
      try {
        real.sync(address, length);
      } catch (error) {
        expect((error as MemoryRefused).code).toBe('EIO');
      }
    } else if (now.do === 'lock') {
      try {
        if (now.on) real.lock(address, length);
        else real.unlock(address, length);
      } catch (error) {
        expect(['EAGAIN', 'ENOMEM']).toContain((error as MemoryRefused).code);
        real.unlock(address, length);
      }
    } else {
      const isFree = now.advice === 'free';
      const isRefused = isFree && pages.some((each) => model.pages.get(each)!.shared || model.pages.get(each)!.file);
      const isLocked = real.areas.overlapping(address, address + length).some(({ locked }) => locked);
      if (now.advice !== 'willNeed' && (isLocked || isRefused)) return;
      real.advise(address, length, now.advice);
      for (const each of pages) {
        const there = model.pages.get(each)!;
        if (now.advice === 'dontNeed') there.own = undefined;
        else if (isFree && there.own !== undefined) there.mayVanish = true;
      }
    }
  }
}

const RUNS = 15 * Number(process.env['HEAPGLASS_FUZZ'] ?? 1);

describe.each(POLICIES.filter(({ name }) => name !== 'opt'))('address spaces under $name', (policy) => {
  it('do what the manual pages say, and lose nothing', () => {
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 20, maxLength: 150 }),
        fc.record({
          slots: fc.nat(60),
          faultAround: fc.constantFrom(1, 4, 16),
          readahead: fc.integer({ min: 1, max: 4 }),
          cluster: fc.integer({ min: 1, max: 4 }),
        }),
        (steps, options) => {
          const world = new World(policy, options);
          world.check();
          for (const each of steps) {
            run(world, each);
            world.check();
          }
          world.end();
        },
      ),
      { numRuns: RUNS },
    );
  });
});
