import { describe, expect, it } from 'vitest';
import { compareEnding, compareFindings, compareKindsAndLines, compareLeaks } from './compare.js';

describe('compareFindings', () => {
  const write = { kind: 'InvalidWrite', line: 9, size: 4, count: 2, in: 'stack', variable: 'buf' } as const;

  it('accepts what is stated and ignores what is not', () => {
    expect(compareFindings([{ kind: 'InvalidWrite', line: 9 }], [write])).toEqual([]);
    expect(compareFindings([write], [write])).toEqual([]);
  });

  it('names missing, unexpected and different findings', () => {
    expect(compareFindings([write], [])).toEqual(['missing: InvalidWrite line 9 size 4 count 2 in stack variable buf']);
    expect(compareFindings([], [{ kind: 'InvalidFree', count: 1 }])).toEqual([
      'not expected: InvalidFree line ? count 1',
    ]);
    expect(compareFindings([write], [{ ...write, size: 8, in: 'global' }])).toEqual([
      'InvalidWrite line 9: size 4 expected, was 8, in stack expected, was global',
    ]);
  });

  it('matches two findings of one line with the expectations that fit them best', () => {
    const [small, large] = [
      { ...write, size: 1 },
      { ...write, size: 8 },
    ];
    expect(compareFindings([small, large], [large, small])).toEqual([]);
    expect(compareFindings([small], [large, small])).toEqual([
      'not expected: InvalidWrite line 9 size 8 count 2 in stack variable buf',
    ]);
  });
});

describe('compareKindsAndLines', () => {
  it('looks at each pair once', () => {
    const read = { kind: 'InvalidRead', line: 3, count: 1 } as const;
    expect(
      compareKindsAndLines(
        [read],
        [
          { ...read, size: 1 },
          { ...read, size: 2 },
        ],
      ),
    ).toEqual([]);
    expect(compareKindsAndLines([read, read], [{ ...read, line: 4 }])).toEqual([
      'missing: InvalidRead line 3',
      'not expected: InvalidRead line 4',
    ]);
  });
});

describe('compareLeaks', () => {
  const leak = { kind: 'definite', line: 5, bytes: 40, blocks: 1 } as const;

  it('compares one to one', () => {
    expect(compareLeaks([{ kind: 'definite', line: 5 }], [leak])).toEqual([]);
    expect(compareLeaks([leak], [{ ...leak, bytes: 41 }])).toEqual([
      'missing: Leak definite line 5 bytes 40 blocks 1',
      'not expected: Leak definite line 5 bytes 41 blocks 1',
    ]);
    expect(compareLeaks([leak], [leak, leak])).toHaveLength(1);
    expect(compareLeaks([leak, leak], [leak])).toHaveLength(1);
  });
});

describe('compareEnding', () => {
  it('compares status and signal', () => {
    expect(compareEnding({ how: 'exit', status: 3 }, { how: 'exit', status: 3 })).toEqual([]);
    expect(compareEnding({ how: 'exit', status: 3 }, { how: 'exit', status: 4 })).toEqual([
      'ended by exit 4, expected exit 3',
    ]);
    expect(compareEnding({ how: 'stopped' }, { how: 'stopped', signal: 'SIGILL' })).toEqual([]);
    expect(compareEnding({ how: 'stopped', signal: 'SIGFPE' }, { how: 'stopped', signal: 'SIGILL' })).toHaveLength(1);
    expect(compareEnding({ how: 'stopped' }, { how: 'exit', status: 0 })).toHaveLength(1);
    expect(compareEnding({ how: 'exit', status: 0 }, { how: 'timeout' })).toHaveLength(1);
  });
});
