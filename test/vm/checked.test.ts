/** `heapglass run --vm --check`: memory errors are found on paged memory too, and told apart from its faults. */
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

  it('does not fork', async () => {
    const { status, stderr } = await heapglass(['run', '--vm', '--check', at('processes/fork_wait')], { cwd });
    expect(status).toBe(64);
    expect(stderr).toContain('it calls fork');
  });
});
