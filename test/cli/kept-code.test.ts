import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';

const MODULE = fileURLToPath(new URL('../../dist/host/node/kept-code.js', import.meta.url));

let place: string;
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'heapglass-kept-'));
  writeScript(
    'start.cjs',
    "const { twice } = require('./part.cjs'); exports.answer = twice(21) + require('node:path').sep.length - 1; exports.name = __filename;",
  );
  writeScript('part.cjs', 'exports.twice = (x) => x * 2;');
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

function writeScript(name: string, code: string): void {
  writeFileSync(
    join(place, name),
    `(function (importModule, exports, require, module, __filename, __dirname) {${code}\n})`,
  );
}

/** What the script exports in a process of its own, as text. */
function start(cache: string | undefined, ...flags: string[]): string {
  return startBuild('1', cache, ...flags);
}

function startBuild(build: string, cache: string | undefined, ...flags: string[]): string {
  const source = `
    import { KeptCode } from ${JSON.stringify(`file://${MODULE}`)};
    const { answer, name } = new KeptCode(${JSON.stringify(cache)}, ${JSON.stringify(build)}).require(${JSON.stringify(join(place, 'start.cjs'))});
    console.log(answer, name);`;
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', source], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim();
}

const answered = () => `42 ${join(place, 'start.cjs')}`;
const cacheOf = () => join(place, 'cache');
const kept = (script: string) =>
  readdirSync(join(cacheOf(), 'code', script)).map((name) => join(cacheOf(), 'code', script, name));

test('code is kept of each script and used the next time', () => {
  expect(start(cacheOf())).toBe(answered());
  const files = [...kept('start.cjs'), ...kept('part.cjs')];
  expect(files).toHaveLength(2);
  const made = files.map((file) => statSync(file).mtimeMs);
  expect(start(cacheOf())).toBe(answered());
  expect(files.map((file) => statSync(file).mtimeMs)).toEqual(made);
});

test('a damaged file is passed over and made again', () => {
  start(cacheOf());
  const [file] = kept('start.cjs');
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, whole.length - 3), Buffer.alloc(whole.length), Buffer.alloc(0)]) {
    writeFileSync(file, damaged);
    expect(start(cacheOf())).toBe(answered());
    expect(readFileSync(file)).toHaveLength(whole.length);
  }
});

test('other settings of the engine have code of their own', () => {
  start(cacheOf());
  expect(start(cacheOf(), '--stack-size=800')).toBe(answered());
  expect(kept('start.cjs')).toHaveLength(2);
});

test('a script of another build runs as it is now, and what was kept long ago goes', () => {
  start(cacheOf());
  const [old] = kept('start.cjs');
  utimesSync(old, 0, 0);
  writeScript('start.cjs', 'exports.answer = "changed"; exports.name = 1;');
  expect(startBuild('2', cacheOf())).toBe('changed 1');
  expect(kept('start.cjs')).not.toContain(old);
});

test('nothing is kept without a directory, or in one that cannot be written', () => {
  expect(start(undefined)).toBe(answered());
  writeFileSync(cacheOf(), 'a file');
  chmodSync(cacheOf(), 0o400);
  expect(start(cacheOf())).toBe(answered());
});
