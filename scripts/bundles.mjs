/**
 * Bundles what must start quickly into one file each: Node takes a third of a millisecond for every module that it loads.
 *
 *     dist/cli/python-worker.js and what it imports  --rolldown-->  dist/cli/python-thread.js
 *
 * A bundle is made again when a file of dist/ is newer.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

const BUNDLES = [{ entry: 'cli/python-worker.js', file: 'cli/python-thread.js' }];

/** Brings every bundle up to date; `dist/` is. */
export async function buildBundles() {
  for (const { entry, file } of BUNDLES) {
    const target = join(dist, file);
    if (existsSync(target) && statSync(target).mtimeMs > newestIn(dist, target)) continue;
    const build = await rolldown({ input: join(dist, entry), platform: 'node', external: [/^@yowasp\//] });
    await build.write({ file: target, format: 'esm', codeSplitting: false });
    await build.close();
  }
}

/** When the newest script was written, but for one. */
function newestIn(folder, except) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith('.js'))
    .map((name) => join(folder, name))
    .filter((file) => file !== except)
    .reduce((newest, file) => Math.max(newest, statSync(file).mtimeMs), 0);
}
