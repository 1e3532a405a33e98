/** What the text report says of each kind of error and of each place, as a user reads it. */
import { describe, expect, it } from 'vitest';
import type { Place } from '../../src/events/findings.js';
import { block, RecordingBuilder, type Access } from './recording-builder.js';

/** The finding alone: without the sums, and without source lines, which have their own tests. */
function said(builder: RecordingBuilder): string[] {
  const lines = builder.lines();
  return lines.slice(0, lines.indexOf(''));
}

/** First line, and notes and help as whole sentences. */
function sentences(builder: RecordingBuilder): string[] {
  const joined: string[] = [];
  for (const line of said(builder)) {
    if (/^(error|note|help|leak): /.test(line)) joined.push(line);
    else if (/^ {6,7}\S/.test(line) && !/^ {6}by /.test(line)) joined.push(`${joined.pop()} ${line.trim()}`);
  }
  return joined;
}

function access(place: Place, more: Partial<Access> = {}): string[] {
  return sentences(new RecordingBuilder().access(place, more));
}

const write: Partial<Access> = { kind: 'InvalidWrite' };

describe('an access beside or in a heap block', () => {
  function heap(offset: number, more: Partial<Access> = {}): string[] {
    const builder = new RecordingBuilder();
    return sentences(
      builder.access(
        { in: 'heap-block', block: block({ allocStack: builder.stack('main leak.c:3:9') }), offset },
        more,
      ),
    );
  }
  const OFF_BY_ONE =
    'help: Compare the last index with the size that was asked for: `<=` where `<` is meant is the usual cause.';

  it('behind it', () => {
    expect(heap(40)).toEqual([
      'error: invalid read of 4 bytes past the end of a heap block',
      'note: 0x5000 is 0 bytes after a block of 40 bytes, allocated here by malloc',
      OFF_BY_ONE,
    ]);
    expect(heap(41, { ...write, size: 1 })[0]).toBe('error: invalid write of 1 byte past the end of a heap block');
    expect(heap(41)[1]).toContain('0x5000 is 1 byte after a block of 40 bytes');
  });

  it('far behind it, without guessing', () => {
    expect(heap(3040)).toEqual([
      'error: invalid read of 4 bytes past the end of a heap block',
      'note: 0x5000 is 3,000 bytes after a block of 40 bytes, allocated here by malloc',
    ]);
  });

  it('across its end and before its start', () => {
    expect(heap(38)[0]).toBe('error: invalid read of 4 bytes across the end of a heap block');
    expect(heap(38)[1]).toContain('0x5000 is 38 bytes inside a block of 40 bytes');
    expect(heap(-8)).toEqual([
      'error: invalid read of 4 bytes before the start of a heap block',
      'note: 0x5000 is 8 bytes before a block of 40 bytes, allocated here by malloc',
      'help: Look for an index below zero, or a pointer that was moved back too far.',
    ]);
  });

  it('in bytes that a container keeps for later', () => {
    expect(heap(12, write)).toEqual([
      'error: invalid write of 4 bytes in a part of a heap block that is not in use',
      'note: 0x5000 is 12 bytes inside a block of 40 bytes, allocated here by malloc',
      'help: A container keeps these bytes for later: compare the index with size(); reserve() and clear() leave no elements.',
    ]);
  });

  it('by a function that works on ranges', () => {
    expect(heap(40, { ...write, size: 8, via: 'memcpy(destination)' })).toEqual([
      'error: invalid write of 8 bytes by memcpy past the end of a heap block',
      'note: 0x5000 is 0 bytes after a block of 40 bytes, allocated here by malloc',
      'help: For this it must have at least 8 bytes more; make it larger, or let memcpy write less.',
    ]);
    expect(heap(40, { size: 8, via: 'memcpy(source)' }).at(-1)).toBe(
      'help: Only 40 bytes are there: let memcpy read less.',
    );
    expect(heap(40, { size: 1, via: 'strlen(string)' }).at(-1)).toBe(
      'help: A string needs one byte more than its length, for the terminating zero.',
    );
    expect(heap(40, { size: 9, via: 'strlen(string)' }).at(-1)).toBe(
      'help: No zero byte ends the string where it should end.',
    );
  });

  it('by a copy that the source does not call memcpy', () => {
    const copied = (source: string): string[] => {
      const builder = new RecordingBuilder().source('leak.c', 5, source);
      const place = { in: 'heap-block', block: block({ allocStack: 0 }), offset: 40 } as const;
      return sentences(builder.access(place, { via: 'memcpy(source)', size: 28 }));
    };
    expect(copied('  struct packet copy = *p;')).toMatchObject({
      0: 'error: invalid read of 28 bytes by a copy past the end of a heap block',
      2: 'help: Only 40 bytes are there: let the copy read less.',
    });
    expect(copied('  memcpy(&copy, p, 68);')[0]).toContain(' by memcpy past the end');
  });

  it('by a library function, which is named as the program called it', () => {
    const builder = new RecordingBuilder();
    const stack = builder.stack('memcpy', 'fgets', 'main leak.c:5:3');
    builder.access(
      { in: 'heap-block', block: block({ allocStack: builder.stack('main leak.c:3:9') }), offset: 40 },
      { ...write, stack, via: 'memcpy(destination)', size: 16 },
    );
    expect(sentences(builder)[0]).toBe('error: invalid write of 16 bytes by fgets past the end of a heap block');
  });

  it('by a system call, by its C name', () => {
    expect(access({ in: 'unmapped' }, { via: 'fd_write(buf)' })[0]).toBe(
      'error: invalid read of 4 bytes by write where there is no memory',
    );
  });

  it('that has been freed', () => {
    const builder = new RecordingBuilder();
    const freed = block({
      state: 'freed',
      allocStack: builder.stack('main leak.c:3:9'),
      freeRoutine: 'free',
      freeStack: builder.stack('main leak.c:4:3'),
    });
    expect(sentences(builder.access({ in: 'heap-block', block: freed, offset: 0 }, { count: 1200 }))).toEqual([
      'error: invalid read of 4 bytes in a freed heap block, 1,200 times',
      'note: 0x5000 is at the start of a freed block of 40 bytes, freed here by free',
      'note: and allocated here by malloc',
      'help: The block is gone: use it before it is freed, or free it later.',
    ]);
  });

  it('that nobody remembers', () => {
    expect(access({ in: 'heap' })).toEqual([
      'error: invalid read of 4 bytes in heap memory that is no block',
      'note: the address is 0x5000',
    ]);
  });
});

