/** What programs in C never show of the system calls, or only by chance. */
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { nodeHost } from '../../src/host/node/node-host.js';
import type { Host } from '../../src/process/host.js';
import { ProcessExit } from '../../src/process/wasi/errors.js';
import { SIGNATURES } from '../../src/process/wasi/signatures.js';
import { createWasi, wasiImports, wasiSignature } from '../../src/process/wasi/wasi.js';
import { CREATE, DIRECTORY, DirectWasi, READ, RESULT, WRITE } from './direct.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'heapglass-wasi-')));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let given: string;
beforeEach(() => {
  given = mkdtempSync(join(root, 'given-'));
});

const preopens = (): { name: string; path: string }[] => [{ name: '.', path: given }];
const failing = (code: string): never => {
  throw Object.assign(new Error(code), { code });
};
const withFiles = (files: Partial<Host['files']>): Host => ({ ...nodeHost, files: { ...nodeHost.files, ...files } });
const ROOT = 3;

describe('preview 1', () => {
  it('has every call, and knows what each looks like', () => {
    const { calls } = createWasi({ buffer: new ArrayBuffer(16), access: () => true }, nodeHost, {
      args: [],
      env: [],
      preopens: [],
    });
    expect(Object.keys(calls).sort()).toEqual([...SIGNATURES.keys()].sort());
    expect(SIGNATURES.size).toBe(46);
    expect(wasiSignature('wasi_snapshot_preview1', 'fd_seek')).toBe('iIii:i');
    expect(wasiSignature('env', 'fd_seek')).toBeUndefined();
  });

  it('serves programs from before it had its name, where the calls mean the same', () => {
    const seeks: unknown[] = [];
    const calls = Object.fromEntries([...SIGNATURES.keys()].map((name) => [name, (): number => 0]));
    const old = wasiImports({
      ...calls,
      fd_seek: (...args: never[]) => {
        seeks.push(args[2]);
        return 0;
      },
    }).wasi_unstable as Record<string, (...args: unknown[]) => unknown>;
    // There: from here, from the end, from the start. Here: start, here, end.
    for (const whence of [0, 1, 2]) old.fd_seek(1, 0n, whence, 0);
    expect(seeks).toEqual([1, 2, 0]);
    expect(Object.keys(old)).toHaveLength(SIGNATURES.size - 3);
    expect(old.poll_oneoff).toBeUndefined();
  });
});

describe('streams', () => {
  it('a write that nobody reads ends the program as SIGPIPE does', () => {
    const wasi = new DirectWasi({}, withFiles({ write: () => failing('EPIPE') }));
    expect(() => wasi.write(1, 'text')).toThrow(ProcessExit);
    try {
      wasi.write(2, 'text');
    } catch (error) {
      expect((error as ProcessExit).status).toBe(141);
    }
  });

  it('a read gives what is there, and does not wait to fill the next buffer', () => {
    let reads = 0;
    const read = (_handle: number, into: Uint8Array): number => {
      if (++reads > 1) throw new Error('waits for ever');
      into.fill(65);
      return into.length;
    };
    const wasi = new DirectWasi({}, withFiles({ read }));
    expect(Buffer.from(wasi.readInto(0, [2, 5]).bytes).toString()).toBe('AA');
  });

  it('what was written before the disk was full counts', () => {
    let writes = 0;
    const write = (_handle: number, from: Uint8Array): number => (++writes > 1 ? failing('ENOSPC') : from.length - 1);
    const wasi = new DirectWasi({}, withFiles({ write }));
    expect(wasi.write(1, 'abcd')).toBe(0);
    expect(wasi.u32).toBe(3);
    expect(wasi.write(1, 'abcd')).toBe(51);
  });

  it('standard input from a file is read as it comes, and from anywhere once the program seeks', () => {
    const text = Buffer.from('0123456789');
    const positions: (number | undefined)[] = [];
    let offset = 2;
    const host = withFiles({
      read: (_handle, into, position) => {
        positions.push(position);
        const got = text.copy(into, 0, position ?? offset);
        if (position === undefined) offset += got;
        return got;
      },
      offset: () => offset,
      status: () => ({ ...nodeHost.files.statusOf(import.meta.filename), size: 10n }),
    });
    const wasi = new DirectWasi({}, host);
    expect(Buffer.from(wasi.read(0, 3).bytes).toString()).toBe('234');
    expect([wasi.call('fd_tell', 0, RESULT), wasi.u64]).toEqual([0, 5n]);
    expect([wasi.call('fd_seek', 0, -1n, 2, RESULT), wasi.u64]).toEqual([0, 9n]);
    expect(Buffer.from(wasi.read(0, 3).bytes).toString()).toBe('9');
    expect(positions).toEqual([undefined, 9]);
    expect(wasi.call('fd_seek', 1, 0n, 0, RESULT)).toBe(70);
  });

  it('a device or pipe with a name is read as a stream', () => {
    if (!existsSync('/dev/zero')) return;
    const wasi = new DirectWasi({ preopens: [{ name: 'dev', path: '/dev' }] });
    const { fd } = wasi.open(ROOT, 'zero', { rights: READ });
    expect(wasi.read(fd, 10).bytes).toEqual(new Uint8Array(10));
    expect(wasi.call('fd_seek', fd, 0n, 0, 0)).toBe(70);
    expect(wasi.call('fd_close', fd)).toBe(0);
  });
});

