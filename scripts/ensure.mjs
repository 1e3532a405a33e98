/** Brings a clone to the point where it can run: packages installed, sources built. Does nothing that is done already. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildKernels } from './kernels.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Run a command; its output goes to stderr, so that stdout stays the program's. Ends this process when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, {
    cwd: root,
    stdio: ['inherit', 2, 2],
    shell: process.platform === 'win32',
    ...options,
  });
  if (result.error) {
    console.error(`cannot start ${command}: ${result.error.message}`);
    process.exit(1);
  }
  if (result.status !== 0) process.exit(result.status ?? 1);
}

export const bin = (name) => join(root, 'node_modules', '.bin', name);

function install() {
  const lock = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const packages = join(root, 'node_modules');
  const stamp = join(packages, '.heapglass-installed');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  if (lstatSync(packages, { throwIfNoEntry: false })?.isSymbolicLink()) {
    console.error('node_modules is a link to packages of other versions: npm ci would empty the folder it leads to.');
    console.error('Remove the link, or install there what package-lock.json asks for.');
    process.exit(1);
  }
  console.error('installing packages');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeFileSync(stamp, lock);
}

/** Packages as in package-lock.json, `dist/` as in `src/`. */
export async function ensureReady() {
  install();
  await build();
}

/** `dist/` from `src/`. */
export async function build() {
  await buildKernels();
  // Only now: a fresh clone has no bundler before its packages are installed.
  const { buildPages } = await import('./pages.mjs');
  await buildPages();
  run(bin('tsc'), ['-b']);
  const { buildBundles } = await import('./bundles.mjs');
  await buildBundles();
}
