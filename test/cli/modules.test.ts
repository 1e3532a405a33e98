/** Files that are no program, or are meant to harm: a clear word and a plain exit status, whatever the bytes are. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseModule } from '../../src/instrument/binary/module.js';
import { MalformedModule } from '../../src/instrument/binary/reader.js';
import { HEAD, imported, leb, list, module, name, NO_PARAMETERS, program, section } from './module-bytes.js';
import { heapglass, scratch } from './run-cli.js';

const cwd = scratch();
const HUGE = [0xff, 0xff, 0xff, 0xff, 0x0f];
/** `count` blocks around nothing. */
const nested = (count: number): number[] => [
  0,
  ...Array.from({ length: count }, () => [0x02, 0x40]).flat(),
  ...Array.from({ length: count }, () => 0x0b),
  0x0b,
];

async function run(bytes: Uint8Array, ...options: string[]): Promise<{ status: number; stderr: string }> {
  const file = `${crypto.randomUUID()}.wasm`;
  writeFileSync(join(cwd, file), bytes);
  const { status, stderr } = await heapglass(['run', ...options, file], { cwd });
  return { status, stderr: stderr.replaceAll(file, 'x.wasm') };
}

describe('no WebAssembly at all', () => {
  it.concurrent.each([
    ['empty', ''],
    ['text', 'int main(void) { return 0; }\n'],
    ['one byte', '\0'],
    ['half of the magic number', '\0as'],
  ])('%s', async (_what, text) => {
    expect(await run(Buffer.from(text))).toEqual({
      status: 65,
      stderr: 'heapglass: x.wasm is not a WebAssembly module\n',
    });
  });

  it.concurrent('a component', async () => {
    const { status, stderr } = await run(Uint8Array.from([...HEAD.slice(0, 4), 0x0d, 0, 1, 0]));
    expect(stderr).toMatch(/x\.wasm cannot run: .*component/);
    expect(status).toBe(65);
  });
});

