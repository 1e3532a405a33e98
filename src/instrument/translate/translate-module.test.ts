/** Random programs on paged memory must do what they do on plain memory, whatever pages come and go. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleBuilder } from '../../../test/support/modules/build-module.js';
import { firstDifference } from '../../../test/support/modules/first-difference.js';
import { programs, STACK_POINTER } from '../../../test/support/modules/generate-program.js';
import { ACCESSES } from '../../../test/support/modules/operations.js';
import { encodeProgram, STACK, type Program } from '../../../test/support/modules/program.js';
import { DIGESTED, encodePointerProgram, pointerPrograms } from '../../../test/support/modules/pointer-programs.js';
import { RandomPager, TABLES } from '../../../test/support/modules/random-pager.js';
import { OUT_OF_BOUNDS, runInstrumented, runPlain, type Outcome } from '../../../test/support/modules/run-program.js';
import { runs } from '../../../test/support/modules/runs.js';
import { Sandbox, type ByteRange } from '../../../test/support/modules/sandbox.js';
import type { CodeBuilder } from '../binary/code-builder.js';
import { parseModule } from '../binary/module.js';
import { OP, TYPE } from '../binary/opcodes.js';
import type { PassName } from '../instrument.js';

const PASSES: readonly PassName[] = ['calls', 'traps', 'clock', 'poll', 'roots'];
const sandbox = new Sandbox();

/** Bulk operations that fail half-way have done half their work here: calls count up to the first that fails. */
function withinMemory(program: Program, bytes: Uint8Array<ArrayBuffer>): Program {
  const bad = runPlain(program, bytes).results.indexOf(OUT_OF_BOUNDS);
  return bad < 0 ? program : { ...program, calls: program.calls.slice(0, bad) };
}

function runPaged(program: Program, bytes: Uint8Array, passes: ReadonlySet<PassName>, pager: RandomPager): Outcome {
  const module = parseModule(bytes);
  return runInstrumented(sandbox, program, module, {
    passes,
    elsewhere: {
      transform: (instrumented) => pager.transform(module, instrumented, STACK_POINTER),
      hooks: { pageFault: (address, write) => pager.fault(address, write) },
      program: () => pager.program(),
    },
  });
}

