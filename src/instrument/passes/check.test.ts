import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { ACCESSES, type AccessOperation } from '../../../test/support/modules/operations.js';
import { runs } from '../../../test/support/modules/runs.js';
import { missWords, rangeWords, Sandbox, Stopped } from '../../../test/support/modules/sandbox.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE } from '../binary/opcodes.js';

const { i32, i64, f32, f64 } = TYPE;
const sandbox = new Sandbox();

function value(c: CodeBuilder, type: number): void {
  if (type === i32) c.i32(0);
  else if (type === i64) c.i64(0n);
  else if (type === f32) c.code.u8(OP.f32Const).raw(new Uint8Array(4));
  else if (type === f64) c.code.u8(OP.f64Const).raw(new Uint8Array(8));
  else c.code.u8(OP.simdPrefix).u8(12).raw(new Uint8Array(16));
}

/** A function that makes this access at its parameter plus `offset`. */
function touching(operation: AccessOperation, offset = 0): ModuleBuilder {
  return new ModuleBuilder().function('touch', { params: [i32] }, (c) => {
    c.get(0);
    if (operation.write || operation.into) value(c, operation.type);
    c.code.raw(Uint8Array.from(operation.code)).u8(0).u32(offset);
    if (operation.lane !== undefined) c.code.u8(operation.lane);
    if (!operation.write) c.op(OP.drop);
  });
}

function start(built: ModuleBuilder, readOnly?: { start: number; end: number }): (address: number) => void {
  const exports = sandbox.instantiate(parseModule(built.encode()), { passes: new Set(['check']), readOnly });
  return exports.touch as (address: number) => void;
}

const named = ACCESSES.map(
  (operation) => [operation.code.map((byte) => byte.toString(16)).join(' '), operation] as const,
);

describe('checks', () => {
  it.each(named)('find one bad byte at either end of access %s, and no good one', (_, operation) => {
    const { size, write } = operation;
    const touch = start(touching(operation));
    const [first, last] = [1024, 1024 + 40 - 1];
    sandbox.shadow.markUnaddressable(0, 4096);
    sandbox.shadow.markAddressable(first, last - first + 1);
    const expected: string[] = [];
    for (let address = first - size - 1; address <= last + 2; address++) {
      touch(address);
      if (address < first || address + size - 1 > last) expected.push(missWords(address, size, write));
    }
    expect(sandbox.misses).toEqual(expected);
  });

  it.each(named.filter(([, { write }]) => write))('find a read-only byte under store %s', (_, operation) => {
    const { size } = operation;
    const [start_, end] = [1021, 1030];
    const touch = start(touching(operation), { start: start_, end });
    const expected: string[] = [];
    for (let address = start_ - 20; address < end + 20; address++) {
      touch(address);
      if (address < end && address + size > start_) expected.push(missWords(address, size, true));
    }
    expect(sandbox.misses).toEqual(expected);
  });

  /**
   * Loads and stores at a pointer, which is GOOD until something happens; the words say what must be found then. The
   * first checks may never serve an access that they don't vouch for.
   */
  const [GOOD, BAD, TURNS] = [16, 0x1000, 2];
  const load = (c: CodeBuilder): unknown => c.get(0).memory(OP.i32Load).op(OP.drop);
  const store = (c: CodeBuilder): unknown => c.get(0).i32(7).memory(OP.i32Store);
  const point = (c: CodeBuilder, address: number): unknown =>
    c
      .get(1)
      .i32(address - TURNS)
      .op(OP.i32Add)
      .set(0);
  const again = (c: CodeBuilder): unknown => c.get(1).i32(1).op(OP.i32Sub).tee(1).brIf(0);
  const ways: [string, (c: CodeBuilder) => unknown, words: string[]][] = [
    ['an access that found it first', (c) => (point(c, BAD), load(c), store(c)), ['read', 'write']],
    ['the same twice', (c) => (point(c, BAD), store(c), store(c), load(c)), ['write', 'write', 'read']],
    ['a turn of the loop', (c) => (load(c), c.loop(), store(c), c.call('free'), again(c), c.end()), ['write']],
    [
      'a branch round the check',
      (c) => (point(c, BAD), c.block().i32(1).brIf(0), load(c), c.end(), store(c)),
      ['write'],
    ],
    ['an else', (c) => (point(c, BAD), c.i32(0).if(), load(c), c.else(), store(c), c.end()), ['write']],
    ['a call', (c) => (load(c), c.call('free'), store(c)), ['write']],
    ['a new value of the pointer', (c) => (load(c), point(c, BAD), store(c)), ['write']],
    [
      'a check of other bytes',
      (c) => (point(c, BAD - 4), load(c), c.get(0).memory(OP.i32Load8U, 4).op(OP.drop)),
      ['read'],
    ],
  ];
  it.each(ways)('find a bad byte after %s', (_, build, words) => {
    const built = new ModuleBuilder()
      .import('free', [], [])
      .function('touch', { params: [i32, i32] }, (c) => void build(c));
    const exports = sandbox.instantiate(parseModule(built.encode()), {
      passes: new Set(['check', 'calls']),
      imports: { env: { free: () => sandbox.shadow.markUnaddressable(GOOD, 4) } },
    });
    sandbox.shadow.markUnaddressable(BAD, 4);
    (exports.touch as (address: number, turns: number) => void)(GOOD, TURNS);
    expect(sandbox.misses.map((miss) => miss.split(' ')[0])).toEqual(words);
  });

  it('find any bad byte in a range of any length', () => {
    const built = new ModuleBuilder().function('touch', { params: [i32, i32] }, (c) =>
      c.get(0).i32(0).get(1).memoryFill(),
    );
    const exports = sandbox.instantiate(parseModule(built.encode()), { passes: new Set(['check']) });
    const touch = exports.touch as (address: number, size: number) => void;
    const base = 0x1000;
    fc.assert(
      fc.property(fc.nat(20), fc.oneof(fc.nat(40), fc.nat(300)), fc.option(fc.nat(340)), (offset, size, bad) => {
        sandbox.misses.length = 0;
        if (bad !== null) sandbox.shadow.markUnaddressable(base + bad, 1);
        touch(base + offset, size);
        if (bad !== null) sandbox.shadow.markAddressable(base + bad, 1);
        const hit = bad !== null && bad >= offset && bad < offset + size;
        expect(sandbox.misses).toEqual(hit ? [rangeWords(base + offset, size, 'memset destination')] : []);
      }),
      runs(1000),
    );
  });

  it('stop an access to memory that the program does not have, and one that only begins in it', () => {
    const load = ACCESSES.find(({ size, write }) => size === 8 && !write)!;
    const touch = start(touching(load, 16));
    for (const address of [0x2_0000 - 23, 0x2_0000, 0x7fff_fff0, 0x8000_0000, -64]) {
      expect(() => touch(address)).toThrow(Stopped);
      sandbox.recover();
    }
    touch(0x2_0000 - 24);
    // An address that only addition without carry would bring back into memory.
    expect(() => touch(-16)).toThrow(WebAssembly.RuntimeError);
  });
});
