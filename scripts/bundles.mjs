/**
 * Bundles the command line and its threads: Node takes a third of a millisecond for every module that it loads, and keeps no
 * compiled code of modules, but of scripts (src/host/node/kept-code.ts).
 *
 *     dist/cli/main.js                               --rolldown-->  dist/bundle/main.cjs
 *     dist/cli/{command-line,*-worker}.js and theirs --rolldown-->  dist/bundle/*.cjs
 *
 * What is imported only when it is needed, such as the other allocators, stays in scripts of its own, and Python's kernel is a file
 * of its bytes. The bundle is made again when a file of dist/ is newer.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const bundle = join(dist, 'bundle');
/** The last that is written: what is kept of a bundle is kept under its name (src/host/node/build-id.ts). */
const buildId = join(bundle, 'build-id');

/** Brings the bundle up to date; `dist/` is. */
export async function buildBundles() {
  const made = statSync(buildId, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  if (made > newestSource()) return;
  rmSync(bundle, { recursive: true, force: true });
  const threads = readdirSync(join(dist, 'cli')).filter(
    (file) => file.endsWith('-worker.js') && file !== 'in-worker.js',
  );
  // What runs Python programs shares no files with the others: it starts with one instead of thirty, each of which takes 0.3 ms.
  const PYTHON = 'python-worker.js';
  await write([PYTHON], 'python-');
  await write(['command-line.js', ...threads.filter((file) => file !== PYTHON)], 'part-');
  for (const file of readdirSync(bundle).filter((name) => name.endsWith('.cjs'))) asKept(join(bundle, file));
  await write(['main.js'], 'main-');
  writeFileSync(buildId, contentId());
}

/** @param files of dist/cli @param prefix of the names of files that they share, or that they read later */
async function write(files, prefix) {
  const build = await rolldown({
    input: Object.fromEntries(files.map((file) => [basename(file, '.js'), join(dist, 'cli', file)])),
    platform: 'node',
    plugins: [kernelFile, namedModules],
  });
  await build.write({
    dir: bundle,
    entryFileNames: '[name].cjs',
    chunkFileNames: `${prefix}[name].cjs`,
    assetFileNames: '[name][extname]',
    format: 'cjs',
    // Without spaces and comments only: what went wrong shall still have its name.
    minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  });
  await build.close();
}

/**
 * As src/host/node/kept-code.ts runs it. In ASCII, which the engine takes as it is: other characters are in strings and regular
 * expressions, and may be escaped there.
 */
function asKept(file) {
  const code = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(file, `(function (importModule, exports, require, module, __filename, __dirname) {${code}\n})`);
}

/** A megabyte of base64 would be read, and kept as a text, at every start. */
const kernelFile = {
  name: 'kernel-file',
  transform(code, id) {
    if (!id.endsWith(join('python', 'kernel', 'kernel.wasm.js'))) return null;
    const [expression, base64] = /decodeBase64\('([^']*)'\)/.exec(code);
    this.emitFile({ type: 'asset', name: 'python-kernel.wasm', source: Buffer.from(base64, 'base64') });
    const read = "readFileSync(new URL('python-kernel.wasm', import.meta.url))";
    return `import { readFileSync } from 'node:fs';\n${code.replace(expression, () => read)}`;
  },
};

/** The compiler's package, or what stands in for it, is a module; scripts cannot import it (src/host/node/kept-code.ts). */
const namedModules = {
  name: 'named-modules',
  transform: (code) => code.replaceAll('import(standIn)', 'importModule(standIn)'),
};

/** Of all that the bundle has: times and sizes of files say nothing once they have been packed. */
function contentId() {
  const hash = createHash('sha256');
  for (const file of readdirSync(bundle).sort()) hash.update(file).update(readFileSync(join(bundle, file)));
  return hash.digest('hex').slice(0, 16);
}

/** When the newest module was written. */
function newestSource() {
  return readdirSync(dist, { recursive: true })
    .filter((file) => file.endsWith('.js'))
    .reduce((newest, file) => Math.max(newest, statSync(join(dist, file)).mtimeMs), 0);
}
