/**
 * Whatever a program does with the directories it was given, nothing outside of them is read, listed, made or changed.
 * Random programs of system calls run against real files; around the given directory lie others whose every byte, name
 * and time is known.
 */
import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { CREATE, DIRECTORY, DirectWasi, EXCLUSIVE, FOLLOW, READ, TRUNCATE, WRITE } from './direct.js';

const WORLD = realpathSync(mkdtempSync(join(tmpdir(), 'heapglass-sandbox-')));
const INSIDE = join(WORLD, 'inside');
const OUTSIDE = join(WORLD, 'outside');
/** In the contents and in every name of what lies outside. */
const MARKER = 'CANARY';
const LONG_AGO = 1_000_000_000n;

afterAll(() => rmSync(WORLD, { recursive: true, force: true }));

function buildOutside(): void {
  mkdirSync(join(OUTSIDE, `${MARKER}-dir`), { recursive: true });
  writeFileSync(join(OUTSIDE, `${MARKER}.txt`), `${MARKER} in a file\n`);
  writeFileSync(join(OUTSIDE, `${MARKER}-dir`, `${MARKER}-2.txt`), `${MARKER} in a file of a directory\n`);
  // A neighbour whose path begins like that of the given directory.
  mkdirSync(`${INSIDE}-${MARKER}`);
  writeFileSync(join(`${INSIDE}-${MARKER}`, `${MARKER}.txt`), `${MARKER} next door\n`);
}

/** What a user may have in the directory already, links out of it included. */
function buildInside(): void {
  rmSync(INSIDE, { recursive: true, force: true });
  mkdirSync(join(INSIDE, 'given'), { recursive: true });
  mkdirSync(join(INSIDE, 'a', 'b'), { recursive: true });
  writeFileSync(join(INSIDE, 'f'), 'inside\n');
  symlinkSync(OUTSIDE, join(INSIDE, 'absolute'));
  symlinkSync('../outside', join(INSIDE, 'relative'));
  symlinkSync('relative', join(INSIDE, 'chain'));
  symlinkSync('..', join(INSIDE, 'parent'));
  symlinkSync('../outside/new', join(INSIDE, 'dangling'));
  symlinkSync(`../outside/${MARKER}.txt`, join(INSIDE, 'a', 'file'));
}

/** Every name, content, link count and time outside, as text. */
function census(directory: string): string[] {
  const rows: string[] = [];
  const visit = (path: string): void => {
    const status = lstatSync(path, { bigint: true });
    const what = status.isFile() ? readFileSync(path, 'utf8') : status.isSymbolicLink() ? readlinkSync(path) : '';
    rows.push([path, status.mode, status.nlink, status.ino, status.mtimeNs, what].join('|'));
    if (status.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
  };
  for (const name of readdirSync(directory).sort()) {
    const path = join(directory, name);
    if (path === INSIDE) rows.push(`${path}|${lstatSync(path).isDirectory()}`);
    else visit(path);
  }
  return rows;
}

function inodes(paths: string[]): Set<bigint> {
  return new Set(paths.map((path) => lstatSync(path, { bigint: true }).ino));
}

const component = fc.constantFrom(
  ...['a', 'b', 'c', 'f', 'given', 'file', 'new', '.', '..', '..', '', '...', '.. ', '..\\..'],
  ...['absolute', 'relative', 'chain', 'parent', 'dangling', 'l', 'l', 'l', 'inside', 'outside'],
  ...[`${MARKER}.txt`, `${MARKER}-dir`, `${MARKER}-2.txt`, `inside-${MARKER}`],
);
const path = fc.oneof(
  { weight: 8, arbitrary: fc.array(component, { minLength: 1, maxLength: 4 }).map((names) => names.join('/')) },
  { weight: 4, arbitrary: fc.constantFrom('l', 'l/', 'a', 'a/b', 'a/l', 'l/l', 'given', 'given/l', 'new') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      OUTSIDE,
      `${OUTSIDE}/${MARKER}.txt`,
      `/../..${OUTSIDE}`,
      `../outside/${MARKER}.txt`,
      `a/../../outside/${MARKER}.txt`,
      `..//outside/./${MARKER}.txt`,
    ),
  },
);
const target = fc.oneof(
  path,
  fc.constantFrom(
    '..',
    '../outside',
    `../outside/${MARKER}.txt`,
    '../outside/new',
    `../../outside/${MARKER}-dir`,
    `../inside-${MARKER}`,
    'l',
    'parent/outside',
    './../inside/../outside',
  ),
);
/** Which of the open descriptors. */
const which = fc.nat(7);
const lookup = fc.constantFrom<number[]>(FOLLOW, FOLLOW, 0);
const rights = fc.constantFrom(READ, WRITE, READ | WRITE, 0n);
const oflags = fc.constantFrom(
  0,
  0,
  CREATE,
  CREATE,
  CREATE | EXCLUSIVE,
  CREATE | TRUNCATE,
  TRUNCATE,
  DIRECTORY,
  DIRECTORY,
);

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('open' as const), which, path, lookup, rights, oflags }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('symlink' as const), which, path, target }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('rename' as const), which, path, other: which, to: path }) },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('link' as const), which, path, other: which, to: path, lookup }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('mkdir' as const), which, path }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rmdir' as const), which, path }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unlink' as const), which, path }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('stat' as const), which, path, lookup }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('times' as const), which, path, lookup }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('renumber' as const), which, other: which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('use' as const), which }) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What it takes to mislead a descriptor: hold a directory open, and put a link where it was. */
const swap = fc
  .record({ which, path, target, away: fc.constantFrom('rmdir', 'rename') })
  .map((s): Step[] => [
    { do: 'mkdir', which: s.which, path: s.path },
    { do: 'open', which: s.which, path: s.path, lookup: FOLLOW, rights: READ, oflags: DIRECTORY },
    s.away === 'rmdir'
      ? { do: 'rmdir', which: s.which, path: s.path }
      : { do: 'rename', which: s.which, path: s.path, other: s.which, to: 'c' },
    { do: 'symlink', which: s.which, path: s.path, target: s.target },
  ]);
