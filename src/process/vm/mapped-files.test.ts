import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { nodeHost } from '../../host/node/node-host.js';
import { AddressSpace } from '../../memory/vm/address-space.js';
import { PAGE, READ, WRITE } from '../../memory/vm/contract.js';
import { checkInvariants } from '../../memory/vm/invariants.js';
import { PhysicalMemory } from '../../memory/vm/physical-memory.js';
import { MappedFiles } from './mapped-files.js';

const cwd = mkdtempSync(join(tmpdir(), 'heapglass-mapped-'));
afterAll(() => rmSync(cwd, { recursive: true, force: true }));
const at = (name: string): string => join(cwd, name);
const READING = { read: true, write: false, create: false, exclusive: false, truncate: false };

function setUp(frames = 64) {
  const physical = new PhysicalMemory({ size: frames * PAGE });
  const mapped = new MappedFiles(physical, nodeHost.files);
  const space = new AddressSpace(physical);
  const { files } = mapped;
  /** As a program would: opens, maps, closes. */
  const map = (name: string, writable = false): number => {
    const handle = files.open(at(name), { ...READING, write: writable });
    const object = mapped.map(handle, writable);
    const address = space.map({
      length: object.size,
      protection: writable ? READ | WRITE : READ,
      object,
      shared: true,
    });
    files.close(handle);
    return address;
  };
  const text = (address: number, length: number): string => {
    const bytes = new Uint8Array(length);
    expect(space.read(address, bytes)).toBeUndefined();
    return Buffer.from(bytes).toString();
  };
  return { physical, space, mapped, map, text };
}

it('reads a file anew that others have changed while nobody mapped it', () => {
  const { space, map, text } = setUp();
  writeFileSync(at('changing'), 'first'.padEnd(3 * PAGE));
  let address = map('changing');
  expect(text(address, 5)).toBe('first');
  space.unmap(address, 3 * PAGE);
  writeFileSync(at('changing'), 'other'.padEnd(3 * PAGE));
  address = map('changing');
  expect(text(address, 5)).toBe('other');
});

it('gives kept pages to whoever needs the frames', () => {
  const { physical, space, map, text } = setUp(24);
  for (const name of ['one', 'two', 'three']) {
    writeFileSync(at(name), name.padEnd(8 * PAGE));
    const address = map(name);
    for (let page = 0; page < 8; page++) text(address + page * PAGE, 1);
    space.unmap(address, 8 * PAGE);
    expect(checkInvariants(physical, [space])).toBeUndefined();
  }
  const address = map('one', true);
  expect(text(address, 3)).toBe('one');
  space.write(address + 3, Buffer.from('!'));
  space.unmap(address, 8 * PAGE);
  expect(readFileSync(at('one'), 'utf8').slice(0, 4)).toBe('one!');
  expect(checkInvariants(physical, [space])).toBeUndefined();
});

it.skipIf(!existsSync('/proc/self/fd'))('keeps few files open', () => {
  const { space, mapped, map, text } = setUp(1024);
  const before = readdirSync('/proc/self/fd').length;
  for (let i = 0; i < 300; i++) {
    writeFileSync(at(`file-${i}`), `${i}`);
    const address = map(`file-${i}`, i % 2 === 0);
    expect(text(address, 1)).toBe(`${i}`[0]);
    space.unmap(address, PAGE);
  }
  expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 100);
  mapped.end();
  expect(readdirSync('/proc/self/fd').length).toBeLessThan(before + 10);
});
