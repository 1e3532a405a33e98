/** What happens when something runs out or fails: frames, swap, disks. Nothing else may be damaged by it. */
import { beforeEach, describe, expect, it } from 'vitest';
import { AddressSpace } from './address-space.js';
import { Fault, MemoryRefused, PAGE, READ, WRITE } from './contract.js';
import { ANONYMOUS } from './frame-kinds.js';
import { checkInvariants } from './invariants.js';
import { MemoryFile } from './memory-file.js';
import { chooseVictim } from './out-of-memory.js';
import type { PagedObject } from './paged-object.js';
import { PhysicalMemory } from './physical-memory.js';
import { FailingFile } from './testing/failing-file.js';

const FRAMES = 32;
const SLOTS = 40;

let swapFile: FailingFile;
let physical: PhysicalMemory;
let space: AddressSpace;
const spaces: AddressSpace[] = [];

function begin(options: { slots?: number; readahead?: number; cluster?: number; verify?: boolean } = {}): void {
  swapFile = new FailingFile();
  const swap = { file: swapFile, limit: (options.slots ?? SLOTS) * PAGE, ...options };
  physical = new PhysicalMemory({ size: FRAMES * PAGE, swap, overcommit: { mode: 1 } });
  space = new AddressSpace(physical);
  spaces.splice(0, spaces.length, space);
}

beforeEach(() => begin());

/** Each page gets contents of its own. @returns pages that could be written */
function fill(at: number, pages: number): number {
  for (let i = 0; i < pages; i++) {
    if (space.write(at + i * PAGE, new Uint8Array(Uint32Array.of(i + 1, ~i).buffer)) !== undefined) return i;
  }
  return pages;
}

function expectFilled(at: number, pages: number): void {
  for (let i = 0; i < pages; i++) {
    const words = new Uint8Array(8);
    expect(space.read(at + i * PAGE, words)).toBeUndefined();
    expect([...new Uint32Array(words.buffer)]).toEqual([i + 1, ~i >>> 0]);
  }
  expect(checkInvariants(physical, spaces)).toBeUndefined();
}

describe('swap', () => {
  it('holds what does not fit into memory', () => {
    const at = space.map({ length: 60 * PAGE });
    expect(fill(at, 60)).toBe(60);
    expectFilled(at, 60);
    expect(physical.swap!.pagesOut).toBeGreaterThan(30);
    expect(space.majorFaults).toBeGreaterThan(30);
  });

  it('is not written again for pages that did not change', () => {
    const at = space.map({ length: 40 * PAGE });
    fill(at, 40);
    expectFilled(at, 40);
    const { pagesOut, pagesIn } = physical.swap!;
    expectFilled(at, 40);
    expectFilled(at, 40);
    expect(physical.swap!.pagesIn).toBeGreaterThan(pagesIn + 20);
    // Two rounds of reads write only what was never written before.
    expect(physical.swap!.pagesOut).toBeLessThanOrEqual(Math.max(40, pagesOut));
  });

  it('that is full stops the program that asks for more, and nobody else', () => {
    const at = space.map({ length: 200 * PAGE });
    const pages = fill(at, 200);
    // All frames but the zero page and four tables, and all slots.
    expect(pages).toBe(FRAMES - 5 + SLOTS);
    expect(space.reach(at + 150 * PAGE, WRITE)).toBe(-1 - Fault.outOfMemory);
    expect(checkInvariants(physical, spaces)).toBeUndefined();
    // With a frame to exchange pages through, all others are there.
    space.unmap(at + (pages - 1) * PAGE, PAGE);
    expectFilled(at, pages - 1);
    space.unmap(at, 10 * PAGE);
    expect(space.reach(at + 150 * PAGE, WRITE)).toBeGreaterThan(0);
    expect(checkInvariants(physical, spaces)).toBeUndefined();
  });

  it('that cannot be written keeps pages in memory until it can', () => {
    const at = space.map({ length: 60 * PAGE });
    swapFile.failsToWrite = true;
    const pages = fill(at, 60);
    expect(pages).toBe(FRAMES - 5);
    expectFilled(at, pages);
    swapFile.failsToWrite = false;
    expect(fill(at, 60)).toBe(60);
    expectFilled(at, 60);
  });

  it('that cannot be read ends in SIGBUS for the page, and in its contents once it can', () => {
    const at = space.map({ length: 60 * PAGE });
    fill(at, 60);
    swapFile.failsToRead = true;
    const codes = Array.from({ length: 60 }, (_, i) => space.reach(at + i * PAGE, READ));
    expect(codes.filter((code) => code === -1 - Fault.ioError).length).toBeGreaterThan(30);
    expect(checkInvariants(physical, spaces)).toBeUndefined();
    swapFile.failsToRead = false;
    expectFilled(at, 60);
  });

  it('that somebody wrote to is noticed where it is verified', () => {
    begin({ verify: true });
    const at = space.map({ length: 60 * PAGE });
    fill(at, 60);
    swapFile.write(0, Uint8Array.of(0xff));
    const codes = Array.from({ length: 60 }, (_, i) => space.reach(at + i * PAGE, READ));
    expect(codes.filter((code) => code === -1 - Fault.ioError).length).toBe(1);
  });

  it('reads ahead and writes clusters, with fewer calls of the file', () => {
    const calls = [1, 8].map((pages) => {
      begin({ slots: 100, readahead: pages, cluster: pages });
      const at = space.map({ length: 90 * PAGE });
      fill(at, 90);
      expectFilled(at, 90);
      return { reads: physical.swap!.reads, writes: physical.swap!.writes };
    });
    expect(calls[1]!.writes).toBeLessThan(calls[0]!.writes / 3);
    expect(calls[1]!.reads).toBeLessThanOrEqual(calls[0]!.reads);
  });
});

