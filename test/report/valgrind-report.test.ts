/**
 * The text in Valgrind's format as a script reads it. What Valgrind prints for the same programs is compared in
 * test/oracle/valgrind-text.test.ts; here is what only heapglass finds, and what must hold where no Valgrind is.
 */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/events/findings.js';
import { block, RecordingBuilder, type Access } from './recording-builder.js';

/** Everything between the banner and the sums, without the process number. */
function body(builder: RecordingBuilder): string[] {
  const lines = builder.lines('valgrind').map((line) => line.replace('==1== ', ''));
  return lines.slice(lines.indexOf('') + 1, lines.indexOf('HEAP SUMMARY:'));
}

function errorSummary(builder: RecordingBuilder): string | undefined {
  return builder.lines('valgrind').at(-1);
}

describe('a script that reads Valgrind', () => {
  const builder = new RecordingBuilder();
  const allocStack = builder.stack('make leak.c:22:30', 'main leak.c:35:30');
  builder
    .access(
      { in: 'heap-block', block: block({ size: 64, allocStack }), offset: 64 },
      { kind: 'InvalidWrite', count: 1200, stack: builder.stack('put leak.c:3:9', 'main leak.c:35:30') },
    )
    .leak({ bytes: 40960, blocks: 10, stack: builder.stack('count leak.c:13:16', 'main leak.c:32:41') })
    .totals({ allocations: 11, frees: 1, bytesAllocated: 41024 });

  it('finds every line that it looks for', () => {
    expect(builder.lines('valgrind')).toEqual([
      '==1== Memcheck, a memory error detector',
      '==1== Using heapglass-0.1.0, which prints this in the format of Valgrind',
      '==1== Command: leak.c',
      '==1== ',
      '==1== Invalid write of size 4',
      '==1==    at 0x120: put (leak.c:3)',
      '==1==    by 0x100: main (leak.c:35)',
      "==1==  Address 0x5000 is 0 bytes after a block of size 64 alloc'd",
      '==1==    at 0x0: malloc (in heapglass)',
      '==1==    by 0x110: make (leak.c:22)',
      '==1==    by 0x100: main (leak.c:35)',
      '==1== ',
      '==1== ',
      '==1== HEAP SUMMARY:',
      '==1==     in use at exit: 40,960 bytes in 10 blocks',
      '==1==   total heap usage: 11 allocs, 1 frees, 41,024 bytes allocated',
      '==1== ',
      '==1== 40,960 bytes in 10 blocks are definitely lost in loss record 1 of 1',
      '==1==    at 0x0: malloc (in heapglass)',
      '==1==    by 0x150: count (leak.c:13)',
      '==1==    by 0x140: main (leak.c:32)',
      '==1== ',
      '==1== LEAK SUMMARY:',
      '==1==    definitely lost: 40,960 bytes in 10 blocks',
      '==1==    indirectly lost: 0 bytes in 0 blocks',
      '==1==      possibly lost: 0 bytes in 0 blocks',
      '==1==    still reachable: 0 bytes in 0 blocks',
      '==1==         suppressed: 0 bytes in 0 blocks',
      '==1== ',
      '==1== For lists of detected and suppressed errors, rerun with: -s',
      '==1== ERROR SUMMARY: 1,201 errors from 2 contexts (suppressed: 0 from 0)',
    ]);
  });
});

describe('stacks', () => {
  it('name functions with their parameters, library functions by the file they are in, and inlined ones', () => {
    const builder = new RecordingBuilder();
    const stack = builder.stack('strlen', 'read(char const*) src/a.cc:4:3 inlined', 'main src/a.cc:9:3');
    expect(body(builder.access({ in: 'unmapped' }, { stack })).slice(1, 4)).toEqual([
      '   at 0x110: strlen (in leak)',
      '   by 0x100: read(char const*) (a.cc:4)',
      '   by 0x100: main (a.cc:9)',
    ]);
  });

  it('begin with the function that Valgrind replaces, which counts for --num-callers', () => {
    const builder = new RecordingBuilder().options({ numCallers: 2 });
    const stack = builder.stack('drop a.c:4:3', 'main a.c:9:3');
    const place: Place = { in: 'unmapped' };
    builder.finding({ kind: 'InvalidFree', routine: 'operator delete', doubleFree: false, address: 16, stack, place });
    builder.access(place, { stack, via: 'memcpy(source)' });
    expect(body(builder).filter((line) => /^ {3}(at|by)/.test(line))).toEqual([
      '   at 0x0: operator delete(void*) (in heapglass)',
      '   by 0x110: drop (a.c:4)',
      '   at 0x0: memcpy (in heapglass)',
      '   by 0x110: drop (a.c:4)',
    ]);
  });

  it('merge loss records that look alike', () => {
    const builder = new RecordingBuilder().options({ numCallers: 2 });
    for (const line of [9, 10]) builder.leak({ bytes: 8, stack: builder.stack('make a.c:4:3', `main a.c:${line}:3`) });
    const heads = builder.lines('valgrind').filter((line) => line.includes('loss record'));
    expect(heads).toEqual(['==1== 16 bytes in 2 blocks are definitely lost in loss record 1 of 1']);
    expect(errorSummary(builder)).toContain('1 errors from 1 contexts');
  });
});

