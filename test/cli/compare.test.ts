/** `heapglass compare` from outside: one program on several allocators. What it prints of times is never asked for. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { heapglass, scratch, shell, type CliRun } from './run-cli.js';
import { compiled } from '../support/compiled.js';

const cwd = scratch();
/** What each does with memory follows from its arguments and its input alone. */
const SOURCE = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
int main(int argc, char **argv) {
  const char *what = argc > 1 ? argv[1] : "";
  char word[64], **all = NULL;
  int count = 0;
  while (scanf("%63s", word) == 1) {
    all = realloc(all, (count + 1) * sizeof *all);
    all[count++] = strdup(word);
  }
  void *aligned = aligned_alloc(256, 512);
  printf("%d words\\n", count);
  if (!strcmp(what, "address")) printf("%p\\n", (void *)all);
  if (!strcmp(what, "big")) for (int i = 0; i < 40; i++) if (!malloc(1 << 20)) return 5;
  if (!strcmp(what, "churn")) for (int i = 0; i < 200; i++) { char *p = malloc(1 << 19); p[1] = 2; void *q = malloc(9); free(p); free(q); if (!p) return 7; }
  if (!strcmp(what, "twice")) { free(aligned); free(aligned + 16 - 16); }
  for (volatile int i = 1; !strcmp(what, "forever"); i++) continue;
  while (count > 0) free(all[--count]);
  free(all);
  return !strcmp(what, "three") ? 3 : 0;
}
`;

beforeAll(async () => {
  writeFileSync(join(cwd, 'none.c'), 'int main(void) { return 0; }');
  const file = join(cwd, 'words.c');
  writeFileSync(file, SOURCE);
  writeFileSync(join(cwd, 'words.wasm'), await compiled(['-O0', '-w', file], { plain: true }));
});

const compare = (line: string, stdin = 'one two three two'): Promise<CliRun> =>
  heapglass(['compare', '--rounds=1', ...line.split(' ')], { cwd, stdin });

interface Data {
  trace: { operations: number; blocks: number; leftBlocks: number; notes: string[]; format: string };
  allocators: { name: string; sound: boolean; milliseconds?: number; time?: number; fault?: string }[];
}

async function dataOf(line: string, stdin?: string): Promise<Data> {
  const { status, stdout, stderr } = await compare(`--format=json ${line}`, stdin);
  expect([status, stderr]).toEqual([0, '']);
  return JSON.parse(stdout.toString());
}

describe('compare', () => {
  it.concurrent('runs the program on all, each with the same input', async () => {
    const { trace, allocators } = await dataOf('words.wasm');
    const [empty, four] = [(await dataOf('words.wasm', '')).trace, trace];
    // A list that grows four times, four copies, and the buffers of stdio.
    expect(four.operations - empty.operations).toBe(4 + 4 + 5);
    expect([four.blocks - empty.blocks, four.leftBlocks - empty.leftBlocks]).toEqual([5, 0]);
    expect(allocators.map(({ name }) => name).sort()).toEqual(
      [
        'arena',
        'best-fit',
        'buddy',
        'first-fit',
        'mimalloc',
        'next-fit',
        'segregated',
        'slab',
        'slab+buddy',
        'tlsf',
        'worst-fit',
      ].sort(),
    );
    for (const { milliseconds, sound, fault } of allocators) {
      expect([sound, fault]).toEqual([true, undefined]);
      expect(milliseconds).toBeGreaterThan(0);
    }
    expect(allocators.find(({ name }) => name === 'segregated')!.time).toBe(1);
  });

  it.concurrent('prints one table that fits a terminal, and nothing of what the program prints', async () => {
    const { status, stdout, stderr } = await compare('words.wasm');
    const text = stdout.toString();
    expect([status, stderr]).toEqual([0, '']);
    expect(text).toMatch(/^words\.wasm \(program\): \d+ operations on \d+ blocks\n/);
    expect(text).toMatch(/^segregated +1\.00 +[\d.]+ +[\d,]+ +\d+\.\d %/m);
    expect(text).not.toContain('words\n');
    expect(text.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.concurrent('compiles, and takes options of the compiler and ways of tuning', async () => {
    const options = '--malloc=best-fit,tlsf --coalesce=immediate,never --format=csv -O1 -DX=1 -o out.csv words.c';
    const { status, stdout, stderr } = await compare(options);
    expect([status, stdout.toString(), stderr]).toEqual([0, '', '']);
    const lines = readFileSync(join(cwd, 'out.csv'), 'utf8').trimEnd().split('\n');
    expect(lines.map((line) => line.split(',')[0]).sort()).toEqual(
      ['allocator', 'best-fit', 'best/never', 'tlsf'].sort(),
    );
  });

  it.concurrent('reads input when the program asks for it, however late it comes', async () => {
    const { stdout } = await shell(
      '(sleep 0.3; echo one two; sleep 0.3; echo three) | $HEAPGLASS compare --rounds=1 --format=json words.wasm',
      { cwd },
    );
    const text = stdout.toString();
    expect(JSON.parse(text).trace.blocks).toBe((await dataOf('words.wasm', 'one two three')).trace.blocks);
  });

  it.concurrent('says how the program ended, where it was not well', async () => {
    expect((await dataOf('words.wasm -- three')).trace.notes).toContain('The program ends with status 3.');
    const { notes } = (await dataOf('--malloc=segregated words.wasm -- twice')).trace;
    expect(notes).toContain('1 call of free or realloc named no live block; heapglass run says where.');
  });

  it.concurrent('says where the program does something else', async () => {
    const { trace } = await dataOf('--malloc=segregated,buddy words.wasm -- address');
    expect(trace.notes).toContain('On buddy the program prints something else than on segregated: addresses, perhaps.');
    // An arena uses nothing again, and is out of memory where the others are not.
    const { allocators } = await dataOf('--malloc=segregated,arena --memory-limit=32m words.wasm -- churn');
    expect(allocators.map(({ name, sound, fault }) => [name, sound, fault])).toEqual([
      ['segregated', true, undefined],
      ['arena', false, 'ends with status 7, where on segregated it ends with status 0'],
    ]);
  });
});

describe('what cannot be compared', () => {
  it.concurrent.each<[string, number, RegExp]>([
    ['-w none.c', 65, /cannot compare with none\.c: the program allocates nothing/],
    ['--timeout=0.3 words.wasm -- forever', 65, /the program did not end within 0\.3 s on segregated/],
    ['missing.c', 66, /cannot read missing\.c/],
    ['--malloc=none words.wasm', 64, /--malloc: there is no allocator "none"/],
    ['--coalesce=none words.wasm', 64, /--coalesce needs one of immediate, deferred, never/],
    ['--malloc=tlsf --coalesce=never words.wasm', 64, /--coalesce is for the free lists, and tlsf has none/],
    ['-o no/where words.wasm', 73, /cannot write no\/where/],
  ])('%s', async (line, expected, message) => {
    const { status, stdout, stderr } = await compare(line);
    expect([status, stdout.toString()]).toEqual([expected, '']);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/at file:|node:internal/);
    expect(existsSync(join(cwd, 'no'))).toBe(false);
  });
});
