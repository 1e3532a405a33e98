import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const MODULE = new URL('../../dist/host/node/kept-module.js', import.meta.url).href;
const PROGRAMS = new URL('../../dist/host/node/kept-programs.js', import.meta.url).href;
const place = scratch();
const cache = join(place, 'cache');
const files = (name: string) =>
  readdirSync(join(cache, 'modules', name)).map((file) => join(cache, 'modules', name, file));

beforeEach(() => rmSync(cache, { recursive: true, force: true }));

/** In a process of its own, what a module answers that adds 1, and whether it had to be compiled. */
function start({ directory = cache, build = '1', flags = [] as string[] } = {}): string {
  // (func (export "f") (param i32) (result i32) (i32.add (local.get 0) (i32.const 1)))
  const wasm = '0061736d0100000001060160017f017f03020100070501016600000a09010700200041016a0b';
  const source = `
    import { KeptModule } from ${JSON.stringify(MODULE)};
    let how = 'kept';
    const compile = (wasm) => { how = 'compiled'; return new WebAssembly.Module(wasm); };
    const wasm = Uint8Array.from(Buffer.from('${wasm}', 'hex'));
    const kept = new KeptModule(${JSON.stringify(directory)}, '${build}', 'adding', wasm, compile);
    const { f } = new WebAssembly.Instance(kept.module).exports;
    kept.keepAtExit(f);
    console.log(f(41), how);`;
  const { stdout, stderr } = spawnSync(process.execPath, [...flags, '--input-type=module', '-e', source], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout.trim();
}

test('machine code is kept and used the next time', () => {
  expect(start()).toBe('42 compiled');
  expect(files('adding')).toHaveLength(1);
  expect(start()).toBe('42 kept');
});

test.each([
  ['cut off', (whole: Buffer) => whole.subarray(0, whole.length - 3)],
  ['empty', () => Buffer.alloc(0)],
  ['of zeros', (whole: Buffer) => Buffer.alloc(whole.length)],
  // V8 tells by the beginning of the data, which stands behind eight letters.
  ['of another version of the engine', (whole: Buffer) => Buffer.from(whole).fill(7, 8, 24)],
])('a file that is %s is passed over and made again', (_, damage) => {
  start();
  const [file] = files('adding');
  const whole = readFileSync(file);
  writeFileSync(file, damage(whole));
  expect(start()).toBe('42 compiled');
  expect(readFileSync(file)).toHaveLength(whole.length);
  expect(start()).toBe('42 kept');
});

test('other builds and settings of the engine have code of their own', () => {
  start();
  expect(start({ build: '2' })).toBe('42 compiled');
  expect(start({ flags: ['--no-liftoff'] })).toBe('42 compiled');
  expect(start({ flags: ['--no-liftoff'] })).toBe('42 kept');
  expect(files('adding')).toHaveLength(3);
});

test('nothing is kept in a directory that cannot be written', () => {
  expect(start({ directory: fileURLToPath(import.meta.url) })).toBe('42 compiled');
});

test("Python's kernel is kept, and runs the next program", async () => {
  writeFileSync(join(place, 'sum.py'), 'print(sum(i * i for i in range(1000)))\n');
  const env = { HEAPGLASS_CACHE: cache };
  for (let round = 0; round < 2; round++) {
    const { status, stdout, stderr } = await heapglass(['run', 'sum.py'], { cwd: place, env });
    expect([status, stdout.toString(), stderr]).toEqual([0, '332833500\n', '']);
    expect(files('python-kernel')).toHaveLength(1);
  }
});

/** In a process of its own that runs for long enough, what a module of the source `s` answers that adds a number to 40. */
function add(number: number): string {
  const wasm = `0061736d0100000001060160017f017f03020100070501016600000a09010700200041${`0${number}`}6a0b`;
  const source = `
    import { KeptPrograms } from ${JSON.stringify(PROGRAMS)};
    const wasm = Uint8Array.from(Buffer.from(process.env.MODULE, 'hex'));
    let f;
    const module = new KeptPrograms(${JSON.stringify(cache)}, '1').compile(wasm, 's', () => f);
    f = new WebAssembly.Instance(module).exports.f;
    console.log(f(40));
    while (performance.now() < 600);`;
  // What is on the command line are settings.
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    encoding: 'utf8',
    env: { ...process.env, MODULE: wasm },
  });
  expect(stderr).toBe('');
  return stdout.trim();
}

test('machine code of a program is used for the module that it was made of alone', () => {
  for (const number of [1, 1, 2, 1]) expect(add(number)).toBe(String(40 + number));
  expect(files('programs')).toHaveLength(1);
  const [file] = files('programs');
  const whole = readFileSync(file);
  for (const damaged of [whole.subarray(0, 20), Buffer.alloc(whole.length), Buffer.from(whole).fill(0, 90, 200)]) {
    writeFileSync(file, damaged);
    expect(add(1)).toBe('41');
  }
});

test('a program that runs for long is kept, and says the same the next time', async () => {
  const lines = [
    'import time',
    'def squares(n):',
    '    return sum(i * i for i in range(n))',
    'begin = time.perf_counter()',
    'while time.perf_counter() - begin < 0.6: squares(100)',
    'print(squares(1000))',
  ];
  writeFileSync(join(place, 'long.py'), `${lines.join('\n')}\n`);
  const env = { HEAPGLASS_CACHE: cache };
  for (let round = 0; round < 3; round++) {
    const { status, stdout, stderr } = await heapglass(['run', 'long.py'], { cwd: place, env });
    expect([status, stdout.toString(), stderr]).toEqual([0, '332833500\n', '']);
    expect(files('programs')).toHaveLength(1);
  }
});
