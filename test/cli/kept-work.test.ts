import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const place = scratch();
const cache = join(place, 'cache');
const kept = (): string[] =>
  readdirSync(cache, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /^[0-9a-f]{64}$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();

beforeEach(() => rmSync(cache, { recursive: true, force: true }));

const FLAWED = `
#include <stdio.h>
#include <stdlib.h>
static int *make(int n) { return malloc(n * sizeof(int)); }
static int *inner(int n) { return make(n); }
int main(int argc, char **argv) {
  int *a = inner(argc + 3);
  for (int i = 0; i < argc + 3; i++) a[i] = i;
  int past = argc > 1 ? a[argc + 3] : 0;
  printf("%d %d\\n", a[2], past == 0);
  free(a);
  char *volatile lost = malloc(argc * 10);
  lost[0] = 1;
  lost = NULL;
  return 0;
}
`;

/** What changes the code that is made, in some way or other. */
const WAYS: readonly string[][] = [
  [],
  ['--num-callers', '2'],
  ['--timeout', '50'],
  ['--malloc', 'tlsf'],
  ['--leak-check', 'no'],
  ['--unchecked'],
  ['--vm'],
  ['--vm', '--observe', 'no'],
  ['--vm', '--check'],
  ['--vm', '--check', '--observe', 'no', '--timeout', '50'],
  ['--unchecked', '--timeout', '50'],
];

/** A module of a source, so that nobody has to wait for the compiler again. */
async function compiled(name: string, source: string): Promise<string> {
  writeFileSync(join(place, `${name}.c`), source);
  const module = `${name}.wasm`;
  const run = await heapglass(['cc', '-O1', '-g', `${name}.c`, '-o', module], { cwd: place });
  expect([run.status, run.stderr]).toEqual([0, '']);
  return module;
}

test('what is kept of a program gives in every way of running it what is made anew', async () => {
  const module = await compiled('flawed', FLAWED);
  const run = async (way: readonly string[], directory: string) => {
    const words = ['run', ...way, module, '--', 'more'];
    const { status, stdout, stderr } = await heapglass(words, { cwd: place, env: { HEAPGLASS_CACHE: directory } });
    // What was measured is never the same.
    return {
      way,
      status,
      stdout: stdout.toString(),
      stderr: stderr.replace(/^.*(?:this machine|time|Elapsed).*$/gm, ''),
    };
  };
  const anew = [];
  for (const way of WAYS) anew.push(await run(way, 'off'));
  for (let round = 0; round < 2; round++) {
    for (const [at, way] of WAYS.entries()) expect(await run(way, cache)).toEqual(anew[at]);
  }
}, 180_000);

test('what is damaged is made again', async () => {
  const module = await compiled('flawed', FLAWED);
  const run = () => heapglass(['run', module, '--', 'more'], { cwd: place, env: { HEAPGLASS_CACHE: cache } });
  const first = await run();
  expect(first.status).toBe(99);
  for (const damage of [
    (whole: Buffer) => whole.fill(0x5a, whole.length >> 1, (whole.length >> 1) + 8),
    (whole: Buffer) => whole.subarray(0, 60),
    () => Buffer.alloc(0),
  ]) {
    expect(kept().length).toBeGreaterThan(0);
    for (const file of kept()) writeFileSync(file, damage(readFileSync(file)));
    expect(await run()).toEqual(first);
  }
}, 120_000);

test('machine code of a long run is kept, and the next run adds nothing', async () => {
  const lines = [
    '#include <stdio.h>',
    '#include <time.h>',
    '__attribute__((noinline)) static unsigned step(unsigned x) { for (int i = 0; i < 999; i++) x = x * 31 + i; return x; }',
    'int main(void) {',
    '  unsigned x = 1, y = step(1);',
    '  clock_t begin = clock();',
    '  while (clock() - begin < CLOCKS_PER_SEC * 7 / 10) x = step(1);',
    '  printf("%d\\n", x == y);',
    '}',
  ];
  const module = await compiled('long', `${lines.join('\n')}\n`);
  for (const way of [[], ['--unchecked'], ['--vm', '--check']]) {
    rmSync(cache, { recursive: true, force: true });
    const counts: number[] = [];
    for (let round = 0; round < 3; round++) {
      const words = ['run', '--quiet', ...way, module];
      const { status, stdout, stderr } = await heapglass(words, { cwd: place, env: { HEAPGLASS_CACHE: cache } });
      expect([status, stdout.toString(), stderr]).toEqual([0, '1\n', '']);
      counts.push(kept().length);
    }
    expect(counts[1]).toBe(counts[0]);
    expect(counts[2]).toBe(counts[0]);
  }
}, 120_000);
