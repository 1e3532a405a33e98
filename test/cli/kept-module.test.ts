import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const MODULE = new URL('../../dist/host/node/kept-module.js', import.meta.url).href;
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
