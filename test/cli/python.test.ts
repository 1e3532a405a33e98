/** `heapglass run` of a Python program: what is wrong with its text, and that it does not run yet. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const UNAVAILABLE = 69;
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
      '  File "bad.py", line 2\n' +
        '    x = foo(a b)\n' +
        '            ^^^\n' +
        'SyntaxError: invalid syntax. Perhaps you forgot a comma?\n',
    );
    expect([run.status, run.stdout.length]).toEqual([1, 0]);
  });

  it('that is right is said not to run yet', async () => {
    const run = await heapglass(['run', source('good.py', 'print("hello")\n')], { cwd });
    expect(run.stderr).toBe('heapglass: nothing is wrong with good.py, but running Python programs is not there yet\n');
    expect([run.status, run.stdout.length]).toEqual([UNAVAILABLE, 0]);
  });

  it('with a character by name is said not to be read yet', async () => {
    const run = await heapglass(['run', source('named.py', 'print("\\N{BULLET}")\n')], { cwd });
    expect(run.stderr).toBe('heapglass: named.py: characters by name (\\N{...}) are not there yet\n');
    expect(run.status).toBe(UNAVAILABLE);
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