describe('a translated program', () => {
  it('does what the original does, whatever pages come and go', () => {
    const machines = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.boolean());
    let faults = 0;
    fc.assert(
      fc.property(programs(), fc.subarray([...PASSES]), machines, (whole, passes, [frames, seed, exact]) => {
        const bytes = encodeProgram(whole);
        const program = withinMemory(whole, bytes);
        const plain = runPlain(program, bytes);
        const pager = new RandomPager(sandbox, frames, seed, exact);
        const paged = runPaged(program, bytes, new Set(passes), pager);
        faults += pager.faults;
        expect({ ...paged, memory: 0 }).toEqual({ ...plain, memory: 0 });
        expect(firstDifference(paged.memory, plain.memory)).toBe(-1);
      }),
      runs(150),
    );
    expect(faults).toBeGreaterThan(100);
  });

  it('goes where its pointers lead, whatever pages come and go', () => {
    const machines = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.nat(), fc.boolean());
    fc.assert(
      fc.property(
        pointerPrograms,
        machines,
        fc.array(fc.nat(), { minLength: 1, maxLength: 4 }),
        (program, machine, args) => {
          const bytes = encodePointerProgram(program);
          const module = parseModule(bytes);
          const plain = new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports;
          const pager = new RandomPager(sandbox, ...machine);
          const paged = sandbox.instantiate(module, {
            passes: new Set(['calls']),
            stackPointer: 0,
            transform: (instrumented) => pager.transform(module, instrumented),
            hooks: { pageFault: (address, write) => pager.fault(address, write) },
          });
          const call = ({ main, digest }: Record<string, unknown>): number[] => [
            ...args.map((value) => (main as (value: number) => number)(value)),
            (digest as (size: number) => number)(DIGESTED),
          ];
          expect(call(paged)).toEqual(call(plain));
        },
      ),
      runs(50),
    );
  });

  it('finds with its checks where its pointers lead wrong', () => {
    const hole: fc.Arbitrary<ByteRange> = fc
      .tuple(fc.nat(DIGESTED), fc.oneof(fc.nat(40), fc.nat(DIGESTED)))
      .map(([start, size]) => ({ start, end: start + size + 1 }));
    const machines = fc.tuple(fc.integer({ min: 2, max: 9 }), fc.nat(), fc.boolean());
    const passes = new Set<PassName>(['calls', 'check', 'stack']);
    let found = 0;
    fc.assert(
      fc.property(
        pointerPrograms,
        machines,
        fc.array(hole, { minLength: 6, maxLength: 10 }),
        fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
        (program, machine, holes, args) => {
          const module = parseModule(encodePointerProgram(program));
          const outcome = (exports: Record<string, unknown>): { results: number[]; misses: string[] } => {
            for (const { start, end } of holes) sandbox.shadow.markUnaddressable(start, end - start);
            const results = args.map((value) => (exports.main as (value: number) => number)(value));
            return { results, misses: [...sandbox.misses] };
          };
          const flat = outcome(sandbox.instantiate(module, { passes, stackPointer: 0 }));
          const pager = new RandomPager(sandbox, ...machine);
          const paged = sandbox.instantiate(module, {
            ...{ passes, stackPointer: 0, paged: TABLES },
            transform: (instrumented) => pager.transform(module, instrumented),
            hooks: { pageFault: (address, write) => pager.fault(address, write), isReadable: () => 1 },
          });
          expect(outcome(paged)).toEqual(flat);
          found += flat.misses.length;
        },
      ),
      runs(8),
    );
    expect(found).toBeGreaterThan(0);
  });

  it('finds with its checks what it finds in a memory without pages', () => {
    const range: fc.Arbitrary<ByteRange> = fc
      .tuple(fc.nat(0x1_ffff), fc.oneof(fc.nat(20), fc.nat(0x1000)))
      .map(([start, size]) => ({ start, end: start + size + 1 }));
    const machines = fc.tuple(fc.integer({ min: 2, max: 12 }), fc.nat(), fc.boolean());
    const passes = new Set<PassName>([...PASSES, 'check', 'stack']);
    let found = 0;
    fc.assert(
      fc.property(
        programs(),
        fc.array(range, { maxLength: 4 }),
        fc.option(range, { nil: undefined }),
        machines,
        (whole, holes, readOnly, [frames, seed, exact]) => {
          const bytes = encodeProgram(whole);
          const program = withinMemory(whole, bytes);
          const module = parseModule(bytes);
          const unaddressable = [...holes, STACK];
          const flat = runInstrumented(sandbox, program, module, { passes, unaddressable, readOnly });
          const expected = [...sandbox.misses];
          const pager = new RandomPager(sandbox, frames, seed, exact);
          const paged = runInstrumented(sandbox, program, module, {
            ...{ passes, unaddressable, readOnly },
            elsewhere: {
              paged: TABLES,
              transform: (instrumented) => pager.transform(module, instrumented, STACK_POINTER, readOnly),
              hooks: { pageFault: (address, write) => pager.fault(address, write), isReadable: () => 1 },
              program: () => pager.program(),
            },
          });
          expect(sandbox.misses).toEqual(expected);
          expect({ ...paged, memory: 0 }).toEqual({ ...flat, memory: 0 });
          expect(firstDifference(paged.memory, flat.memory)).toBe(-1);
          found += expected.length;
        },
      ),
      runs(150),
    );
    expect(found).toBeGreaterThan(100);
  });

  const named = ACCESSES.map((operation) => [operation.code.map((b) => b.toString(16)).join(' '), operation] as const);

  it.each(named)('makes access %s over the end of a page', (_, operation) => {
    const { size, write, type, into, lane } = operation;
    const bytes = new ModuleBuilder()
      .function('touch', { params: [TYPE.i32], results: [] }, (c) => {
        c.get(0);
        if (write || into) constant(c, type);
        c.code.raw(Uint8Array.from(operation.code)).u8(0).u32(5);
        if (lane !== undefined) c.code.u8(lane);
        if (!write) c.op(OP.drop);
      })
      .encode();
    const module = parseModule(bytes);
    const pager = new RandomPager(sandbox, 3, 7, false);
    const touch = sandbox.instantiate(module, {
      passes: new Set(),
      transform: (instrumented) => pager.transform(module, instrumented),
      hooks: { pageFault: (address, isWrite) => pager.fault(address, isWrite) },
    }).touch as (address: number) => void;
    for (let at = 4096 - size - 8; at <= 4096; at++) touch(at);
    const memory = pager.program();
    const first = 4096 - size - 8 + 5;
    if (write) for (let at = first; at < 4096 + 5 + size; at++) expect(memory[at]).toBe(0x5a);
    else expect(memory.every((byte) => byte === 0)).toBe(true);
  });
});

/** All bytes 0x5a. */
function constant(c: CodeBuilder, type: number): void {
  const bytes = new Uint8Array(16).fill(0x5a);
  if (type === TYPE.i32) c.i32(0x5a5a5a5a);
  else if (type === TYPE.i64) c.i64(0x5a5a5a5a5a5a5a5an);
  else if (type === TYPE.f32) c.code.u8(OP.f32Const).raw(bytes.subarray(0, 4));
  else if (type === TYPE.f64) c.code.u8(OP.f64Const).raw(bytes.subarray(0, 8));
  else c.code.u8(OP.simdPrefix).u8(12).raw(bytes);
}