describe('an access to the stack', () => {
  const variable = { name: 'row', size: 24, line: 4, offset: 24 };

  it('behind and before a variable', () => {
    expect(access({ in: 'stack', function: 'main', state: 'live', variable })).toEqual([
      'error: invalid read of 4 bytes past the end of `row`',
      'note: 0x5000 is 0 bytes after `row` (24 bytes, declared at line 4) of main',
      'help: With elements of 4 bytes this is index 6, and `row` has 6: the last index is 5.',
    ]);
    expect(access({ in: 'stack', function: 'main', state: 'live', variable: { ...variable, offset: -4 } })).toEqual([
      'error: invalid read of 4 bytes before the start of `row`',
      'note: 0x5000 is 4 bytes before `row` (24 bytes, declared at line 4) of main',
      'help: With elements of 4 bytes this is index -1.',
    ]);
  });

  it('beside what has no name', () => {
    const local = (name: string, line?: number): string[] =>
      access({ in: 'stack', function: 'main', state: 'live', variable: { name, size: 8, offset: 8, line } }).slice(
        0,
        2,
      );
    expect(local('compound literal')).toEqual([
      'error: invalid read of 4 bytes past the end of a compound literal',
      'note: 0x5000 is 0 bytes after a compound literal (8 bytes) of main',
    ]);
    expect(local('temporary object', 7)[1]).toBe(
      'note: 0x5000 is 0 bytes after a temporary object (8 bytes, at line 7) of main',
    );
    expect(local('alloca block')[0]).toBe('error: invalid read of 4 bytes past the end of memory from alloca');
  });

  it('behind a single one, and without claiming elements that do not fit', () => {
    const scalar = { name: 'n', size: 4, line: 4, offset: 8 };
    expect(access({ in: 'stack', function: 'main', state: 'live', variable: scalar }).at(-1)).toBe(
      'help: With elements of 4 bytes this is index 2, but `n` is only one.',
    );
    const odd = { name: 'name', size: 5, line: 4, offset: 8 };
    expect(access({ in: 'stack', function: 'main', state: 'live', variable: odd })).toHaveLength(2);
  });

  it('of a function that has returned, of a scope that has ended', () => {
    expect(access({ in: 'stack', function: 'make', state: 'returned', variable: { ...variable, offset: 8 } })).toEqual([
      'error: invalid read of 4 bytes in the frame of a function that has returned',
      'note: 0x5000 is 8 bytes inside `row` (24 bytes, declared at line 4) of make, which has returned',
      'help: A local variable ends with its function: return the value, or let the caller provide the memory.',
    ]);
    expect(
      access({ in: 'stack', function: 'main', state: 'out-of-scope', variable: { ...variable, offset: 0 } }, write),
    ).toEqual([
      'error: invalid write of 4 bytes to a variable out of scope',
      'note: 0x5000 is at the start of `row` (24 bytes, declared at line 4) of main',
      'help: The variable ends with its block: declare it further out.',
    ]);
  });

  it('where no variable is known, below the stack pointer, and in the guard', () => {
    expect(access({ in: 'stack', function: '', state: 'live' })).toEqual([
      'error: invalid read of 4 bytes on the stack',
      'note: 0x5000 is on the stack, but in none of its variables',
      'help: It may lie beside an array of variable length or memory from alloca: compare the index with the length.',
    ]);
    expect(access({ in: 'below-stack', distance: 1200 })).toEqual([
      'error: invalid read of 4 bytes below the stack pointer',
      'note: 0x5000 is 1,200 bytes below the stack pointer: no live function owns it',
      'help: The pointer outlived the function whose variable it pointed to.',
    ]);
    expect(access({ in: 'stack-guard' })[0]).toBe('error: invalid read of 4 bytes in the guard below the stack');
  });
});

