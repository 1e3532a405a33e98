/** From sources to a running program by the command line: what the compiler says, what the linker takes, what is shown. */
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { SUPPLEMENT_HEADERS } from '../../src/languages/clang/supplement.js';
import { heapglass, scratch, shell, type CliRun } from './run-cli.js';

const cwd = scratch();
const SOURCES: Record<string, string> = {
  'warn.c': '#include <stdio.h>\nint main(void) {\n  int unused;\n  puts("ran");\n  return 3;\n}\n',
  'bad.c': 'int main(void) {\n  return unknown;\n}\n',
  'header.c': '#include "nowhere.h"\nint main(void) { return 0; }\n',
  'undefined.c': 'int elsewhere(int);\nint main(void) { return elsewhere(1); }\n',
  'empty.c': '',
  'binary.c': '\x7fELF\0\x01\x02',
  'main.c':
    '#include <stdio.h>\n#include <stdlib.h>\n#include "part.h"\n' +
    'int main(int argc, char **argv) {\n  char *block = part(SIZE);\n  block[SIZE] = 1;\n' +
    '  printf("%d %s\\n", argc, argc > 1 ? argv[1] : "");\n  free(block);\n  return 0;\n}\n',
  'part.c': '#include <stdlib.h>\n#include "part.h"\nchar *part(int size) {\n  return malloc(size);\n}\n',
  'include/part.h': 'char *part(int size);\n',
  'text.o': 'no object\n',
  'text.a': 'no archive\n',
};
const OPTIONS = ['-Iinclude', '-DSIZE=10'];
const OVERFLOW =
  /invalid write of 1 byte past the end of a heap block\n[^]*main\.c:6:\d+\n[^]*block of 10 bytes, allocated here by malloc\n[^]*part\.c:4:\d+\n/;

beforeAll(() => {
  mkdirSync(join(cwd, 'include'));
  for (const [name, text] of Object.entries(SOURCES)) writeFileSync(join(cwd, name), text);
});

/** What is left are the sections that make it run. */
function withoutCustomSections(bytes: Buffer): Buffer {
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length; ) {
    const start = at++;
    let size = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      size += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) break;
    }
    at += size;
    if (bytes[start] !== 0) kept.push(bytes.subarray(start, at));
  }
  return Buffer.concat(kept);
}

function run(...args: string[]): Promise<CliRun> {
  return heapglass(['run', ...args], { cwd });
}

