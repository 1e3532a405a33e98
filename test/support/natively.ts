/** C programs as the machine itself runs them, to be compared with. */
import { spawnSync } from 'node:child_process';
import { basename, join } from 'node:path';

export const HAS_GCC = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;

const known = new Map<string, string>();

/** What a program prints, compiled and run once, in `cwd`; undefined where it cannot be compiled. */
export function natively(source: string, cwd: string): string | undefined {
  let printed = known.get(source);
  if (printed === undefined) {
    const binary = join(cwd, basename(source, '.c'));
    if (spawnSync('gcc', ['-w', '-O0', '-pthread', source, '-o', binary]).status !== 0) return undefined;
    printed = spawnSync(binary, { encoding: 'utf8', cwd, timeout: 60_000 }).stdout;
    known.set(source, printed);
  }
  return printed;
}