describe('an access to static data', () => {
  const table = { name: 'table', size: 16, line: 2, file: '/home/user/project/leak.c', offset: 16 };

  it('behind a global variable, whose file is named when it is another', () => {
    expect(access({ in: 'global', variable: table })).toEqual([
      'error: invalid read of 4 bytes past the end of `table`',
      'note: 0x5000 is 0 bytes after `table` (16 bytes, declared at line 2)',
      'help: With elements of 4 bytes this is index 4, and `table` has 4: the last index is 3.',
    ]);
    const elsewhere = { ...table, file: '/home/user/project/src/tables.c' };
    expect(access({ in: 'global', variable: elsewhere })[1]).toBe(
      'note: 0x5000 is 0 bytes after `table` (16 bytes, declared at src/tables.c:2)',
    );
  });

  it('that is constant', () => {
    const literal = { name: 'string literal', size: 9, line: 2, offset: 0 };
    const stopped = new RecordingBuilder().ending({ how: 'stopped', signal: 'SIGSEGV' });
    expect(sentences(stopped.access({ in: 'global', variable: literal }, { ...write, size: 1, fatal: true }))).toEqual([
      'error: invalid write of 1 byte to a string literal',
      'note: 0x5000 is at the start of a string literal (9 bytes, at line 2)',
      'help: Constants cannot be changed: copy into an array of your own.',
      'note: the program was stopped here, as by an operating system (SIGSEGV)',
    ]);
    expect(access({ in: 'global', variable: { ...table, offset: 4 } }, write)[0]).toBe(
      'error: invalid write of 4 bytes to read-only `table`',
    );
    expect(access({ in: 'data', readOnly: true }, write)).toEqual([
      'error: invalid write of 4 bytes to read-only data',
      'note: 0x5000 is in read-only data',
      'help: Constants cannot be changed: copy into an array of your own.',
    ]);
  });
});

describe('an access to no memory', () => {
  it('through a null pointer', () => {
    expect(access({ in: 'null-page' }, { address: 0 })).toEqual([
      'error: invalid read of 4 bytes through a null pointer',
      'help: The pointer is NULL: check what gave it before using it.',
    ]);
    expect(access({ in: 'null-page' }, { address: 200 })).toEqual([
      'error: invalid read of 4 bytes through a null pointer',
      'note: 0xc8 is 200 bytes past the null pointer: a member or element of nothing',
      'help: The base pointer is NULL: check what gave it before using it.',
    ]);
  });

  it('through a wild pointer', () => {
    expect(access({ in: 'unmapped' }, { address: 0x7abcde00 })).toEqual([
      'error: invalid read of 4 bytes where there is no memory',
      'note: the address is 0x7abcde00',
      'help: The pointer holds no address of the program: it may never have been set, or been overwritten.',
    ]);
  });
});

