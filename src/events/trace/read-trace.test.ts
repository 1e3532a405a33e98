import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCsv } from './formats/csv.js';
import { lostInRep, writeRep } from './formats/rep.js';
import { readTrace, type ReadTrace } from './read-trace.js';
import { plainTrace, randomTrace } from './testing/random-traces.js';
import { MAX_SIZE, TRACE_OP_NAMES } from './trace.js';
import { TraceError } from './trace-problems.js';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const read = (text: string, lenient = false): ReadTrace => readTrace(bytes(text), lenient);

/** What a strict reader says, with the line in front. */
function complaint(text: string): string {
  try {
    read(text);
  } catch (error) {
    if (error instanceof TraceError) return `${error.line}: ${error.message}`;
    throw error;
  }
  return 'none';
}

/** "malloc 0 512" and so on. */
function rows({ trace }: ReadTrace): string[] {
  return [...trace.op.view()].map((op, i) =>
    `${TRACE_OP_NAMES[op]} ${trace.id.get(i)} ${trace.size.get(i)} ${trace.alignment.get(i) || ''}`.trimEnd(),
  );
}

const REP = '20000\n3\n8\n1\na 0 512\na 1 128\nr 0 640\na 2 128\nf 1\nr 0 768\nf 0\nf 2\n';
const LTRACE = `530 a->__libc_start_main(["./a"] <unfinished ...>
530 a->malloc(10)                                = 0x2bf462a0
530 a->strlen("malloc(3) = 0x9")                 = 15
530 a->realloc(0x2bf462a0, 5000)                 = 0x2bf472a0
530 a->calloc(3, 8)                              = 0x2bf47630
530 a->free(0)                                   = <void>
530 a->aligned_alloc(64, 128, 24, 0x2bf47620)    = 0x2bf47680
530 a->posix_memalign(0x7fff20bc58a8, 32, 100, 2) = 0
530 a->malloc(0)                                 = 0x2bf47830
530 --- SIGCHLD (Child exited) ---
530 a->realloc(nil, 7)                           = 0x2bf47850
530 a->realloc(0x2bf47850, 0)                    = 0
530 a->free(0x1000)                              = <void>
530 a->malloc(1152921504606846976)               = 0
530 a->operator new(unsigned long)(24, 1, 2 <unfinished ...>
530 libstdc++.so.6->malloc(24)                   = 0x2bf47890
530 <... operator new(unsigned long) resumed> )  = 0x2bf47890
530 a->operator delete(void*)(0x2bf47890 <unfinished ...>
530 libstdc++.so.6->free(0x2bf47890)             = <void>
530 <... operator delete(void*) resumed> )       = <void>
530 a->_Znwm(24, 1, 2)                           = 0x2bf47890
530 a->_ZdlPvm(0x2bf47890, 24)                   = <void>
530 +++ exited (status 0) +++
`;
const MTRACE = `= Start
@ ./m:[0x11cc] + 0x55ac46cbc4a0 0x26
@ ./m:(main+0x1b)[0x11cc] + 0x55ac46cbc4f0 0
@ ./a dir/m:[0x12a5] - 0x55ac00000000
@ ./m:[0x1238] < 0x55ac46cbc4a0
@ ./m:[0x1238] > 0x55ac46cc3800 0x5cd
@ ./m:[0x12b7] + (nil) 0x7fffffffffffff
@ ./m:[0x12d4] ! 0x55ac46cc3800 0x7fffffffffffff
[0x8048209] - 0x55ac46cc3800
= End
`;
const RAW =
  'v 10400 3\nx 9 /tmp/prog\nX ./prog a\nI 1000 5e298d\nt 7f 0\n+ 11c 1 55c0\nc a\n+ 20 1 66d0\n- 99\n- 55c0\nR 10\n';
const INTERPRETED = 'v 10400 3\ns 4 main\ni 7f 1\nt 1 0\na 11c 1\n+ 0\na 20 1\n+ 1\n+ 0\nc a\n- 0\n- 1\n';

