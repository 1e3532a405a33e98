/** The sessions that the readme shows are what a user gets. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** What the readme shows after a command, and what comes of it. */
function session(command: string) {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const start = readme.indexOf(`\n$ heapglass ${command}\n`);
  const shown = readme.slice(readme.indexOf('\n', start + 1) + 1, readme.indexOf('```', start));
  const words = command.split(' ').filter((word) => !word.startsWith('2>'));
  return { shown, ...spawnSync(process.execPath, ['dist/bundle/main.cjs', ...words], { cwd: ROOT, encoding: 'utf8' }) };
}

it('shows the session as it is', () => {
  const { shown, stdout, stderr, status } = session('run examples/leak.c');
  expect(stdout + stderr).toBe(shown);
  expect(status).toBe(99);
});

it('shows the heap as it is', () => {
  const { shown, stdout, status } = session('heap examples/leak.c 2>/dev/null');
  expect(stdout).toBe(shown);
  expect(status).toBe(0);
});