const program = fc
  .array(fc.oneof({ weight: 9, arbitrary: step.map((s) => [s]) }, { weight: 1, arbitrary: swap }), {
    minLength: 1,
    maxLength: 25,
  })
  .map((parts) => parts.flat());

/** Runs the program; gives back all that it came to see. */
function play(steps: readonly Step[]): { seen: string; inodes: bigint[] } {
  const wasi = new DirectWasi({
    preopens: [
      { name: '.', path: INSIDE },
      { name: 'given', path: join(INSIDE, 'given') },
    ],
  });
  const open = [3, 4];
  const seen: string[] = [];
  const numbers: bigint[] = [];
  const note = ({ errno, inode }: { errno: number; inode: bigint }): void => {
    if (errno === 0) numbers.push(inode);
  };
  const fd = (index: number): number => open[index % open.length];
  for (const s of steps) {
    switch (s.do) {
      case 'open': {
        const opened = wasi.open(fd(s.which), s.path, s);
        if (opened.errno === 0) open.push(opened.fd);
        break;
      }
      case 'symlink':
        wasi.symlink(s.target, fd(s.which), s.path);
        break;
      case 'rename':
        wasi.rename(fd(s.which), s.path, fd(s.other), s.to);
        break;
      case 'link':
        wasi.link(fd(s.which), s.path, fd(s.other), s.to, s.lookup);
        break;
      case 'mkdir':
        wasi.onPath('path_create_directory', fd(s.which), s.path);
        break;
      case 'rmdir':
        wasi.onPath('path_remove_directory', fd(s.which), s.path);
        break;
      case 'unlink':
        wasi.onPath('path_unlink_file', fd(s.which), s.path);
        break;
      case 'stat':
        note(wasi.stat(fd(s.which), s.path, s.lookup));
        break;
      case 'times':
        wasi.setTimes(fd(s.which), s.path, LONG_AGO, s.lookup);
        break;
      case 'renumber':
        wasi.call('fd_renumber', fd(s.which), fd(s.other));
        break;
      case 'use': {
        const it = fd(s.which);
        wasi.write(it, 'written\n');
        wasi.pwrite(it, 'written\n', 3n);
        seen.push(Buffer.from(wasi.pread(it, 100, 0n).bytes).toString());
        seen.push(...wasi.readdir(it).entries.map((entry) => entry.name));
        numbers.push(...wasi.readdir(it).entries.map((entry) => entry.inode));
        note(wasi.fstat(it));
        wasi.call('fd_filestat_set_times', it, LONG_AGO, LONG_AGO, 5);
        wasi.call('fd_filestat_set_size', it, 4n);
        wasi.call('fd_allocate', it, 0n, 9n);
      }
    }
  }
  wasi.end();
  return { seen: seen.join('\n'), inodes: numbers };
}

