/** Minor faults of touched pages, as Linux itself counts them. Skipped where there is no gcc, or no Linux that counts. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';

const cwd = scratch();
const source = join(import.meta.dirname, 'programs', 'touches.c');
const native = spawnSync('gcc', ['-O0', source, '-o', join(cwd, 'touches')]);
const counts = native.status === 0 ? spawnSync(join(cwd, 'touches'), { encoding: 'utf8' }).stdout : '';

it.skipIf(process.platform !== 'linux' || !/^[1-9]/.test(counts))(
  'counts the minor faults that Linux counts',
  async () => {
    const { stdout } = await heapglass(['run', '--vm', '-q', source], { cwd });
    expect(stdout.toString()).toBe(counts);
  },
);

it('counts a fault for each first touch, and one more for the first write of what was read', async () => {
  const { stdout } = await heapglass(['run', '--vm', '-q', source], { cwd });
  expect(stdout.toString().trim().split('\n')).toEqual(['20', '30', '30', '0', '10', '0', '20']);
});
