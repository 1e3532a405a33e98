/** `heapglass heap`: every byte of a program's heap with its owner, on every allocator and at every moment. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { heapglass, scratch } from './run-cli.js';
import { compiled } from '../support/compiled.js';

const cwd = scratch();
const USAGE = 64;
const DATA = 65;

/** Keeps the words of its input, and of every third one only the list; then gives the largest back. */
const WORDS = `
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
static char *keep(const char *word) { char *copy = malloc(strlen(word) + 1); strcpy(copy, word); return copy; }
int main(void) {
  char word[80], **all = NULL;
  int count = 0;
  while (scanf("%79s", word) == 1) {
    all = realloc(all, (count + 1) * sizeof *all);
    all[count++] = keep(word);
  }
  char *large = malloc(10000);
  free(large);
  for (int i = 0; i < count; i += 3) free(all[i]);
  printf("%d words\\n", count);
  return 7;
}`;

interface HeapJson {
  moment: { at: string; event?: number };
  ending: object;
  broken: null | { address: number; message: string };
  errors: number;
  footprint: number;
  ranges: { start: number; end: number }[];
  bytes: Record<string, number>;
  blocks: { number: number; address: number; size: number; state: string; allocated: number; freed?: number }[];
  regions: { start: number; size: number; owner: string; chunk?: number; block?: number }[];
  stacks: { stack: number; frames: { function: string; line?: number }[] }[];
}

beforeAll(async () => {
  writeFileSync(join(cwd, 'words.c'), WORDS);
  writeFileSync(join(cwd, 'words.wasm'), await compiled(['-g', join(cwd, 'words.c')]));
});

const stdin = Array.from({ length: 300 }, (_, i) => 'w'.repeat(1 + ((i * 7) % 60))).join(' ');

async function json(...options: string[]): Promise<HeapJson> {
  const { status, stdout, stderr } = await heapglass(['heap', '--format=json', ...options, 'words.wasm'], {
    cwd,
    stdin,
  });
  expect([status, stderr]).toEqual([0, '300 words\n']);
  return JSON.parse(stdout.toString()) as HeapJson;
}

function requireTiling({ ranges, regions, bytes, footprint }: HeapJson): void {
  const sums: Record<string, number> = {};
  let row = 0;
  for (const { start, end } of ranges) {
    let at = start;
    for (; row < regions.length && regions[row]!.start < end; row++) {
      expect(regions[row]!.start).toBe(at);
      at += regions[row]!.size;
      sums[regions[row]!.owner] = (sums[regions[row]!.owner] ?? 0) + regions[row]!.size;
    }
    expect(at).toBe(end);
  }
  expect(row).toBe(regions.length);
  for (const [owner, sum] of Object.entries(bytes)) expect(sum).toBe(sums[owner] ?? 0);
  expect(Object.values(bytes).reduce((sum, n) => sum + n, 0)).toBe(footprint);
}

const sizes = (heap: HeapJson, state: string): number =>
  heap.blocks.filter((block) => block.state === state).reduce((sum, block) => sum + block.size, 0);

