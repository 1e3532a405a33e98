/** The session that the readme shows is what a user gets. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

it('shows the session as it is', () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const session = /```text\n\$ heapglass (.*)\n([^]*?)```/.exec(readme)!;
  const { stdout, stderr, status } = spawnSync(process.execPath, ['dist/cli/main.js', ...session[1].split(' ')], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stdout + stderr).toBe(session[2]);
  expect(status).toBe(99);
});
