/**
 * A program on the command line: what it prints and is given arrives untouched, it ends as it should, and what heapglass
 * has to say goes where it was asked to go. program.c does whatever its first argument says.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  environment,
  finished,
  heapglass,
  HEAPGLASS,
  scratch,
  shell,
  type CliOptions,
  type CliRun,
} from './run-cli.js';
import { compiled } from '../support/compiled.js';

const SOURCE = join(import.meta.dirname, 'program.c');
const cwd = scratch();
const FOUND = 99;
const TIMEOUT = 124;
const CLEAN = /^No errors\. Heap: .*\n$/;

beforeAll(async () => {
  writeFileSync(join(cwd, 'p.wasm'), await compiled(['-Wall', '-Wextra', SOURCE]));
});

/** `what` is the program's command line. */
function run(what: string, options: string[] = [], more: CliOptions = {}): Promise<CliRun> {
  return heapglass(['run', ...options, 'p.wasm', '--', ...what.split(' ')], { cwd, ...more });
}

describe('exit status', () => {
  it.concurrent.each<[string, string[], number]>([
    ['hello', [], 0],
    ['status 42', [], 42],
    ['status 42', ['--error-exitcode=7'], 42],
    ['overflow 5', [], FOUND],
    ['overflow 5', ['--error-exitcode=7'], 7],
    ['overflow 5', ['--error-exitcode=0'], 5],
    ['leak 5', [], FOUND],
    ['leak 5', ['--errors-for-leak-kinds=none'], 5],
    ['leak 5', ['--leak-check=no'], 5],
    ['leak 5', ['--error-exitcode=0'], 5],
    ['null', [], FOUND],
    ['null', ['--error-exitcode=0'], 128 + 11],
    ['divide 0', ['--error-exitcode=0'], 128 + 8],
    ['unreachable', ['--error-exitcode=0'], 128 + 4],
    ['abort', ['--error-exitcode=0'], 128 + 6],
  ])('%s %j: %i', async (what, options, status) => {
    expect((await run(what, options)).status).toBe(status);
  });
});

/**
 * How soon a program comes to where it is to be stopped is up to the machine: it is given more and more time, until it is
 * stopped there or surely never comes.
 */
async function stoppedAt(place: RegExp, start: (seconds: number) => Promise<CliRun>): Promise<CliRun> {
  for (let seconds = 0.5; ; seconds *= 4) {
    const run = await start(seconds);
    if (place.test(`${run.stderr}${run.stdout.toString()}`) || seconds > 30) return run;
  }
}

