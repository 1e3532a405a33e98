/** `heapglass pages`, `heapglass compare --page-policy` and /proc from outside. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';

const cwd = scratch();
const at = (name: string): string => join(import.meta.dirname, 'programs', `${name}.c`);
/** In pictures: the page is in memory and has been written. */
const WRITTEN = 'D';

describe('pages', () => {
  it('shows areas, the peak, a walk bit by bit and the lines that faulted', async () => {
    const words = ['pages', '-O1', '--ram', '1M', '--swap', 'swap', '--at', 'peak', '--format', 'json'];
    const program = at('larger_than_memory');
    const { status, stdout } = await heapglass([...words, program], { cwd });
    expect(status).toBe(0);
    const { schema, resident, areas, lines } = JSON.parse(stdout.toString());
    expect(schema).toBe('heapglass.pages');
    const heap = areas.find(({ name }: { name: string }) => name === '[heap]');
    const runs: [state: string, count: number][] = heap.pages;
    expect(runs.reduce((sum, [, count]) => sum + count, 0)).toBe((heap.end - heap.start) / 4096);
    expect(resident).toBeGreaterThan(230);
    const first = runs.findIndex(([state]) => state === WRITTEN);
    const before = runs.slice(0, first).reduce((sum, [, count]) => sum + count, 0);
    const address = heap.start + before * 4096 + 0x10;
    const walked = await heapglass([...words, '--walk', `0x${address.toString(16)}`, program], { cwd });
    const { walks } = JSON.parse(walked.stdout.toString());
    const [walk] = walks;
    expect(walk.steps.map(({ level }: { level: number }) => level)).toEqual([4, 3, 2, 1]);
    expect(walk.steps[3].bits).toContain('no-execute');
    expect(walk.memoryAddress % 4096).toBe(0x10);
    // The loops that write and read; which one ran at the peak depends on a page or two.
    expect([5, 7]).toContain(lines[0].frame.line);
  });

  it('stops at a fault, and says when there are not so many', async () => {
    const at5 = await heapglass(['pages', '--at', '5', at('larger_than_memory')], { cwd });
    expect(at5.stdout.toString()).toContain('pages after fault 5: 5 faults so far');
    const never = await heapglass(['pages', '--at', '100000', at('null')], { cwd });
    expect(never.stderr).toContain('the program made only');
    expect(never.status).toBe(65);
  });
});

describe('of a program that forks', () => {
  const forking = join('processes', 'fork_wait');

  it('shows the process that is asked for, and which there are', async () => {
    const first = await heapglass(['pages', '-O0', at(forking)], { cwd });
    expect(first.stdout.toString()).toMatch(/^process 42; --pid shows another: 43, 44, 45, 46, 47, 48, 49\n/);
    const child = await heapglass(['pages', '-O0', '--pid', '44', '--at', '2', '--format', 'json', at(forking)], {
      cwd,
    });
    expect(JSON.parse(child.stdout.toString())).toMatchObject({ pid: 44, faults: 2 });
    const none = await heapglass(['pages', '-O0', '--pid', '99', at(forking)], { cwd });
    expect([none.status, none.stderr]).toEqual([
      65,
      expect.stringContaining('the program had no process 99; it had 42'),
    ]);
  });

  it('is compared by what one process touches, and that is said', async () => {
    const words = ['compare', '-O0', '--page-policy', 'lru', '--ram', '64k', '--pid', '43'];
    const { stdout } = await heapglass([...words, at(forking)], { cwd });
    expect(stdout.toString().replaceAll('\n', ' ')).toContain('(pages that process 43 touched, one of 8)');
  });
});

describe('compare --page-policy', () => {
  it('puts all policies side by side, none better than OPT', async () => {
    const words = ['compare', '--page-policy', 'all', '--ram', '512k,1M,2M', '--format', 'json'];
    const { status, stdout } = await heapglass([...words, at('larger_than_memory')], { cwd });
    expect(status).toBe(0);
    const { sizes } = JSON.parse(stdout.toString());
    expect(sizes).toHaveLength(3);
    for (const { policies, optFaults } of sizes) {
      expect(policies).toHaveLength(13);
      for (const { faults } of policies) expect(faults).toBeGreaterThanOrEqual(optFaults);
    }
  });

  it('compares allocators by the pages that the same run touches on each', async () => {
    const words = ['compare', '--page-policy', 'lru,opt', '--ram', '64k,128k', '--malloc', 'segregated,buddy'];
    const run = (...more: string[]) => heapglass([...words, ...more, at('search_tree')], { cwd, stdin: 'x' });
    const [text, json, csv] = await Promise.all([run(), run('--format', 'json'), run('--format', 'csv')]);
    expect([text.status, text.stderr, json.status, csv.status]).toEqual([0, '', 0, 0]);
    const { schema, allocators } = JSON.parse(json.stdout.toString());
    expect(schema).toBe('heapglass.replacement-by-allocator');
    expect(allocators.map(({ malloc }: { malloc: string }) => malloc)).toEqual(['segregated', 'buddy']);
    const [segregated, buddy] = allocators.map(({ trace }: { trace: { pages: number } }) => trace.pages);
    // Pages of its own say which blocks are free.
    expect(buddy).toBeGreaterThan(1.1 * segregated);
    const faults = allocators[1].sizes[1].policies[0].faults;
    expect(text.stdout.toString()).toMatch(
      new RegExp(
        `Faults under lru, by frames\\nallocator.*\\nsegregated.*\\nbuddy +[\\d,]+ +${faults.toLocaleString('en-US')}\\n`,
      ),
    );
    const lines = csv.stdout.toString().trim().split('\n');
    expect(lines[0]).toMatch(/^malloc,policy,frames,/);
    expect(lines).toHaveLength(1 + 2 * 2 * 2);
  });
});

describe('/proc', () => {
  it('has maps, smaps, status, meminfo and pagemap', async () => {
    const { stdout, status } = await heapglass(['run', '--vm', '-q', at('proc')], { cwd });
    expect(status).toBe(0);
    const text = stdout.toString();
    expect(text).toMatch(/^0000f000-00010000 ---p 00000000 00:00 0 +\[stack guard\]$/m);
    expect(text).toMatch(/^VmPeak:\t *\d+ kB$/m);
    expect(text).toMatch(/^MemTotal: +65536 kB$/m);
    expect(text).toMatch(/^KernelPageSize: +4 kB$/m);
    const [size, resident] = /^(\d+) (\d+) \d+ 0 0 \d+ 0$/m.exec(text)!.slice(1).map(Number);
    expect(text).toContain(`VmSize:\t${String(size! * 4).padStart(8)} kB`);
    expect(resident).toBeGreaterThan(24);
    expect(text).toContain('pagemap present 1');
  });
});
