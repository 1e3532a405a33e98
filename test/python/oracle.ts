/** The installed CPython as an oracle for trees and scopes. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const ORACLE = join(import.meta.dirname, 'oracle.py');

export interface InstalledPython {
  readonly command: string;
  /** Where its library is. */
  readonly library: string;
}

/** The distribution's comes first: what others load at their start shows in counts of the collector. */
const COMMANDS = ['/usr/bin/python3.11', 'python3.11', 'python3'];

/** An installed CPython 3.11; undefined without one. */
export function installedPython(): InstalledPython | undefined {
  for (const command of COMMANDS) {
    const library = libraryOf(command);
    if (library !== undefined) return { command, library };
  }
  return undefined;
}

function libraryOf(command: string): string | undefined {
  const script = 'import os, sys; print(sys.version_info[:2] == (3, 11) and os.path.dirname(os.__file__) or "")';
  try {
    const stdout = execFileSync(command, ['-c', script], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return stdout.trim() || undefined;
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
export function* librarySample({ command }: InstalledPython, count: number, seed: number): Generator<LibraryFile> {
  const words = [ORACLE, String(count), String(seed)];
  const lines = execFileSync(command, words, { encoding: 'utf8', maxBuffer: 1 << 30 }).split('\n');
  for (const line of lines) {
    if (line === '') continue;
    const { file, tree, scopes } = JSON.parse(line) as Omit<LibraryFile, 'bytes'>;
    yield { file, bytes: readFileSync(file), tree, scopes };
  }
}
