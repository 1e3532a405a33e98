/** `heapglass run` of a Python program: its output, its end, and what it is given. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const TIMED_OUT = 124;
const NO_INPUT = 66;
const USAGE = 64;

function source(name: string, text: string): string {
  writeFileSync(join(cwd, name), text);
  return name;
}

describe('a Python program', () => {
  it('with a wrong text is refused as by CPython', async () => {
    const run = await heapglass(['run', source('bad.py', 'def f():\n    x = foo(a b)\n')], { cwd });
    expect(run.stderr).toBe(
      `  File "${join(cwd, 'bad.py')}", line 2\n` +
        '    x = foo(a b)\n' +
        '            ^^^\n' +
        'SyntaxError: invalid syntax. Perhaps you forgot a comma?\n',
    );
    expect([run.status, run.stdout.length]).toEqual([1, 0]);
  });

  it('runs', async () => {
    const run = await heapglass(
      ['run', source('good.py', 'import sys\nprint("hello", *sys.argv[1:])\n'), '--', 'a', 'b c'],
      {
        cwd,
      },
    );
    expect([run.status, run.stdout.toString(), run.stderr]).toEqual([0, 'hello a b c\n', '']);
  });

  const BERLIN = '/usr/share/zoneinfo/Europe/Berlin';
  it.skipIf(!existsSync(BERLIN))("has the names of the machine's time zone", async () => {
    const run = await heapglass(['run', source('zone.py', 'import time\nprint(time.tzname, time.timezone)\n')], {
      cwd,
      env: { TZ: 'Europe/Berlin' },
    });
    expect(run.stdout.toString()).toBe("('CET', 'CEST') -3600\n");
  });

  it('ends with its own status', async () => {
    const run = await heapglass(['run', source('exit.py', 'raise SystemExit(7)\n')], { cwd });
    expect([run.status, run.stderr]).toEqual([7, '']);
  });

  it('that nobody catches ends with a traceback', async () => {
    const run = await heapglass(['run', source('fails.py', 'def f(x):\n    return 1 / x\n\n\nf(0)\n')], { cwd });
    expect([run.status, run.stderr]).toEqual([
      1,
      `Traceback (most recent call last):
  File "${join(cwd, 'fails.py')}", line 5, in <module>
    f(0)
  File "${join(cwd, 'fails.py')}", line 2, in f
    return 1 / x
           ~~^~~
ZeroDivisionError: division by zero
`,
    ]);
  });

  it('reads its input', async () => {
    const program = source('reads.py', 'name = input("name? ")\nprint("hello", name)\n');
    const run = await heapglass(['run', program], { cwd, stdin: 'Ada\n' });
    expect([run.status, run.stdout.toString()]).toEqual([0, 'name? hello Ada\n']);
  });

  it('that does not end is stopped', async () => {
    const run = await heapglass(['run', '--timeout', '1', source('loops.py', 'while True:\n    pass\n')], { cwd });
    expect([run.status, run.stderr]).toEqual([TIMED_OUT, 'heapglass: stopped after 1 s\n']);
  });

  it('whose heap is limited gets MemoryError and goes on', async () => {
    const text =
      'try:\n    x = bytearray(100_000_000)\nexcept MemoryError:\n    print("no room")\nprint(len(bytearray(1000)))\n';
    const run = await heapglass(['run', '--max-heap', '32m', source('large.py', text)], { cwd });
    expect([run.status, run.stdout.toString(), run.stderr]).toEqual([0, 'no room\n1000\n', '']);
  });

  it('that calls deeper than there is room for frames gets RecursionError and goes on', async () => {
    const text = `import sys
sys.setrecursionlimit(10**7)
def call(depth):
    return call(depth + 1)
try:
    call(0)
except RecursionError as error:
    print(error)
print(sum(range(10)))
`;
    const run = await heapglass(['run', source('deep.py', text)], { cwd });
    expect([run.status, run.stdout.toString(), run.stderr]).toEqual([0, 'maximum recursion depth exceeded\n45\n', '']);
  });

  it('reaches what it was given and nothing else', async () => {
    const text = `open("own.txt", "w").write("text")
print(open("own.txt").read())
for path in ("/etc/passwd", "/no/such/file"):
    try:
        open(path)
    except OSError as error:
        print(type(error).__name__)
`;
    const run = await heapglass(['run', source('files.py', text)], { cwd });
    expect(run.stdout.toString()).toBe('text\nPermissionError\nFileNotFoundError\n');
  });

  it('that is not there or one of several is a mistake', async () => {
    const missing = await heapglass(['run', 'missing.py'], { cwd });
    expect([missing.status, missing.stderr]).toEqual([
      NO_INPUT,
      'heapglass: cannot read missing.py: there is no such file or directory\n',
    ]);
    const two = await heapglass(['run', 'good.py', 'bad.py'], { cwd });
    expect([two.status, two.stderr]).toEqual([USAGE, expect.stringContaining('a Python program is one file')]);
  });

  it('may nest as deep as it likes', async () => {
    const run = await heapglass(['run', source('deep.py', `${'lambda: '.repeat(100)}${'('.repeat(190)}1 2\n`)], {
      cwd,
    });
    expect(run.stderr).toContain("SyntaxError: '(' was never closed");
    expect(run.status).toBe(1);
  });
});
