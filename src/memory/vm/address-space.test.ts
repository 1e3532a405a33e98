import { beforeEach, describe, expect, it } from 'vitest';
import { AddressSpace } from './address-space.js';
import { EXECUTE, Fault, NONE, PAGE, READ, WRITE } from './contract.js';
import { FLAT_TABLE_BYTES, FlatTable } from './flat-table.js';
import { PhysicalMemory } from './physical-memory.js';

let physical: PhysicalMemory;
let space: AddressSpace;

beforeEach(() => {
  physical = new PhysicalMemory({ size: 64 * PAGE, overcommit: { mode: 1 } });
  space = new AddressSpace(physical);
});

const text = (value: string) => new TextEncoder().encode(value);

function textAt(from: AddressSpace, address: number, length: number): string {
  const bytes = new Uint8Array(length);
  expect(from.read(address, bytes)).toBeUndefined();
  return new TextDecoder().decode(bytes);
}

describe('demand zero', () => {
  it('backs nothing until it is touched, and reads of new pages with one frame', () => {
    const free = physical.allocator.free;
    const at = space.map({ length: 10 * PAGE });
    expect(physical.allocator.free).toBe(free);
    for (let i = 0; i < 10; i++) expect(space.reach(at + i * PAGE, READ)).toBe(physical.addressOf(0));
    expect([space.minorFaults, space.resident]).toEqual([10, 0]);
    space.reach(at, WRITE);
    expect([space.minorFaults, space.resident]).toEqual([11, 1]);
  });

  it('keeps what was written across pages', () => {
    const at = space.map({ length: 2 * PAGE });
    space.write(at + PAGE - 3, text('across'));
    expect(textAt(space, at + PAGE - 3, 6)).toBe('across');
  });

  it('says when no frame is left', () => {
    const at = space.map({ length: 100 * PAGE });
    let code = 0;
    for (let i = 0; i < 100 && code >= 0; i++) code = space.reach(at + i * PAGE, WRITE);
    expect(code).toBe(-1 - Fault.outOfMemory);
  });
});

describe('faults that the program gets', () => {
  it.each([
    ['page 0', 0, READ, Fault.nullPage],
    ['a hole', 0x5000_0000, READ, Fault.unmapped],
    ['the last page', 2 ** 48 - 1, READ, Fault.unmapped],
    ['a write to what may be read', 0x20_0000, WRITE, Fault.protection],
    ['running data', 0x20_0000, EXECUTE, Fault.protection],
    ['what may not be touched', 0x30_0000, READ, Fault.protection],
    ['a guard', 0x40_0000, WRITE, Fault.guard],
  ] as const)('%s', (_, address, access, code) => {
    space.map({ address: 0x20_0000, length: PAGE, protection: READ, fixed: 'keep' });
    space.map({ address: 0x30_0000, length: PAGE, protection: NONE, fixed: 'keep' });
    space.map({ address: 0x40_0000, length: PAGE, isGuard: true, fixed: 'keep' });
    expect(space.reach(address, access)).toBe(-1 - code);
  });
});

describe('fork', () => {
  it('shares pages until one side writes', () => {
    const at = space.map({ length: 2 * PAGE });
    space.write(at, text('parent'));
    const free = physical.allocator.free;
    const child = space.fork();
    expect(textAt(child, at, 6)).toBe('parent');
    child.write(at, text('child!'));
    expect([textAt(space, at, 6), textAt(child, at, 6)]).toEqual(['parent', 'child!']);
    child.destroy();
    expect(physical.allocator.free).toBe(free);
    expect(textAt(space, at, 6)).toBe('parent');
  });
});

describe('the flat table', () => {
  const memory = new WebAssembly.Memory({ initial: 4 + (2 * FLAT_TABLE_BYTES) / 65536 });
  const flat = new FlatTable(memory, 0, FLAT_TABLE_BYTES);
  const at = 0x10_0000;
  const page = at / PAGE;

  it('has what was touched, as it was touched', () => {
    const here = new PhysicalMemory({ memory, base: 2 * FLAT_TABLE_BYTES, size: 64 * PAGE });
    const mine = new AddressSpace(here, { flat });
    mine.map({ address: at, length: PAGE, fixed: 'keep' });
    expect(flat.entries(page)).toEqual({ read: 0, write: 0 });
    const zero = mine.reach(at, READ);
    expect(flat.entries(page)).toEqual({ read: zero - at, write: 0 });
    const own = mine.reach(at, WRITE);
    expect(flat.entries(page)).toEqual({ read: own - at, write: own - at });
    mine.fork();
    expect(flat.entries(page)).toEqual({ read: own - at, write: 0 });
    mine.protect(at, PAGE, NONE);
    expect(flat.entries(page)).toEqual({ read: 0, write: 0 });
    mine.destroy();
  });
});
