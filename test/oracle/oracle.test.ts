/**
 * The expectations of the corpus against native Valgrind: what a header states must be what memcheck finds in the same
 * program. Skipped, visibly, where gcc, g++ or valgrind is missing.
 */
import { describe, expect, it } from 'vitest';
import { compareEnding, compareKindsAndLines, compareLeaks } from '../corpus/compare.js';
import { limitTo } from '../corpus/limit.js';
import { corpusPrograms } from '../corpus/programs.js';
import { endingOf, readMemcheck } from './memcheck.js';
import { runUnderValgrind, toolVersions } from './native.js';

const versions = toolVersions();
const limited = limitTo(2);
const title = versions === undefined ? 'native Valgrind (skipped: needs gcc, g++ and valgrind)' : 'native Valgrind';

describe.skipIf(versions === undefined)(title, () => {
  for (const program of corpusPrograms()) {
    const { header } = program;
    if (!header) continue;
    if (!header.oracle.native) {
      it.skip(`${program.name}: ${header.oracle.reason}`);
      continue;
    }
    it.concurrent(program.name, async () => {
      const native = await limited(() => runUnderValgrind(program, header, versions as string));
      const report = readMemcheck(native.report, program.fileName);
      expect([
        ...compareKindsAndLines(header.findings, report.findings),
        ...compareLeaks(header.leaks, report.leaks),
        ...compareEnding(header.ending, endingOf(report, native.status)),
        ...(header.stdout === undefined || header.stdout === native.stdout
          ? []
          : [`printed ${JSON.stringify(native.stdout)}`]),
      ]).toEqual([]);
    }, 300_000);
  }
});