describe('files', () => {
  it('names of any script, and none that are not UTF-8', () => {
    const wasi = new DirectWasi({ preopens: preopens() });
    const names = ['\u20ac', '\ufeffmark', '\u{1f41b}', ' ', '"', "'", '*', 'a\nb'];
    for (const name of names) expect(wasi.open(ROOT, name, { oflags: CREATE, rights: WRITE }).errno).toBe(0);
    expect(readdirSync(given).sort()).toEqual([...names].sort());
    const listed = wasi.readdir(ROOT).entries.map((entry) => entry.name);
    expect(listed.slice(2).sort()).toEqual([...names].sort());
    expect(wasi.open(ROOT, Uint8Array.from([0xff]), { oflags: CREATE }).errno).toBe(25);
    expect(wasi.open(ROOT, 'a\0b', { oflags: CREATE }).errno).toBe(28);
  });

  it('an unknown error of the system is EIO, not the end of the run', () => {
    const wasi = new DirectWasi({ preopens: preopens() }, withFiles({ makeDirectory: () => failing('EWEIRD') }));
    expect(wasi.onPath('path_create_directory', ROOT, 'x')).toBe(29);
  });

  it.skipIf(process.getuid?.() === 0)('what the user may not touch, the program may not', () => {
    writeFileSync(join(given, 'f'), 'x');
    chmodSync(join(given, 'f'), 0);
    const wasi = new DirectWasi({ preopens: preopens() });
    expect(wasi.open(ROOT, 'f').errno).toBe(2);
  });

  it('are closed when the program ends, whatever it left open', () => {
    let open = 0;
    const wasi = new DirectWasi(
      { preopens: preopens() },
      withFiles({
        open: (...args) => {
          open++;
          return nodeHost.files.open(...args);
        },
        close: (handle) => {
          open--;
          nodeHost.files.close(handle);
        },
      }),
    );
    for (let i = 0; i < 5; i++) wasi.open(ROOT, `f${i}`, { oflags: CREATE, rights: WRITE });
    expect(open).toBe(5);
    wasi.end();
    expect(open).toBe(0);
  });

  it('run out at some number, and none is lost then', () => {
    const wasi = new DirectWasi({ preopens: preopens() });
    writeFileSync(join(given, 'f'), '');
    const open = nodeHost.files.open;
    const handle = open(join(given, 'f'), {
      read: true,
      write: false,
      create: false,
      exclusive: false,
      truncate: false,
    });
    const shared = new DirectWasi({ preopens: preopens() }, withFiles({ open: () => handle, close: () => {} }));
    let opened = 0;
    for (let errno = 0; errno === 0; opened++) ({ errno } = shared.open(ROOT, 'f'));
    expect(opened).toBe(4096 - 4 + 1);
    expect(shared.call('fd_close', 100)).toBe(0);
    expect(shared.open(ROOT, 'f')).toEqual({ errno: 0, fd: 100 });
    nodeHost.files.close(handle);
    wasi.end();
  });
});

