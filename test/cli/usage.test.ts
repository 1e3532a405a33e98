/** Wrong command lines and files: every one is told what is wrong, in one line, with the statuses of sysexits.h. */
import { chmodSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { program } from './module-bytes.js';
import { heapglass, scratch, shell } from './run-cli.js';

const cwd = scratch();
writeFileSync(join(cwd, 'a.c'), 'int main(void) { return 0; }\n');
writeFileSync(join(cwd, 'ok.wasm'), program());
writeFileSync(join(cwd, 'text.o'), 'no object\n');
mkdirSync(join(cwd, 'dir'));
symlinkSync('round', join(cwd, 'round'));
/** Root may read everything. */
const mayReadAll = process.getuid?.() === 0;

const USAGE = 64;
const DATA = 65;
const NO_INPUT = 66;
const UNAVAILABLE = 69;
const CANNOT_WRITE = 73;

describe('a wrong command line', () => {
  it.concurrent.each<[string, number, RegExp]>([
    ['runn a.c', USAGE, /no command "runn"; did you mean run\?/],
    ['rekord a.c', USAGE, /no command "rekord"; did you mean record\?/],
    ['frobnicate', USAGE, /no command "frobnicate"; heapglass --help lists the commands/],
    ['help runn', USAGE, /did you mean run\?/],
    ['run', USAGE, /what should I run\?/],
    ['record', USAGE, /what should I record\?/],
    ['report', USAGE, /which recording\?/],
    ['report one.hg two.hg', USAGE, /which recording\?/],
    ['run -', USAGE, /must be in a file; standard input belongs to the program/],
    ['run --leakcheck=full a.c', USAGE, /unknown option --leakcheck; did you mean --leak-check\?/],
    ['run --leak-chekc full a.c', USAGE, /unknown option --leak-chekc; did you mean --leak-check\?/],
    ['run --xyzzy a.c', USAGE, /unknown option --xyzzy\n/],
    ['report --timeout=1 x.hg', USAGE, /unknown option --timeout/],
    ['run --leak-check=some a.c', USAGE, /--leak-check=some: expected one of no, summary, full/],
    ['run --quiet=yes a.c', USAGE, /--quiet takes no value/],
    ['run a.c --log-file', USAGE, /--log-file needs a value/],
    ['run --error-exitcode=256 a.c', USAGE, /--error-exitcode=256: expected a number from 0 to 255/],
    ['run --error-exitcode=-1 a.c', USAGE, /--error-exitcode=-1/],
    ['run --num-callers=0 a.c', USAGE, /--num-callers=0/],
    ['run --timeout=0 a.c', USAGE, /--timeout=0: expected a number of seconds/],
    ['run --timeout=soon a.c', USAGE, /--timeout=soon/],
    ['run --memory-limit=3g a.c', USAGE, /--memory-limit=3g: expected a size/],
    ['run --memory-limit=lots a.c', USAGE, /--memory-limit=lots/],
    ['run --seed=x a.c', USAGE, /--seed=x/],
    ['run --env=PATH a.c', USAGE, /--env=PATH: expected NAME=VALUE/],
    ['run --show-leak-kinds=none,some a.c', USAGE, /is none of definite/],
    ['run --dir=missing a.c', USAGE, /--dir=missing: there is no such file/],
    ['run --dir=a.c a.c', USAGE, /--dir=a\.c: it is not a directory/],
    ['run --dir=round a.c', USAGE, /--dir=round: .*circle/],
  ])('%s', async (line, status, message) => {
    const run = await heapglass(line.split(' '), { cwd });
    expect(run.stderr).toMatch(/^heapglass: .*\n$/);
    expect(run.stderr).toMatch(message);
    expect([run.status, run.stdout.toString()]).toEqual([status, '']);
  });
});

describe('files that cannot be used', () => {
  it.concurrent.each<[string, number, RegExp]>([
    ['run missing.c', NO_INPUT, /cannot read missing\.c: there is no such file/],
    ['run missing.wasm', NO_INPUT, /cannot read missing\.wasm/],
    ['run a.c missing.c', NO_INPUT, /cannot read missing\.c/],
    ['run dir', NO_INPUT, /cannot read dir: it is a directory/],
    ['run a.c/b.c', NO_INPUT, /a part of the path is no directory/],
    ['run round', NO_INPUT, /cannot read round: .*circle/],
    [`run ${'n'.repeat(300)}.c`, NO_INPUT, /the name is too long/],
    ['run /dev/zero', NO_INPUT, /cannot read \/dev\/zero: it is a device, not a file/],
    ['report /dev/zero', NO_INPUT, /cannot read \/dev\/zero: it is a device, not a file/],
    ['report missing.hg', NO_INPUT, /cannot read missing\.hg: there is no such file/],
    ['report dir', NO_INPUT, /cannot read dir: it is a directory/],
    ['report a.c', DATA, /cannot use a\.c: it is not a heapglass recording/],
    ['report ok.wasm', DATA, /cannot use ok\.wasm: it is not a heapglass recording/],
    ['run --clang=/no/such/clang a.c', UNAVAILABLE, /no clang at \/no\/such\/clang/],
    ['run --log-file=no/log ok.wasm', CANNOT_WRITE, /cannot write no\/log: there is no such file/],
    ['run --log-file=dir ok.wasm', CANNOT_WRITE, /cannot write dir: it is a directory/],
    ['run --timings=no/timings ok.wasm', CANNOT_WRITE, /cannot write no\/timings/],
    ['record -o no/run.hg ok.wasm', CANNOT_WRITE, /cannot write no\/run\.hg: there is no such file/],
    ['record --output=dir ok.wasm', CANNOT_WRITE, /cannot write dir: it is a directory/],
  ])('%s', async (line, status, message) => {
    const run = await heapglass(line.split(' '), { cwd });
    expect(run.stderr).toMatch(/^heapglass: .*\n$/);
    expect(run.stderr).toMatch(message);
    expect([run.status, run.stdout.toString()]).toEqual([status, '']);
  });

  it.skipIf(mayReadAll).concurrent('a file that may not be read', async () => {
    writeFileSync(join(cwd, 'secret.c'), '');
    chmodSync(join(cwd, 'secret.c'), 0);
    const { status, stderr } = await heapglass(['run', 'secret.c'], { cwd });
    expect([status, stderr]).toEqual([NO_INPUT, 'heapglass: cannot read secret.c: permission denied\n']);
  });

  it.skipIf(process.platform !== 'linux').concurrent('a file that breaks while it is read', async () => {
    const { status, stderr } = await heapglass(['run', '/proc/self/mem'], { cwd });
    expect(stderr).toMatch(/^heapglass: cannot read \/proc\/self\/mem: .*\n$/);
    expect(status).toBe(NO_INPUT);
  });

  it.skipIf(process.platform !== 'linux').concurrent('a full disk', async () => {
    const log = await heapglass(['run', '--log-file=/dev/full', 'ok.wasm'], { cwd });
    expect([log.status, log.stderr]).toEqual([CANNOT_WRITE, 'heapglass: cannot write /dev/full: the disk is full\n']);
    const help = await shell('$HEAPGLASS --help > /dev/full', { cwd });
    expect([help.status, help.stderr]).toEqual([
      CANNOT_WRITE,
      'heapglass: cannot write to standard output: the disk is full\n',
    ]);
  });

  it.concurrent('a working directory that is gone', async () => {
    const { status, stderr } = await shell('mkdir gone && cd gone && rmdir ../gone && $HEAPGLASS run a.c', { cwd });
    expect([status, stderr]).toEqual([NO_INPUT, 'heapglass: the directory that this was started in is gone\n']);
  });

  it.concurrent('nothing is left behind by a run that was not made', async () => {
    const own = join(cwd, 'own');
    mkdirSync(own);
    const env = { HEAPGLASS_CACHE: join(cwd, '.cache') };
    await heapglass(['run', '--log-file=log', 'missing.c'], { cwd: own, env });
    await heapglass(['record', 'missing.c'], { cwd: own, env });
    expect(readdirSync(own)).toEqual([]);
  });
});

describe('help', () => {
  it.concurrent.each(['--help', '-h', 'help'])('%s', async (word) => {
    const { status, stdout, stderr } = await heapglass([word], { cwd });
    expect(stdout.toString()).toMatch(/^heapglass runs C and C\+\+ programs[^]*\n {2}run [^]*\n {2}report /);
    expect([status, stderr]).toEqual([0, '']);
  });

  it.concurrent('without a command, on standard error', async () => {
    const { status, stdout, stderr } = await heapglass([], { cwd });
    expect(stderr).toContain('Usage: heapglass COMMAND');
    expect([status, stdout.toString()]).toEqual([USAGE, '']);
  });

  it.concurrent.each(['run', 'record', 'report', 'replay', 'export'])('of %s fits a terminal', async (command) => {
    const [long, word] = await Promise.all([
      heapglass([command, '--help'], { cwd }),
      heapglass(['help', command], { cwd }),
    ]);
    expect(long.stdout.toString()).toBe(word.stdout.toString());
    expect(long.stdout.toString()).toContain(`Usage: heapglass ${command}`);
    expect(
      long.stdout
        .toString()
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([]);
    expect([long.status, long.stderr]).toEqual([0, '']);
  });

  it.concurrent('into a pipe that nobody reads', async () => {
    const { status, stderr } = await shell('$HEAPGLASS run --help | true; echo ${PIPESTATUS[0]} >&2', { cwd });
    expect([status, stderr]).toEqual([0, '0\n']);
  });

  it.concurrent('--version', async () => {
    const { status, stdout } = await heapglass(['--version'], { cwd });
    expect(stdout.toString()).toMatch(/^heapglass \d+\.\d+\.\d+\n$/);
    expect(status).toBe(0);
  });
});

describe('where results are kept', () => {
  it.concurrent.each(['/proc/nowhere', '/dev/null/cache', 'a.c', 'off'])(
    '%s: nothing is kept, all else works',
    async (place) => {
      const run = await heapglass(['run', '-q', 'a.c'], { cwd, env: { HEAPGLASS_CACHE: place } });
      expect([run.status, run.stdout.toString(), run.stderr]).toEqual([0, '', '']);
    },
  );

  it.concurrent('a directory with all that leads to it is made', async () => {
    await heapglass(['run', '-q', 'a.c'], { cwd, env: { HEAPGLASS_CACHE: join(cwd, 'made', 'for', 'this') } });
    expect(readdirSync(join(cwd, 'made', 'for', 'this')).length).toBeGreaterThan(0);
  });
});
