/** Every program of test/programs under heapglass: it must find exactly what the program's header states. */
import { describe, expect, it } from 'vitest';
import { compareRun } from './compare.js';
import { limitTo } from './limit.js';
import { corpusPrograms } from './programs.js';
import { runUnderHeapglass } from './run-heapglass.js';

const limited = limitTo(2);

describe('the corpus under heapglass', () => {
  for (const program of corpusPrograms()) {
    it.concurrent(program.name, async () => {
      const { header } = program;
      if (!header) throw new Error(program.headerError);
      const seen = await limited(() => runUnderHeapglass(program, header));
      expect(compareRun(header, seen)).toEqual([]);
    });
  }
});
