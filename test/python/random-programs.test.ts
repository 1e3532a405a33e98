/** Random programs print the same here and on CPython 3.11, where that is installed. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { runPrograms, type ProgramRun } from './run-programs.js';
import { randomProgram } from './random-program.js';
import { installedPython } from './oracle.js';

const PROGRAMS = 40;
const SEED = 20261129;
const folder = mkdtempSync(join(tmpdir(), 'heapglass-random-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const python = installedPython();

describe.skipIf(python === undefined)('random programs about memory', () => {
  it('print what they print on CPython', async () => {
    mkdirSync(folder, { recursive: true });
    const paths = fc.sample(randomProgram, { numRuns: PROGRAMS, seed: SEED }).map((text, at) => {
      const path = join(folder, `program${at}.py`);
      writeFileSync(path, text);
      return path;
    });
    const runs = await runPrograms(paths, folder);
    for (const path of paths) {
      const expected = spawnSync(python!.command, ['-B', path], { cwd: folder, encoding: 'utf8' });
      const run = runs.get(path) as ProgramRun;
      const shown = `${run.output}${run.errors}`;
      expect(shown, readFileSync(path, 'utf8').split('= None\n').slice(-1)[0]).toBe(expected.stdout + expected.stderr);
    }
  });
});