describe('a program that does not end', () => {
  /** Functions on the stack when its time was up, innermost first; the source line is known of all that are its own. */
  const whereStopped = ({ stderr }: CliRun): string[] => {
    const report = JSON.parse(stderr) as {
      ending: { how: string; seconds: number; stack: { function: string; file?: string; line?: number }[] };
      leaks: unknown[];
    };
    expect(report.ending).toMatchObject({ how: 'timeout', seconds: expect.any(Number) });
    expect(report.leaks.filter((leak) => (leak as { kind: string }).kind !== 'reachable')).toEqual([]);
    const { stack } = report.ending;
    expect(stack.filter((frame) => frame.function === 'main' && frame.line === undefined)).toEqual([]);
    return stack.map((frame) => frame.function);
  };

  it.concurrent.each([
    ['loop', ['main']],
    ['calls', ['fibonacci', 'fibonacci']],
    ['copies', ['uninterrupted', 'main']],
    ['sleep', ['sleep', 'main']],
  ])('%s: stopped, with a report that says where it was', async (what, functions) => {
    const place = new RegExp(functions.map((name) => `"function": "${name}"`).join('[^]*'));
    const stopped = await stoppedAt(place, (seconds) =>
      run(what, [`--timeout=${seconds}`, '--quiet', '--format=json']),
    );
    expect(whereStopped(stopped).join(' < ')).toContain(functions.join(' < '));
    expect([stopped.status, stopped.stdout.toString()]).toEqual([TIMEOUT, '']);
  });

  it.concurrent('says so in the text', async () => {
    const words = /the program did not end within [\d.]+ s[^]*program\.c:\d+[^]* in main\b[^]*\nNo errors\./;
    expect((await stoppedAt(words, (seconds) => run('loop', [`--timeout=${seconds}`]))).stderr).toMatch(words);
  });

  it.concurrent('while it waits for a socket or a pipe', async () => {
    const options = (seconds: number) => [`--timeout=${seconds}`, '--format=json', 'p.wasm', '--', 'copy'];
    const onSocket = (seconds: number) =>
      finished(
        spawn(process.execPath, [...HEAPGLASS, 'run', ...options(seconds)], { cwd, env: environment(), stdio: 'pipe' }),
      );
    const onPipe = (seconds: number) =>
      shell(`rm -f open; mkfifo open; exec 3<>open; $HEAPGLASS run ${options(seconds).join(' ')} <&3`, { cwd });
    for (const start of [onSocket, onPipe]) {
      const stopped = await stoppedAt(/"function": "getchar"/, start);
      expect(whereStopped(stopped).slice(-2)).toEqual(['getchar', 'main']);
      expect(stopped.status).toBe(TIMEOUT);
    }
  });

  it.concurrent('while the system opens a file for it: killed, without a report', async () => {
    const words =
      /^heapglass: the program did not end within [\d.]+ s and could not be interrupted; no report\n.*Killed/;
    const { stdout, stderr } = await stoppedAt(words, (seconds) =>
      shell(`rm -f never; mkfifo never; $HEAPGLASS run --timeout=${seconds} p.wasm -- show never; echo $?`, { cwd }),
    );
    expect(stderr).toMatch(words);
    expect(stdout.toString()).toBe('137\n');
  });

  it.concurrent('time that is only waited for costs none in a repeatable run', async () => {
    const { status, stderr } = await run('sleep', ['--timeout=20', '--seed=1']);
    expect(stderr).toMatch(CLEAN);
    expect(status).toBe(0);
  });

  it.concurrent('a limit longer than any timer', async () => {
    expect((await run('hello', ['--timeout=100000000'])).status).toBe(0);
  });
});

