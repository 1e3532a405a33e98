/** `heapglass run --vm` from outside: programs that live by their page tables. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { heapglass, scratch } from '../cli/run-cli.js';

const CANNOT_WRITE = 73;
const cwd = scratch();
const PROGRAMS = join(import.meta.dirname, 'programs');
const at = (name: string): string => join(PROGRAMS, `${name}.c`);
const run = async (name: string, ...options: string[]): Promise<{ status: number; stdout: string; stderr: string }> => {
  const { status, stdout, stderr } = await heapglass(['run', '--vm', '--format', 'json', ...options, at(name)], {
    cwd,
  });
  return { status, stdout: stdout.toString(), stderr };
};
const record = (stderr: string) => JSON.parse(stderr) as Record<string, any>;

describe('a program on paged memory', () => {
  it('pages for itself with mprotect and a handler of SIGSEGV, maps files, and is stopped where it writes a literal', async () => {
    const { status, stdout, stderr } = await run('mappings');
    expect(stdout.split('\n')).toEqual([
      'caught 8, page 4096, minor 8',
      '11111111',
      '0 5',
      'jumped',
      'jumped again',
      'read: hello from the map',
      'map: HELLO from the map',
      'bad 0xffffffff Invalid argument',
      'sbrk 1',
      'writing',
      '',
    ]);
    expect(status).toBe(139);
    const { ending, signalsDelivered } = record(stderr);
    expect(signalsDelivered).toBe(10);
    expect(ending.signal).toBe('SIGSEGV');
    expect(ending.fault.reason).toContain('may not be written');
    expect(ending.stack[0]).toMatchObject({ function: 'main', line: 59 });
    const file = readFileSync(join(cwd, 'data.bin'));
    expect(file.length).toBe(3 * 4096);
    expect(file.subarray(4096, 4096 + 18).toString()).toBe('HELLO from the map');
    expect(String.fromCharCode(file[2 * 4096]!)).toBe('z');
  });

  it('is told of a null pointer with line, stack and what lies nearby', async () => {
    const { status, stderr } = await heapglass(['run', '--vm', at('null')], { cwd });
    expect(status).toBe(139);
    const text = stderr.replace(/\s+/g, ' ');
    expect(text).toContain('Segmentation fault: the program reads at 0x0');
    expect(text).toContain('a null pointer');
    expect(text).toContain('[stack guard]');
    expect(stderr).toMatch(/null\.c:4:\d+\n[^]*in sum\n.*by main .*null\.c:7/);
  });

  it.each(['fifo', 'random', 'nru', 'clock', 'lru', 'aging', 'lfu', '2q', 'arc', 'lirs', 'clock-pro', 'working-set'])(
    'keeps its data under %s where it is three times as large as memory',
    async (policy) => {
      const { stdout, stderr, status } = await run(
        'larger_than_memory',
        '-O1',
        '--ram',
        '1M',
        '--page-policy',
        policy,
        '--swap',
        'swap',
      );
      expect(`${stdout}${status}`).toBe('bad 0\n0');
      const { majorFaults, swapOut, peakResident } = record(stderr);
      expect(majorFaults).toBeGreaterThan(1000);
      expect(swapOut).toBeGreaterThan(1000);
      expect(peakResident).toBeLessThanOrEqual(256);
    },
    120_000,
  );

  it('does not swap to a file that holds something else', async () => {
    writeFileSync(join(cwd, 'letters'), 'to whom it may concern');
    const { status, stderr } = await heapglass(['run', '--vm', '--swap', 'letters', at('null')], { cwd });
    expect(status).toBe(CANNOT_WRITE);
    expect(stderr).toContain('letters holds something else, which swap would overwrite');
    expect(readFileSync(join(cwd, 'letters'), 'utf8')).toBe('to whom it may concern');
  });

  it.each(DESIGNS.map(({ name }) => name))('runs on %s', async (malloc) => {
    const { stdout, status } = await run('larger_than_memory', '--malloc', malloc, '--observe', 'no');
    expect(`${stdout}${status}`).toBe('bad 0\n0');
  });

  it('ends where memory is full and nothing can leave', async () => {
    const { status, stderr } = await run('larger_than_memory', '--ram', '2M', '--overcommit', 'always');
    expect(status).toBe(137);
    const { signal, message } = record(stderr).ending;
    expect(signal).toBe('SIGKILL');
    expect(message).toMatch(
      /No frame is left: of 512, \d+ hold .* there is no swap .*, the only one: it has [1-9][\d,]* KiB resident/,
    );
  });
});
