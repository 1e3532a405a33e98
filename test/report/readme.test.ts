/** The session that the readme shows is what a user gets, but for addresses. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { compileProgram, heapglass } from '../corpus/run-heapglass.js';

const ROOT = join(import.meta.dirname, '..', '..');
const withoutAddresses = (text: string): string => text.replaceAll(/0x[0-9a-f]+/g, '0x');

it('shows the real output of its example', async () => {
  const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
  const session = /```text\n\$ heapglass run examples\/leak\.c\n([\s\S]*?)```/.exec(readme)?.[1];
  const directory = mkdtempSync(join(tmpdir(), 'heapglass-readme-'));
  try {
    const module = join(directory, 'leak.wasm');
    writeFileSync(module, await compileProgram(join(ROOT, 'examples', 'leak.c'), []));
    const { stdout, stderr } = await heapglass(['run', module], ROOT, new Uint8Array(0));
    expect(withoutAddresses(session ?? '')).toBe(withoutAddresses(stdout + stderr));
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
});