describe('a program and the directories it was given', () => {
  buildOutside();
  buildInside();
  let before = census(WORLD);
  const foreign = inodes([
    WORLD,
    ...readdirSync(WORLD, { recursive: true, encoding: 'utf8' })
      .map((name) => join(WORLD, name))
      .filter((name) => name !== INSIDE && !name.startsWith(`${INSIDE}/`)),
  ]);

  function confined(steps: readonly Step[]): void {
    buildInside();
    const { seen, inodes: met } = play(steps);
    const expected = before;
    // From here on with what there is now, so that a failing program can be made shorter.
    before = census(WORLD);
    expect(before).toEqual(expected);
    // The program may have made names with the marker itself; contents only come from outside.
    expect(seen).not.toContain(`${MARKER} `);
    expect(met.filter((inode) => foreign.has(inode))).toEqual([]);
  }

  it('reads, lists, makes and changes nothing outside of them', () => {
    fc.assert(fc.property(program, confined), { numRuns: 400 });
  });

  const at3 = { which: 0 };
  const base = { lookup: FOLLOW, rights: READ, oflags: 0 };

  it('nor the number of what the given directory lies in, however that was opened', () => {
    confined([
      { do: 'open', which: 0, path: '.', lookup: FOLLOW, rights: READ, oflags: DIRECTORY },
      { do: 'open', which: 2, path: 'a/..', lookup: FOLLOW, rights: READ, oflags: DIRECTORY },
      { do: 'use', which: 2 },
      { do: 'use', which: 3 },
    ]);
  });

  it('a directory held open does not become what is put in its place', () => {
    confined([
      { do: 'open', ...at3, ...base, path: 'a', oflags: DIRECTORY },
      { do: 'rename', ...at3, path: 'a', other: 0, to: 'c' },
      { do: 'symlink', ...at3, path: 'a', target: '../outside' },
      { do: 'use', which: 2 },
      { do: 'open', which: 2, ...base, path: `${MARKER}.txt`, rights: WRITE },
      { do: 'mkdir', which: 2, path: 'new' },
      { do: 'times', which: 2, path: `${MARKER}.txt`, lookup: FOLLOW },
    ]);
  });

  it('nor when it was removed first', () => {
    confined([
      { do: 'mkdir', ...at3, path: 'new' },
      { do: 'open', ...at3, ...base, path: 'new', oflags: DIRECTORY },
      { do: 'rmdir', ...at3, path: 'new' },
      { do: 'symlink', ...at3, path: 'new', target: '../outside' },
      { do: 'use', which: 2 },
      { do: 'open', which: 2, ...base, path: `${MARKER}.txt`, rights: WRITE },
    ]);
  });

  it('nor does a directory that was given below another one', () => {
    confined([
      { do: 'rename', ...at3, path: 'given', other: 0, to: 'c' },
      { do: 'symlink', ...at3, path: 'given', target: '../outside' },
      { do: 'use', which: 1 },
      { do: 'open', which: 1, ...base, path: 'new', oflags: CREATE, rights: WRITE },
      { do: 'rename', ...at3, path: 'f', other: 1, to: 'stolen' },
    ]);
  });

  it('a file held open keeps its times from the one that its path now leads to', () => {
    confined([
      { do: 'open', ...at3, ...base, path: 'a/b/file', oflags: CREATE, rights: READ | WRITE },
      { do: 'rename', ...at3, path: 'a', other: 0, to: 'c' },
      { do: 'symlink', ...at3, path: 'a', target: 'parent' },
      { do: 'use', which: 2 },
    ]);
  });

  it.each([CREATE, CREATE | TRUNCATE, CREATE | EXCLUSIVE])(
    'nothing is made through a dangling link (oflags %i)',
    (flags) => {
      for (const link of ['dangling', 'chain/new', 'parent/outside/new', 'absolute/new'])
        confined([{ do: 'open', ...at3, ...base, path: link, oflags: flags, rights: WRITE }]);
    },
  );

  it('the directory itself can be neither removed nor renamed', () => {
    rmSync(INSIDE, { recursive: true, force: true });
    mkdirSync(INSIDE);
    const wasi = new DirectWasi({ preopens: [{ name: '.', path: INSIDE }] });
    wasi.onPath('path_create_directory', 3, 'x');
    for (const name of ['.', './', 'x/..', 'x/../']) {
      expect(wasi.onPath('path_remove_directory', 3, name)).not.toBe(0);
      expect(wasi.rename(3, name, 3, 'y')).not.toBe(0);
      expect(wasi.rename(3, 'x', 3, name)).not.toBe(0);
    }
    expect(readdirSync(INSIDE)).toEqual(['x']);
  });
});
