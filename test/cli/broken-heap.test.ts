/**
 * Programs that write over their own heap, on every allocator: whatever comes of it, heapglass comes to an end of its own and
 * says what is broken.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { heapglass, scratch } from './run-cli.js';
import { compiled } from '../support/compiled.js';

const cwd = scratch();
const ABORTED = 134;
const FOUND = 99;

const PROGRAMS = {
  /** An overflow far beyond the guard bytes, then calls that meet what it left. */
  smash: `
    char *a = malloc(40), *b = malloc(40), *c = malloc(40);
    memset(a, 'x', 200);
    free(b); free(a); free(c);
    for (int i = 0; i < 50; i++) a = malloc(i * 10);`,
  /** Without anything that checks. */
  twice: `
    char *a = malloc(40), *b = malloc(40);
    free(a); free(a);
    for (int i = 0; i < 50; i++) b = malloc(40);`,
  /** Stale pointers link the free blocks in a circle. */
  cycle: `
    void **p[20];
    for (int i = 0; i < 20; i++) p[i] = malloc(40);
    for (int i = 0; i < 20; i += 2) free(p[i]);
    for (int i = 0; i < 20; i += 2)
      for (int k = -5; k < 3; k++) p[i][k] = (char *)p[(i + 2) % 20] - 4 * (k + 2);
    for (int i = 1; i < 20; i += 2) free(p[i]);
    for (int i = 0; i < 100; i++) malloc(i * 5);`,
  /** Random bytes all over it. */
  random: `
    char *p[64];
    for (int i = 0; i < 64; i++) p[i] = malloc(next(300));
    char *base = p[0] - next(3000);
    for (int i = 0; i < 400; i++) base[next(12000)] = next(256);
    for (int i = 0; i < 2000; i++) {
      int k = next(64);
      if (next(3) == 0) p[k] = realloc(p[k], next(3000));
      else { free(p[k]); p[k] = malloc(next(2) ? next(100) : next(20000)); }
    }`,
};
type Program = keyof typeof PROGRAMS;

beforeAll(async () => {
  for (const [name, body] of Object.entries(PROGRAMS)) {
    writeFileSync(
      join(cwd, `${name}.c`),
      `#include <stdlib.h>
#include <string.h>
static unsigned state = 7;
static unsigned next(unsigned n) {
  state ^= state << 13; state ^= state >> 17; state ^= state << 5;
  return state % n;
}
int main(void) {${body}
    return next(1);
}`,
    );
    writeFileSync(join(cwd, `${name}.wasm`), await compiled(['-g', '-Wno-unused-result', join(cwd, `${name}.c`)]));
  }
});

/** What comes out is checked for hangs and insides of heapglass by the runner itself. */
async function run(program: Program, ...options: string[]): Promise<{ status: number; text: string }> {
  const { status, stdout, stderr } = await heapglass([...options, `${program}.wasm`], { cwd });
  return { status, text: `${stdout.toString()}${stderr}` };
}

const names = Object.keys(PROGRAMS) as Program[];
const BROKEN = /the heap is (corrupted|broken) at 0x[0-9a-f]+: \S/i;

describe.each(DESIGNS.map(({ name }) => name))('on %s', (design) => {
  it.each(names)('%s comes to an end under the checks', async (program) => {
    const { status, text } = await run(program, 'run', '--freelist-vol=0', `--malloc=${design}`);
    expect(status).toBe(FOUND);
    expect(text).toMatch(/invalid (write|free)|double free/);
  });

  it.each(names)('%s comes to an end without them', async (program) => {
    const { status, text } = await run(program, 'heap', '--unchecked', `--malloc=${design}`);
    expect(status).toBe(0);
    expect(text).toMatch(/every invariant of the allocator holds|the heap is broken at/);
  });
});

describe('on the default allocator', () => {
  it('the program is stopped at the call that meets the damage, and the writer is named', async () => {
    const { text } = await run('smash', 'run', '--freelist-vol=0');
    expect(text).toMatch(BROKEN);
    expect(text).toMatch(/written over here, by an invalid write of 160 bytes at 0x[0-9a-f]+\n {3}--> smash\.c:10:5/);
    expect(text).toMatch(/stopped here, as by an operating system \(SIGABRT\)/);
    const { status } = await run('smash', 'run', '--freelist-vol=0', '--error-exitcode=0');
    expect(status).toBe(ABORTED);
  });

  it('the reports for Valgrind and for machines say the same', async () => {
    const { text } = await run('smash', 'run', '--freelist-vol=0', '--format=valgrind');
    expect(text).toMatch(/default action of signal 6 \(SIGABRT\)\n==\d+== {2}Heap corrupted at 0x[0-9a-f]+: /);
    expect(text).toMatch(
      /Written over by an invalid write of size 160 at 0x[0-9a-f]+\n==\d+== {4}at .* \(smash\.c:10\)/,
    );
    const json = await run('smash', 'run', '--freelist-vol=0', '--format=json');
    const { findings, ending } = JSON.parse(json.text) as { findings: Record<string, unknown>[]; ending: object };
    expect(findings.at(-1)).toMatchObject({ kind: 'HeapCorrupted', writer: { size: 160, covers: true } });
    expect(ending).toEqual({ how: 'stopped', signal: 'SIGABRT' });
  });

  it('damage that no call has met is noted at the end', async () => {
    const { text } = await run('smash', 'run');
    expect(text.replace(/\n +/g, ' ')).toMatch(
      /note: The heap is broken at 0x[0-9a-f]+: [^.]+; written over by the invalid write in main at smash\.c:10\./,
    );
  });

  it('a run without checks says what is corrupted, and how to find out more', async () => {
    const { status, text } = await run('twice', 'run', '--unchecked');
    expect(status).toBe(ABORTED);
    expect(text).toMatch(
      /^heapglass: heap corrupted at 0x[0-9a-f]+: .* before; without --unchecked heapglass finds out why\n$/,
    );
  });

  it('a block that is freed twice stops an unchecked program, and who wants to know more is told where', async () => {
    const { text } = await run('twice', 'heap', '--unchecked');
    expect(text.replace(/\n +/g, ' ')).toMatch(
      /stopped by SIGABRT \(heap corrupted at 0x[0-9a-f]+: an address was given/,
    );
    expect(text).toMatch(/help: heapglass run finds who/);
  });
});
