/** `heapglass run --vm --check`: memory errors are found on paged memory too, and told apart from its faults. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';

const cwd = scratch();
const at = (name: string): string => join(import.meta.dirname, 'programs', `${name}.c`);
const small = ['--ram', '1m', '--swap', 'swap.bin', '--page-policy', 'lru', '--freelist-vol', '100000'];

async function run(words: string[]): Promise<{ status: number; stdout: string; report: Record<string, any> }> {
  const { status, stdout, stderr } = await heapglass(['run', '--vm', '--check', '--format', 'json', ...words], { cwd });
  return { status, stdout: stdout.toString(), report: JSON.parse(stderr) as Record<string, any> };
}

const lines = (found: { kind: string; stack: { line: number }[] }[]): string[] =>
  found.map(({ kind, stack }) => `${kind} ${stack.find(({ line }) => line > 0)?.line}`);

describe('a checked program on paged memory', () => {
  it('has its errors found while its pages come and go', async () => {
    const { status, stdout, report } = await run([...small, at('errors')]);
    expect(stdout).toBe('p 4\n');
    expect(status).toBe(99);
    const { checks } = report;
    expect(lines(checks.findings)).toEqual(['InvalidWrite 43', 'InvalidWrite 45', 'InvalidRead 47', 'InvalidWrite 52']);
    expect(checks.findings[2]).toMatchObject({ place: { in: 'heap-block', offset: 0, block: { state: 'freed' } } });
    // What memory of its own leads to is reachable, and what is in swap is searched too.
    expect(checks.leaks.map(({ kind, blocks }: any) => [kind, blocks])).toEqual([
      ['reachable', 1],
      ['definite', 1],
      ['reachable', 2999],
    ]);
    expect(report.swapOut).toBeGreaterThan(100);
    // A fault that a handler has repaired is no error; one that ends the program says what the page tables say.
    expect(report.signalsDelivered).toBe(23);
    expect(checks.findings[3]).toMatchObject({ fatal: true, size: 1, place: { in: 'unmapped' } });
    expect(report.ending).toMatchObject({ signal: 'SIGSEGV', fault: { reason: 'nothing is mapped at that address' } });
    expect(checks.ending).toEqual({ how: 'stopped', signal: 'SIGSEGV' });
  });

  it('ends by a signal alone where it has protected what is its own', async () => {
    const { status, report } = await run(['--error-exitcode', '0', at('errors'), '--', '7']);
    expect(status).toBe(139);
    expect(report.ending.fault.reason).toContain('PROT_NONE');
    expect(report.checks.findings).toHaveLength(3);
  });

  it('tells people both: what was wrong, and what paging did', async () => {
    const { status, stderr } = await heapglass(['run', '--vm', '--check', at('null')], { cwd });
    expect(status).toBe(99);
    expect(stderr.replace(/\s+/g, ' ')).toMatch(/error: invalid read .*Segmentation fault: .*paged memory: .*Minor/);
  });

  it('is not pushed out of a small memory by blocks that it has freed', async () => {
    const source = join(cwd, 'churns.c');
    const lines = [
      '#include <stdio.h>',
      '#include <stdlib.h>',
      '#include <string.h>',
      'int main(void) {',
      '  unsigned sum = 0;',
      '  for (int i = 0; i < 4000; i++) { char *p = malloc(3000); memset(p, i, 3000); sum += p[7]; free(p); }',
      '  printf("%u\\n", sum);',
      '}',
    ];
    writeFileSync(source, `${lines.join('\n')}\n`);
    const { status, report } = await run(['--ram', '2m', source]);
    expect(status).toBe(0);
    expect(report.majorFaults).toBe(0);
    const { report: large } = await run(['--ram', '2m', '--freelist-vol', '20000000', source]);
    expect(large.ending.signal).toBe('SIGKILL');
  });

  it('is told of an abort as without pages', async () => {
    const source = join(cwd, 'aborts.c');
    writeFileSync(source, '#include <stdlib.h>\nint main(void) { abort(); }\n');
    const { status, report } = await run([source]);
    expect(status).toBe(99);
    expect(report.checks.findings).toMatchObject([{ kind: 'Trap', trap: 'abort' }]);
    expect(report.ending.signal).toBe('SIGABRT');
  });
});

const found = (report: Record<string, any>): unknown[] =>
  report.processes.map(({ pid, checks }: any) => [
    pid,
    ...lines(checks.findings),
    ...checks.leaks.filter(({ isError }: any) => isError).map(({ kind, bytes }: any) => `${kind} ${bytes}`),
  ]);

describe('checked processes', () => {
  it('have errors and leaks of their own, of blocks from before the fork too', async () => {
    const { status, stdout, report } = await run([at('processes/errors_apart')]);
    expect(stdout).toBe('child exited 3\n');
    expect(status).toBe(99);
    expect(found(report)).toEqual([
      [42, 'InvalidWrite 23', 'InvalidFree 26', 'definite 40'],
      [43, 'InvalidWrite 14', 'InvalidRead 15', 'InvalidWrite 17', 'definite 11'],
    ]);
    expect(report.checks).toBeUndefined();
    expect(report.processes[1].checks.process).toEqual({ pid: 43, parent: 42 });
    // The child has freed what its parent has not; where that came from it knows from before.
    const [, , written] = report.processes[1].checks.findings;
    expect(written.place).toMatchObject({ offset: 1, block: { state: 'freed', allocated: [{ line: 7 }] } });
    expect(report.processes[1].checks.heap).toMatchObject({ allocations: 4, frees: 2, blocksAtExit: 2 });
  });

  it("have their numbers before each line in Valgrind's form, and before each report in the text", async () => {
    const words = ['run', '--vm', '--check', at('processes/errors_apart')];
    const valgrind = await heapglass([...words, '--format', 'valgrind'], { cwd });
    expect(valgrind.stderr).toMatch(/^==42== ERROR SUMMARY: 3 errors from 3 contexts/m);
    expect(valgrind.stderr).toMatch(/^==43== ERROR SUMMARY: 4 errors from 4 contexts/m);
    const text = await heapglass(words, { cwd });
    expect(text.stderr).toMatch(/^process 42 \(.*errors_apart\.c\)\nerror: invalid write/m);
    expect(text.stderr).toMatch(/^process 43 \(.*errors_apart\.c, child of 42\)\nerror: invalid write/m);
  });

  it.each([
    ['segregated', []],
    ['mimalloc', ['--ram', '300k', '--swap', 'swap.bin', '--page-policy', 'lru', '--freelist-vol', '20000']],
    ['slab+buddy', ['-O1']],
  ])('switch in the middle of their heaps on %s %j', async (malloc, options) => {
    const small = ['--malloc', malloc, '--observe', 'no', '--slice', '300', '--error-exitcode', '0', ...options];
    const { stdout, status, report } = await run([...small, at('processes/busy_heaps'), '--', '1500']);
    expect(stdout.split('\n').sort()).toEqual(['', 'child 1: 1501000', 'child 2: 1502000', 'parent: 1600000']);
    expect(status).toBe(0);
    expect(found(report)).toEqual([
      [42],
      [43],
      [44, 'InvalidRead 58', 'definite 10'],
      [45, 'InvalidRead 58', 'definite 20'],
    ]);
    // It was killed in a function that knows of a block.
    const { checks, ending } = report.processes[1];
    expect(ending.signal).toBe('SIGTERM');
    expect(checks.leakSummary.reachable.bytes).toBeGreaterThan(77);
    for (const { turns } of report.processes.slice(2)) expect(turns).toBeGreaterThan(10);
  });

  it('are recorded, each in a file of its own, with what the parent did before', async () => {
    const words = ['record', '--vm', '-q', '--slice', '300', '--observe', 'no', '-o', 'busy.hg'];
    await heapglass([...words, at('processes/busy_heaps'), '--', '300'], { cwd });
    const reported = await heapglass(['report', '--format', 'json', 'busy.44.hg'], { cwd });
    const { process, heap, findings } = JSON.parse(reported.stdout.toString()) as Record<string, any>;
    expect(process).toEqual({ pid: 44, parent: 42 });
    expect(heap).toMatchObject({ allocations: 601, frees: 600 });
    expect(lines(findings)).toEqual(['InvalidRead 58']);
    for (const file of ['busy.hg', 'busy.44.hg']) {
      const { status, stdout } = await heapglass(['replay', file, '--malloc', 'tlsf', '--format', 'json'], { cwd });
      expect(status).toBe(0);
      const { trace } = JSON.parse(stdout.toString()) as Record<string, any>;
      expect(trace).toMatchObject({ blocks: file === 'busy.hg' ? 600 : 601, skipped: 0 });
    }
  });

  it('may be of several programs', async () => {
    const first = [at('errors'), '--', '7', '--and'];
    const { report } = await run(['--error-exitcode', '0', ...first, at('processes/errors_apart')]);
    const [errors, parent, child] = report.processes;
    expect(lines(errors.checks.findings)).toEqual(['InvalidWrite 43', 'InvalidWrite 45', 'InvalidRead 47']);
    expect(errors.ending.signal).toBe('SIGSEGV');
    expect([parent.checks.program, parent.checks.process.pid]).toEqual([at('processes/errors_apart'), 43]);
    expect(lines(parent.checks.findings)).toEqual(['InvalidWrite 23', 'InvalidFree 26']);
    expect(lines(child.checks.findings)).toEqual(['InvalidWrite 14', 'InvalidRead 15', 'InvalidWrite 17']);
  });

  it('say where each of them was when their time is up', async () => {
    const source = join(cwd, 'endless.c');
    const text = `#include <unistd.h>
static void parent(void) { for (;;) {} }
static void child(void) { for (;;) {} }
int main(void) { if (fork() == 0) child(); else parent(); }
`;
    writeFileSync(source, text);
    const { status, report } = await run(['--timeout', '1', source]);
    expect(status).toBe(124);
    const where = report.processes.map(({ checks }: any) => checks.ending.stack.at(-2).function);
    expect(where).toEqual(['parent', 'child']);
  });
});
