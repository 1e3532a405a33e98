/** The text report as a whole: layout, width, sums, source lines, stacks, and what is said only once. */
import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { styles } from '../../src/cli/styles.js';
import type { Finding, LeakRecord } from '../../src/events/findings.js';
import { block, RecordingBuilder } from './recording-builder.js';

/** A use after free in a callee, with its source lines. */
function useAfterFree(builder = new RecordingBuilder()): RecordingBuilder {
  const place = {
    in: 'heap-block',
    offset: 48,
    block: block({
      size: 64,
      state: 'freed',
      allocStack: builder.stack('make leak.c:22:30', 'main leak.c:35:30'),
      freeRoutine: 'free',
      freeStack: builder.stack('main leak.c:36:3'),
    }),
  } as const;
  return builder
    .source('leak.c', 22, '  struct reading *readings = malloc(count * sizeof *readings);')
    .source('leak.c', 36, '  free(readings);')
    .source('leak.c', 40, '\treturn r[3].sensor;')
    .access(place, { stack: builder.stack('last leak.c:40:9', 'main leak.c:37:3') });
}

describe('layout', () => {
  it('shows where, what the bytes were, what to do, and the sums', () => {
    const report = useAfterFree().leak({ bytes: 40960, blocks: 10, stack: 0 });
    report.totals({ allocations: 11, frees: 1, bytesAllocated: 41024 });
    expect(report.lines()).toEqual([
      'error: invalid read of 4 bytes in a freed heap block',
      '   --> leak.c:40:9',
      '    |',
      ' 40 |     return r[3].sensor;',
      '    |            ^',
      '    = in last',
      '      by main  leak.c:37:3',
      'note: 0x5000 is 48 bytes inside a freed block of 64 bytes, freed here by free',
      '   --> leak.c:36:3',
      '    |',
      ' 36 |   free(readings);',
      '    |   ^',
      '    = in main',
      'note: and allocated here by malloc',
      '   --> leak.c:22:30',
      '    |',
      ' 22 |   struct reading *readings = malloc(count * sizeof *readings);',
      '    |                              ^',
      '    = in make',
      '      by main  leak.c:35:30',
      'help: The block is gone: use it before it is freed, or free it later.',
      '',
      'leak: 40,960 bytes in 10 blocks are definitely lost',
      'help: Give it back with free() before the last pointer to it is gone.',
      '',
      'Heap: 11 allocations, 1 free, 41,024 bytes allocated',
      'In use at exit: 40,960 bytes in 10 blocks',
      '  definitely lost: 40,960 bytes in 10 blocks',
      '2 errors from 2 places',
    ]);
  });

  it('says once where a block came from and what to do, and refers to it afterwards', () => {
    const report = new RecordingBuilder();
    useAfterFree(useAfterFree(report));
    const allocStack = report.stack('make leak.c:22:30', 'main leak.c:35:30');
    const freed = block({
      allocStack,
      state: 'freed',
      freeRoutine: 'free',
      freeStack: report.stack('main leak.c:50:3'),
    });
    report.access({ in: 'heap-block', block: freed, offset: 0 });
    const lines = report.lines();
    const second = lines.slice(lines.indexOf('') + 1);
    expect(second.slice(7, second.indexOf(''))).toEqual([
      'note: 0x5000 is 48 bytes inside a freed block of 64 bytes, freed by free at',
      '      leak.c:36:3 and allocated by malloc at leak.c:22:30, as above',
    ]);
    const third = second.slice(second.indexOf('') + 1);
    expect(third.slice(3, third.indexOf(''))).toEqual([
      'note: 0x5000 is at the start of a freed block of 40 bytes, freed here by free',
      '   --> leak.c:50:3',
      '    = in main',
      'note: and allocated by malloc at leak.c:22:30, as above',
    ]);
  });

  it('keeps to the width, except for what cannot be broken', () => {
    const report = new RecordingBuilder();
    const name = 'a_function_with_a_name_that_goes_on_and_on_and_on_for_more_than_a_line_of_text';
    report
      .source('a.c', 1, `${'x = '.repeat(100)};`)
      .access(
        { in: 'stack', function: 'f', state: 'live', variable: { name: 'b', size: 8, line: 3, offset: 9 } },
        { stack: report.stack(name, 'f a.c:1:203', 'main a.c:2:3'), via: 'memcpy(source)', size: 300 },
      )
      .note('This is a rather long note on the run which does not fit into one line of eighty columns.');
    const lines = report.lines();
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
    expect(lines).toContain(`    = in ${name.slice(0, 57)}...`);
    expect(lines.join('\n')).toContain(
      '\nnote: This is a rather long note on the run which does not fit into one line of\n      eighty columns.\n',
    );
  });

  it('does not part a number of times from its word', () => {
    const report = new RecordingBuilder();
    const place = { in: 'heap-block', block: block({ allocStack: 0 }), offset: 40 } as const;
    report.access(place, { stack: report.stack('vsnprintf', 'main a.c:1:1'), count: 2, kind: 'InvalidWrite' });
    expect(report.lines().slice(0, 2)).toEqual([
      'error: invalid write of 4 bytes by vsnprintf past the end of a heap block,',
      '       2 times',
    ]);
  });

  it('colours labels, headlines and gutters, and nothing when colours are off', () => {
    const plain = useAfterFree().lines();
    const coloured = useAfterFree().lines('text', styles(true));
    expect(coloured[0]).toBe(
      '\u001b[1m\u001b[31merror\u001b[39m\u001b[22m\u001b[1m: invalid read of 4 bytes in a freed heap block\u001b[22m',
    );
    expect(coloured.map((line) => stripVTControlCharacters(line))).toEqual(plain);
    expect(useAfterFree().lines('text', styles(false))).toEqual(plain);
  });
});