describe('a program that does not compile', () => {
  it.concurrent.each([
    ['bad.c', /^bad\.c:2:10: error: use of undeclared identifier 'unknown'\n[^]*\^~*\n1 error generated\.\n$/],
    ['header.c', /^header\.c:1:10: fatal error: 'nowhere\.h' file not found\n/],
    ['undefined.c', /^wasm-ld: error: undefined\.c: undefined symbol: elsewhere\n$/],
    ['binary.c', /^binary\.c:1:1: error: /],
    ['text.o', /^clang: error: 'text\.o' is not an object or archive for WebAssembly/],
    ['text.a', /^clang: error: 'text\.a' is not an object or archive for WebAssembly/],
  ])("%s: the compiler's own words, status 65", async (file, words) => {
    const { status, stdout, stderr } = await run(file);
    expect(stderr).toMatch(words);
    expect(stderr).not.toContain('heapglass:');
    expect([status, stdout.toString()]).toEqual([65, '']);
  });

  it.concurrent.each([
    [['-fnonsense', 'warn.c'], /unknown argument: '-fnonsense'/],
    [['warn.c', '-lnowhere'], /unable to find library -lnowhere/],
  ])('%j: what is wrong with it', async (args, words) => {
    const { status, stderr } = await run(...args);
    expect(stderr).toMatch(words);
    expect(status).toBe(65);
  });

  it.concurrent.each([
    [['-o', 'x', 'warn.c'], /-o names a file to make; use 'heapglass cc -o'/],
    [['-c', 'warn.c'], /make no program to run; use 'heapglass cc'/],
    [['-shared', 'warn.c'], /a program to run can't be a shared library/],
    [['warn.c', '-I'], /^heapglass: -I needs a value after it\n$/],
    [['warn.c', '-D', '--', 'x'], /^heapglass: -D needs a value after it\n$/],
  ])('%j: wrong use', async (args, words) => {
    const { status, stderr } = await run(...args);
    expect(stderr).toMatch(words);
    expect(status).toBe(64);
  });

  it.concurrent.each(['run', 'cc'])('%s: sources without main do not link', async (command) => {
    for (const file of ['empty.c', 'part.c']) {
      const { status, stderr } = await heapglass([command, '-Iinclude', file], { cwd });
      expect(stderr).toMatch(/^wasm-ld: error: .*undefined symbol: main\n$/);
      expect(status).toBe(command === 'run' ? 65 : 1);
    }
  });

  it.concurrent('cc ends as clang does', async () => {
    const runs = await Promise.all([
      heapglass(['cc', '-c', 'bad.c'], { cwd }),
      heapglass(['cc', 'missing.c'], { cwd }),
      heapglass(['cc'], { cwd }),
      heapglass(['cc', '-c', 'part.c', '-Iinclude', '-o', 'no/part.o'], { cwd }),
    ]);
    expect(runs.map((one) => one.status)).toEqual([1, 1, 1, 1]);
    expect(runs[0].stderr).toMatch(/^bad\.c:2:10: error: /);
    expect(runs[3].stderr).toBe('heapglass cc: cannot write no/part.o: there is no such file or directory\n');
  });
});

it('warnings are shown, the first time and every time', async () => {
  const first = await run('-Wall', 'warn.c');
  expect(first.stderr).toMatch(
    /^warn\.c:3:7: warning: unused variable 'unused' \[-Wunused-variable\]\n[^]*1 warning generated\.\nNo errors\. .*\n$/,
  );
  expect([first.status, first.stdout.toString()]).toEqual([3, 'ran\n']);
  expect(await run('-Wall', 'warn.c')).toEqual(first);
});

describe('a program of several parts', () => {
  const program = (stdout: string, { status, stdout: seen, stderr }: CliRun): void => {
    expect(stderr).toMatch(OVERFLOW);
    expect([status, seen.toString()]).toEqual([99, stdout]);
  };

  it('sources together, with options for the compiler', async () => {
    program('2 arg\n', await run('-O1', '-std=c11', 'main.c', ...OPTIONS, 'part.c', '--', 'arg'));
  });

  it('options and files from a response file, but not what belongs to the program', async () => {
    writeFileSync(join(cwd, 'words'), `${OPTIONS.join(' ')}\n'part.c'\n`);
    program('2 @words\n', await run('main.c', '@words', '--', '@words'));
  });

  it('objects, an archive, a linked program', async () => {
    const made = await shell(
      [
        'set -e',
        `$HEAPGLASS cc ${OPTIONS.join(' ')} -c main.c part.c`,
        '$HEAPGLASS ar rcs libpart.a part.o',
        '$HEAPGLASS cc main.o part.o -o program',
      ].join('\n'),
      { cwd },
    );
    expect([made.status, made.stdout.toString(), made.stderr]).toEqual([0, '', '']);
    program('1 \n', await run('main.o', 'part.o'));
    program('1 \n', await run('main.o', 'libpart.a'));
    program('1 \n', await run('main.o', '-L.', '-lpart'));
    program('2 a b\n', await shell('./program "a b"', { cwd }));
    program('2 x\n', await run('program', '--', 'x'));
    const env = { HEAPGLASS_OPTIONS: "--error-exitcode=7 --log-file 'a log'" };
    const quiet = await shell('./program', { cwd, env });
    expect([quiet.status, quiet.stdout.toString(), quiet.stderr]).toEqual([7, '1 \n', '']);
    expect(readFileSync(join(cwd, 'a log'), 'utf8')).toMatch(OVERFLOW);
    expect(readdirSync(cwd).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it.concurrent('the plan of a compile, and none of its results', async () => {
    const { status, stdout, stderr } = await heapglass(['cc', '-###', '-c', 'bad.c'], { cwd });
    expect(stderr).toMatch(/^clang version [^]*"-cc1"[^]*"-main-file-name" "bad\.c"/);
    expect([status, stdout.toString()]).toEqual([0, '']);
    expect(readdirSync(cwd)).not.toContain('bad.o');
    expect((await heapglass(['cc', '-###', '-c', 'missing.c'], { cwd })).stderr).toContain('no such file');
  });

  it.concurrent('LLVM text and bitcode by their names', async () => {
    const { status, stderr } = await shell('$HEAPGLASS cc -S -emit-llvm warn.c && $HEAPGLASS cc -c -emit-llvm warn.c', {
      cwd,
    });
    expect([status, stderr]).toEqual([0, '']);
    expect(readFileSync(join(cwd, 'warn.ll'), 'utf8')).toContain('define');
    expect(readFileSync(join(cwd, 'warn.bc')).subarray(0, 2).toString()).toBe('BC');
  });

  it.concurrent('says which option lacks its value', async () => {
    for (const option of ['-o', '-I', '-MF']) {
      const { status, stderr } = await heapglass(['cc', 'warn.c', option], { cwd });
      expect([status, stderr]).toEqual([1, `clang: error: argument to '${option}' is missing (expected 1 value)\n`]);
    }
  });

  it('lists for make what it depends on: files that are there', async () => {
    const made = await shell(
      `set -e; $HEAPGLASS cc ${OPTIONS.join(' ')} -MD -MP -c main.c; $HEAPGLASS cc -Iinclude -M part.c`,
      {
        cwd,
      },
    );
    expect([made.status, made.stderr]).toEqual([0, '']);
    expect(made.stdout.toString()).toBe('part.o: part.c include/part.h\n');
    expect(readFileSync(join(cwd, 'main.d'), 'utf8')).toBe('main.o: main.c include/part.h\ninclude/part.h:\n');
  });

  it('a ready module: with lines, without lines, without names', async () => {
    const made = await shell(
      [
        'set -e',
        // The linker tells something besides: none of it is of the module.
        '$HEAPGLASS cc main.o part.o -Wl,--print-map -o lines.wasm',
        `$HEAPGLASS cc -g0 ${OPTIONS.join(' ')} main.c part.c -o names.wasm`,
      ].join('\n'),
      { cwd },
    );
    expect([made.status, made.stderr]).toEqual([0, '']);
    program('1 \n', await run('lines.wasm'));
    const unused = await run('-O2', 'lines.wasm', '-DX');
    expect(unused.stderr).toMatch(/^heapglass: warning: lines\.wasm is compiled already; not used: -O2 -DX\n/);
    program('1 \n', unused);
    const names = await run('names.wasm');
    expect(names.stderr).toMatch(/invalid write of 1 byte past the end of a heap block\n +[^\n]* in main\n/);
    expect(names.stderr).toContain('The module has no line information');
    expect([names.status, names.stdout.toString()]).toEqual([99, '1 \n']);
    writeFileSync(join(cwd, 'bare.wasm'), withoutCustomSections(readFileSync(join(cwd, 'lines.wasm'))));
    const bare = await run('bare.wasm', '--', 'x');
    expect(bare.stderr).toContain('The module does not name its functions');
    expect([bare.status, bare.stdout.toString()]).toEqual([0, '2 x\n']);
  });
});

it.each(['-std=c89', '-std=gnu17', '-std=c99 -D_POSIX_C_SOURCE=200809L', '-std=c99 -D_XOPEN_SOURCE=700'])(
  'every header that heapglass adds to stands alone: %s',
  async (standard) => {
    const directory = join(cwd, 'headers');
    mkdirSync(directory, { recursive: true });
    const files = Object.keys(SUPPLEMENT_HEADERS).map((header, i) => {
      writeFileSync(join(directory, `${i}.c`), `#include <${header}>\n#include <${header}>\nint defined;\n`);
      return `${i}.c`;
    });
    const args = ['cc', ...standard.split(' '), '-Wall', '-Werror', '-fsyntax-only', ...files];
    const { status, stderr } = await heapglass(args, { cwd: directory });
    expect([status, stderr]).toEqual([0, '']);
  },
);

describe('progress', () => {
  const script = spawnSync('script', ['--version'], { encoding: 'utf8' });
  const hasTerminal = process.platform === 'linux' && script.status === 0;

  it('is nowhere but on a terminal, though the compiler starts cold', async () => {
    const cold = { HEAPGLASS_CACHE: 'off', HEAPGLASS_LLVM: '' };
    const { stdout, stderr } = await heapglass(['run', 'warn.c'], { cwd, env: cold });
    expect(stdout.toString()).toBe('ran\n');
    expect(stderr).toMatch(/^No errors\. .*\n$/);
    const object = await heapglass(['cc', '-c', 'warn.c', '-o', 'cold.o'], { cwd, env: cold });
    expect([object.stdout.toString(), object.stderr]).toEqual(['', '']);
  });

  it.skipIf(!hasTerminal)('on a narrow terminal the report is as narrow', async () => {
    const env = { TERM: 'xterm' };
    const line = 'script -q -e -c "stty cols 50; $HEAPGLASS run --color=never main.o part.o" narrow';
    await shell(`${line} < /dev/null > /dev/null`, { cwd, env });
    const report = readFileSync(join(cwd, 'narrow'), 'utf8').split('error: invalid write')[1].split('\r\n');
    expect(report.length).toBeGreaterThan(10);
    const wide = report.filter((text) => text.length > 50 && !/^\s*Script/.test(text));
    // Sums stay on one line each, for those who search for them.
    expect(wide.filter((text) => !text.startsWith('Heap: '))).toEqual([]);
  });

  it.skipIf(!hasTerminal)('on a terminal: shown, and gone before the program begins', async () => {
    rmSync(join(cwd, 'typed'), { force: true });
    const env = { HEAPGLASS_CACHE: 'off', HEAPGLASS_LLVM: '', TERM: 'xterm' };
    await shell('script -q -e -c "$HEAPGLASS run warn.c" typed < /dev/null > /dev/null', { cwd, env });
    const typed = readFileSync(join(cwd, 'typed'), 'utf8');
    const shown = ['compiling warn.c ...', 'linking ...', 'running ...'].map((step) =>
      typed.indexOf(`\r\x1b[K${step}`),
    );
    const ran = typed.indexOf('ran\r\n');
    expect(shown).toEqual(shown.filter((at) => at >= 0 && at < ran).sort((a, b) => a - b));
    expect(typed.slice(0, ran)).toMatch(/\r.\[K$/);
    expect(typed.slice(ran)).not.toContain('[K');
    expect(typed).not.toMatch(/fetched|%/);
  });
});
