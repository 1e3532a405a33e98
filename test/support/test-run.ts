/**
 * What all tests of a run share: a cache, empty at its beginning and gone at its end, of what heapglass compiles and of the engine's
 * code of its own scripts; and a compiler that stays loaded. vitest calls this before anything else (vitest.config.ts); its workers,
 * and what they start, have the environment that it leaves.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCompiler } from './compiler/server.js';

const CACHE = 'HEAPGLASS_TEST_CACHE';

/** What HEAPGLASS_CACHE is to be. */
export const TEST_CACHE = process.env[CACHE] ?? 'off';

export default async function begin(): Promise<() => void> {
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-test-cache-'));
  const compiler = await startCompiler();
  process.env[CACHE] = directory;
  process.env.HEAPGLASS_TEST_COMPILER = compiler.place;
  process.env.HEAPGLASS_LLVM = new URL('compiler/client.mjs', import.meta.url).href;
  return () => {
    compiler.stop();
    rmSync(directory, { recursive: true, force: true });
  };
}