describe('a file whose disk fails', () => {
  let file: FailingFile;
  let object: PagedObject;
  let at: number;

  beforeEach(() => {
    file = new FailingFile(new Uint8Array(8 * PAGE));
    object = physical.openFile('1', 'data', () => file);
    at = space.map({ length: 8 * PAGE, object, shared: true });
    for (let i = 0; i < 8; i++) space.write(at + i * PAGE, Uint8Array.of(i + 1));
  });

  it('says so on msync, and keeps the pages dirty until they are written', () => {
    file.failsToWrite = true;
    expect(() => space.sync(at, 8 * PAGE)).toThrow(
      new MemoryRefused('EIO', 'pages of data could not be written: EIO: the disk cannot be written'),
    );
    file.failsToWrite = false;
    space.sync(at, 8 * PAGE);
    expect(Array.from({ length: 8 }, (_, i) => file.contents()[i * PAGE])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(physical.writeBack.waiting).toBe(0);
  });

  it('tells at the next msync of what could not be written in between', () => {
    file.failsToWrite = true;
    for (let i = 0; i < 8; i++) object.write(i * PAGE, Uint8Array.of(9));
    physical.writeBack.write(object, 0);
    file.failsToWrite = false;
    expect(() => space.sync(at, 8 * PAGE)).toThrow(MemoryRefused);
    space.sync(at, 8 * PAGE);
    expect(file.contents()[0]).toBe(9);
  });

  it('keeps dirty pages in memory under pressure', () => {
    space.sync(at, 8 * PAGE);
    file.failsToWrite = true;
    for (let i = 0; i < 8; i++) space.write(at + i * PAGE, Uint8Array.of(i + 10));
    const other = space.map({ length: 40 * PAGE });
    expect(fill(other, 40)).toBe(40);
    file.failsToWrite = false;
    expect(() => space.sync(at, 8 * PAGE)).toThrow(MemoryRefused);
    expect(Array.from({ length: 8 }, (_, i) => file.contents()[i * PAGE])).toEqual([10, 11, 12, 13, 14, 15, 16, 17]);
    expectFilled(other, 40);
  });

  it('gives SIGBUS where a page cannot be read', () => {
    space.sync(at, 8 * PAGE);
    space.unmap(at, 8 * PAGE);
    file.failsToRead = true;
    const again = space.map({ length: PAGE, object: physical.openFile('1', 'data', () => file), shared: true });
    expect(space.reach(again, READ)).toBe(-1 - Fault.ioError);
    file.failsToRead = false;
    expect(space.reach(again, READ)).toBeGreaterThan(0);
  });
});

describe('files', () => {
  it('that get shorter end in SIGBUS behind the end, and lose copies there too', () => {
    const file = new MemoryFile(new Uint8Array(4 * PAGE).fill(7));
    const object = physical.openFile('1', 'data', () => file);
    const shared = space.map({ length: 4 * PAGE, object, shared: true });
    const copied = space.map({ length: 4 * PAGE, object });
    for (const at of [shared, copied]) for (let i = 0; i < 4; i++) space.write(at + i * PAGE, Uint8Array.of(1));
    object.resize(PAGE + 100);
    for (const at of [shared, copied]) {
      expect(space.reach(at + PAGE, READ)).toBeGreaterThan(0);
      expect(space.reach(at + 2 * PAGE, READ)).toBe(-1 - Fault.beyondEnd);
    }
    const byte = new Uint8Array(1);
    space.read(shared + PAGE + 100, byte);
    expect(byte[0]).toBe(0);
    object.resize(4 * PAGE);
    space.read(shared + 3 * PAGE, byte);
    expect(byte[0]).toBe(0);
    expect(checkInvariants(physical, spaces)).toBeUndefined();
  });

  it('are noticed when somebody else makes them shorter, and are not made longer by writing back', () => {
    const file = new MemoryFile(new Uint8Array(4 * PAGE));
    const object = physical.openFile('1', 'data', () => file);
    const at = space.map({ length: 4 * PAGE, object, shared: true });
    space.write(at + 2 * PAGE, Uint8Array.of(5));
    file.truncate(PAGE);
    space.sync(at, 4 * PAGE);
    expect(file.size()).toBe(PAGE);
    expect(space.reach(at + 3 * PAGE, READ)).toBe(-1 - Fault.beyondEnd);
  });

  it('are written when too many of their pages are dirty, without being asked', () => {
    const file = new MemoryFile(new Uint8Array(16 * PAGE));
    const object = physical.openFile('1', 'data', () => file);
    const at = space.map({ length: 16 * PAGE, object, shared: true });
    for (let i = 0; i < 16; i++) space.write(at + i * PAGE, Uint8Array.of(i + 1));
    expect(physical.writeBack.pagesOut).toBeGreaterThanOrEqual(12);
    expect(physical.writeBack.waiting).toBeLessThanOrEqual(physical.writeBack.limit);
    space.destroy();
    expect(Array.from({ length: 16 }, (_, i) => file.contents()[i * PAGE])).toEqual(
      Array.from({ length: 16 }, (_, i) => i + 1),
    );
  });

  it('keep what a killed process wrote to them', () => {
    const file = new MemoryFile(new Uint8Array(4 * PAGE));
    const object = physical.openFile('1', 'data', () => file);
    const other = new AddressSpace(physical);
    const [mine, its] = [space, other].map((each) => each.map({ length: 4 * PAGE, object, shared: true }));
    other.write(its! + 2 * PAGE, Uint8Array.of(7));
    space.write(mine!, Uint8Array.of(6));
    other.destroy();
    expect(file.contents()[2 * PAGE]).toBe(7);
    const byte = new Uint8Array(1);
    space.read(mine! + 2 * PAGE, byte);
    expect(byte[0]).toBe(7);
    space.destroy();
    spaces.length = 0;
    expect([file.contents()[0], file.contents()[2 * PAGE]]).toEqual([6, 7]);
    expect(checkInvariants(physical, spaces)).toBeUndefined();
  });

  it('are seen alike by two processes and by read and write', () => {
    const object = physical.openFile('1', 'data', () => new MemoryFile(new Uint8Array(PAGE)));
    const other = new AddressSpace(physical);
    const [mine, its] = [space, other].map((each) => each.map({ length: PAGE, object, shared: true }));
    space.write(mine!, Uint8Array.of(1, 2, 3));
    object.write(1, Uint8Array.of(9));
    const bytes = new Uint8Array(3);
    other.read(its!, bytes);
    expect([...bytes]).toEqual([1, 9, 3]);
    object.read(0, bytes);
    expect([...bytes]).toEqual([1, 9, 3]);
  });
});

describe('locked pages', () => {
  it('stay while everything else leaves', () => {
    const at = space.map({ length: 4 * PAGE });
    space.lock(at, 4 * PAGE);
    const other = space.map({ length: 60 * PAGE });
    fill(other, 60);
    expect([...space.residency(at, 4 * PAGE)]).toEqual([1, 1, 1, 1]);
    const faults = space.majorFaults;
    for (let i = 0; i < 4; i++) space.reach(at + i * PAGE, WRITE);
    expect(space.majorFaults).toBe(faults);
    space.unlock(at, 4 * PAGE);
    expectFilled(other, 60);
    expect([...space.residency(at, 4 * PAGE)]).toContain(0);
  });

  it('are no more than the limit', () => {
    const limited = new AddressSpace(physical, { limits: { locked: 2 * PAGE } });
    const at = limited.map({ length: 3 * PAGE });
    expect(() => limited.lock(at, 3 * PAGE)).toThrow(MemoryRefused);
    limited.lock(at, 2 * PAGE);
  });
});

describe('promised memory', () => {
  const withMode = (mode: 0 | 1 | 2): AddressSpace =>
    new AddressSpace(new PhysicalMemory({ size: 100 * PAGE, overcommit: { mode } }));

  it('mode 0 refuses only what cannot be', () => {
    const each = withMode(0);
    expect(() => each.map({ length: 101 * PAGE })).toThrow(MemoryRefused);
    for (let i = 0; i < 10; i++) each.map({ length: 100 * PAGE });
  });

  it('mode 1 refuses nothing', () => {
    withMode(1).map({ length: 2 ** 40 });
  });

  it('mode 2 keeps to its limit, over maps, protection and forks', () => {
    const each = withMode(2);
    const at = each.map({ length: 20 * PAGE });
    const readOnly = each.map({ length: 20 * PAGE, protection: READ });
    const child = each.fork();
    expect(each.physical.commit.pages).toBe(40);
    expect(() => each.protect(readOnly, 20 * PAGE, READ | WRITE)).toThrow(/the limit is 50/);
    expect(() => child.map({ length: 11 * PAGE, shared: true })).toThrow(MemoryRefused);
    child.destroy();
    each.protect(readOnly, 20 * PAGE, READ | WRITE);
    each.unmap(at, 20 * PAGE);
    expect(each.physical.commit.pages).toBe(20);
  });

  it('is limited for each process', () => {
    const each = new AddressSpace(physical, { limits: { addressSpace: 10 * PAGE, data: 5 * PAGE } });
    each.map({ length: 5 * PAGE });
    expect(() => each.map({ length: PAGE })).toThrow(/RLIMIT_DATA/);
    each.map({ length: 5 * PAGE, protection: READ });
    expect(() => each.map({ length: PAGE, protection: READ })).toThrow(/RLIMIT_AS/);
  });
});

describe('the out-of-memory killer', () => {
  it('chooses the process that gives back most, and says why', () => {
    const small = new AddressSpace(physical);
    spaces.push(small);
    const at = space.map({ length: 20 * PAGE });
    fill(at, 20);
    small.write(small.map({ length: PAGE }), Uint8Array.of(1));
    const candidates = [
      { pid: 7, name: 'big', space },
      { pid: 8, name: 'small', space: small },
    ];
    const choice = chooseVictim(candidates);
    expect(choice.victim?.pid).toBe(7);
    const account =
      /^No frame is left: of (\d+), (\d+) hold processes' own pages, 0 files and shared memory, \d+ page tables\. (.*)/;
    const [, frames, own, rest] = account.exec(choice.explanation)!;
    expect(Number(frames)).toBe(physical.frames);
    expect(Number(own)).toBe(physical.kind.filter((kind) => kind === ANONYMOUS).length);
    expect(rest).toBe(
      `Nothing can leave: pages are locked, or could not be written to swap. Process 7 (big) is ended: its 24 points (80 KiB resident, 0 KiB in swap, 16 KiB of page tables) are the most; small (8) has 5.`,
    );
    expect(chooseVictim([{ ...candidates[0]!, adjustment: -1000 }, candidates[1]!]).victim?.pid).toBe(8);
    expect(chooseVictim([{ ...candidates[0]!, adjustment: -1000 }]).victim).toBeUndefined();
    expect(chooseVictim([candidates[0]!]).explanation).toContain(
      'Process 7 (big) is ended, the only one: it has 80 KiB resident',
    );
  });
});

describe('the heap', () => {
  it('ends at the break', () => {
    const each = new AddressSpace(physical, { heapStart: 0x20_0000 });
    expect(each.moveBreak(0x20_0000 + 5000)).toBe(0x20_0000 + 5000);
    expect(each.reach(0x20_1fff, WRITE)).toBeGreaterThan(0);
    expect(each.reach(0x20_2000, WRITE)).toBe(-1 - Fault.unmapped);
    each.map({ address: 0x20_4000, length: PAGE, fixed: 'keep' });
    expect(each.moveBreak(0x20_5000)).toBe(0x20_0000 + 5000);
    expect(each.moveBreak(0x20_0000)).toBe(0x20_0000);
    expect(each.reach(0x20_0000, READ)).toBe(-1 - Fault.unmapped);
  });
});
