/**
 * Programs of test/programs on paged memory with checks: what is found in them must be what is found without pages. Some of
 * each kind; all of them with WHOLE_CORPUS=1 in the environment.
 */
import { describe, expect, it } from 'vitest';
import { compareRun } from '../corpus/compare.js';
import { limitTo } from '../corpus/limit.js';
import { corpusPrograms } from '../corpus/programs.js';
import { runUnderHeapglass } from '../corpus/run-heapglass.js';

const limited = limitTo(2);
/** One of so many. */
const OPTIONS = ['--vm', '--check', '--observe', 'no', '--ram', '512m'];
const SHARE = process.env.WHOLE_CORPUS ? 1 : 15;

describe('the corpus on paged memory', () => {
  for (const program of corpusPrograms().filter((_, at) => at % SHARE === 0)) {
    it.concurrent(program.name, async () => {
      const header = program.header!;
      const seen = await limited(() => runUnderHeapglass(program, header, OPTIONS));
      expect(compareRun(header, seen)).toEqual([]);
    });
  }
});
