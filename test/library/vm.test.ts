/** "heapglass/vm" as somebody uses it who has installed the package; and a process that is killed while it writes. */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runProcess } from '../support/run-process.js';

const root = join(import.meta.dirname, '../..');
const folder = mkdtempSync(join(tmpdir(), 'heapglass-vm-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the examples', () => {
  it('share pages between parent and child, and swap', async () => {
    const run = await runProcess(process.execPath, ['examples/address-space.mjs'], { cwd: root, seconds: 60 });
    expect([run.status, run.stderr]).toEqual([0, '']);
    expect(run.stdout).toContain(
      'parent has 0, child has 200; both have 1 behind it\na page that nobody mapped: fault\n',
    );
    expect(run.stdout).toMatch(/level 4 PML4\[0\] -> frame \d+: present writable user accessed\n/);
    expect(run.stdout).toContain('swap: more than 50 pages were written');
  });

  it('sort a file that is larger than memory', async () => {
    const run = await runProcess(process.execPath, ['examples/mapped-file.mjs'], { cwd: root, seconds: 120 });
    expect(run).toEqual({
      status: 0,
      stdout: '4 MiB in order: true\npages in memory: at most 64\npages read and written: more than the file has\n',
      stderr: '',
    });
  });
});

describe('docs/vm.md', () => {
  const text = readFileSync(join(root, 'docs/vm.md'), 'utf8');
  const snippets = [...text.matchAll(/^```js\n([^]*?)^```$/gm)].map(([, code]) => code!);

  it('has snippets', () => expect(snippets.length).toBeGreaterThan(2));

  it.each(snippets)('has a snippet that runs: %s', async (code) => {
    const run = await runProcess(process.execPath, ['--input-type=module', '-e', code], { cwd: root, seconds: 60 });
    expect([run.status, run.stderr]).toEqual([0, '']);
  });
});

const FULL_DISK = '/dev/full';

describe.skipIf(!existsSync(FULL_DISK))('swap on a disk that is full', () => {
  it('leaves pages where they are, and the program is told when there is no room', async () => {
    const { AddressSpace, Fault, PAGE, PhysicalMemory, checkInvariants } = await import('heapglass/vm');
    const { DiskFile } = await import('heapglass/vm/node');
    const physical = new PhysicalMemory({
      size: 32 * PAGE,
      swap: { file: new DiskFile(FULL_DISK), limit: 100 * PAGE },
      overcommit: { mode: 1 },
    });
    const space = new AddressSpace(physical);
    const at = space.map({ length: 60 * PAGE });
    let written = 0;
    while (space.write(at + written * PAGE, Uint8Array.of(written)) === undefined) written++;
    expect(space.write(at + written * PAGE, Uint8Array.of(1))).toBe(Fault.outOfMemory);
    expect(written).toBeGreaterThan(20);
    const byte = new Uint8Array(1);
    for (let i = 0; i < written; i++) {
      expect(space.read(at + i * PAGE, byte)).toBeUndefined();
      expect(byte[0]).toBe(i);
    }
    expect(physical.swap!.writeErrors).toBeGreaterThan(0);
    expect(checkInvariants(physical, [space])).toBeUndefined();
  });
});

const PAGES = 64;
const PER_ROUND = 12;

/** The pages that a round writes its number to, the same here and in the process that is killed. */
const CHOOSE = `
function pagesOfRound(round) {
  let state = round;
  return Array.from({ length: ${PER_ROUND} }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state >>> 8) % ${PAGES};
  });
}`;
const pagesOfRound = new Function(`${CHOOSE} return pagesOfRound;`)() as (round: number) => number[];

/** Writes rounds without end, and says after each flush which it was. Two of the processes share the file's pages. */
const WRITER = `
import { writeSync } from 'node:fs';
import { AddressSpace, PAGE, PhysicalMemory } from 'heapglass/vm';
import { DiskFile } from 'heapglass/vm/node';
${CHOOSE}
const [path, first] = process.argv.slice(1);
const physical = new PhysicalMemory({ size: 40 * PAGE, writeBack: { limit: 8 } });
const object = physical.openFile('1', path, () => new DiskFile(path));
const spaces = [new AddressSpace(physical), new AddressSpace(physical)];
const starts = spaces.map((space) => space.map({ length: ${PAGES} * PAGE, object, shared: true }));
for (let round = Number(first); ; round++) {
  pagesOfRound(round).forEach((page, i) => {
    const at = starts[i % 2] + page * PAGE;
    const stamp = new Uint8Array(Uint32Array.of(round).buffer);
    // At both ends of the page, so that half a page would show.
    spaces[i % 2].write(at, stamp);
    spaces[i % 2].write(at + PAGE - 4, stamp);
  });
  spaces[round % 2].sync(starts[round % 2], ${PAGES} * PAGE);
  writeSync(1, round + '\\n');
}`;

/** Lets the writer go on until it has told of so many rounds, and kills it wherever it is then. @returns the last round */
function writeUntilKilled(path: string, first: number, rounds: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const args = ['--input-type=module', '-e', WRITER, path, String(first)];
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    let told = '';
    let errors = '';
    child.stdout.on('data', (bytes: Buffer) => {
      told += bytes.toString();
      if (told.split('\n').length > rounds) child.kill('SIGKILL');
    });
    child.stderr.on('data', (bytes: Buffer) => (errors += bytes.toString()));
    child.on('error', reject);
    child.on('close', () => {
      if (errors === '') resolve(Number(told.trimEnd().split('\n').at(-1)));
      else reject(new Error(errors));
    });
  });
}

describe('a process that is killed while it writes', () => {
  it('loses nothing of what it had synchronised', async () => {
    const { openMapped } = await import('heapglass/vm/node');
    const path = join(folder, 'crash.bin');
    const pageSize = 4096;
    const empty = openMapped(path, { create: true, memory: 64 << 10 });
    empty.resize(PAGES * pageSize);
    empty.close();
    /** For each page the last round that is known to be in the file. */
    const known = new Uint32Array(PAGES);
    let round = 1;
    for (const rounds of [1, 2, 3, 7, 20, 55]) {
      const last = await writeUntilKilled(path, round, rounds);
      for (; round <= last; round++) for (const page of pagesOfRound(round)) known[page] = round;
      const file = openMapped(path, { memory: 64 << 10 });
      expect(file.size).toBe(PAGES * pageSize);
      for (let page = 0; page < PAGES; page++) {
        for (const at of [page * pageSize, (page + 1) * pageSize - 4]) {
          const found = file.getInt32(at);
          // What was not synchronised yet may be there, or not.
          if (found === known[page]) continue;
          expect(found).toBeGreaterThan(last);
          expect(pagesOfRound(found)).toContain(page);
        }
        known[page] = Math.max(file.getInt32(page * pageSize), file.getInt32((page + 1) * pageSize - 4));
      }
      file.close();
      // Rounds that were begun are not written again with the same number.
      round = Math.max(last, ...known) + 1;
    }
  });
});