describe('source lines', () => {
  function excerpt(text: string, column: number): string[] {
    const report = new RecordingBuilder().source('a.c', 7, text);
    return report
      .access({ in: 'heap' }, { stack: report.stack(`main a.c:7:${column}`) })
      .lines()
      .slice(3, 5)
      .map((line) => line.slice(6));
  }

  it('turn tabs into spaces and keep the pointer under its character', () => {
    expect(excerpt('\t\tx[i]\t= 1;', 8)).toEqual(['        x[i]    = 1;', '                ^']);
    expect(excerpt('  \tx', 4)).toEqual(['    x', '    ^']);
  });

  it('count columns in bytes and point at characters of any width', () => {
    expect(excerpt('  p("\u00e4\u00f6\u00fc", q);', 14)).toEqual(['  p("\u00e4\u00f6\u00fc", q);', '          ^']);
    expect(excerpt('  p("\u6f22\u5b57", q);', 14)).toEqual(['  p("\u6f22\u5b57", q);', '           ^']);
    expect(excerpt('  p("e\u0301", q);', 11)).toEqual(['  p("e\u0301", q);', '        ^']);
    expect(excerpt('  p("\u{1f600}", q);', 12)).toEqual(['  p("\u{1f600}", q);', '         ^']);
    // Latin-1 that was read as UTF-8: one byte each.
    expect(excerpt('  p("\ufffd\ufffd", q);', 10)).toEqual(['  p("\ufffd\ufffd", q);', '         ^']);
  });

  it('are cut around the pointer when they are too long', () => {
    const far = `${'a'.repeat(100)}HERE${'b'.repeat(100)}`;
    for (const column of [1, 40, 60, 101, 104, 204]) {
      const [line, pointer] = excerpt(far, column);
      expect(line.length).toBeLessThanOrEqual(74);
      expect(line[pointer.indexOf('^')]).toBe(far[column - 1]);
      if (column > 60) expect(line.startsWith('...')).toBe(true);
      if (column < 204) expect(line.endsWith('...')).toBe(true);
    }
    expect(excerpt(`${'\u6f22'.repeat(60)}x`, 181)[0]).toMatch(/^\.\.\.\u6f22+x$/);
    expect(excerpt('c'.repeat(74), 3)[0]).toBe('c'.repeat(74));
  });

  it('cannot move the cursor or turn the text around', () => {
    expect(excerpt('  x\u001b[2J\u202e = 1;\u0007', 3)[0]).toBe('  x\ufffd[2J\ufffd = 1;\ufffd');
  });

  it('have no pointer without a column, and are left out without a source or debug information', () => {
    const stackOf = (...frames: string[]): string[] => {
      const report = new RecordingBuilder().source('a.c', 7, 'int main(void) {');
      return report
        .access({ in: 'heap' }, { stack: report.stack(...frames) })
        .lines()
        .slice(1, -3);
    };
    const rest = ['note: the address is 0x5000'];
    expect(stackOf('main a.c:7')).toEqual([
      '   --> a.c:7',
      '    |',
      '  7 | int main(void) {',
      '    = in main',
      ...rest,
    ]);
    expect(stackOf('main gone.c:3:5')).toEqual(['   --> gone.c:3:5', '    = in main', ...rest]);
    expect(stackOf('strlen', 'main')).toEqual(['    = in strlen', '      by main', ...rest]);
  });

  it('name files outside of the directory by their whole path', () => {
    const report = new RecordingBuilder();
    report.access({ in: 'heap' }, { stack: report.stack('f /opt/lib/x.c:3:5', 'main src/a.c:2:3') });
    expect(report.lines().slice(1, 4)).toEqual(['   --> /opt/lib/x.c:3:5', '    = in f', '      by main  src/a.c:2:3']);
  });
});