describe('what is read', () => {
  it('the malloc lab', () => {
    const trace = read(REP);
    expect(trace.format).toBe('rep');
    expect(rows(trace)).toEqual([
      'malloc 0 512',
      'malloc 1 128',
      'realloc 0 640',
      'malloc 2 128',
      'free 1 0',
      'realloc 0 768',
      'free 0 0',
      'free 2 0',
    ]);
  });

  it('header on one line, ids used again, free(NULL), ends of lines from elsewhere', () => {
    const trace = read('0 1 5 1\r\na 0 1\r\nf 0\r\nf -1\r\n\r\na 0 2\r\nf 0\r\n');
    expect(rows(trace)).toEqual(['malloc 0 1', 'free 0 0', 'malloc 1 2', 'free 1 0']);
  });

  it('csv with its columns in any order', () => {
    const trace = read('size,op,id,alignment\n10,malloc,7,\n,free,7,\n5,memalign,7,64\n6,realloc,7,\n3,calloc,8,\n');
    expect(trace.format).toBe('csv');
    expect(rows(trace)).toEqual(['malloc 0 10', 'free 0 0', 'memalign 1 5 64', 'realloc 1 6', 'calloc 2 3']);
  });

  it('mtrace', () => {
    const trace = read(MTRACE);
    expect(trace.format).toBe('mtrace');
    expect(rows(trace)).toEqual(['malloc 0 38', 'malloc 1 0', 'realloc 0 1485', 'free 0 0']);
    expect(trace.notes).toEqual([
      '1 call on blocks from before the log begins left out, the first in line 4.',
      '2 calls that found no memory left out.',
    ]);
  });

  it('ltrace', () => {
    const trace = read(LTRACE);
    expect(trace.format).toBe('ltrace');
    expect(rows(trace)).toEqual([
      'malloc 0 10',
      'realloc 0 5000',
      'calloc 1 24',
      'memalign 2 128 64',
      'malloc 3 0',
      'malloc 4 7',
      'free 4 0',
      'malloc 5 24',
      'free 5 0',
      'malloc 6 24',
      'free 6 0',
    ]);
    expect(trace.notes).toEqual([
      '1 call on blocks from before the log begins left out, the first in line 13.',
      '1 call that found no memory left out.',
      '1 call of posix_memalign left out, whose blocks ltrace does not show.',
    ]);
  });

  it.each([
    'a->malloc(10)          = 0x2bf462a0\na->free(0x2bf462a0)   = <void>\n',
    '--- SIGCHLD (Child exited) ---\n14:03:46.907536 malloc(10) = 0x2bf462a0\n14:03:46.9 free(0x2bf462a0) = <void>\n',
    '[pid 7] [0x4011d8] a->malloc(10) = 0x2bf462a0\n[pid 8] [0x4011e8] a->free(0x2bf462a0) = <void>\n',
    '1790000000.123456 malloc(10 <unfinished ...>\n1790000000.2 SYS_brk(0) = 0x2bf46000\n1790000000.3 <... malloc resumed> ) = 0x2bf462a0\n1790000000.4 cfree(0x2bf462a0) = <void>\n',
  ])('ltrace, however its lines begin (%#)', (text) => {
    expect(rows(read(text))).toEqual(['malloc 0 10', 'free 0 0']);
  });

  it('heaptrack, raw', () => {
    const trace = read(RAW);
    expect(trace.format).toBe('heaptrack');
    expect(rows(trace)).toEqual(['malloc 0 284', 'malloc 1 32', 'free 0 0']);
    expect([...trace.trace.clock.view()]).toEqual([0, 10, 10]);
    expect(trace.notes.join()).toMatch(/1 free of blocks from before the start left out, the first in line 9/);
  });

  it('heaptrack, interpreted: of equal blocks the youngest goes', () => {
    expect(rows(read(INTERPRETED))).toEqual(['malloc 0 284', 'malloc 1 32', 'malloc 2 284', 'free 2 0', 'free 1 0']);
  });
});

describe('what is written is read again as the same', () => {
  it('csv', () => {
    fc.assert(
      fc.property(randomTrace(false), (trace) => {
        expect(plainTrace(read([...writeCsv(trace)].join('')).trace)).toEqual(plainTrace(trace));
      }),
    );
  });

  it('rep, of malloc, realloc and free', () => {
    fc.assert(
      fc.property(randomTrace(true), (trace) => {
        expect(lostInRep(trace)).toEqual([]);
        expect(plainTrace(read([...writeRep(trace)].join('')).trace)).toEqual(plainTrace(trace));
      }),
    );
  });

  it('rep says what it cannot hold', () => {
    const { trace } = read('op,id,size,alignment\ncalloc,0,3,\nmemalign,1,8,32\n');
    expect(lostInRep(trace).join()).toMatch(/1 aligned .*1 calls of calloc/);
    expect(rows(read([...writeRep(trace)].join('')))).toEqual(['malloc 0 3', 'malloc 1 8']);
  });
});

const rep = (...lines: string[]): string => `0\n9\n${lines.length}\n1\n${lines.join('\n')}\n`;

