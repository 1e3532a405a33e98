/** What the calls about memory and signals do and refuse, compared with Linux. Skipped where there is no gcc, or no Linux. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';
import { HAS_GCC, natively } from '../support/natively.js';

const cwd = scratch();
const at = (name: string): string => join(import.meta.dirname, 'programs', 'linux', `${name}.c`);

describe.skipIf(!HAS_GCC)('a program on paged memory', () => {
  it.each([
    ['protections', ['--check']],
    ['advice', []],
    ['file_maps', []],
    ['file_cache', []],
    ['file_cache', ['--check', '--ram', '256k', '--swap', 'swap.bin']],
    ['limits', []],
    ['children', []],
    ['children', ['--check', '--observe', 'no']],
    ['remaps', ['--check', '--ram', '128k', '--swap', 'swap.bin']],
    ['busy', ['-O1']],
    ['signal_handlers', []],
    ['signal_handlers', ['--check', '--error-exitcode', '0']],
    ['signal_jumps', ['-O1', '--check']],
  ])(
    '%s %j is answered as by Linux',
    async (name, options) => {
      const { stdout, status } = await heapglass(['run', '--vm', '-q', ...options, at(name)], { cwd });
      expect(stdout.toString()).toBe(natively(at(name), cwd));
      // With checks: nothing was found in what is right.
      expect(status).toBe(0);
    },
    120_000,
  );
});
