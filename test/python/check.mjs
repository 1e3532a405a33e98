/**
 * The Python front end against the installed CPython 3.11, on all of its standard library: trees, scopes, no false errors;
 * and how fast it parses. `npm run check:python`; needs a build and python3, and says so where it is missing.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';

const built = join(import.meta.dirname, '..', '..', 'dist', 'languages', 'python');
const { check, parse } = await import(join(built, 'parse.js'));
const { dumpModule } = await import(join(built, 'tree', 'dump.js'));
const { dumpScope } = await import(join(built, 'symbols', 'dump.js'));

/** Megabytes of source that must be parsed in a second once the engine has warmed up. */
const SPEED = 2;
const ROUNDS = 5;

const version = spawnSync('python3', ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], { encoding: 'utf8' });
if (version.status !== 0 || !version.stdout.startsWith('3.11.')) {
  console.error('check:python needs CPython 3.11 as python3');
  process.exit(1);
}

const sources = [];
const wrong = [];
const oracle = spawn('python3', [join(import.meta.dirname, 'oracle.py')], { stdio: ['ignore', 'pipe', 'inherit'] });
for await (const line of createInterface({ input: oracle.stdout })) {
  const { file, tree, scopes } = JSON.parse(line);
  const bytes = readFileSync(file);
  sources.push(bytes);
  try {
    if (dumpModule(parse(bytes)) !== tree) wrong.push(`${file}: another tree`);
    else if (!isDeepStrictEqual(dumpScope(check(bytes).scope), scopes)) wrong.push(`${file}: other scopes`);
  } catch (error) {
    wrong.push(`${file}: ${error.message} (line ${error.line})`);
  }
}

const megabytes = sources.reduce((sum, bytes) => sum + bytes.length, 0) / 1e6;
const speeds = [];
for (let round = 0; round < ROUNDS; round++) {
  const start = performance.now();
  for (const bytes of sources) parse(bytes);
  speeds.push((megabytes * 1000) / (performance.now() - start));
}
speeds.sort((a, b) => a - b);
const median = speeds[ROUNDS >> 1];

for (const line of wrong) console.log(`FAILED ${line}`);
console.log(`CPython ${version.stdout.trim()}: ${sources.length - wrong.length} of ${sources.length} files have its trees and scopes`);
console.log(`parsed at ${median.toFixed(1)} MB/s (${megabytes.toFixed(1)} MB, median of ${ROUNDS} rounds; at least ${SPEED})`);
if (sources.length === 0 || wrong.length > 0 || median < SPEED) process.exitCode = 1;
