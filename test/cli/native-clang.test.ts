/** --clang: the same findings with a native clang that has a wasm target, where one is installed. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');
let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'heapglass-clang-'));
  writeFileSync(join(directory, 'fine.c'), 'int main(void) { return 0; }\n');
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function heapglass(clang: string, file: string): { status: number | null; stdout: string; stderr: string } {
  return spawnSync(process.execPath, ['dist/bundle/main.cjs', 'run', '--clang', clang, '--format=json', file], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, HEAPGLASS_CACHE: 'off' },
  });
}

/** A clang without its wasm linker or without a C library for WASI is none that can be used. */
function isUsable(): boolean {
  const made = spawnSync(
    'clang',
    ['--target=wasm32-wasi', '-x', 'c', '-', '-o', join(tmpdir(), 'heapglass-probe.wasm')],
    {
      input: '#include <stdio.h>\nint main(void) { return puts("x"); }\n',
    },
  );
  return made.status === 0;
}

const usable = isUsable();

describe.skipIf(!usable)(
  `a native clang${usable ? '' : ' (skipped: no clang with a wasm target and wasi-libc)'}`,
  () => {
    it('finds what the packaged one finds', () => {
      const { stderr, stdout, status } = heapglass('clang', 'examples/leak.c');
      const report = JSON.parse(stderr) as {
        findings: { kind: string; stack: { line: number }[] }[];
        leaks: unknown[];
      };
      expect(stdout).toBe('40 words\nlast sensor: 3\n');
      expect(report.findings.map(({ kind, stack }) => [kind, stack[0].line])).toEqual([
        ['InvalidWrite', 24],
        ['InvalidWrite', 25],
        ['InvalidRead', 37],
      ]);
      expect(report.leaks).toMatchObject([{ kind: 'definite', bytes: 40960, blocks: 10 }]);
      expect(status).toBe(99);
    });
  },
);

describe('--clang', () => {
  it('says of another program that it is no clang', () => {
    const { stderr, status } = heapglass(process.execPath, join(directory, 'fine.c'));
    expect(stderr).toMatch(/^heapglass: .* is no clang\. /);
    expect(status).not.toBe(0);
  });

  it('says of a missing one where it looked', () => {
    const { stderr, status } = heapglass('/nowhere/clang', join(directory, 'fine.c'));
    expect(stderr).toMatch(/^heapglass: no clang at \/nowhere\/clang\. /);
    expect(status).not.toBe(0);
  });
});