describe('stacks', () => {
  function stack(...frames: string[]): string[] {
    const report = new RecordingBuilder();
    const lines = report.access({ in: 'heap' }, { stack: report.stack(...frames) }).lines();
    const from = lines.findIndex((line) => /^ +(-->|= in)/.test(line));
    return lines.slice(from, lines.indexOf('note: the address is 0x5000'));
  }

  it('show of a library what the program called, and the line of the call', () => {
    expect(
      stack(
        'std::__free /usr/include/c++/v1/new:3:5',
        'std::vector<int>::~vector /usr/include/c++/v1/vector:30:5 inlined',
        'drop a.cc:4:3',
        'main a.cc:9:3',
      ),
    ).toEqual([
      '   --> a.cc:4:3',
      '    = in std::vector<int>::~vector (1 call inside it not shown)',
      '      by drop',
      '      by main  a.cc:9:3',
    ]);
  });

  it('keep a library between two calls of the program', () => {
    expect(stack('compare a.c:4:3', 'inner_sort', 'qsort', 'main a.c:9:3')).toEqual([
      '   --> a.c:4:3',
      '    = in compare',
      '      by qsort (1 call inside it not shown)',
      '      by main  a.c:9:3',
    ]);
  });

  it('count a recursion and mark what was inlined', () => {
    expect(
      stack('leaf a.c:2:3 inlined', 'walk a.c:4:3', 'walk a.c:5:3', 'walk a.c:5:3', 'walk a.c:5:3', 'main a.c:9:3'),
    ).toEqual([
      '   --> a.c:2:3',
      '    = in leaf (inlined)',
      '      by walk  a.c:4:3',
      '      by walk  a.c:5:3 (3 times)',
      '      by main  a.c:9:3',
    ]);
  });

  it('end at main and at --num-callers', () => {
    const report = new RecordingBuilder().options({ numCallers: 2 });
    report.access({ in: 'heap' }, { stack: report.stack('c a.c:1:1', 'b a.c:2:1', 'a a.c:3:1', 'main a.c:4:1') });
    expect(report.lines().slice(1, 4)).toEqual(['   --> a.c:1:1', '    = in c', '      by b  a.c:2:1']);
    expect(stack('f a.c:1:1', 'main a.c:4:1', '__main_void', '_start')).toHaveLength(3);
  });

  it('shorten names of templates that fill a line', () => {
    const key = 'std::map<std::basic_string<char, std::char_traits<char>, std::allocator<char>>, int>';
    expect(stack(`${key}::operator[] a.cc:1:1`, 'main a.cc:4:1')[1]).toBe('    = in std::map<...>::operator[]');
    expect(stack(`${key}::operator<< a.cc:1:1`, 'main a.cc:4:1')[1]).toBe('    = in std::map<...>::operator<<');
  });
});