describe('standard streams', () => {
  it.concurrent('every byte of the output arrives', async () => {
    const { stdout, stderr } = await run('bytes');
    expect(stdout.equals(Buffer.from(Array.from({ length: 1024 }, (_, i) => i & 0xff)))).toBe(true);
    expect(stderr).toMatch(CLEAN);
  });

  it.concurrent('every byte of the input arrives', async () => {
    const stdin = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 2654435761) >>> 13));
    const { stdout, stderr } = await run('copy', ['--quiet'], { stdin });
    expect(stdout.equals(stdin)).toBe(true);
    expect(stderr).toBe('end 1 error 0\n');
  });

  it.concurrent('from a file, to a file', async () => {
    writeFileSync(join(cwd, 'in'), '\0\r\n\xff');
    await shell('$HEAPGLASS run --quiet p.wasm -- copy < in > out 2> errors', { cwd });
    expect(readFileSync(join(cwd, 'out'))).toEqual(readFileSync(join(cwd, 'in')));
    expect(readFileSync(join(cwd, 'errors'), 'utf8')).toBe('end 1 error 0\n');
  });

  it.concurrent('to the end of a file that has something already', async () => {
    await shell('echo before > kept; $HEAPGLASS run --quiet p.wasm -- hello >> kept', { cwd });
    expect(readFileSync(join(cwd, 'kept'), 'utf8')).toBe('before\nhello\n');
  });

  it.concurrent('a closed input ends at once', async () => {
    const { stdout, stderr, status } = await shell('$HEAPGLASS run p.wasm -- copy <&-', { cwd });
    expect(stderr).toMatch(/^end 1 error 0\nNo errors\./);
    expect([status, stdout.toString()]).toEqual([0, '']);
  });

  it.concurrent('an input that closes in the middle', async () => {
    const { stdout } = await shell('(printf one; sleep 0.2; printf two) | $HEAPGLASS run --quiet p.wasm -- copy', {
      cwd,
    });
    expect(stdout.toString()).toBe('onetwo');
  });

  it.concurrent('input is there as soon as it is sent', async () => {
    const child = spawn(process.execPath, [...HEAPGLASS, 'run', '--quiet', 'p.wasm', '--', 'echo'], {
      cwd,
      env: environment(),
      stdio: 'pipe',
    });
    let answers = '';
    child.stdout.on('data', (bytes: Buffer) => {
      answers += bytes.toString();
      if (!answers.endsWith('\n')) return;
      const lines = answers.split('\n').length - 1;
      if (lines < 3) child.stdin.write(`${lines}\n`);
      else child.stdin.end();
    });
    child.stdin.write('0\n');
    await finished(child);
    expect(answers).toBe('got 0\ngot 1\ngot 2\n');
  });

  it.concurrent('a closed output: the program learns of it or not, nothing breaks', async () => {
    const { status, stderr } = await shell('$HEAPGLASS run p.wasm -- hello >&-', { cwd });
    expect(stderr).toMatch(CLEAN);
    expect(status).toBe(0);
  });

  it.concurrent('nobody reads on: ended as by SIGPIPE, memory not called lost', async () => {
    const { stdout, stderr } = await shell(
      '$HEAPGLASS run p.wasm -- lines | head -n 2; echo "status ${PIPESTATUS[0]}" >&2',
      { cwd },
    );
    expect(stdout.toString()).toBe('0\n1\n');
    expect(stderr).toMatch(/^Heap: [^]*still reachable: 20 bytes in 1 block\b[^]*\nNo errors\.\nstatus 141\n$/);
  });

  it.concurrent('nobody reads the report: the program ends as ever', async () => {
    const { stdout, status } = await shell('$HEAPGLASS run p.wasm -- status 3 2> >(true); echo $?', { cwd });
    expect([status, stdout.toString()]).toEqual([0, '3\n']);
  });

  it.concurrent('a hundred megabytes through a pipe, no faster than they are read', async () => {
    const child = spawn(process.execPath, [...HEAPGLASS, 'run', '--quiet', 'p.wasm', '--', 'spew', '100'], {
      cwd,
      env: environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const hash = createHash('sha256');
    let received = 0;
    let ahead = 0;
    child.stderr.on('data', (bytes: Buffer) => {
      // The program never has sent much more than was read.
      const sent = Math.max(...[...bytes.toString().matchAll(/(\d+) sent/g)].map((match) => Number(match[1])));
      ahead = Math.max(ahead, sent * 2 ** 20 - received);
    });
    child.stdout.on('data', (bytes: Buffer) => {
      hash.update(bytes);
      const before = Math.floor(received / 2 ** 24);
      received += bytes.length;
      if (Math.floor(received / 2 ** 24) > before) {
        child.stdout.pause();
        setTimeout(() => child.stdout.resume(), 50);
      }
    });
    const { status } = await finished(child);
    expect([status, received]).toEqual([0, 100 * 2 ** 20]);
    expect(hash.digest('hex')).toBe(patternHash(100 * 2 ** 20));
    expect(ahead).toBeLessThan(4 * 2 ** 20);
  });
});

/** Of the bytes that program.c's `spew` writes. */
function patternHash(size: number): string {
  const hash = createHash('sha256');
  const block = Buffer.alloc(2 ** 20);
  for (let start = 0; start < size; start += block.length) {
    for (let i = 0; i < block.length; i++) block[i] = Math.imul(start + i, 2654435761) >>> 13;
    hash.update(block);
  }
  return hash.digest('hex');
}

