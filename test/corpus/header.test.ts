import { describe, expect, it } from 'vitest';
import { parseHeader } from './header.js';

const minimal = '// heapglass: Says hello.\n// expect: clean\n// oracle: valgrind\n\nint main(void) {}\n';

describe('parseHeader', () => {
  it('fills in what a short header leaves out', () => {
    expect(parseHeader(minimal)).toEqual({
      purpose: 'Says hello.',
      flags: [],
      args: [],
      stdin: new Uint8Array(0),
      options: [],
      findings: [],
      leaks: [],
      stdout: undefined,
      ending: { how: 'exit', status: 0 },
      oracle: { native: true },
    });
  });

  it('reads every key', () => {
    const header = parseHeader(
      [
        '// heapglass: All of it.',
        '// flags: -O1  -DX=1',
        '// args: a b',
        '// stdin: one\\n\\ttwo\\\\n',
        '// options: --freelist-vol=0',
        '// expect: InvalidWrite line 9 size 4 count 3 in stack variable buf',
        '// expect: InvalidRead line 10 variable "string literal" in global',
        '// expect: Trap line 12 trap integer divide by zero',
        '// expect: Leak definite line 5 bytes 40 blocks 1',
        '// expect: Leak indirect line 6',
        '// stdout: a\\n',
        '// stdout:  b',
        '// exit: stopped SIGFPE',
        '// oracle: none no such thing',
        '// heapglass-like comment',
        '// exit: 3',
        '',
      ].join('\r\n'),
    );
    expect(header.flags).toEqual(['-O1', '-DX=1']);
    expect(header.args).toEqual(['a', 'b']);
    expect(new TextDecoder().decode(header.stdin)).toBe('one\n\ttwo\\n');
    expect(header.options).toEqual(['--freelist-vol=0']);
    expect(header.findings).toEqual([
      { kind: 'InvalidWrite', line: 9, size: 4, count: 3, in: 'stack', variable: 'buf' },
      { kind: 'InvalidRead', line: 10, in: 'global', variable: 'string literal' },
      { kind: 'Trap', line: 12, trap: 'integer divide by zero' },
    ]);
    expect(header.leaks).toEqual([
      { kind: 'definite', line: 5, bytes: 40, blocks: 1 },
      { kind: 'indirect', line: 6 },
    ]);
    expect(header.stdout).toBe('a\n b');
    expect(header.ending).toEqual({ how: 'stopped', signal: 'SIGFPE' });
    expect(header.oracle).toEqual({ native: false, reason: 'no such thing' });
  });

  it('tells empty standard output from none stated', () => {
    expect(parseHeader(minimal.replace('// oracle', '// stdout:\n// oracle')).stdout).toBe('');
  });

  it.each([
    ['// expect: clean\n// expect: Leak definite line 3', /both/],
    ['// expect: InvalidWrote line 3', /line 2: .*KIND line N/],
    ['// expect: InvalidWrite at 3', /KIND line N/],
    ['// expect: InvalidWrite line x', /number/],
    ['// expect: InvalidWrite line 3 size', /number/],
    ['// expect: InvalidWrite line 3 in cellar', /unknown word/],
    ['// expect: InvalidWrite line 3 variable', /unknown word/],
    ['// expect: Leak lost line 3', /Leak KIND/],
    ['// expect: Leak definite line 3 octets 5', /unknown word/],
    ['// exit: stopped SIGSEGV now', /too many/],
    ['// exit: soon', /number/],
    ['// args: a\n// args: b', /twice/],
    ['// stdin: \\q', /escape/],
    ['// colour: red', /unknown key/],
  ])('refuses %j', (line, message) => {
    const expectation = line.includes('expect') ? '' : '// expect: clean\n';
    expect(() => parseHeader(`// heapglass: Wrong.\n${line}\n${expectation}// oracle: valgrind\n`)).toThrow(message);
  });

  it.each(['heapglass', 'expect', 'oracle'])('refuses a header without %s', (key) => {
    expect(() =>
      parseHeader(
        minimal
          .split('\n')
          .filter((line) => !line.includes(`${key}:`))
          .join('\n'),
      ),
    ).toThrow();
  });

  it('refuses an unknown oracle', () => {
    expect(() => parseHeader(minimal.replace('valgrind', 'drmemory'))).toThrow(/REASON/);
    expect(() => parseHeader(minimal.replace('valgrind', 'none'))).toThrow(/REASON/);
  });
});
