/**
 * Programs in test/python/programs: what they print, and what CPython 3.11 prints (NAME.out, by make-program-goldens.py).
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runPrograms, type ProgramRun } from './run-programs.js';

const folder = join(import.meta.dirname, 'programs');
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.py'))
  .map((file) => file.slice(0, -3));
const scratch = mkdtempSync(join(tmpdir(), 'heapglass-python-'));
let runs: Map<string, ProgramRun>;

beforeAll(async () => {
  const paths = names.map((name) => join(folder, `${name}.py`));
  runs = await runPrograms(paths, scratch);
});

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** In the form of the goldens. */
function shown({ status, output, errors }: ProgramRun): string {
  const text = errors === '' && status === 0 ? output : `${output}--- standard error, status ${status}\n${errors}`;
  return text.replaceAll(`${folder}/`, '');
}

describe('programs print what they print on CPython', () => {
  const same = (name: string) => {
    const run = runs.get(join(folder, `${name}.py`));
    expect(run, 'it did not come to its end').toBeDefined();
    expect(shown(run as ProgramRun)).toBe(readFileSync(join(folder, `${name}.out`), 'utf8'));
  };
  it.each(names)('%s', same);
});