describe('addresses', () => {
  function where(place: Place, more: Partial<Access> = {}): string[] {
    const builder = new RecordingBuilder();
    const stack = builder.stack('get leak.c:3:9', 'main leak.c:35:30');
    const lines = body(builder.access(place, { stack, ...more }));
    return lines.filter((line) => /^ \S/.test(line));
  }
  const variable = { name: 'row', size: 24, line: 4, offset: 24 };

  it('on the stack', () => {
    const stack = { in: 'stack', function: 'main', variable } as const;
    expect(where({ ...stack, state: 'live' })).toEqual([
      ' Location 0x5000 is 0 bytes after local var "row"',
      ' declared at leak.c:4, in frame #1 of thread 1',
    ]);
    expect(where({ ...stack, state: 'out-of-scope', variable: { ...variable, offset: 1 } })).toEqual([
      ' Location 0x5000 is 1 byte inside local var "row"',
      ' declared at leak.c:4, in frame #1 of thread 1, out of scope',
    ]);
    expect(where({ ...stack, function: 'make', state: 'returned' })[1]).toBe(
      ' declared at line 4, in a frame of make, which has returned',
    );
    expect(where({ in: 'stack', function: 'main', state: 'live' })).toEqual([
      " Address 0x5000 is on thread 1's stack",
      ' in frame #1, created by main (leak.c:???)',
    ]);
    expect(where({ in: 'below-stack', distance: 1192 })).toEqual([
      " Address 0x5000 is on thread 1's stack",
      ' 1192 bytes below stack pointer',
    ]);
    expect(where({ in: 'stack-guard' })[1]).toBe(' In stack guard protected page');
  });

  it('in static data and nowhere', () => {
    expect(where({ in: 'global', variable: { ...variable, name: 'table' } })).toEqual([
      ' Address 0x5000 is 0 bytes after data symbol "table"',
    ]);
    expect(where({ in: 'global', variable: { ...variable, name: 'string literal' } })).toEqual([
      ' Address 0x5000 is in a r-- mapped file leak segment',
    ]);
    expect(where({ in: 'data', readOnly: false })).toEqual([' Address 0x5000 is in a rw- mapped file leak segment']);
    for (const place of ['heap', 'null-page', 'code', 'unmapped'] as const)
      expect(where({ in: place })).toEqual([" Address 0x5000 is not stack'd, malloc'd or (recently) free'd"]);
  });

  it('of a block that has been freed, with both its stacks', () => {
    const builder = new RecordingBuilder();
    const freed = block({
      size: 1064,
      state: 'freed',
      routine: 'operator new[]',
      allocStack: builder.stack('main leak.c:3:9'),
      freeRoutine: 'operator delete[]',
      freeStack: builder.stack('main leak.c:4:9'),
    });
    expect(body(builder.access({ in: 'heap-block', block: freed, offset: 1000 })).slice(2, 8)).toEqual([
      " Address 0x5000 is 1,000 bytes inside a block of size 1,064 free'd",
      '   at 0x0: operator delete[](void*) (in heapglass)',
      '   by 0x110: main (leak.c:4)',
      " Block was alloc'd at",
      '   at 0x0: operator new[](unsigned long) (in heapglass)',
      '   by 0x100: main (leak.c:3)',
    ]);
  });
});

describe('first lines', () => {
  const heads = (builder: RecordingBuilder): string => body(builder)[0];
  const place: Place = { in: 'unmapped' };

  it('of what the system did for the program', () => {
    const via = (name: string): string => heads(new RecordingBuilder().access(place, { via: name }));
    expect(via('fd_write(buf)')).toBe('Syscall param write(buf) points to unaddressable byte(s)');
    expect(via('path_open(path)')).toBe('Syscall param open(filename) points to unaddressable byte(s)');
    expect(via('strcpy(source)')).toBe('Invalid read of size 4');
  });

  it('of the other kinds', () => {
    const overlap = { kind: 'Overlap', destination: 0x5008, source: 0x5000, size: 20 } as const;
    const said = [
      new RecordingBuilder().finding({ ...overlap, routine: 'memcpy' }),
      new RecordingBuilder().finding({ ...overlap, routine: 'strcpy' }),
      new RecordingBuilder().finding({ kind: 'MismatchedFree', routine: 'free', address: 1, place }),
      new RecordingBuilder().finding({ kind: 'ReallocSizeZero', address: 1, place }),
      new RecordingBuilder().finding({
        kind: 'InvalidAlignment',
        routine: 'aligned_alloc',
        alignment: 24,
        reason: 'should be a power of 2',
      }),
      new RecordingBuilder().finding({ kind: 'FishyValue', routine: 'calloc', argument: 'nmemb', value: -3 }),
    ].map(heads);
    expect(said).toEqual([
      'Source and destination overlap in memcpy(0x5008, 0x5000, 20)',
      'Source and destination overlap in strcpy(0x5008, 0x5000)',
      'Mismatched free() / delete / delete []',
      'realloc() with size 0',
      'Invalid alignment value: 24 (should be a power of 2)',
      "Argument 'nmemb' of function calloc has a fishy (possibly negative) value: -3",
    ]);
  });
});

