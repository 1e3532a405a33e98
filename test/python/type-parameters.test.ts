/**
 * Type parameters and aliases, which CPython 3.11 does not have: type-parameters.out is what the reference of Python 3.12 asks for,
 * read over by hand.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runPrograms } from './run-programs.js';

it('are those of the reference', async () => {
  const scratch = mkdtempSync(join(tmpdir(), 'heapglass-generics-'));
  const path = join(import.meta.dirname, 'type-parameters.py');
  const run = (await runPrograms([path], scratch)).get(path);
  rmSync(scratch, { recursive: true });
  expect(run?.errors).toBe('');
  expect(run?.output).toBe(readFileSync(join(import.meta.dirname, 'type-parameters.out'), 'utf8'));
});
