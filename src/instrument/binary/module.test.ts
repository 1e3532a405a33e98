/** Reading modules: generated and compiled ones, whole, broken off and damaged. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { runClang } from '../../../test/support/compiler/client.mjs';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { encodeModule } from '../../../test/support/modules/encode-module.js';
import { programs } from '../../../test/support/modules/generate-program.js';
import { ENVIRONMENT, encodeProgram } from '../../../test/support/modules/program.js';
import { runs } from '../../../test/support/modules/runs.js';
import { helperContext } from '../../../test/support/modules/sandbox.js';
import { IMPORT_MODULE, instrument, MEMORY_IMPORT, type PassName } from '../instrument.js';
import { HOST_IMPORTS } from '../runtime/host-imports.js';
import { parseModule, type WasmModule } from './module.js';
import { KIND, OP, TYPE } from './opcodes.js';
import { MalformedModule } from './reader.js';
import { ByteWriter } from './writer.js';

const { i32 } = TYPE;

function instrumented(module: WasmModule, passes: readonly PassName[]): Uint8Array {
  return instrument(module, {
    passes: new Set(passes),
    helpers: helperContext({ stackPointer: 1, stackLow: 0x1000, readOnly: { start: 0x400, end: 0x500 } }),
    functionName: () => '',
    isUserCode: () => false,
  }).bytes;
}

describe('parseModule', () => {
  it('reads what was written', () => {
    fc.assert(
      fc.property(programs(300), (program) => {
        const bytes = encodeProgram(program);
        const module = parseModule(bytes);
        expect(module.importedFunctions.map(({ name }) => name)).toEqual(ENVIRONMENT.map(({ name }) => name));
        expect(module.types.slice(0, program.types.length)).toEqual(program.types);
        expect(module.functions).toEqual(program.functions.map(({ type }) => type));
        expect(module.memory).toEqual({ min: 2, max: 4 });
        expect(module.memoryImported).toBe(program.importsMemory);
        expect(module.globals.map(({ type, mutable }) => ({ type, mutable }))).toEqual(
          program.globals.map(({ type, mutable }) => ({ type, mutable })),
        );
        expect(module.elements.map(({ functions, expressions }) => (functions ?? expressions)?.length)).toEqual(
          program.elements.map(({ functions }) => functions.length),
        );
        expect(module.data.map(({ active, address }) => (active ? address : 'passive'))).toEqual([
          0x100,
          0x1_3000,
          'passive',
        ]);
        expect(module.code.length).toBe(program.functions.length);
        for (const { end } of module.code) expect(bytes[end - 1]).toBe(OP.end);
      }),
      runs(100),
    );
  });

  it('reads the same again from what instrumentation writes', () => {
    fc.assert(
      fc.property(programs(300), (program) => {
        const module = parseModule(encodeProgram(program));
        const again = parseModule(instrumented(module, []));
        const moved = (index: number): number => (index < ENVIRONMENT.length ? index : index + HOST_IMPORTS.length);
        expect(again.types.slice(0, module.types.length)).toEqual(module.types);
        expect(again.functions.slice(0, module.functions.length)).toEqual(module.functions);
        expect(again.importedFunctions.slice(ENVIRONMENT.length).map(({ name }) => name)).toEqual(
          HOST_IMPORTS.map(({ name }) => name),
        );
        expect(again.imports.find(({ kind }) => kind === KIND.memory)).toMatchObject({
          module: IMPORT_MODULE,
          name: MEMORY_IMPORT,
        });
        const own = again.exports.filter(({ name }) => !name.startsWith('heapglass.'));
        expect(own).toEqual(
          module.exports.map((entry) =>
            entry.kind === KIND.function ? { ...entry, index: moved(entry.index) } : entry,
          ),
        );
        expect(again.elements.map(({ functions }) => functions)).toEqual(
          module.elements.map(({ functions }) => functions?.map(moved)),
        );
        const value = (raw: Uint8Array): number[] => [...raw.subarray(2)];
        expect(again.globals.map(({ raw }) => value(raw))).toEqual(
          module.globals.map(({ raw }) => (raw[2] === OP.refFunc ? [OP.refFunc, moved(raw[3]), OP.end] : value(raw))),
        );
        expect(again.data).toEqual(module.data);
        expect([again.dataCount, again.tables, again.tags]).toEqual([module.dataCount, module.tables, module.tags]);
      }),
      runs(100),
    );
  });

  it('keeps names as they are, a byte order mark included', () => {
    const code = Uint8Array.of(OP.end);
    const name = '\ufeffnäme';
    const module = parseModule(
      encodeModule({
        types: [{ params: [], results: [] }],
        imports: [],
        functions: [{ type: 0, locals: [], code }],
        exports: [{ name, kind: 'function', index: 0 }],
      }),
    );
    expect(module.exports[0].name).toBe(name);
    expect(parseModule(instrumented(module, [])).exports[0].name).toBe(name);
  });

  it.each([
    ['an empty file', new Uint8Array(0), /too short/],
    ['text', new TextEncoder().encode('int main() {}'), /not a WebAssembly module/],
    ['a component', Uint8Array.of(0, 0x61, 0x73, 0x6d, 0x0d, 0, 1, 0), /component/],
    ['two memories', withSection(5, [2, 0, 1, 0, 1]), /several memories/],
    ['shared memory', withSection(5, [1, 3, 1, 1]), /shared memory/],
    ['64-bit memory', withSection(5, [1, 4, 1]), /64-bit memory/],
    ['memory beyond 2 GiB', withSection(5, [1, 0, 0x81, 0x80, 0x02]), /more than 2 GiB/],
    ['data without a memory', withSection(11, [1, 0, 0x41, 0, 0x0b, 1, 0xff]), /outside of the memory/],
    ['a garbage-collected type', withSection(1, [1, 0x5f, 0]), /garbage-collected/],
    ['an unknown section', withSection(77, []), /unknown kind 77/],
    ['a number of six bytes', withSection(3, [0xff, 0xff, 0xff, 0xff, 0xff, 1]), /longer than 32 bits/],
    ['functions without bodies', withSection(3, [1, 0]), /does not define/],
    ['a million parameters', withSection(1, [1, 0x60, 0xc0, 0x84, 0x3d]), /more than 1000 values/],
  ])('says what is wrong with %s', (_, bytes, message) => {
    expect(() => parseModule(bytes)).toThrow(message);
    expect(() => parseModule(bytes)).toThrow(MalformedModule);
  });
});

function withSection(id: number, payload: number[]): Uint8Array {
  const out = new ByteWriter().raw(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  return out.u8(id).u32(payload.length).raw(Uint8Array.from(payload)).bytes();
}

const C = `
static int total;
int sum(const int *values, int n) { int local[4] = {1, 2}; for (int i = 0; i < n; i++) local[i & 3] += values[i]; return local[1]; }
int (*volatile pointer)(const int *, int) = sum;
int work(int n) { int v[3] = {n, 2, 3}; return total = pointer(v, n) / n; }
`;

describe('damaged modules', () => {
  let compiled: Uint8Array;

  beforeAll(async () => {
    const made = await runClang(
      ['clang', '-O1', '-nostdlib', '-Wl,--no-entry', '-Wl,--export=work', 'a.c', '-o', 'a.wasm'],
      { 'a.c': C },
    );
    compiled = (made as Record<string, Uint8Array>)['a.wasm'];
  });

  /** Read and instrument; the only error that may come of it is MalformedModule. */
  function attempt(bytes: Uint8Array): 'read' | 'refused' {
    try {
      instrumented(parseModule(bytes), ['check', 'calls', 'stack', 'traps', 'clock', 'poll', 'roots']);
      return 'read';
    } catch (error) {
      if (error instanceof MalformedModule) return 'refused';
      throw error;
    }
  }

  it('are refused wherever a file breaks off', () => {
    const attempts = (bytes: Uint8Array): number => {
      let read = 0;
      for (let length = 0; length < bytes.length; length++) if (attempt(bytes.subarray(0, length)) === 'read') read++;
      return read;
    };
    // Only between two sections it may look whole.
    expect(attempts(compiled)).toBeLessThan(12);
    for (const program of fc.sample(programs(400), { numRuns: 3, seed: 1 })) {
      expect(attempts(encodeProgram(program))).toBeLessThan(12);
    }
  });

  const changes = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
    minLength: 1,
    maxLength: 6,
  });
  const damage = (bytes: Uint8Array, list: readonly (readonly [number, number])[]): Uint8Array => {
    const damaged = bytes.slice();
    for (const [where, value] of list) damaged[Math.floor(where * bytes.length)] = value;
    return damaged;
  };

  it('are read or refused, whatever bytes are changed', () => {
    fc.assert(
      fc.property(programs(1000), changes, (program, list) => {
        attempt(damage(encodeProgram(program), list));
      }),
      runs(300),
    );
    fc.assert(
      fc.property(changes, (list) => {
        attempt(damage(compiled, list));
      }),
      runs(300),
    );
  });

  it('take time in proportion to their size, whatever tricks they play', () => {
    const empty = { params: [], results: [] };
    // Were it in proportion to the square, it would take minutes.
    const many = 80_000;
    const repeat = (w: ByteWriter, ...bytes: number[]): void => {
      for (let i = 0; i < many; i++) for (const byte of bytes) w.u8(byte);
    };
    const tricks: Record<string, (w: ByteWriter) => void> = {
      'operands that are never taken, and locals set above them': (w) => {
        repeat(w, OP.localGet, 0);
        repeat(w, OP.localGet, 0, OP.localSet, 0);
      },
      'operands that wait while branches are passed': (w) => {
        repeat(w, OP.globalGet, 1);
        repeat(w, OP.localGet, 0, OP.brIf, 0);
      },
      'blocks within blocks': (w) => repeat(w, OP.block, 0x40),
    };
    for (const trick of Object.values(tricks)) {
      const code = new ByteWriter();
      trick(code);
      const bytes = new ModuleBuilder().function('f', empty, (c) => c.code.raw(code.bytes()), [i32]).encode();
      expect(attempt(bytes)).toBe('read');
    }
    // A few bytes that ask for the most locals there may be, a thousand times over: what comes out stays small.
    const locals = Array.from({ length: 49_000 }, () => i32);
    const wide = new ModuleBuilder().import('out', [], []);
    for (let i = 0; i < 100; i++) wide.function(`f${i}`, empty, (c) => c.call('out'), locals);
    expect(instrumented(parseModule(wide.encode()), ['roots', 'calls']).length).toBeLessThan(100_000);
  }, 60_000);
});
