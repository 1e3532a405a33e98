/**
 * One cache for all tests of a run, empty at its beginning and gone at its end: what heapglass compiles, and the engine's code of
 * its own scripts. vitest calls this before anything else (vitest.config.ts); its workers have the environment that it leaves.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const VARIABLE = 'HEAPGLASS_TEST_CACHE';

/** What HEAPGLASS_CACHE is to be. */
export const TEST_CACHE = process.env[VARIABLE] ?? 'off';

export default function makeCache(): () => void {
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-test-cache-'));
  process.env[VARIABLE] = directory;
  return () => rmSync(directory, { recursive: true, force: true });
}
