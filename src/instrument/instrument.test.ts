/**
 * Random programs under random passes. Instrumented, they must do what they did before; and the checks must report what a
 * plain model reports that hears of every access (the traced form of the same program).
 *
 * HEAPGLASS_FUZZ=20 runs twenty times as many.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../test/support/modules/first-difference.js';
import { programs } from '../../test/support/modules/generate-program.js';
import { AccessModel } from '../../test/support/modules/model.js';
import { encodeProgram, STACK, type Program } from '../../test/support/modules/program.js';
import { OUT_OF_BOUNDS, runInstrumented, runPlain, type Outcome } from '../../test/support/modules/run-program.js';
import { runs } from '../../test/support/modules/runs.js';
import { Sandbox, type ByteRange } from '../../test/support/modules/sandbox.js';
import { parseModule } from './binary/module.js';
import type { PassName } from './instrument.js';

const PASSES: readonly PassName[] = ['check', 'calls', 'stack', 'traps', 'clock', 'poll', 'roots'];

const sandbox = new Sandbox();

/** Without `check`, what lies beyond the program's memory is the host's: calls count up to the first that goes there. */
function withinMemory(program: Program, bytes: Uint8Array<ArrayBuffer>): Program {
  const bad = runPlain(program, bytes).results.indexOf(OUT_OF_BOUNDS);
  return bad < 0 ? program : { ...program, calls: program.calls.slice(0, bad) };
}

function expectSame(actual: Outcome, expected: Outcome): void {
  const words = ({ results, notes, globals }: Outcome): unknown => ({ results, notes, globals });
  expect(words(actual)).toEqual(words(expected));
  expect(actual.memory.length).toBe(expected.memory.length);
  expect(firstDifference(actual.memory, expected.memory)).toBe(-1);
}

describe('an instrumented program', () => {
  const passSet = fc.oneof(
    fc.constantFrom(...PASSES).map((pass) => [pass]),
    fc.constant([...PASSES]),
    fc.subarray([...PASSES]),
  );

  it('does what the original does, under any passes', () => {
    fc.assert(
      fc.property(programs(), fc.array(passSet, { minLength: 1, maxLength: 3 }), (whole, sets) => {
        const bytes = encodeProgram(whole);
        const module = parseModule(bytes);
        for (const passes of sets.map((list) => new Set(list))) {
          const program = passes.has('check') ? whole : withinMemory(whole, bytes);
          const original = runPlain(program, bytes);
          expectSame(runInstrumented(sandbox, program, module, { passes }), original);
        }
      }),
      runs(120),
    );
  });

  it('is checked to the byte', () => {
    const range: fc.Arbitrary<ByteRange> = fc
      .tuple(
        fc.oneof(fc.nat(0x1_ffff), fc.nat(0x1fff), fc.constant(0x800)),
        fc.oneof(fc.nat(20), fc.nat(0x1000), fc.nat(0x1_ffff)),
      )
      .map(([start, size]) => ({ start, end: Math.min(start + size + 1, 0x2_0000) }));
    const ranges = fc.array(range, { maxLength: 4 });
    const readOnly = fc.option(range, { nil: undefined });
    fc.assert(
      fc.property(programs(), ranges, readOnly, fc.subarray([...PASSES]), (whole, holes, readOnly, list) => {
        const passes = new Set(list);
        const bytes = encodeProgram(whole);
        const program = passes.has('check') ? whole : withinMemory(whole, bytes);
        const original = runPlain(program, bytes);
        const unaddressable = [...holes, STACK];
        const model = new AccessModel({ passes, unaddressable, readOnly });
        const trace = (exports: () => Record<string, unknown>) => model.imports(exports);
        expectSame(runPlain(program, encodeProgram(program, true), { trace }), original);

        expectSame(
          runInstrumented(sandbox, program, parseModule(bytes), { passes, unaddressable, readOnly }),
          original,
        );
        expect(sandbox.misses).toEqual(model.misses);
        const wrong = (bit: number, at: number): boolean => bit !== Number(model.addressable[at] ?? true);
        expect(sandbox.addressable.findIndex(wrong)).toBe(-1);
        if (passes.has('clock')) expect(sandbox.clock).toBe(model.entered);
      }),
      runs(150),
    );
  });
});
