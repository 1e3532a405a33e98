/**
 * Builds real projects with `make CC="heapglass cc"` and runs their tests on heapglass. The sources come from Debian's
 * source packages, into .work beside this file, and are never committed. Needs apt-get and make; says so where they are
 * missing. `npm run check:projects [-- zlib|lua]`
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fetchSources } from '../../scripts/debian-sources.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const work = join(here, '.work');
const main = join(here, '..', '..', 'dist', 'bundle', 'main.cjs');
const environment = { ...process.env, PATH: join(work, 'bin') + delimiter + process.env.PATH };
let failed = 0;

function run(command, args, cwd, options = {}) {
  const result = spawnSync(command, args, { cwd, encoding: 'utf8', env: environment, maxBuffer: 1 << 28, ...options });
  return { status: result.status, stdout: result.stdout ?? '', stderr: result.stderr ?? '' };
}

function must(command, args, cwd, options) {
  const result = run(command, args, cwd, options);
  if (result.status === 0) return result;
  process.stderr.write(result.stdout.slice(-4000) + result.stderr.slice(-4000));
  console.error(`${command} ${args.join(' ')} ended with status ${result.status}`);
  process.exit(1);
}

function expect(what, holds, seen) {
  console.log(`${holds ? 'ok    ' : 'FAILED'} ${what}`);
  if (holds) return;
  failed++;
  console.log(seen);
}

/** A `heapglass` on the PATH, as makefiles call it. */
function provideCommand() {
  mkdirSync(join(work, 'bin'), { recursive: true });
  writeFileSync(join(work, 'bin', 'heapglass'), `#!/bin/sh\nexec '${process.execPath}' '${main}' "$@"\n`, { mode: 0o755 });
}

function checkZlib() {
  const source = fetchSources('zlib', work);
  const tools = { CC: 'heapglass cc', AR: 'heapglass ar', RANLIB: 'heapglass ranlib', CHOST: 'wasm32' };
  must('./configure', ['--static'], source, { env: { ...environment, ...tools } });
  must('make', ['clean'], source);
  must('make', ['static', 'CC=heapglass cc -w'], source);
  const tested = run('make', ['teststatic', 'CC=heapglass cc -w'], source);
  expect('zlib: its own test passes on heapglass', tested.stdout.includes('*** zlib test OK ***'), tested.stdout + tested.stderr);
  const example = run('heapglass', ['run', '--format', 'json', 'example'], source);
  const report = JSON.parse(example.stderr);
  expect('zlib: no error and no leak in example', example.status === 0 && report.findings.length === 0 && report.leaks.length === 0, example.stderr);
  const text = readFileSync(join(source, 'ChangeLog'));
  const packed = run('heapglass', ['run', '-q', 'minigzip'], source, { input: text, encoding: 'buffer' });
  const unpacked = run('gzip', ['-dc'], source, { input: packed.stdout, encoding: 'buffer' });
  expect('zlib: gzip reads what minigzip packed', Buffer.compare(Buffer.from(unpacked.stdout), text) === 0, packed.stderr.toString());
}

const LUA_SCRIPT = `
local words = {}
for word in ("the quick brown fox jumps over the lazy dog"):gmatch("%a+") do words[#words + 1] = word end
table.sort(words)
assert(table.concat(words, " ") == "brown dog fox jumps lazy over quick the the")
local ok, message = pcall(function() local t; return t.x end)
assert(not ok and message:find("attempt to index a nil value"))
local co = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i * i) end end)
assert(co() + co() + co() == 14)
local big = {}
for i = 1, 20000 do big[i % 500] = { i, tostring(i), function() return i end } end
collectgarbage()
assert(big[7][3]() % 500 == 7)
local name = os.tmpname()
local file = assert(io.open(name, "w")); file:write(string.format("%5.2f|%q", math.pi, "a\\nb")); file:close()
assert(io.open(name):read("a") == ' 3.14|"a\\\\\\nb"'); os.remove(name)
assert(string.pack("<i4", 7):byte() == 7 and utf8.char(228, 8364) == "ä€")
print("lua is well", _VERSION)
`;

const EMBEDDED = `#include <lauxlib.h>
#include <lualib.h>
int main(void) {
  lua_State *lua = luaL_newstate();
  luaL_openlibs(lua);
  return luaL_dostring(lua, "x = {} for i = 1, 100 do x[i] = tostring(i) end") != LUA_OK;
}
`;

function checkLua() {
  const source = join(fetchSources('lua5.4', work), 'src');
  must('make', ['clean'], source);
  must('make', ['generic', 'CC=heapglass cc -w', 'AR=heapglass ar rcu', 'RANLIB=heapglass ranlib'], source);
  writeFileSync(join(source, 'well.lua'), LUA_SCRIPT);
  const interpreted = run('heapglass', ['run', '--format', 'json', 'lua', '--', 'well.lua'], source);
  expect('lua: a script runs', interpreted.stdout.startsWith('lua is well'), interpreted.stdout + interpreted.stderr);
  const report = JSON.parse(interpreted.stderr);
  expect('lua: no error and no leak', report.findings.length === 0 && report.leaks.length === 0, interpreted.stderr);
  must('./luac', ['-o', 'well.out', 'well.lua'], source);
  expect('lua: luac as a program of its own, its output runs', run('./lua', ['well.out'], source).status === 0, '');
  writeFileSync(join(source, 'embedded.c'), EMBEDDED);
  const embedded = run('heapglass', ['run', '--format', 'json', '--show-leak-kinds=all', '-I.', 'embedded.c', 'liblua.a'], source);
  const leaks = JSON.parse(embedded.stderr).leaks;
  expect('lua: a forgotten lua_close shows as leaks', leaks.length > 0 && embedded.status === 99, embedded.stderr);
}

const missing = ['apt-get', 'make', 'tar'].filter((tool) => run(tool, ['--version'], here).status !== 0);
if (missing.length > 0) {
  console.log(`skipped: this check needs ${missing.join(', ')}`);
} else {
  if (process.argv.includes('--fresh')) rmSync(work, { recursive: true, force: true });
  provideCommand();
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  for (const [name, check] of Object.entries({ zlib: checkZlib, lua: checkLua })) {
    if (wanted.length === 0 || wanted.includes(name)) check();
  }
}
process.exit(failed > 0 ? 1 : 0);
