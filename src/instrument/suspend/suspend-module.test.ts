/** Random programs that are interrupted again and again must do what they do otherwise. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../../test/support/modules/first-difference.js';
import { programs } from '../../../test/support/modules/generate-program.js';
import { eachFunction, Interrupter } from '../../../test/support/modules/interrupter.js';
import { encodeProgram } from '../../../test/support/modules/program.js';
import { OUT_OF_BOUNDS, runInstrumented, runPlain } from '../../../test/support/modules/run-program.js';
import { runs } from '../../../test/support/modules/runs.js';
import { Sandbox } from '../../../test/support/modules/sandbox.js';
import { parseModule } from '../binary/module.js';
import { MalformedModule } from '../binary/reader.js';
import type { PassName } from '../instrument.js';

const PASSES: readonly PassName[] = ['calls', 'traps', 'clock', 'check'];
const sandbox = new Sandbox();

describe('a program that is interrupted', () => {
  it('does what it does otherwise', () => {
    let interruptions = 0;
    fc.assert(
      fc.property(programs(), fc.subarray([...PASSES]), fc.nat(), (whole, passes, seed) => {
        const bytes = encodeProgram(whole);
        const bad = runPlain(whole, bytes).results.indexOf(OUT_OF_BOUNDS);
        const program = bad < 0 ? whole : { ...whole, calls: whole.calls.slice(0, bad) };
        const plain = runPlain(program, bytes);
        const interrupter = new Interrupter(sandbox, seed);
        let outcome;
        try {
          outcome = runInstrumented(sandbox, program, parseModule(bytes), {
            passes: new Set([...passes, 'poll']),
            elsewhere: {
              transform: (instrumented) => interrupter.transform(instrumented),
              hooks: { poll: interrupter.import(() => sandbox.setCell('fuel', 3)) },
              program: () => sandbox.program,
            },
            between: {
              imports: (functions) => eachFunction(functions, (called) => interrupter.import(called)),
              exports: (functions) => eachFunction(functions, (called) => interrupter.export(called)),
            },
          });
        } catch (error) {
          if (!(error instanceof MalformedModule)) throw error;
          // References, and blocks with parameters, which no compiler of C makes.
          return;
        }
        interruptions += interrupter.interruptions;
        expect({ ...outcome, memory: 0 }).toEqual({ ...plain, memory: 0 });
        expect(firstDifference(outcome.memory, plain.memory)).toBe(-1);
      }),
      runs(400),
    );
    expect(interruptions).toBeGreaterThan(10);
  });
});
