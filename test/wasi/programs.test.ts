/**
 * Preview 1 as C programs meet it: through the C library, where the same program must print the same natively, and by
 * the bare calls. expected/ has what they print.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { heapglass, scratch, type CliRun } from '../cli/run-cli.js';
import { compiled } from '../support/compiled.js';

const SOURCES = [join(import.meta.dirname, 'posix.c'), join(import.meta.dirname, 'raw.c')];
const PARTS = ['errors', 'flags', 'seeking', 'directories', 'links', 'times', 'clocks'];
const RAW_PARTS = ['rights', 'preopens', 'escapes', 'names', 'renumber', 'listing', 'polling', 'others'];
const INPUT = 'input\n';

const work = scratch();
const module = join(work, 'posix.wasm');
const native = join(work, 'posix');
const expected = (part: string): string => readFileSync(join(import.meta.dirname, 'expected', `${part}.txt`), 'utf8');

beforeAll(async () => {
  writeFileSync(module, await compiled(['-Wall', '-Wextra', ...SOURCES]));
});

/** In an empty directory of its own. */
function run(part: string, args: string[] = [], options: string[] = []): Promise<CliRun> {
  const cwd = mkdtempSync(join(work, `${part}-`));
  return heapglass(['run', '--quiet', ...options, module, '--', part, ...args], { cwd, stdin: INPUT });
}

describe('a C program finds the system as POSIX has it', () => {
  it.concurrent.each(PARTS)('%s', async (part) => {
    const { status, stdout, stderr } = await run(part);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.toString()).toBe(expected(part));
  });

  it.concurrent('arguments and environment, whatever is in them', async () => {
    const odd = ['', ' ', '--', '-x', "it's", '"', '\\n', '*', '\u20ac', 'a\nb'];
    const { stdout } = await run('arguments', odd, ['--env=HG_A=1', '--env', 'HG_B=x=y', '--env=HG_C=']);
    expect(stdout.toString()).toBe(
      [
        '1 [arguments]',
        ...odd.map((text, i) => `${i + 2} [${text}]`),
        'end: 1',
        'HG_A=1',
        'HG_B=x=y',
        'HG_C=',
        'missing: 1',
        '',
      ].join('\n'),
    );
  });

  it.concurrent.each([
    ['return', '0', 0, ''],
    ['return', '255', 255, ''],
    ['return', '256', 0, ''],
    ['return', '-1', 255, ''],
    ['exit', '7', 7, 'handler ran\n'],
    ['_exit', '8', 8, ''],
    ['proc_exit', '9', 9, ''],
  ])('%s %s', async (part, argument, status, output) => {
    const seen = await run(part, [argument]);
    expect([seen.status, seen.stdout.toString(), seen.stderr]).toEqual([status, output, '']);
  });
});

describe('the bare calls', () => {
  it.concurrent.each(RAW_PARTS)('%s', async (part) => {
    const { status, stdout, stderr } = await run(part);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.toString()).toBe(expected(part));
  });

  it.concurrent('a pointer that leads nowhere: EFAULT for the program, one finding each', async () => {
    const { status, stdout, stderr } = await run('faults', [], ['--format=json']);
    const lines = stdout.toString().trimEnd().split('\n');
    expect(lines.filter((line) => !line.endsWith(': EFAULT'))).toEqual([]);
    const { findings } = JSON.parse(stderr) as { findings: { count: number; via: string }[] };
    expect(findings.map((finding) => finding.count)).toEqual(lines.map(() => 1));
    expect(status).toBe(99);
  });
});

const compiler = spawnSync('gcc', ['--version'], { encoding: 'utf8' });
const hasCompiler = process.platform === 'linux' && compiler.status === 0;

describe('Linux prints the same', () => {
  beforeAll(() => {
    if (!hasCompiler) return;
    const { status, stderr } = spawnSync('gcc', ['-w', ...SOURCES, '-o', native], { encoding: 'utf8' });
    if (status !== 0) throw new Error(stderr);
  });

  it.skipIf(!hasCompiler).each(PARTS)('%s', async (part) => {
    const cwd = join(work, `native-${part}`);
    mkdirSync(cwd);
    // Between pipes, as under heapglass.
    const { stdout } = spawnSync('/bin/sh', ['-c', `printf '${INPUT}' | ${native} ${part} | cat`], { cwd });
    expect(stdout.toString()).toBe(expected(part));
  });
});