describe('heap --format=json', () => {
  it.each(DESIGNS.map(({ name }) => name))('gives every byte one owner on %s', async (name) => {
    const [checked, bare] = [await json(`--malloc=${name}`), await json(`--malloc=${name}`, '--unchecked')];
    for (const heap of [checked, bare]) {
      requireTiling(heap);
      expect([heap.broken, heap.errors, heap.ending]).toEqual([null, 0, { how: 'exit', status: 7 }]);
      expect(heap.bytes.payload).toBe(sizes(heap, 'live'));
    }
    // The program asks for the same, checked or not; guard bytes and freed blocks are the checker's.
    expect(bare.bytes.payload).toBe(checked.bytes.payload);
    expect(checked.bytes.quarantine).toBe(sizes(checked, 'freed'));
    expect(checked.bytes.redzone).toBeGreaterThanOrEqual(32 * checked.blocks.length);
    expect([bare.bytes.quarantine, bare.bytes.redzone, bare.bytes.unknown]).toEqual([0, 0, 0]);
  });

  it('says of each block where it was allocated and freed', async () => {
    const heap = await json();
    const top = (id: number): string | undefined => heap.stacks.find(({ stack }) => stack === id)?.frames[0]?.function;
    const words = heap.blocks.filter(({ allocated }) => top(allocated) === 'keep');
    expect(words.length).toBe(300);
    const freed = words.filter(({ state }) => state === 'freed');
    expect(freed.length).toBe(100);
    for (const block of freed) expect(top(block.freed!)).toBe('main');
    for (const { start, size, owner, block } of heap.regions) {
      if (owner !== 'payload') continue;
      expect([start, size]).toEqual([heap.blocks[block!]!.address, heap.blocks[block!]!.size]);
    }
  });

  it('finds the peak with the same input, and shows what there was then', async () => {
    for (const mode of [[], ['--unchecked']]) {
      const [peak, exit] = [await json('--at=peak', ...mode), await json(...mode)];
      requireTiling(peak);
      // 300 pairs of calls for the words, and then the large one.
      expect(peak.moment).toEqual({ at: 'peak', event: 601 });
      expect(peak.blocks.filter(({ state, size }) => state === 'live' && size === 10_000).length).toBe(1);
      expect(exit.blocks.filter(({ state, size }) => state === 'live' && size === 10_000).length).toBe(0);
      expect(peak.bytes.payload).toBeGreaterThan(exit.bytes.payload!);
    }
  });

  it('shows the heap after any call, as recordings number them', async () => {
    for (const mode of [[], ['--unchecked']]) {
      const after = async (event: number): Promise<number> =>
        sizes(await json(`--at=${event}`, ...mode), 'live') - sizes(await json('--at=600', ...mode), 'live');
      // The large block comes and goes, and the first word goes after it.
      expect([await after(601), await after(602), await after(603)]).toEqual([10_000, 0, -2]);
    }
  });
});

describe('heap', () => {
  it('prints sums, a map to scale and a table within 80 columns', async () => {
    const { status, stdout } = await heapglass(['heap', 'words.wasm'], { cwd, stdin });
    expect(status).toBe(0);
    const text = stdout.toString();
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
    expect(text).toMatch(/^payload +[\d,]+ +[\d.]+ % +asked for and not freed: 201 blocks$/m);
    expect(text).toMatch(/^map: each sign stands for \d+ bytes/m);
    const [, bytes] = /each sign stands for (\d+) bytes/.exec(text)!;
    const cells = [...text.matchAll(/^0x[0-9a-f]+ {2}([#~hrq._TP?]+)$/gm)].map(([, row]) => row!.length);
    const [, total] = /^in all +([\d,]+)/m.exec(text)!;
    expect(cells.reduce((sum, n) => sum + n, 0) * Number(bytes)).toBe(Number(total!.replaceAll(',', '')));
    expect(text).toMatch(/^0x[0-9a-f]+ +\d+ +quarantine +\d+ {2}keep words\.c:5\n +freed in main words\.c:15$/m);
    expect(text).toMatch(/\.\.\. \d+ rows more; --all shows them/);
    expect(text).toMatch(/every invariant of the allocator holds/);
    expect(text).not.toContain('\u001b');
  });

  it('says so of a program that has none', async () => {
    writeFileSync(join(cwd, 'none.c'), 'int main(void) { return 0; }');
    const { status, stdout } = await heapglass(['heap', 'none.c'], { cwd });
    expect([status, stdout.toString().split('\n').slice(0, 2)]).toEqual([
      0,
      ['none.c: the heap at exit, on segregated beneath the checks', 'The program has no heap.'],
    ]);
    expect(stdout.toString()).not.toContain('map:');
  });

  it('shows all rows when asked, in colour when asked', async () => {
    const { stdout } = await heapglass(['heap', '--all', '--color=always', 'words.wasm'], { cwd, stdin });
    expect(stdout.toString()).not.toMatch(/rows more/);
    expect(stdout.toString()).toContain('\u001b[');
  });

  it.each([
    [['--at=soon'], USAGE, '--at=soon: expected exit, peak, or the number of a call from 1'],
    [['--at=0'], USAGE, '--at=0: expected exit, peak, or the number of a call from 1'],
    [['--malloc=bets-fit'], USAGE, '--malloc: there is no allocator "bets-fit"; did you mean best-fit?'],
    [['--at=100000'], DATA, 'the program makes only 702 calls of malloc and its kin, so there is no call 100000'],
  ])('%s is explained', async (options, expected, message) => {
    const { status, stdout, stderr } = await heapglass(['heap', ...options, 'words.wasm'], { cwd, stdin });
    expect([status, stderr.replace('300 words\n', ''), stdout.length]).toEqual([
      expected,
      `heapglass: ${message}\n`,
      0,
    ]);
  });
});