describe('other errors', () => {
  const builder = new RecordingBuilder();
  const allocStack = builder.stack('main leak.c:3:9');
  const at = (place: Place) => ({ address: 0x5000, place });
  const live: Place = { in: 'heap-block', block: block({ allocStack }), offset: 0 };
  const freed: Place = {
    in: 'heap-block',
    block: block({ allocStack, state: 'freed', freeRoutine: 'free', freeStack: allocStack }),
    offset: 0,
  };
  const local: Place = {
    in: 'stack',
    function: 'main',
    state: 'live',
    variable: { name: 'buf', size: 8, line: 2, offset: 0 },
  };
  const global: Place = { in: 'global', variable: { name: 'table', size: 8, line: 2, offset: 0 } };
  type Row = [Parameters<RecordingBuilder['finding']>[0], string, string | undefined];
  const free = { kind: 'InvalidFree', routine: 'free', doubleFree: false } as const;
  const rows: Row[] = [
    [
      { ...free, ...at(freed), doubleFree: true },
      'double free of a heap block',
      'Set the pointer to NULL once it is freed, or give the block one owner that frees it.',
    ],
    [
      { ...free, ...at(freed), routine: 'operator delete', doubleFree: true },
      'double free of a heap block (operator delete)',
      'Set the pointer to NULL once it is freed, or give the block one owner that frees it.',
    ],
    [
      { ...free, ...at(freed), routine: 'realloc', doubleFree: true },
      'realloc of a block that has been freed',
      'Set the pointer to NULL once it is freed, or give the block one owner that frees it.',
    ],
    [
      { ...free, ...at({ ...live, offset: 8 } as Place) },
      'free of a pointer into the middle of a block',
      'Keep the pointer that the allocation gave, and free that one.',
    ],
    [
      { ...free, ...at(local) },
      'free of the local variable `buf`',
      'Only what malloc, calloc or realloc gave may be freed; variables and literals live by themselves.',
    ],
    [{ ...free, ...at(global) }, 'free of the global variable `table`', undefined],
    [{ ...free, ...at({ in: 'unmapped' }) }, 'free of a pointer that is no heap block', undefined],
    [
      { kind: 'MismatchedFree', routine: 'free', ...at(live) },
      'free of a block that came from malloc',
      'Give it back with free().',
    ],
    [
      { kind: 'Overlap', routine: 'memcpy', destination: 0x5008, source: 0x5000, size: 20 },
      'memcpy of 20 bytes with overlapping source and destination',
      'Use memmove, which is made for overlapping bytes.',
    ],
    [
      { kind: 'FishyValue', routine: 'malloc', argument: 'size', value: -3 },
      'malloc with size -3',
      'The value is negative: look for a subtraction that went below zero, or a signed length.',
    ],
    [
      { kind: 'InvalidAlignment', routine: 'aligned_alloc', alignment: 24, reason: 'should be a power of 2' },
      'aligned_alloc with an alignment of 24: should be a power of 2',
      undefined,
    ],
    [
      { kind: 'ReallocSizeZero', ...at(live) },
      'realloc with size 0',
      'What realloc(p, 0) does differs from system to system; call free(p) instead.',
    ],
    [
      { kind: 'StackOverflow', address: 0x10000, stackSize: 8388608, depth: 520194 },
      'stack overflow: 520,194 calls deep, 8,388,608 bytes of stack',
      'Look for a recursion that does not end, or for very large local variables.',
    ],
    [{ kind: 'Trap', trap: 'abort', message: '' }, 'the program aborted', undefined],
    [{ kind: 'Trap', trap: 'integer divide by zero', message: '' }, 'integer division by zero', undefined],
    [
      { kind: 'Trap', trap: 'indirect call to the wrong type', message: 'it leads to put (i32) -> ()' },
      'call through a function pointer of another type: it leads to put (i32) -> ()',
      'Declare the pointer with the very type of the function.',
    ],
    [{ kind: 'Trap', trap: 'uncaught exception', message: 'nobody caught it' }, 'nobody caught it', undefined],
  ];

  it.each(rows)('$0.kind: $1', (finding, first, help) => {
    const said = sentences(new RecordingBuilder().finding({ stack: 0, ...finding }));
    expect(said[0]).toBe(`error: ${first}`);
    if (help !== undefined) expect(said.at(-1)).toBe(`help: ${help}`);
  });

  it('of new and delete name what to use instead', () => {
    const made = block({ allocStack: 0, routine: 'operator new[]' });
    const mismatch = new RecordingBuilder().finding({
      kind: 'MismatchedFree',
      routine: 'operator delete',
      address: 0x5000,
      place: { in: 'heap-block', block: made, offset: 0 },
    });
    expect(sentences(mismatch)).toEqual([
      'error: operator delete of a block that came from operator new[]',
      'note: 0x5000 is at the start of a block of 40 bytes, allocated here by operator new[]',
      'help: Give it back with delete[].',
    ]);
  });

  it('of overlap say a size only where the program gave one', () => {
    const overlap = { kind: 'Overlap', destination: 0x5000, source: 0x5000, size: 10 } as const;
    const first = (routine: string): string => said(new RecordingBuilder().finding({ ...overlap, routine }))[0];
    expect(first('strncpy')).toBe('error: strncpy of 10 bytes with overlapping source and destination');
    expect(first('strcat')).toBe('error: strcat with overlapping source and destination');
  });

  it('of overlap say how far apart', () => {
    const overlap = new RecordingBuilder().finding({
      kind: 'Overlap',
      routine: 'strcpy',
      destination: 0x5000,
      source: 0x5001,
      size: 4,
    });
    expect(sentences(overlap)[1]).toBe('note: the destination begins 1 byte before the source');
  });
});
