import { beforeEach, describe, expect, it } from 'vitest';
import { addressLayout } from '../address-layout.js';
import { AddressSpace } from '../address-space.js';
import { PAGE, READ, WRITE } from '../contract.js';
import { MemoryFile } from '../memory-file.js';
import { PhysicalMemory } from '../physical-memory.js';
import { walkPageTable } from './page-walk.js';
import { mapsText, meminfoText, pagemapEntry, readPagemap, smapsText, statusText } from './proc-files.js';

let physical: PhysicalMemory;
let space: AddressSpace;

beforeEach(() => {
  physical = new PhysicalMemory({ size: 32 * PAGE, swap: { file: new MemoryFile(), limit: 64 * PAGE } });
  space = new AddressSpace(physical, { heapStart: 0x10_0000 });
  space.moveBreak(0x10_0000 + 3 * PAGE);
  const object = physical.openFile('1', '/data/file', () => new MemoryFile(new Uint8Array(4 * PAGE)));
  object.device = 'fe:01';
  object.inode = 1234;
  space.map({ address: 0x7fff_0000_0000, length: 2 * PAGE, object, offset: PAGE, shared: true, protection: READ });
  space.map({ address: 0x20_0000, length: PAGE, isGuard: true, fixed: 'keep' });
  space.write(0x10_0000, Uint8Array.of(1));
  space.reach(0x10_1000, READ);
  space.reach(0x7fff_0000_0000, READ);
});

/** Pushes everything out that can leave. */
function fillMemory(): void {
  const at = space.map({ length: 60 * PAGE });
  for (let i = 0; i < 60; i++) space.write(at + i * PAGE, Uint8Array.of(1));
}

describe('/proc', () => {
  it('lists areas as maps does', () => {
    expect(mapsText(space)).toBe(
      '00100000-00103000 rw-p 00000000 00:00 0                                  [heap]\n' +
        '00200000-00201000 ---p 00000000 00:00 0 \n' +
        '7fff00000000-7fff00002000 r--s 00001000 fe:01 1234                       /data/file\n',
    );
  });

  it('counts pages of areas as smaps does', () => {
    const [heap] = smapsText(space).split('00200000');
    expect(heap).toContain('Rss:                   4 kB\n');
    expect(heap).toContain('Private_Dirty:         4 kB\n');
    expect(heap).toContain('VmFlags: rd wr ac\n');
    const child = space.fork();
    expect(smapsText(space)).toContain('Pss:                   2 kB\n');
    expect(smapsText(space)).toContain('Shared_Dirty:          4 kB\n');
    child.destroy();
    fillMemory();
    expect(smapsText(space).split('00200000')[0]).toContain('Swap:                  4 kB\n');
  });

  it('sums up as status does', () => {
    const text = statusText(space, { name: 'prog', pid: 5, parent: 1 });
    expect(text).toContain('Name:\tprog\n');
    expect(text).toContain('VmSize:\t      24 kB\n');
    expect(text).toContain('RssAnon:\t       4 kB\nRssFile:\t       4 kB\n');
  });

  it('packs pages as pagemap does', () => {
    const frame = space.translate(0x10_0000)!.frame;
    expect(pagemapEntry(space, 0x100)).toBe((1n << 63n) | (1n << 56n) | BigInt(frame));
    expect(pagemapEntry(space, 0x102)).toBe(0n);
    expect(pagemapEntry(space, 0x7_fff0_0000) >> 61n).toBe(0b101n);
    fillMemory();
    expect(pagemapEntry(space, 0x100) >> 62n).toBe(0b01n);
    const bytes = new Uint8Array(16);
    readPagemap(space, 0x100 * 8, bytes);
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(pagemapEntry(space, 0x100));
  });

  it('tells of the machine as meminfo does', () => {
    expect(meminfoText(physical)).toContain('MemTotal:            128 kB\n');
    expect(meminfoText(physical)).toMatch(/^PageTables: +\d+ kB$/m);
  });
});

describe('a walk through the page table', () => {
  it('goes level by level', () => {
    const walk = walkPageTable(space, 0x10_0123);
    expect(walk.steps.map(({ tableName, index }) => `${tableName} ${index}`)).toEqual([
      'PML4 0',
      'page-directory-pointer table 0',
      'page directory 0',
      'page table 256',
    ]);
    expect(walk.steps[0]!.frame).toBe(walk.steps[1]!.tableFrame);
    expect(walk.steps[3]!.bits).toEqual(['present', 'writable', 'user', 'accessed', 'dirty', 'own', 'no-execute']);
    expect(walk.memoryAddress).toBe(walk.steps[3]!.frame! * PAGE + 0x123);
    expect(walk.area?.name).toBe('[heap]');
  });

  it('ends where nothing is, and says what is in swap', () => {
    expect(walkPageTable(space, 2 ** 46).steps.length).toBe(1);
    fillMemory();
    const last = walkPageTable(space, 0x10_0000).steps.at(-1)!;
    expect(last.bits).toEqual(['swapped']);
    expect(last.swapSlot).toBeGreaterThanOrEqual(0);
    expect(last.frame).toBeUndefined();
  });
});

describe('the layout of addresses', () => {
  const request = { dataEnd: 0x12_3456, addressEnd: 2 ** 32 };

  it('is the same without a seed, and for the same seed', () => {
    expect(addressLayout(request)).toEqual({ heapStart: 0x12_4000, mapsEnd: 2 ** 32 });
    expect(addressLayout({ ...request, seed: 7 })).toEqual(addressLayout({ ...request, seed: 7 }));
  });

  it('is another for other seeds, and within bounds', () => {
    const layouts = Array.from({ length: 50 }, (_, seed) => addressLayout({ ...request, seed }));
    expect(new Set(layouts.map(({ heapStart }) => heapStart)).size).toBeGreaterThan(45);
    expect(new Set(layouts.map(({ mapsEnd }) => mapsEnd)).size).toBeGreaterThan(45);
    for (const { heapStart, mapsEnd } of layouts) {
      expect([heapStart % PAGE, mapsEnd % PAGE]).toEqual([0, 0]);
      expect(heapStart).toBeGreaterThanOrEqual(request.dataEnd);
      expect(heapStart).toBeLessThan(request.dataEnd + (33 << 20));
      expect(mapsEnd).toBeGreaterThan(2 ** 32 - (65 << 20));
    }
  });
});

describe('isolation', () => {
  it('leaves no address of one process in a frame of the other', () => {
    const other = new AddressSpace(physical);
    const theirs = other.map({ address: 0x10_0000, length: 4 * PAGE, fixed: 'keep' });
    for (let i = 0; i < 4; i++) other.write(theirs + i * PAGE, Uint8Array.of(0xee));
    const foreign = new Set([0, 1, 2, 3].map((i) => other.translate(theirs + i * PAGE)!.frame));
    const reached = new Set<number>();
    // Every address that could be forged as one of physical memory, and the pages of the other's.
    for (let page = 0; page < 2 ** 16; page++) {
      for (const access of [READ, WRITE] as const) {
        const at = space.reach(page * PAGE, access);
        if (at >= 0) reached.add(Math.floor((at - physical.base) / PAGE));
      }
    }
    expect(reached.size).toBeGreaterThan(1);
    expect([...reached].filter((frame) => foreign.has(frame))).toEqual([]);
    const byte = new Uint8Array(1);
    other.read(theirs, byte);
    expect(byte[0]).toBe(0xee);
  });
});
