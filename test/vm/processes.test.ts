/** Programs that fork, compared with what they do natively. Skipped where there is no gcc, or no Linux. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DESIGNS } from '../../src/memory/alloc/designs.js';
import { heapglass, scratch } from '../cli/run-cli.js';
import { HAS_GCC, natively } from '../support/natively.js';

const cwd = scratch();
const PROGRAMS = join(import.meta.dirname, 'programs', 'processes');
const at = (name: string): string => join(PROGRAMS, `${name}.c`);

interface Processes {
  minorFaults: number;
  processes: { pid: number; parent?: number; minorFaults: number }[];
}

/** However it was wrapped. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}

async function record(name: string): Promise<Processes> {
  const { stderr } = await heapglass(['run', '--vm', '--format', 'json', at(name)], { cwd });
  return JSON.parse(stderr) as Processes;
}

describe('a program that forks', () => {
  it.skipIf(!HAS_GCC).each([
    ['fork_wait', []],
    ['fork_wait', ['-O2', '--observe', 'no']],
    ['shared_counter', []],
    ['ping_pong', ['--observe', 'no']],
    ['copy_on_write', []],
    ['copy_on_write', ['--observe', 'no', '--page-policy', 'lru']],
    ['ten_children', ['--timeout', '100']],
    ['shared_memory', []],
    // Its clock need not be waited for.
    ['signals', ['-O1', '--seed', '1']],
    ['signal_masks', []],
    ['select_pipes', []],
    ['locks', ['--observe', 'no', '--slice', '1000']],
  ] as const)(
    '%s %j does what it does on Linux',
    async (name, options) => {
      const { stdout } = await heapglass(['run', '--vm', '-q', ...options, at(name)], { cwd });
      expect(stdout.toString()).toBe(natively(at(name), cwd));
    },
    120_000,
  );

  it.each(DESIGNS.map(({ name }) => name))('has a heap on %s of which each process has a copy', async (malloc) => {
    const options = ['--observe', 'no', '-O1', '--slice', '500', '--malloc', malloc];
    const { stdout } = await heapglass(['run', '--vm', '-q', ...options, at('heap_fork')], { cwd });
    expect(stdout.toString()).toBe('parent fine, bad children 0\n');
  });

  it.each(['clock', 'lru', 'arc'])('keeps what each process has apart in swap, under %s', async (policy) => {
    const options = ['--ram', '700k', '--swap', 'swap.bin', '--page-policy', policy, '--slice', '700'];
    const { stdout } = await heapglass(['run', '--vm', '-q', ...options, at('heap_fork')], { cwd });
    expect(stdout.toString()).toBe('parent fine, bad children 0\n');
  });

  it('makes no more processes than it may', async () => {
    const run = (...words: string[]) => heapglass(['run', '--vm', '-q', ...words], { cwd });
    const limited = await run(at('fork_bomb'), '--', '20');
    expect(limited.stdout.toString()).toBe('made 19, refused 1\n');
    const outside = await run('--processes', '30', at('fork_bomb'));
    expect(outside.stdout.toString()).toBe('made 29, refused 1\n');
  });

  it('tells of each process what paging did to it, and how it was ended', async () => {
    const { stderr, status } = await heapglass(['run', '--vm', at('fork_wait')], { cwd });
    expect(status).toBe(0);
    expect(stderr).toMatch(/process 47 \(.*fork_wait\.c, child of 42\)\nSegmentation fault: the program writes at 0x8/);
    expect(stderr).toMatch(/fork_wait\.c:\d+:\d+\n[^]*in by_fault\n.*by end_by/);
    expect(stderr).toMatch(/^ +47 +42 +\S+ +\d+ +\d+ +\d+ KiB +\d+ +killed by SIGSEGV$/m);
    expect(stderr).toMatch(/^ +all +/m);
    const { processes, minorFaults } = await record('fork_wait');
    expect(processes.map(({ pid }) => pid)).toEqual([42, 43, 44, 45, 46, 47, 48, 49]);
    expect(processes.map(({ parent }) => parent)).toEqual([undefined, ...Array.from({ length: 7 }, () => 42)]);
    expect(processes.reduce((sum, each) => sum + each.minorFaults, 0)).toBe(minorFaults);
  });

  it('loses the process with most memory when none is left, and says why', async () => {
    const { stdout, stderr } = await heapglass(['run', '--vm', '--ram', '2M', '-q', at('hog')], { cwd });
    expect(stdout.toString()).toBe('hog killed by 9, wrong 0\n');
    expect(oneLine(stderr)).toMatch(
      /Process 43 \(.*hog\.c\) is ended: its \d+ points .* are the most; .*hog\.c \(42\) has \d+/,
    );
  });

  it.each([
    ['heuristic', 'forked'],
    ['always', 'forked'],
    ['never', 'Out of memory'],
  ])('forks with overcommit mode %s as far as memory is promised', async (mode, answer) => {
    const source = join(cwd, 'promised.c');
    const text = `#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
int main(void) {
  /* More than half of what may be promised. */
  if (malloc(1300 * 1024) == NULL) return 1;
  pid_t child = fork();
  if (child == 0) _exit(0);
  puts(child > 0 ? "forked" : strerror(errno));
}
`;
    writeFileSync(source, text);
    const { stdout } = await heapglass(['run', '--vm', '-q', '--ram', '4M', '--overcommit', mode, source], { cwd });
    expect(stdout.toString().trim()).toBe(answer);
  });

  it('sleeps in no time in a repeatable run, in the order that its times say', async () => {
    const source = join(cwd, 'sleepers.c');
    const text = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void) {
  for (int i = 0; i < 3; i++)
    if (fork() == 0) {
      sleep(3000 - 1000 * i);
      printf("%d ", i);
      return 0;
    }
  sleep(1500);
  printf("parent ");
  fflush(stdout);
  while (wait(NULL) > 0) {}
}
`;
    writeFileSync(source, text);
    const { stdout } = await heapglass(['run', '--vm', '-q', '--seed', '1', source], { cwd });
    expect(stdout.toString()).toBe('2 parent 1 0 ');
  });

  it('is told when it waits for others, and there are none', async () => {
    const source = join(cwd, 'alone.c');
    const body = 'int main(void) { int p[2]; char c; pipe(p); return read(p[0], &c, 1); }';
    writeFileSync(source, `#include <unistd.h>\n${body}\n`);
    const { stderr, status } = await heapglass(['run', '--vm', '-q', source], { cwd });
    expect(status).toBe(137);
    expect(oneLine(stderr)).toMatch(
      /it waits for something to read from a pipe, and no other process is there.*alone\.c:2.*by main/,
    );
  });

  it('is told when all of its processes wait for each other', async () => {
    const source = join(cwd, 'waits.c');
    writeFileSync(
      source,
      '#include <unistd.h>\nint main(void) { int p[2]; pipe(p); fork(); char c; read(p[0], &c, 1); }\n',
    );
    const { stderr, status } = await heapglass(['run', '--vm', '-q', source], { cwd });
    expect(status).toBe(137);
    expect(oneLine(stderr)).toContain('process 42 waits for something to read from a pipe');
  });

  it('ends with all of its processes when its time is up', async () => {
    const source = join(cwd, 'endless.c');
    writeFileSync(source, '#include <unistd.h>\nint main(void) { fork(); fork(); for (;;) {} }\n');
    const { stderr, status } = await heapglass(['run', '--vm', '-q', '--timeout', '1', source], { cwd });
    expect(status).toBe(124);
    expect(stderr).toContain('stopped after 1 s');
  });

  // Natively it takes as long as a busy machine makes two processes wait for each other.
  it('has its processes take turns while they wait in loops', async () => {
    const { stdout } = await heapglass(['run', '--vm', '-q', '--observe', 'no', at('producer_consumer')], { cwd });
    expect(stdout.toString()).toBe('sum 199990000, in order 1\n');
  });
});
