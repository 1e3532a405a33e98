import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PAGE } from './contract.js';
import { MappedFile } from './mapped-file.js';
import { MemoryFile } from './memory-file.js';
import { POLICIES } from './replacement/policies.js';
import { FailingFile } from './testing/failing-file.js';

const WINDOW = 64 << 10;
const PAGES = 48;
const MOST = PAGES * PAGE;

/** Comparing them byte by byte would take long. */
const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

const offset = fc.oneof(
  fc.nat(MOST - 16),
  fc.nat(PAGES - 1).map((page) => page * PAGE),
  fc.nat(PAGES - 2).map((page) => (page + 1) * PAGE - 3),
);
const step = fc.oneof(
  fc.record({ do: fc.constant('write' as const), offset, bytes: fc.uint8Array({ minLength: 1, maxLength: 16 }) }),
  fc.record({ do: fc.constant('read' as const), offset, length: fc.nat(16) }),
  fc.record({ do: fc.constant('setFloat64' as const), offset, value: fc.double({ noNaN: true }) }),
  fc.record({ do: fc.constant('setInt32' as const), offset, value: fc.integer() }),
  fc.record({ do: fc.constant('resize' as const), size: fc.integer({ min: 0, max: MOST }) }),
  fc.record({ do: fc.constant('flush' as const) }),
);

describe.each(['fifo', 'clock', 'arc', 'lirs'])('a file larger than its window, under %s', (name) => {
  it('is what a plain array would be', () => {
    const design = POLICIES.find((policy) => policy.name === name)!;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 150 }), (steps) => {
        const file = new MemoryFile();
        const mapped = new MappedFile(file, { memory: WINDOW, policy: { design } });
        let model = new Uint8Array(0);
        const resize = (size: number): void => {
          const before = model;
          model = new Uint8Array(size);
          model.set(before.subarray(0, size));
        };
        for (const now of steps) {
          if (now.do === 'write') {
            mapped.write(now.offset, now.bytes);
            if (now.offset + now.bytes.length > model.length) resize(now.offset + now.bytes.length);
            model.set(now.bytes, now.offset);
          } else if (now.do === 'read') {
            const into = new Uint8Array(now.length);
            const read = mapped.read(now.offset, into);
            expect(into.subarray(0, read)).toEqual(model.subarray(now.offset, now.offset + now.length));
          } else if (now.do === 'resize') {
            mapped.resize(now.size);
            resize(now.size);
          } else if (now.do === 'flush') {
            mapped.flush();
            expect(isSame(file.contents(), model)).toBe(true);
          } else {
            const view = new DataView(model.buffer);
            const bytes = now.do === 'setInt32' ? 4 : 8;
            if (now.offset + bytes > model.length) {
              expect(() => mapped[now.do](now.offset, now.value)).toThrow(RangeError);
              continue;
            }
            mapped[now.do](now.offset, now.value);
            view[now.do](now.offset, now.value, true);
            const get = now.do === 'setInt32' ? 'getInt32' : 'getFloat64';
            expect(mapped[get](now.offset)).toBe(now.value);
          }
        }
        mapped.close();
        expect(isSame(file.contents(), model)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});

it('keeps no more than the window in memory, also with pages far apart', () => {
  const file = new MemoryFile(new Uint8Array(64 << 20));
  const mapped = new MappedFile(file, { memory: WINDOW });
  for (let i = 0; i < 2000; i++) mapped.setInt32(((i * 7919) % 16384) * PAGE, i + 1);
  for (let i = 0; i < 2000; i++) expect(mapped.getInt32(((i * 7919) % 16384) * PAGE)).toBe(i + 1);
  expect(mapped.stats().resident).toBeLessThanOrEqual(WINDOW / PAGE);
  mapped.close();
  expect(new DataView(file.contents().buffer).getInt32(7919 * PAGE, true)).toBe(2);
});

it('says what is wrong', () => {
  const file = new FailingFile(new Uint8Array(100));
  const mapped = new MappedFile(file, { memory: WINDOW, name: 'data.bin' });
  expect(() => mapped.getUint8(100)).toThrow('bytes 100 to 101 of data.bin, which has 100 of them');
  mapped.setUint8(3, 7);
  file.failsToWrite = true;
  expect(() => mapped.close()).toThrow('pages of data.bin could not be written: EIO: the disk cannot be written');
  file.failsToWrite = false;
  mapped.close();
  expect(file.contents()[3]).toBe(7);
  expect(() => mapped.getUint8(0)).toThrow('data.bin is closed');
  const readOnly = new MappedFile(new MemoryFile(new Uint8Array(10)), { name: 'data.bin', readOnly: true });
  expect(() => readOnly.setUint8(0, 1)).toThrow('data.bin was opened for reading only');
});
