/** Programs that go on with other programs: sources, modules, and what is none of them. */
import { copyFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from '../cli/run-cli.js';
import { HAS_GCC, natively } from '../support/natively.js';

const cwd = scratch();

const CHILD = `#include <stdio.h>
#include <stdlib.h>
int main(int argc, char **argv) {
  printf("%s %s\\n", argv[0], argc > 1 ? argv[1] : "");
  return malloc(10) != NULL ? 0 : 1;
}
`;
const PARENT = `#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv) {
  for (int i = 1; i < argc; i++) {
    pid_t child = fork();
    if (child == 0) {
      execlp(argv[i], "child", argv[i], (char *)0);
      _exit(errno == ENOEXEC ? 126 : 127);
    }
    int status;
    waitpid(child, &status, 0);
    printf("%s: %d\\n", argv[i], WEXITSTATUS(status));
    fflush(stdout);
  }
}
`;
writeFileSync(join(cwd, 'child.c'), CHILD);
writeFileSync(join(cwd, 'parent.c'), PARENT);

describe('exec', () => {
  it.skipIf(!HAS_GCC)(
    'keeps of a process what Linux keeps',
    async () => {
      // By its own name it must be reachable.
      copyFileSync(join(import.meta.dirname, 'programs', 'processes', 'exec_itself.c'), join(cwd, 'exec_itself.c'));
      const { stdout, stderr } = await heapglass(['run', '--vm', '--check', '-q', 'exec_itself.c'], { cwd });
      expect(stdout.toString()).toBe(natively(join(cwd, 'exec_itself.c'), cwd));
      expect(stderr).toMatch(/^heapglass: no exec of no-such-program: .*\n$/);
    },
    120_000,
  );

  it('runs sources by their names, and what heapglass cc has made', async () => {
    await heapglass(['cc', '--vm', '-g', '-o', 'made', 'child.c'], { cwd });
    const words = ['./child.c', './child', './made'];
    const run = await heapglass(['run', '--vm', '--format', 'json', 'parent.c', '--', ...words], { cwd });
    expect(run.stdout.toString()).toBe(words.map((word) => `child ${word}\n${word}: 0\n`).join(''));
    const { processes } = JSON.parse(run.stderr) as { processes: { pid: number; program: string; ending: object }[] };
    expect(processes.slice(0, 3)).toMatchObject([
      { pid: 42, program: 'parent.c', ending: { how: 'exit', status: 0 } },
      { pid: 43, program: 'parent.c', ending: { how: 'exec', program: './child.c' } },
      { pid: 43, program: './child.c', ending: { how: 'exit', status: 0 } },
    ]);
  }, 120_000);

  it('checks the program that a process goes on with, as one of its own', async () => {
    const run = await heapglass(['run', '--vm', '--check', 'parent.c', '--', './child'], { cwd });
    expect(run.status).toBe(99);
    expect(run.stderr).toMatch(/process 43 \(.*child\.c, child of 42\)\nleak: 10 bytes in 1 block are definitely lost/);
    expect(run.stderr).toContain('went on as ./child.c');
  }, 120_000);

  it('says what it cannot run, and why', async () => {
    writeFileSync(join(cwd, 'text'), 'no program');
    copyFileSync(process.execPath, join(cwd, 'native'));
    const run = await heapglass(
      ['run', '--vm', '-q', 'parent.c', '--', './none', './text', './native', 'ls', '/bin/ls'],
      { cwd },
    );
    expect(run.stdout.toString()).toBe('./none: 127\n./text: 126\n./native: 126\nls: 127\n/bin/ls: 127\n');
    expect(run.stderr.split('\n').map((line) => line.replace(/, and programs.*/, ''))).toEqual([
      'heapglass: no exec of ./text: it is neither a program made by heapglass (heapglass cc --vm) nor a source of C or C++',
      'heapglass: no exec of ./native: it is neither a program made by heapglass (heapglass cc --vm) nor a source of C or C++',
      'heapglass: no exec of ls: it is in no directory of PATH that the program was given (--dir)',
      'heapglass: no exec of /bin/ls: it is in no directory that the program was given (--dir)',
      '',
    ]);
  }, 120_000);
});

const THREADS = `#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <threads.h>
static int run(void *value) { return value != NULL; }
static void once(void) { puts("once"); }
int main(void) {
  thrd_t thread;
  printf("create %d\\n", thrd_create(&thread, run, NULL) == thrd_error);
  mtx_t mutex;
  mtx_init(&mutex, mtx_plain);
  mtx_lock(&mutex);
  printf("locked %d\\n", mtx_trylock(&mutex));
  struct timespec over = {0, 0};
  cnd_t condition;
  cnd_init(&condition);
  printf("waited %d\\n", cnd_timedwait(&condition, &mutex, &over) == thrd_timedout);
  mtx_unlock(&mutex);
  once_flag flag = ONCE_FLAG_INIT;
  for (int i = 0; i < 2; i++) call_once(&flag, once);
  tss_t key;
  tss_create(&key, NULL);
  tss_set(key, &mutex);
  printf("own %d\\n", tss_get(key) == &mutex);
  for (int i = 0; i < 2; i++) system("a | b");
  system("c > d");
  pthread_exit(NULL);
}
`;

describe('threads and shells', () => {
  it('are refused in words, each once, and locks work', async () => {
    writeFileSync(join(cwd, 'threads.c'), THREADS);
    const run = await heapglass(['run', '--vm', '-q', 'threads.c'], { cwd });
    expect(run.stdout.toString()).toBe('create 1\nlocked 1\nwaited 1\nonce\nown 1\n');
    expect(run.stderr.split('\n').map((line) => line.replace(/[;:] (only|processes) .*/, ''))).toEqual([
      'heapglass: no thread: a process has one thread only, and pthread_create, thrd_create and std::thread fail',
      'heapglass: no shell for "a | b"',
      'heapglass: no shell for "c > d"',
      '',
    ]);
    expect(run.status).toBe(0);
  }, 120_000);

  it('are refused without paged memory, too', async () => {
    const run = await heapglass(['run', '-q', 'threads.c'], { cwd });
    expect(run.stdout.toString()).toMatch(/^create 1\n/);
    expect(run.status).toBe(0);
  }, 120_000);
});
