/** The installed CPython as an oracle for trees and scopes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ORACLE = join(import.meta.dirname, 'oracle.py');

/** Where the library of the installed CPython 3.11 is; undefined without one. */
export function installedPython(): string | undefined {
  try {
    const script = 'import os, sys; print(sys.version_info[:2] == (3, 11) and os.path.dirname(os.__file__) or "")';
    return (
      execFileSync('python3', ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}

export interface LibraryFile {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly tree: string;
  readonly scopes: unknown[];
}

/** Some files of the library, with what CPython makes of them. */
export function* librarySample(count: number, seed: number): Generator<LibraryFile> {
  const words = [ORACLE, String(count), String(seed)];
  const lines = execFileSync('python3', words, { encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n');
  for (const line of lines) {
    if (line === '') continue;
    const { file, tree, scopes } = JSON.parse(line) as Omit<LibraryFile, 'bytes'>;
    yield { file, bytes: readFileSync(file), tree, scopes };
  }
}