describe('leaks', () => {
  function leaks(...records: Partial<LeakRecord>[]): RecordingBuilder {
    const report = new RecordingBuilder();
    for (const record of records) report.leak(record);
    return report;
  }

  it('are told with what they take along, the largest first', () => {
    const report = leaks(
      { bytes: 1, stack: 0 },
      { bytes: 33, blocks: 2, indirectBytes: 1200, indirectBlocks: 3, stack: 0, routine: 'operator new' },
      { kind: 'possible', bytes: 50, stack: 0 },
    );
    expect(report.lines().slice(0, 9)).toEqual([
      'leak: 33 bytes in 2 blocks are definitely lost, and with them 1,200 bytes in 3',
      '      blocks indirectly',
      'help: Give it back with delete before the last pointer to it is gone.',
      '',
      'leak: 50 bytes in 1 block are possibly lost',
      'help: Only pointers into the middle of the block were found: keep one to its',
      '      start.',
      '',
      'leak: 1 byte in 1 block is definitely lost',
    ]);
  });

  it('are to be given back with the counterpart of what allocated them', () => {
    const help = (routine: LeakRecord['routine'], ...library: string[]): string | undefined => {
      const report = new RecordingBuilder();
      report.leak({ routine, stack: report.stack(...library, 'main a.c:1:1') });
      return report.lines().find((line) => line.startsWith('help: '));
    };
    const before = 'before the last pointer to it is gone.';
    expect(help('calloc')).toBe(`help: Give it back with free() ${before}`);
    expect(help('operator new[]')).toBe(`help: Give it back with delete[] ${before}`);
    expect(help('malloc', 'strdup')).toBe(`help: Give it back with free() ${before}`);
    expect(help('malloc', 'fopen')).toBe(`help: Give it back with fclose() ${before}`);
    expect(help('operator new', 'std::make_shared<Node> /usr/include/c++/v1/memory:3:1')).toBeUndefined();
  });

  it('that look alike within --num-callers are one', () => {
    const report = new RecordingBuilder().options({ numCallers: 2 });
    const from = (line: number): number => report.stack('make a.c:3:9', 'load a.c:6:3', `main a.c:${line}:3`);
    report
      .leak({ stack: from(10), bytes: 8 })
      .leak({ stack: from(11), bytes: 16, indirectBytes: 4, indirectBlocks: 1 });
    report.leak({ stack: from(11), bytes: 5, kind: 'possible' });
    const heads = report.lines().filter((line) => line.startsWith('leak: '));
    expect(heads).toEqual([
      'leak: 24 bytes in 2 blocks are definitely lost, and with them 4 bytes in 1 block',
      'leak: 5 bytes in 1 block are possibly lost',
    ]);
    expect(report.lines().at(-1)).toBe('2 errors from 2 places');
    report.options({ numCallers: 3 });
    expect(report.lines().at(-1)).toBe('3 errors from 3 places');
  });

  it('of kinds that are only shown are notes, and of kinds that are not shown are counted', () => {
    const all = { showLeakKinds: ['definite', 'indirect', 'possible', 'reachable'] } as const;
    const report = leaks({ kind: 'reachable', bytes: 7, stack: 0 });
    expect(report.lines()).toEqual([
      'Heap: not used',
      'In use at exit: 7 bytes in 1 block',
      '  still reachable: 7 bytes in 1 block (--show-leak-kinds=all shows them)',
      'No errors.',
    ]);
    expect(report.options({ showLeakKinds: [...all.showLeakKinds] }).lines()).toEqual([
      'note: 7 bytes in 1 block are still reachable',
      '',
      'Heap: not used',
      'In use at exit: 7 bytes in 1 block',
      '  still reachable: 7 bytes in 1 block',
      'No errors.',
    ]);
  });

  it('beyond fifty records are only counted', () => {
    const report = new RecordingBuilder();
    for (let i = 1; i <= 52; i++) report.leak({ bytes: i, stack: report.stack(`main a.c:${i}:1`) });
    const lines = report.lines();
    expect(lines.filter((line) => line.startsWith('leak: '))).toHaveLength(50);
    expect(lines).toContain('note: 2 more leak records not shown; --format=json has them all');
    expect(lines.at(-1)).toBe('52 errors from 52 places');
  });
});

describe('the sums', () => {
  const used = { allocations: 1, frees: 1, bytesAllocated: 1 };

  it('are one line when all is well', () => {
    expect(new RecordingBuilder().lines()).toEqual(['No errors. Heap: not used']);
    expect(new RecordingBuilder().totals(used).lines()).toEqual([
      'No errors. Heap: 1 allocation, 1 free, 1 byte allocated; all blocks were freed',
    ]);
    expect(
      new RecordingBuilder().totals({ allocations: 1234567, frees: 1234567, bytesAllocated: 2e9 }).lines(),
    ).toEqual([
      'No errors. Heap: 1,234,567 allocations, 1,234,567 frees, 2,000,000,000 bytes allocated; all blocks were freed',
    ]);
  });

  it('count errors and places', () => {
    const twice = (count: number): string | undefined =>
      new RecordingBuilder().totals(used).access({ in: 'heap' }, { count }).lines().at(-1);
    expect([twice(1), twice(1000)]).toEqual(['1 error from 1 place', '1,000 errors from 1 place']);
  });

  it('say what was not looked for', () => {
    const left = (leakCheck: 'no' | 'summary'): string[] =>
      new RecordingBuilder().options({ leakCheck }).leak({ bytes: 8 }).lines();
    expect(left('no')).toEqual([
      'Heap: not used',
      'In use at exit: 8 bytes in 1 block (--leak-check=full looks for leaks)',
      'No errors.',
    ]);
    expect(left('summary')).toEqual([
      'Heap: not used',
      'In use at exit: 8 bytes in 1 block',
      '  definitely lost: 8 bytes in 1 block',
      '  (--leak-check=full shows where they were allocated)',
      'No errors.',
    ]);
  });

  it('tell how a program ended that did not end by itself', () => {
    const first = (report: RecordingBuilder): string => report.lines()[0];
    expect(first(new RecordingBuilder().ending({ how: 'timeout', seconds: 3, stack: 0 }))).toBe(
      'stopped: the program did not end within 3 s; this is where it was',
    );
    expect(first(new RecordingBuilder().ending({ how: 'first-error' }))).toBe(
      'note: stopped at the first error, as asked',
    );
    const trap: Finding = { kind: 'Trap', trap: 'integer divide by zero', message: '', stack: 0, count: 1 };
    const stopped = new RecordingBuilder().ending({ how: 'stopped', signal: 'SIGFPE' }).finding(trap).lines();
    expect(stopped.slice(0, 2)).toEqual([
      'error: integer division by zero',
      'note: the program was stopped here, as by an operating system (SIGFPE)',
    ]);
  });
});