describe('what is wrong is said with its line', () => {
  it.each<[string, string]>([
    [rep('a 0 1', 'f 0', 'f 0'), '7: frees id 0, which was freed at line 6; expected one that is live'],
    [rep('f 3'), '5: frees id 3, which was never allocated; expected one that is live'],
    [rep('r 3 1'), '5: reallocates id 3, which was never allocated; expected one that is live'],
    [rep('a 0 1', 'a 0 2'), '6: allocates id 0, which is live since line 5; expected a free before it'],
    [rep('a 0'), '5: "a 0" has no size; expected "a ID SIZE" with whole numbers'],
    [rep('a 0 -5'), '5: "a 0 -5" is malformed; expected "a ID SIZE" with whole numbers'],
    [rep('a 9 5'), '5: "a 9 5" names id 9; expected one below the header\'s 9'],
    [rep('a 0 2147483648'), `5: asks for 2147483648 bytes; expected a size from 0 to ${MAX_SIZE}`],
    [rep('q 0 5'), '5: "q 0 5" is no operation; expected "a ID SIZE", "r ID SIZE" or "f ID"'],
    [rep('f 0 5'), '5: "f 0 5" is malformed; expected "f ID" with whole numbers'],
    ['0\n1\n3\n1\na 0 1\nf 0\n', '6: the file ends after 2 operations; expected the 3 of its header'],
    ['0\n1\n1\n1\na 0 1\nf 0\n', "6: is one operation more than the header's 1; expected the end of the file"],
    ['0\n1\n', '2: the file ends in its header; expected the number of operations'],
    ['0\nmany\n3\n1\n', '2: "many" in the header; expected the number of ids'],
    ['op,id,size\nmalloc,1\n', '2: has 2 cells; expected the 3 of the header'],
    ['op,id,size\nmalloc,1,\n', '2: malloc has no size; expected a number of bytes'],
    ['op,id,size\nmalloc,x,1\n', '2: "x" is no id; expected a whole number'],
    ['op,id,size\nsbrk,1,1\n', '2: "sbrk" is no operation; expected malloc, calloc, realloc, memalign, free'],
    ['op,id\nmalloc,1\n', '1: there is no column "size"; expected op, id, size at least'],
    ['op,id,size,clock\nmalloc,1,1,5\nfree,1,,4\n', '3: the clock says "4"; expected a whole number not below 5'],
    [
      '= Start\n@ ./m:[0x1] + 0x10 0x5\n@ ./m:[0x1',
      '3: "@ ./m:[0x1" is no call; expected "@ CALLER + 0xADDRESS 0xSIZE" or the like',
    ],
    ['= Start\n@ m + 0x10\n', '2: "+ 0x10" has no size; expected an address and a size'],
    ['= Start\n@ m + 0x10 0x5\n@ m < 0x10\n@ m - 0x10\n', '3: is half a realloc; expected ">" in the next line'],
    ['= Start\n@ m > 0x10 0x5\n', '2: is the second half of a realloc; expected "<" in the line before'],
    [
      '= Start\n@ m + 0x10 0x5\n@ m - 0x10\n@ m - 0x10\n',
      '4: frees 0x10, which was freed at line 3; expected one that is live',
    ],
    ['v 1 1\na 5 1\n+ 1\n', '3: allocates number 0x1; expected one of the 1 "a" lines before'],
    ['v 1 1\na 5 1\n+ 0\n- 0\n- 0\n', '5: frees number 0x0, of which no block is live; expected one that is'],
    ['v 1 1\n+ 5 1\n', '2: "+ 5 1" is incomplete; expected "+ SIZE TRACE ADDRESS" or "+ NUMBER"'],
    ['v 1 9\n', "1: is version 9 of heaptrack's format; expected at most 3"],
    ['\u0001\u001b[31mgarbage\n', '1: "\ufffd\ufffd[31mgarbage" begins no trace'],
    ['', '1: is empty'],
    [rep(), '0: holds no allocations'],
  ])('%j', (text, message) => {
    expect(complaint(text).slice(0, message.length)).toBe(message);
  });

  it('lenient readers pass over and count', () => {
    const trace = read(rep('a 0 1', 'f 7', 'a 1', 'f 0'), true);
    expect(rows(trace)).toEqual(['malloc 0 1', 'free 0 0']);
    expect([trace.skipped, trace.firstSkipped?.line]).toEqual([2, 6]);
  });

  it('whatever the bytes are, nothing else is thrown, and what is read is sound', () => {
    const damage = fc.tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 6 }), fc.nat(8));
    const sources = fc.constantFrom(
      REP,
      MTRACE,
      RAW,
      INTERPRETED,
      'op,id,size,alignment,clock\nmalloc,1,1,,3\nfree,1,,,4\n',
    );
    fc.assert(
      fc.property(sources, fc.array(damage, { maxLength: 5 }), fc.boolean(), (source, damages, lenient) => {
        let text = source;
        for (const [at, put, cut] of damages) {
          const where = at % (text.length + 1);
          text = text.slice(0, where) + put + text.slice(where + cut);
        }
        try {
          const { trace } = read(text, lenient);
          const live = new Set<number>();
          for (const [i, op] of trace.op.view().entries()) {
            const id = trace.id.get(i);
            const name = TRACE_OP_NAMES[op];
            expect(live.has(id)).toBe(name === 'free' || name === 'realloc');
            if (name === 'free') live.delete(id);
            else live.add(id);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(TraceError);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