describe('what the program is given', () => {
  it.concurrent('arguments after --, whatever they look like', async () => {
    const { stdout } = await run('print --leak-check=no -- -O2 --help');
    expect(stdout.toString()).toBe('[--leak-check=no][--][-O2][--help]\nunset\n');
  });

  it.concurrent('options of heapglass may follow the file', async () => {
    const { stdout, stderr } = await heapglass(['run', 'p.wasm', '--quiet', '--env', 'HG_TEST=a=b', '--', 'print'], {
      cwd,
    });
    expect([stdout.toString(), stderr]).toEqual(['\na=b\n', '']);
  });

  it.concurrent('the environment, with --seed only what was named', async () => {
    const env = { HG_TEST: 'given' };
    expect((await run('print', [], { env })).stdout.toString()).toBe('\ngiven\n');
    expect((await run('print', ['--env=HG_TEST=named'], { env })).stdout.toString()).toBe('\nnamed\n');
    expect((await run('print', ['--seed=1'], { env })).stdout.toString()).toBe('\nunset\n');
    expect((await run('print', ['--seed=1', '--env=HG_TEST=x'], { env })).stdout.toString()).toBe('\nx\n');
  });

  it.concurrent('--memory-limit: malloc gives NULL and the program goes on', async () => {
    const { stdout, stderr, status } = await run('memory', ['--memory-limit=64m', '--leak-check=no']);
    expect(stdout.toString()).toMatch(/^\d+ MiB, then ENOMEM\n$/);
    expect(Number.parseInt(stdout.toString(), 10)).toBeGreaterThan(30);
    expect(Number.parseInt(stdout.toString(), 10)).toBeLessThan(64);
    expect(stderr).toContain('No errors.');
    expect(status).toBe(0);
  });
});

describe('--dir', () => {
  const [here, there] = [join(cwd, 'here'), join(cwd, 'there')];
  mkdirSync(join(here, 'sub'), { recursive: true });
  mkdirSync(there);
  writeFileSync(join(here, 'own'), 'own\n');
  writeFileSync(join(here, 'sub', 'below'), 'below\n');
  writeFileSync(join(there, 'other'), 'other\n');
  symlinkSync(there, join(here, 'link'));
  const show = async (file: string, ...options: string[]): Promise<string> =>
    (
      await heapglass(['run', '--quiet', ...options, join('..', 'p.wasm'), '--', 'show', file], { cwd: here })
    ).stdout.toString();

  it.concurrent('the working directory is there without it, nothing else is', async () => {
    expect(await show('own')).toBe('own\n');
    expect(await show(join(here, 'sub/below'))).toBe('below\n');
    for (const file of ['../there/other', join(there, 'other'), 'link/other', '/etc/passwd', '../p.wasm'])
      expect(await show(file)).toMatch(/^(Capabilities insufficient|No such file or directory)\n$/);
  });

  it.concurrent.each([
    ['relative', '../there', '../there/other'],
    ['relative, asked for by its full path', '../there', join(there, 'other')],
    ['absolute', there, join(there, 'other')],
    ['through a link', 'link', 'link/other'],
    ['with a slash', '../there/', '../there/other'],
  ])('%s', async (_how, directory, file) => {
    expect(await show(file, '--dir', directory)).toBe('other\n');
  });

  it.concurrent('several', async () => {
    expect(await show('../there/other', '--dir=sub', '--dir=../there')).toBe('other\n');
  });
});

