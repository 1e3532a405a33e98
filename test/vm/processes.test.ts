/** Programs that fork, compared with what they do natively. Skipped where there is no gcc, or no Linux. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';

const cwd = scratch();
const PROGRAMS = join(import.meta.dirname, 'programs', 'processes');
const at = (name: string): string => join(PROGRAMS, `${name}.c`);

function natively(name: string): string | undefined {
  const binary = join(cwd, name);
  if (spawnSync('gcc', ['-w', '-O0', at(name), '-o', binary]).status !== 0) return undefined;
  return spawnSync(binary, { encoding: 'utf8', cwd, timeout: 60_000 }).stdout;
}

const hasGcc = process.platform === 'linux' && spawnSync('gcc', ['--version']).status === 0;

describe('a program that forks', () => {
  it.skipIf(!hasGcc).each([
    ['fork_wait', []],
    ['fork_wait', ['-O2', '--observe', 'no']],
    ['shared_counter', []],
    ['ping_pong', ['--observe', 'no']],
    ['copy_on_write', []],
    ['copy_on_write', ['--observe', 'no', '--page-policy', 'lru']],
    ['ten_children', ['--timeout', '100']],
  ] as const)(
    '%s %j does what it does on Linux',
    async (name, options) => {
      const { stdout } = await heapglass(['run', '--vm', '-q', ...options, at(name)], { cwd });
      expect(stdout.toString()).toBe(natively(name));
    },
    120_000,
  );

  // Natively it takes as long as a busy machine makes two processes wait for each other.
  it('has its processes take turns while they wait in loops', async () => {
    const { stdout } = await heapglass(['run', '--vm', '-q', '--observe', 'no', at('producer_consumer')], { cwd });
    expect(stdout.toString()).toBe('sum 199990000, in order 1\n');
  });
});
