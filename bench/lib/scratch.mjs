/** A directory for what a benchmark builds; gone when the process ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export function scratchDirectory() {
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-bench-'));
  process.on('exit', () => rmSync(directory, { recursive: true, force: true }));
  return directory;
}
