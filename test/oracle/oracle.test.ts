/**
 * The expectations of the corpus against native Valgrind: what a header states must be what memcheck finds in the same
 * program. Skipped, visibly, where it has not been asked before (oracle.ts), and gcc, g++ or valgrind is missing.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { compareEnding, compareKindsAndLines, compareLeaks } from '../corpus/compare.js';
import { limitTo } from '../corpus/limit.js';
import { corpusPrograms } from '../corpus/programs.js';
import { endingOf, readMemcheck, type MemcheckReport } from './memcheck.js';
import { runUnderValgrind } from './native.js';
import { Oracle } from './oracle.js';

interface Said extends MemcheckReport {
  status: number;
  /** Where the header says what is printed. */
  stdout?: string;
}

const oracle = new Oracle<Said>('errors.json');
const limited = limitTo(2);

describe('native Valgrind', () => {
  for (const program of corpusPrograms()) {
    const { name, fileName, source, header } = program;
    if (!header) continue;
    if (!header.oracle.native) {
      it.skip(`${name}: ${header.oracle.reason}`);
      continue;
    }
    const on = [source, header.flags, header.args, [...header.stdin]];
    if (!oracle.knows(name, on)) {
      it.skip(`${name}: needs gcc, g++ and valgrind`);
      continue;
    }
    it.concurrent(name, async () => {
      const said = await oracle.ask(name, on, () =>
        limited(async () => {
          const { report, status, stdout } = await runUnderValgrind(program, header);
          return {
            ...readMemcheck(report, fileName),
            status,
            stdout: header.stdout === undefined ? undefined : stdout,
          };
        }),
      );
      expect([
        ...compareKindsAndLines(header.findings, said.findings),
        ...compareLeaks(header.leaks, said.leaks),
        ...compareEnding(header.ending, endingOf(said, said.status)),
        ...(header.stdout === said.stdout ? [] : [`printed ${JSON.stringify(said.stdout)}`]),
      ]).toEqual([]);
    }, 300_000);
  }
  afterAll(() => oracle.keep());
});
