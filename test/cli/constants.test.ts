/** A number in read-only data is no pointer, whatever its value is. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();

it('does not hold a lost block', async () => {
  writeFileSync(
    join(cwd, 'number.c'),
    `#include <stdio.h>
     #include <stdlib.h>
     #ifndef NUMBER
     #define NUMBER 77u
     #endif
     extern const unsigned numbers[];
     const unsigned numbers[] = {1, NUMBER, 3};
     static void lose(void) { printf("%u\\n", (unsigned)malloc(100) + numbers[0] - 1); }
     int main(void) { lose(); return 0; }`,
  );
  const run = async (options: string[]): Promise<{ address: string; report: string }> => {
    const { stdout, stderr } = await heapglass(['run', '--seed=1', ...options, 'number.c'], { cwd });
    return { address: stdout.toString().trim(), report: stderr };
  };
  const { address, report } = await run([]);
  expect(report).toContain('definitely lost: 100 bytes in 1 block');
  // Into the block: as a pointer it would hold it as possibly lost.
  const again = await run([`-DNUMBER=${Number(address) + 20}u`]);
  expect(again.address).toBe(address);
  expect(again.report).toContain('definitely lost: 100 bytes in 1 block');
});
