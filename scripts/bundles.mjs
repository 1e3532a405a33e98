/**
 * Bundles what must start quickly: Node takes a third of a millisecond for every module that it loads. What is imported
 * only when it is needed, such as the other allocators, stays in files of its own.
 *
 *     dist/cli/python-worker.js and what it imports  --rolldown-->  dist/cli/python-thread.js
 *
 * A bundle is made again when a file of dist/ is newer.
 */
import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');

const BUNDLES = [{ entry: 'cli/python-worker.js', file: 'cli/python-thread.js' }];

/** Brings every bundle up to date; `dist/` is. */
export async function buildBundles() {
  for (const { entry, file } of BUNDLES) {
    const target = join(dist, file);
    const name = basename(file, '.js');
    if (existsSync(target) && statSync(target).mtimeMs > newestBeside(name)) continue;
    const build = await rolldown({ input: join(dist, entry), platform: 'node', external: [/^@yowasp\//] });
    await build.write({
      dir: dirname(target),
      entryFileNames: `${name}.js`,
      chunkFileNames: `${name}-[name].js`,
      format: 'esm',
    });
    await build.close();
  }
}

/** When the newest script was written, but for those of a bundle. */
function newestBeside(bundle) {
  return readdirSync(dist, { recursive: true })
    .filter((file) => file.endsWith('.js') && !basename(file).startsWith(bundle))
    .reduce((newest, file) => Math.max(newest, statSync(join(dist, file)).mtimeMs), 0);
}