describe('the report', () => {
  it.concurrent('--quiet: only when there is something to say', async () => {
    expect((await run('hello', ['--quiet'])).stderr).toBe('');
    expect((await run('hello', ['-q', '--format=json'])).stderr).toBe('');
    expect((await run('overflow', ['--quiet'])).stderr).toContain('1 error from 1 place');
  });

  it.concurrent('--exit-on-first-error: what comes after it does not happen', async () => {
    const { status, stdout, stderr } = await run('both', ['--exit-on-first-error']);
    expect(stderr).toContain('stopped at the first error');
    expect(stderr).toContain('1 error from 1 place');
    expect([status, stdout.toString()]).toEqual([FOUND, '']);
  });

  it.concurrent('--format=json: that and nothing else', async () => {
    const { status, stdout, stderr } = await run('both', ['--format=json']);
    const report = JSON.parse(stderr) as { schema: string; findings: { kind: string }[]; leaks: { bytes: number }[] };
    expect(report.schema).toBe('heapglass.report');
    expect(report.findings.map((finding) => finding.kind)).toEqual(['InvalidWrite']);
    expect(report.leaks.map((leak) => leak.bytes)).toEqual([100]);
    expect([status, stdout.toString()]).toEqual([FOUND, 'between\n']);
  });

  it.concurrent('--format=valgrind: every line is marked as its own', async () => {
    const { stderr } = await run('both', ['--format=valgrind']);
    expect(stderr.split('\n').filter((line) => line !== '' && !line.startsWith('==1=='))).toEqual([]);
    expect(stderr).toContain('ERROR SUMMARY: 2 errors from 2 contexts');
  });

  it.concurrent.each(['text', 'json', 'valgrind'])(
    '--log-file as %s: all of it there, none of it here',
    async (format) => {
      const log = join(cwd, `log.${format}`);
      writeFileSync(log, 'old, and longer than what is to come. '.repeat(1000));
      const { stderr } = await run('both', [`--log-file=${log}`, `--format=${format}`]);
      const direct = await run('both', [`--format=${format}`]);
      expect([stderr, readFileSync(log, 'utf8')]).toEqual(['', direct.stderr]);
    },
  );

  it.concurrent('--log-file on a descriptor that the shell opened', async () => {
    const { stdout, stderr } = await shell('$HEAPGLASS run --log-file=/dev/fd/3 p.wasm -- hello 3>&1 >/dev/null', {
      cwd,
    });
    expect(stdout.toString()).toMatch(CLEAN);
    expect(stderr).toBe('');
  });

  it.concurrent('has colours when they are asked for, and in no file or pipe otherwise', async () => {
    const plain = await run('overflow');
    const never = await run('overflow', ['--color=never'], { env: { FORCE_COLOR: '1' } });
    const always = await run('overflow', ['--color=always'], { env: { NO_COLOR: '1' } });
    expect(plain.stderr).not.toContain('\x1b');
    expect(never.stderr).toBe(plain.stderr);
    expect(always.stderr).toContain('\x1b[');
    // oxlint-disable-next-line no-control-regex -- the escape sequences are what is taken out
    expect(always.stderr.replace(/\x1b\[\d*(;\d+)*m/g, '')).toBe(plain.stderr);
  });

  it.concurrent.each(['text', 'json', 'valgrind'])('--seed: byte for byte the same as %s', async (format) => {
    const [one, two, other] = await Promise.all(
      ['7', '7', '8'].map((seed) => run('chance', [`--seed=${seed}`, `--format=${format}`])),
    );
    expect(two).toEqual(one);
    expect(other.stdout).not.toEqual(one.stdout);
    expect(other.stderr).not.toBe(one.stderr);
  });
});

describe('record and report', () => {
  it.concurrent.each(['text', 'json', 'valgrind'])('as %s: what run says', async (format) => {
    const file = `${format}.hg`;
    const said = await run('both', [`--format=${format}`]);
    const recorded = await heapglass(['record', `--format=${format}`, '-o', file, 'p.wasm', '--', 'both'], { cwd });
    expect(recorded).toEqual(said);
    const { status, stdout, stderr } = await heapglass(['report', `--format=${format}`, file], { cwd });
    expect([status, stdout.toString(), stderr]).toEqual([0, said.stderr, '']);
  });

  it.concurrent('run.hg is where it goes', async () => {
    const own = join(cwd, 'own');
    mkdirSync(own);
    await heapglass(['record', '--quiet', '../p.wasm', '--', 'status', '1'], { cwd: own });
    expect((await heapglass(['report', 'run.hg'], { cwd: own })).stdout.toString()).toMatch(CLEAN);
  });

  it.concurrent('--unchecked keeps the calls alone, and the program ends as it does', async () => {
    const { status, stdout, stderr } = await heapglass(
      ['record', '--unchecked', '-o', 'calls.hg', 'p.wasm', '--', 'status', '7'],
      { cwd },
    );
    expect([status, stderr]).toEqual([7, '']);
    expect(stdout).toEqual((await run('status 7')).stdout);
    const report = (await heapglass(['report', 'calls.hg'], { cwd })).stdout.toString();
    expect(report).toMatch(/^note: Recorded without checks/);
    expect(report).not.toContain('No errors');
    const [, allocations] = /Heap: ([\d,]+) allocation/.exec(report)!;
    const csv = (await heapglass(['export', '--to=csv', 'calls.hg'], { cwd })).stdout.toString();
    expect(csv.match(/^(malloc|calloc|realloc|memalign),/gm)).toHaveLength(Number(allocations));
    expect((await heapglass(['replay', '--rounds=0', '--malloc=tlsf', 'calls.hg'], { cwd })).status).toBe(0);
  });

  it.concurrent('--unchecked runs alone, too', async () => {
    const { status, stdout, stderr } = await run('both', ['--unchecked']);
    const checked = await run('both');
    expect([stdout, stderr]).toEqual([checked.stdout, '']);
    expect([status, checked.status]).toEqual([0, FOUND]);
  });

  it.concurrent('--unchecked says what stopped the program', async () => {
    const words = ['record', '--unchecked', '--timeout=0.5', '-o', 'trap.hg', 'p.wasm', '--', 'calls'];
    const { status } = await heapglass(words, { cwd });
    expect(status).toBe(TIMEOUT);
    const { stdout } = await heapglass(['report', 'trap.hg'], { cwd });
    expect(stdout.toString()).toContain('did not end within 0.5 s');
  });

  it.concurrent('a program that was stopped can be reported too', async () => {
    const words = /did not end within [\d.]+ s[^]* in fibonacci/;
    const { stdout } = await stoppedAt(words, async (seconds) => {
      await heapglass(['record', '-q', `--timeout=${seconds}`, '-o', 'stopped.hg', 'p.wasm', '--', 'calls'], { cwd });
      return heapglass(['report', 'stopped.hg'], { cwd });
    });
    expect(stdout.toString()).toMatch(words);
  });

  it.concurrent('a recording that is cut off or damaged is refused', async () => {
    await heapglass(['record', '-o', 'whole.hg', 'p.wasm', '--', 'both'], { cwd });
    const whole = readFileSync(join(cwd, 'whole.hg'));
    const spoiled: [string, Buffer][] = [0, 7, 15, 16, 40, Math.floor(whole.length / 2), whole.length - 1].map(
      (end) => [`${end} bytes`, whole.subarray(0, end)],
    );
    for (const at of [9, 12, 17, 30, 60, whole.length - 3]) {
      const damaged = Buffer.from(whole);
      damaged[at] ^= 0x55;
      spoiled.push([`byte ${at}`, damaged]);
    }
    await Promise.all(
      spoiled.map(async ([what, bytes], i) => {
        const file = `spoiled${i}.hg`;
        writeFileSync(join(cwd, file), bytes);
        const { status, stdout, stderr } = await heapglass(['report', file], { cwd });
        expect(stderr, what).toMatch(new RegExp(`^heapglass: cannot use ${file}: .*\\n$`));
        expect([status, stdout.toString()], what).toEqual([65, '']);
      }),
    );
  });

  it.concurrent('report --log-file', async () => {
    await heapglass(['record', '-o', 'logged.hg', 'p.wasm', '--', 'hello'], { cwd });
    const { stdout, status } = await heapglass(['report', '--log-file=report.log', 'logged.hg'], { cwd });
    expect([status, stdout.toString()]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'report.log'), 'utf8')).toMatch(CLEAN);
    const refused = await heapglass(['report', '--log-file=no/log', 'logged.hg'], { cwd });
    expect([refused.status, refused.stderr]).toEqual([
      73,
      'heapglass: cannot write no/log: there is no such file or directory\n',
    ]);
    expect(existsSync(join(cwd, 'no'))).toBe(false);
  });
});
