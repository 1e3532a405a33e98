/** `--malloc`: the checks find the same beneath whatever allocator serves the program, and wrong choices are explained. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { heapglass, scratch } from './run-cli.js';
import { compiled } from '../support/compiled.js';

const cwd = scratch();
const FOUND = 99;
const USAGE = 64;

/** Addresses are the allocator's own. */
const withoutAddresses = (report: string): string => report.replace(/0x[0-9a-f]+/gi, '0x').replace(/==\d+==/g, '');

beforeAll(async () => {
  const source = join(import.meta.dirname, '../../examples/leak.c');
  writeFileSync(join(cwd, 'leak.wasm'), await compiled(['-g', source]));
});

const report = async (...options: string[]): Promise<string> => {
  const { status, stderr } = await heapglass(['run', '--format=valgrind', ...options, 'leak.wasm'], { cwd });
  expect(status).toBe(FOUND);
  return stderr;
};

describe('--malloc', () => {
  it('changes nothing about what is found', async () => {
    const expected = withoutAddresses(await report());
    expect(expected).toMatch(/definitely lost: [1-9]/);
    for (const { name } of DESIGNS) expect(withoutAddresses(await report(`--malloc=${name}`))).toBe(expected);
    const never = await report('--malloc=first-fit', '--coalesce=never', '--order=lifo', '--split-threshold=64');
    expect(withoutAddresses(never)).toBe(expected);
  });

  it('puts blocks where that allocator puts them', async () => {
    expect(await report('--malloc=buddy')).not.toBe(await report());
  });

  it.each([
    [['--malloc=bets-fit'], 'heapglass: --malloc: there is no allocator "bets-fit"; did you mean best-fit?\n'],
    [['--malloc=all'], 'heapglass: --malloc: one allocator, not "all"\n'],
    [['--coalesce=never'], 'heapglass: --coalesce is for the free lists, and segregated has none\n'],
  ])('%s is refused before anything runs', async (options, message) => {
    const { status, stderr, stdout } = await heapglass(['run', ...options, 'leak.wasm'], { cwd });
    expect([status, stderr, stdout.length]).toEqual([USAGE, message, 0]);
  });
});