describe('a program that was stopped', () => {
  function stopped(
    signal: 'SIGSEGV' | 'SIGFPE' | 'SIGABRT' | 'SIGILL',
    make: (builder: RecordingBuilder) => RecordingBuilder,
  ): string[] {
    return body(make(new RecordingBuilder().ending({ how: 'stopped', signal })));
  }

  it('by a signal alone has no error, as in Valgrind', () => {
    const trap = { kind: 'Trap', message: 'it leads to put' } as const;
    const divide = (builder: RecordingBuilder): RecordingBuilder =>
      builder.finding({ ...trap, trap: 'integer divide by zero' });
    expect(stopped('SIGFPE', divide)).toEqual([
      '',
      'Process terminating with default action of signal 8 (SIGFPE)',
      ' Integer divide by zero at address 0x100',
      '   at 0x100: main (leak.c:5)',
      '',
    ]);
    expect(errorSummary(divide(new RecordingBuilder()))).toContain('ERROR SUMMARY: 0 errors from 0 contexts');
    expect(stopped('SIGABRT', (builder) => builder.finding({ ...trap, trap: 'abort' })).slice(1, 3)).toEqual([
      'Process terminating with default action of signal 6 (SIGABRT)',
      '   at 0x100: main (leak.c:5)',
    ]);
    expect(
      stopped('SIGSEGV', (builder) => builder.finding({ ...trap, trap: 'indirect call to the wrong type' }))[2],
    ).toBe(' Call through a function pointer of another type: it leads to put');
  });

  it('by a write to a constant', () => {
    const write = { kind: 'InvalidWrite', fatal: true } as const;
    expect(stopped('SIGSEGV', (builder) => builder.access({ in: 'data', readOnly: true }, write))).toEqual([
      '',
      'Process terminating with default action of signal 11 (SIGSEGV)',
      ' Bad permissions for mapped region at address 0x5000',
      '   at 0x100: main (leak.c:5)',
      '',
    ]);
  });

  it('by the end of its stack', () => {
    const overflow = { kind: 'StackOverflow', address: 0x10ff4, stackSize: 8388608, depth: 9 } as const;
    expect(stopped('SIGSEGV', (builder) => builder.finding(overflow)).slice(0, 5)).toEqual([
      "Stack overflow in thread #1: can't grow stack to 0x10000",
      '',
      'Process terminating with default action of signal 11 (SIGSEGV)',
      ' Access not within mapped region at address 0x10FF4',
      "Stack overflow in thread #1: can't grow stack to 0x10000",
    ]);
  });

  it('by a call that leads nowhere', () => {
    const jump = { kind: 'Trap', trap: 'table index out of bounds', message: 'it holds 0x7b' } as const;
    expect(stopped('SIGSEGV', (builder) => builder.finding(jump))).toEqual([
      'Jump to the invalid address stated on the next line',
      '   at 0x7b: ???',
      '   by 0x100: main (leak.c:5)',
      " Address 0x7b is not stack'd, malloc'd or (recently) free'd",
      '',
      '',
      'Process terminating with default action of signal 11 (SIGSEGV)',
      ' Bad permissions for mapped region at address 0x7b',
      '   at 0x7b: ???',
      '   by 0x100: main (leak.c:5)',
      '',
    ]);
  });

  it('by its time or at its first error', () => {
    expect(body(new RecordingBuilder().ending({ how: 'timeout', seconds: 3, stack: 0 }))).toEqual([
      '',
      'Process terminating: it did not end within 3 seconds',
      '',
    ]);
    const first = new RecordingBuilder().access({ in: 'unmapped' }).ending({ how: 'first-error' });
    expect(errorSummary(first)).toBe('==1== Exit program on first error (--exit-on-first-error=yes)');
  });
});

it('counts calls of free that freed nothing, as Valgrind does', () => {
  const place: Place = { in: 'unmapped' };
  const free = { kind: 'InvalidFree', doubleFree: false, address: 16, place } as const;
  const builder = new RecordingBuilder()
    .finding({ ...free, routine: 'free', count: 3 })
    .finding({ ...free, routine: 'realloc' });
  expect(builder.lines('valgrind')).toContain('==1==   total heap usage: 1 allocs, 4 frees, 0 bytes allocated');
});