describe('a module that cannot run', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['counts more types than there are', module(section(1, HUGE)), /ends in the middle/],
    ['has a section longer than the file', module([1, ...HUGE]), /ends in the middle/],
    ['counts more parameters than there are', program({ types: [1, 0x60, ...HUGE] }), /more than 1000 values/],
    ['counts more locals than any engine takes', program({ code: [[1, ...HUGE, 0x7f, 0x0b]] }), /#0.*local/],
    ['has a branch table without end', program({ code: [[0, 0x41, 0, 0x0e, ...HUGE, 0, 0x0b]] }), /#0/],
    ['leaves blocks open', program({ code: [[...nested(1000).slice(0, -700)]] }), /#0/],
    ['goes on after its end', program({ code: [[0, 0x0b, 0x0b]] }), /#0/],
    ['takes what is not on the stack', program({ code: [[0, 0x1a, 0x6a, 0x0b]] }), /#0/],
    ['mixes types', program({ code: [[0, 0x42, 0, 0x45, 0x1a, 0x0b]] }), /#0/],
    ['calls no function', program({ code: [[0, 0x10, 0x11, 0x0b]] }), /index/],
    ['uses no type', program({ functions: list([9]) }), /index 9/],
    ['uses an instruction that nobody knows', program({ code: [[0, 0xff, 0x0b]] }), /#0.*0xff/],
    ['starts at no function', program({ start: section(8, [99]) }), /index/],
    ['exports no function', program({ entry: 77 }), /index/],
    ['is no program', program({ exports: ['main'] }), /no function _start/],
    ['has a section twice', module(section(1, list(NO_PARAMETERS)), section(1, list(NO_PARAMETERS))), /section/],
    ['puts data outside its memory', program({ rest: section(11, list([0, 0x41, 0x7f, 0x0b, 1, 7])) }), /data segment/],
    [
      'puts functions outside its table',
      program({
        table: section(4, list([0x70, 0, 1])),
        elements: section(9, list([0, 0x41, 5, 0x0b, 1, 0])),
      }),
      /table index is out of bounds/,
    ],
    ['has 64-bit memory', program({ memory: list([4, 1]) }), /64-bit memory/],
    ['shares its memory', program({ memory: list([3, 1, 2]) }), /threads/],
    ['has two memories', program({ memory: list([0, 1], [0, 1]) }), /several memories/],
    ['has types of a garbage collector', program({ types: list([0x5f, 0]) }), /garbage-collected/],
    ['has recursive types', program({ types: [1, 0x4e, 1, 0x60, 0, 0] }), /garbage-collected/],
    ['wants 4 GiB to start', program({ memory: list([0, ...leb(65536)]) }), /starts with more than 2 GiB of memory/],
    ['wants more than there can be', program({ memory: list([0, ...leb(70000)]) }), /memory/],
    ['imports a global', program({ imports: list(imported('env', 'g', 3, 0x7f, 0)) }), /env\.g/],
    ['imports a table', program({ imports: list(imported('env', 't', 1, 0x70, 0, 1)) }), /env\.t/],
    [
      'imports a system call by another type',
      program({
        types: list(NO_PARAMETERS, [0x60, 0, 1, 0x7e]),
        imports: list(imported('wasi_snapshot_preview1', 'fd_write', 0, 1)),
        entry: 1,
      }),
      /fd_write, but with other parameters/,
    ],
    [
      'imports from heapglass',
      program({ imports: list(imported('heapglass', 'poll', 0, 0)), entry: 1 }),
      /heapglass\.poll/,
    ],
  ];

  it.concurrent.each(cases)('%s', async (_what, bytes, message) => {
    const { status, stderr } = await run(bytes);
    expect(stderr).toMatch(/^heapglass: x\.wasm cannot run: .*\n$/);
    expect(stderr).toMatch(message);
    expect(status).toBe(65);
  });

  it.concurrent('is well formed, but adds where there is nothing to add', async () => {
    const code = [0x6a, 0x0b];
    const bytes = Uint8Array.from([
      ...[
        0,
        0x61,
        0x73,
        0x6d,
        1,
        0,
        0,
        0,
        1,
        4,
        1,
        0x60,
        0,
        0,
        3,
        2,
        1,
        0,
        7,
        10,
        1,
        6,
        ...Buffer.from('_start'),
        0,
        0,
      ],
      ...[10, 4 + code.length - 1, 1, code.length + 1, 0, ...code],
    ]);
    const { status, stderr } = await run(bytes);
    expect(stderr).toMatch(/^heapglass: x\.wasm cannot run: .*function #0.*\n$/);
    expect(status).toBe(65);
  });

  it.concurrent('wants more than --memory-limit', async () => {
    const { status, stderr } = await run(program({ memory: list([0, 32]) }), '--memory-limit=1m');
    expect(stderr).toBe(
      'heapglass: x.wasm cannot run: it needs 2 MiB of memory to start, which is more than --memory-limit allows\n',
    );
    expect(status).toBe(65);
  });
});

describe('a module that is odd but runs', () => {
  const cases: [string, Uint8Array][] = [
    ['no memory', program({ memory: list() })],
    ['all the memory there is', program({ memory: list([0, ...leb(28672)]) })],
    ['a memory that it imports', program({ memory: list(), imports: list(imported('env', 'memory', 2, 0, 1)) })],
    ['no _start but _initialize', program({ exports: ['_initialize'] })],
    ['blocks nested 100,000 deep', program({ code: [nested(100_000)] })],
    ['50,000 locals', program({ code: [[1, ...leb(50_000), 0x7f, 0x0b]] })],
    ['damaged names', program({ rest: section(0, [...name('name'), 1, 5, ...HUGE]) })],
    [
      'damaged debug information',
      program({
        rest: ['.debug_info', '.debug_abbrev', '.debug_line', '.debug_str', '.debug_ranges'].flatMap((text) =>
          section(0, [...name(text), ...Array.from({ length: 40 }, () => 0xff)]),
        ),
      }),
    ],
  ];

  it.concurrent.each(cases)('%s', async (_what, bytes) => {
    const { status, stderr } = await run(bytes);
    expect(stderr).toContain('No errors.');
    expect(status).toBe(0);
  });

  it.concurrent.each([
    ['a function nobody has', 'env', 'thing'],
    ['one named as what every object has', 'env', 'toString'],
    ['one of a module named so', '__proto__', 'constructor'],
    ['a system call nobody has', 'wasi_snapshot_preview1', 'hasOwnProperty'],
  ])('%s: said when it is called', async (_what, from, what) => {
    const types = { imports: list(imported(from, what, 0, 0)), entry: 1 };
    expect((await run(program(types))).status).toBe(0);
    const { status, stderr } = await run(program({ ...types, code: [[0, 0x10, 0, 0x0b]] }));
    expect(stderr.replace(/\s+/g, ' ')).toContain(`the program calls ${from}.${what}, which heapglass does not have`);
    expect(status).toBe(99);
  });

  it.concurrent.each([
    ['in _start', program({ code: [[0, 0, 0x0b]] })],
    ['in its start function', program({ start: section(8, [0]), code: [[0, 0, 0x0b]] })],
  ])('a trap %s', async (_where, bytes) => {
    const { status, stderr } = await run(bytes, '--error-exitcode=0');
    expect(stderr).toContain('error: the program ran into code that must not be reached');
    expect(status).toBe(128 + 4);
  });

  it.concurrent('endless recursion', async () => {
    const { status, stderr } = await run(program({ code: [[0, 0x10, 0, 0x0b]] }), '--error-exitcode=0');
    expect(stderr).toMatch(/error: stack overflow: [\d,]+ calls deep/);
    expect(status).toBe(128 + 11);
  });

  it.concurrent('growing memory without end', async () => {
    const grow = [0x03, 0x40, 0x41, 1, 0x40, 0, 0x41, 0, 0x4e, 0x0d, 0, 0x0b];
    expect((await run(program({ code: [[0, ...grow, 0x0b]] }))).status).toBe(0);
  });

  it.concurrent('growing memory past what the module declares', async () => {
    const trapUnless = (value: number, want: number[]): number[] => [
      0x41,
      value,
      0x40,
      0,
      0x41,
      ...want,
      0x47,
      0x04,
      0x40,
      0,
      0x0b,
    ];
    const code = [[0, ...trapUnless(2, [0x7f]), ...trapUnless(1, [1]), ...trapUnless(1, [0x7f]), 0x0b]];
    expect((await run(program({ memory: list([1, 1, 2]), code }))).status).toBe(0);
  });
});

describe('the reader of modules', () => {
  /** With everything in it that a module can have. */
  const whole = program({
    types: list(NO_PARAMETERS, [0x60, 1, 0x7f, 0]),
    imports: list(imported('wasi_snapshot_preview1', 'proc_exit', 0, 1), imported('env', 'memory', 2, 0, 1)),
    memory: list(),
    globals: list([0x7f, 1, 0x41, ...leb(64), 0x0b]),
    entry: 1,
    code: [[1, 2, 0x7f, 0x02, 0x40, 0x03, 0x40, 0x41, 1, 0x0d, 1, 0x0b, 0x0b, 0x0b]],
    rest: section(11, list([0, 0x41, 8, 0x0b, 3, 1, 2, 3])),
  });

  it('takes any damage', () => {
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 4 }), fc.nat(whole.length), (changes, length) => {
        const bytes = whole.slice(0, length);
        for (const { at, to } of changes) bytes[at] = to;
        try {
          parseModule(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(MalformedModule);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it.concurrent('says of a module cut off anywhere that it cannot run', async () => {
    expect((await run(whole)).status).toBe(0);
    const ends = [8, 9, 12, 20, 40, 60, whole.length - 20, whole.length - 1];
    const seen = await Promise.all(ends.map((end) => run(whole.slice(0, end))));
    for (const { status, stderr } of seen) {
      expect(stderr).toMatch(/^heapglass: x\.wasm cannot run: .*\n$/);
      expect(status).toBe(65);
    }
  });
});
