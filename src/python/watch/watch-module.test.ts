/** A rewritten module does what it did, and tells of each store that has to do with the watched address, before it happens. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MISC, OP, TYPE } from '../../instrument/binary/opcodes.js';
import { ByteWriter } from '../../instrument/binary/writer.js';
import { watchModule } from '../../instrument/watch/watch-module.js';
import { encodeModule } from '../compile/wasm/module-writer.js';

const CELLS = { watched: 0x8000, store: 0x8004, copy: 0x8008, fill: 0x800c };
/** Functions of the module come first in the table, then the hooks. */
const HOOKS = { store: 10, copy: 11, fill: 12 };
const WATCHED = 0x100;
const WORDS = 0x80;

const body = (write: (b: ByteWriter) => unknown): Uint8Array => {
  // One local of each kind, so that those that are added come behind some.
  const b = new ByteWriter().u32(2).u32(1).u8(TYPE.i32).u32(2).u8(TYPE.f64);
  write(b);
  return b.u8(OP.end).bytes();
};
const get = (b: ByteWriter, local: number): ByteWriter => b.u8(OP.localGet).u32(local);

/** store(address, value) at an offset of 4, store64, copy(to, from, bytes), fill(at, byte, bytes). */
function module(): Uint8Array {
  const functions = [
    { name: 'store', type: 'ii>', body: body((b) => get(get(b, 0), 1).u8(OP.i32Store).u8(2).u32(4)) },
    { name: 'store64', type: 'il>', body: body((b) => get(get(b, 0), 1).u8(OP.i64Store).u8(2).u32(0)) },
    {
      name: 'copy',
      type: 'iii>',
      body: body((b) =>
        get(get(get(b, 0), 1), 2)
          .u8(OP.miscPrefix)
          .u32(MISC.memoryCopy)
          .u8(0)
          .u8(0),
      ),
    },
    {
      name: 'fill',
      type: 'iii>',
      body: body((b) =>
        get(get(get(b, 0), 1), 2)
          .u8(OP.miscPrefix)
          .u32(MISC.memoryFill)
          .u8(0),
      ),
    },
  ];
  const exported = functions.map(({ name }) => name);
  const elements = [{ at: 0, first: 0, count: functions.length }];
  return encodeModule({ imports: [], functions, indirectTypes: [], elements, memory: true, exported });
}

/** JavaScript as a function of WebAssembly, for the table. */
function hook(parameters: number, call: (...words: number[]) => void): unknown {
  const bytes = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  bytes.push(1, 4 + parameters, 1, 0x60, parameters, ...Array<number>(parameters).fill(0x7f), 0);
  bytes.push(2, 7, 1, 1, 97, 1, 98, 0, 0, 7, 5, 1, 1, 99, 0, 0);
  const made = new WebAssembly.Module(Uint8Array.from(bytes));
  return new WebAssembly.Instance(made, { a: { b: call } }).exports['c'];
}

type Call = [name: 'store' | 'store64' | 'copy' | 'fill', ...words: number[]];

function open(bytes: Uint8Array, told: unknown[]) {
  const memory = new WebAssembly.Memory({ initial: 1 });
  const table = new WebAssembly.Table({ element: 'anyfunc', initial: 16 });
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory, table }, kernel: {} });
  const words = new Int32Array(memory.buffer);
  const tell =
    (name: string) =>
    (...what: number[]) =>
      void told.push([name, ...what]);
  table.set(HOOKS.store, hook(2, tell('store')) as never);
  table.set(HOOKS.copy, hook(3, tell('copy')) as never);
  table.set(HOOKS.fill, hook(2, tell('fill')) as never);
  for (const name of ['store', 'copy', 'fill'] as const) words[CELLS[name] >> 2] = HOOKS[name];
  const functions = instance.exports as Record<string, (...words: unknown[]) => void>;
  const call = ([name, ...given]: Call): void => {
    const [at, low, high] = given;
    if (name === 'store64') functions[name](at, (BigInt(high) << 32n) | BigInt(low >>> 0));
    else functions[name](...given);
  };
  return { words, call };
}

const address = fc.nat(WORDS - 1).map((word) => WATCHED + 4 * word - 4 * (WORDS / 2));
const value = fc.constantFrom(0, 1, 7, WATCHED, WATCHED + 4);
const count = fc.nat(12).map((word) => 4 * word);
const calls: fc.Arbitrary<Call> = fc.oneof(
  fc.tuple(fc.constant('store' as const), address, value),
  fc.tuple(fc.constant('store64' as const), address, value, value),
  fc.tuple(fc.constant('copy' as const), address, address, count),
  fc.tuple(fc.constant('fill' as const), address, fc.nat(3), count),
);

describe('a module that is watched', () => {
  it('does the same, and tells of what has to do with the address', () => {
    const plain = module();
    const watching = watchModule(plain, CELLS);
    fc.assert(
      fc.property(fc.array(calls, { maxLength: 30 }), fc.nat(30), (program, from) => {
        const told: unknown[] = [];
        const expected: unknown[] = [];
        const one = open(plain, []);
        const other = open(watching, told);
        for (const [at, call] of program.entries()) {
          if (at === from) other.words[CELLS.watched >> 2] = WATCHED;
          if (at >= from) expected.push(...tellings(call, one.words));
          one.call(call);
          other.call(call);
        }
        expect(told).toEqual(expected);
        other.words[CELLS.watched >> 2] = 0;
        expect(other.words.findIndex((word, at) => word !== one.words[at])).toBe(-1);
      }),
      { numRuns: 300 },
    );
  });
});

/** What is told of a call, by the words before it. */
function tellings([name, ...given]: Call, words: Int32Array): unknown[] {
  if (name === 'copy') return [['copy', ...given]];
  if (name === 'fill') return [['fill', given[0], given[2]]];
  const stores =
    name === 'store'
      ? [[given[0] + 4, given[1]]]
      : [
          [given[0], given[1]],
          [given[0] + 4, given[2]],
        ];
  const concerns = ([at, to]: number[]): boolean => at === WATCHED || to === WATCHED || words[at >> 2] === WATCHED;
  return stores.filter(concerns).map(([at, to]) => ['store', at, to]);
}