describe('a directory held open', () => {
  it('goes with the directory when that is renamed, and ends with it', () => {
    mkdirSync(join(given, 'a', 'b'), { recursive: true });
    const wasi = new DirectWasi({ preopens: preopens() });
    const { fd } = wasi.open(ROOT, 'a/b', { oflags: DIRECTORY });
    expect(wasi.rename(ROOT, 'a', ROOT, 'c')).toBe(0);
    mkdirSync(join(given, 'a', 'b'), { recursive: true });
    expect(wasi.open(fd, 'f', { oflags: CREATE, rights: WRITE }).errno).toBe(0);
    expect(readdirSync(join(given, 'c', 'b'))).toEqual(['f']);
    expect(wasi.onPath('path_unlink_file', fd, 'f')).toBe(0);
    expect(wasi.onPath('path_remove_directory', ROOT, 'c/b')).toBe(0);
    expect(wasi.open(fd, 'f', { oflags: CREATE, rights: WRITE }).errno).toBe(44);
    expect(wasi.readdir(fd).errno).toBe(44);
    wasi.end();
  });

  it('is not the one that somebody else put in its place', () => {
    mkdirSync(join(given, 'a'));
    const wasi = new DirectWasi({ preopens: preopens() });
    const { fd } = wasi.open(ROOT, 'a', { oflags: DIRECTORY });
    mkdirSync(join(given, 'kept'));
    rmSync(join(given, 'a'), { recursive: true });
    mkdirSync(join(given, 'other'));
    mkdirSync(join(given, 'a'));
    const { errno } = wasi.open(fd, 'f', { oflags: CREATE, rights: WRITE });
    // The system may give the new one the number of the old one; then nobody can tell.
    expect([0, 44]).toContain(errno);
    wasi.end();
  });
});

describe('a repeatable run', () => {
  const look = (seed: number): unknown => {
    const wasi = new DirectWasi({ preopens: preopens(), seed });
    const seen = [wasi.stat(ROOT, 'f'), wasi.stat(ROOT, 'g'), wasi.stat(ROOT, 'h'), wasi.readdir(ROOT).entries];
    wasi.call('random_get', 0x6000, 8);
    seen.push(wasi.u64 as never);
    wasi.call('clock_time_get', 0, 0n, 0x6000);
    seen.push(wasi.u64 as never);
    return seen;
  };
  const build = (): void => {
    for (const name of ['f', 'g']) writeFileSync(join(given, name), 'same');
    nodeHost.files.link(join(given, 'f'), join(given, 'h'));
  };

  it('sees nothing of the machine, but tells files apart', () => {
    build();
    const first = look(1);
    given = mkdtempSync(join(root, 'again-'));
    build();
    expect(look(1)).toEqual(first);
    expect(look(2)).not.toEqual(first);
    const [f, g, h] = first as { inode: bigint }[];
    expect(f.inode).not.toBe(g.inode);
    expect(f.inode).toBe(h.inode);
  });

  it('waits for no clock', () => {
    let slept = 0n;
    const host: Host = { ...nodeHost, clock: { ...nodeHost.clock, sleep: (time) => (slept += time) } };
    const wasi = new DirectWasi({ seed: 1 }, host);
    expect(wasi.sleep(3_600_000_000_000n)).toBe(0);
    expect(slept).toBe(0n);
    expect(new DirectWasi({}, host).sleep(5n)).toBe(0);
    expect(slept).toBe(5n);
  });
});

it('writes where the program says, whoever else writes', () => {
  const wasi = new DirectWasi({ preopens: preopens() });
  const append = wasi.open(ROOT, 'f', { oflags: CREATE, rights: WRITE, fdflags: 1 }).fd;
  wasi.write(append, 'one ');
  writeFileSync(join(given, 'f'), 'from outside ', { flag: 'a' });
  wasi.write(append, 'two');
  expect(readFileSync(join(given, 'f'), 'utf8')).toBe('one from outside two');
  wasi.end();
});
