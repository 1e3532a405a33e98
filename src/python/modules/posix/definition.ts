/**
 * posix: the system calls that os.py stands on, for files in the directories that the program was given. There are no
 * processes, users or permissions; what is not here os.py leaves out as on other systems.
 */
import type { Address } from '../../../base/ids.js';
import type { Handle } from '../../../process/host.js';
import { NONE } from '../../format/memory-map.js';
import { DIR_ENTRY_TYPE, OS_ERROR, OVERFLOW_ERROR, TYPE_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { MethodDefinition } from '../../runtime/definitions.js';
import type { Runtime } from '../../runtime/runtime.js';
import type { ModuleDefinition } from '../module-definition.js';
import { native } from '../native.js';
import { ProgramEnd } from '../../program/program-end.js';
import { cInt } from '../c-int.js';
import { deliver } from '../signal/module.js';
import { errorWords, onHost, raiseOSError } from '../os-error.js';
import { lazyStructSequence, makeStructSequence, structSequence } from '../struct-sequence.js';
import { scandir, scandirTypes } from './scandir.js';
import { fspath, type Path, pathOf, sameKind } from './paths.js';
import { PROCESS_CONSTANTS, PROCESS_FUNCTIONS } from './processes.js';
import { makeStatResult, statResult } from './status.js';

/** Linux's numbers. */
const OPEN = { O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2, O_CREAT: 0o100, O_EXCL: 0o200, O_TRUNC: 0o1000, O_APPEND: 0o2000 };
const CONSTANTS: Readonly<Record<string, number>> = {
  ...OPEN,
  ...PROCESS_CONSTANTS,
  O_CLOEXEC: 0o2000000,
  O_NOFOLLOW: 0o400000,
  O_NONBLOCK: 0o4000,
  F_OK: 0,
  R_OK: 4,
  W_OK: 2,
  X_OK: 1,
  EX_OK: 0,
};
/** The system that programs see: what it runs on is not theirs to know. */
const UNAME = { sysname: 'Linux', nodename: 'heapglass', release: '', version: '', machine: 'wasm32' };
const EBADF = 9;
const EINVAL = 22;
const ESPIPE = 29;
const ENOTTY = 25;
const ENOSYS = 38;
const ESRCH = 3;
/** The process's number. */
const OWN_NUMBER = 1;
const MOST_SIGNAL = 64;
const TIMES = ['user', 'system', 'children_user', 'children_system', 'elapsed'];
/** The end of the program's own descriptors: those of the host are what files.open gives. */
const STANDARD = 3;

/** The type stat_result of each runtime. */
const statResults = new WeakMap<Runtime, Address>();
const unameResult = lazyStructSequence({ name: 'posix.uname_result', fields: Object.keys(UNAME) });
/** The type times_result of each runtime. */
const timesResults = new WeakMap<Runtime, Address>();
/** Descriptors in append mode. */
const appending = new WeakMap<Runtime, Set<Handle>>();

function intOf(rt: Runtime, p: Address): number {
  const value = rt.compactInt(rt.index(p));
  return value ?? rt.raise(OVERFLOW_ERROR, 'Python int too large to convert to C int');
}

const files = (rt: Runtime) => rt.surroundings.host.files;

function status(rt: Runtime, p: Address, function_: string, follow: boolean): Address {
  const type = statResults.get(rt) as Address;
  if (rt.isIndex(p))
    return statResult(
      rt,
      type,
      onHost(rt, () => files(rt).status(intOf(rt, p))),
    );
  const path = pathOf(rt, p, function_);
  const found = onHost(
    rt,
    () => (follow ? files(rt).statusOfTarget(path.text) : files(rt).statusOf(path.text)),
    path.given,
  );
  return statResult(rt, type, found);
}

/** A call with one path and no answer. */
function onPath(name: string, parameters: string, work: (rt: Runtime, path: string) => unknown): MethodDefinition {
  return native(name, parameters, (rt, _, [p]) => {
    const path = pathOf(rt, p, name);
    onHost(rt, () => work(rt, path.text), path.given);
    return NONE;
  });
}

function onTwoPaths(
  name: string,
  parameters: string,
  work: (rt: Runtime, from: string, to: string) => void,
): MethodDefinition {
  return native(name, parameters, (rt, _, [a, b]) => {
    const from = pathOf(rt, a, name);
    const to = pathOf(rt, b, name);
    onHost(rt, () => work(rt, from.text, to.text), from.given, to.given);
    return NONE;
  });
}

function open(rt: Runtime, path: Address, flags: number): Address {
  const { text, given } = pathOf(rt, path, 'open');
  const access = flags & 3;
  const handle = onHost(
    rt,
    () =>
      files(rt).open(text, {
        read: access !== OPEN.O_WRONLY,
        write: access !== OPEN.O_RDONLY,
        create: (flags & OPEN.O_CREAT) !== 0,
        exclusive: (flags & OPEN.O_EXCL) !== 0,
        truncate: (flags & OPEN.O_TRUNC) !== 0,
      }),
    given,
  );
  if ((flags & OPEN.O_APPEND) !== 0) {
    const set = appending.get(rt) ?? new Set();
    appending.set(rt, set.add(handle));
  }
  return rt.int(handle);
}

/** Where the next read or write is; what is no file has no places. */
function seek(rt: Runtime, handle: Handle, position: Address, how: Address): Address {
  const whence = intOf(rt, how);
  const by = Number(rt.bigInt(rt.index(position)));
  const to = onHost(rt, () => {
    const { kind, size } = files(rt).status(handle);
    if (kind !== 'file') raiseOSError(rt, ESPIPE);
    const from = [0, files(rt).offset(handle) ?? 0, Number(size)][whence];
    if (from === undefined || from + by < 0) raiseOSError(rt, EINVAL);
    files(rt).seek(handle, from + by);
    return from + by;
  });
  return rt.int(to);
}

function truncate(rt: Runtime, { text, given }: Path, size: number): void {
  onHost(
    rt,
    () => {
      const handle = files(rt).open(text, {
        read: false,
        write: true,
        create: false,
        exclusive: false,
        truncate: false,
      });
      try {
        files(rt).resize(handle, size);
      } finally {
        files(rt).close(handle);
      }
    },
    given,
  );
}

function listNames(rt: Runtime, p: Address): Address {
  const path = p === 0 || p === NONE ? undefined : pathOf(rt, p, 'listdir');
  const names = onHost(rt, () => files(rt).list(path?.text ?? '.'), ...(path === undefined ? [] : [path.given]));
  return rt.list(names.map(({ name }) => sameKind(rt, name, path)));
}

function environment(rt: Runtime): Address {
  const dict = rt.dict();
  const encoder = new TextEncoder();
  for (const [name, value] of Object.entries(rt.surroundings.environment)) {
    rt.dictSet(dict, rt.newBytes(encoder.encode(name)), rt.newBytes(encoder.encode(value)));
  }
  return dict;
}

const functions: readonly MethodDefinition[] = [
  native('getcwd', '', (rt) => rt.string(files(rt).directory)),
  native('getcwdb', '', (rt) => rt.newBytes(new TextEncoder().encode(files(rt).directory))),
  onPath('chdir', 'path', (rt, path) => {
    if (files(rt).statusOfTarget(path).kind !== 'directory') throw Object.assign(new Error(), { code: 'ENOTDIR' });
    files(rt).directory = files(rt).absolute(path);
  }),
  native('listdir', 'path=None', (rt, _, [path]) => listNames(rt, path)),
  native('scandir', 'path=None', (rt, _, [path]) => scandir(rt, path)),
  native('stat', 'path, *, dir_fd=None, follow_symlinks=True', (rt, _, [path, , follow]) =>
    status(rt, path, 'stat', follow === 0 || rt.truth(follow)),
  ),
  native('lstat', 'path, *, dir_fd=None', (rt, _, [path]) => status(rt, path, 'lstat', false)),
  native('fstat', 'fd', (rt, _, [fd]) => status(rt, fd, 'fstat', true)),
  native('access', 'path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True', (rt, _, [p]) => {
    const path = pathOf(rt, p, 'access');
    try {
      files(rt).statusOfTarget(path.text);
      return rt.bool(true);
    } catch {
      return rt.bool(false);
    }
  }),
  // Files have no permissions here, as on file systems that keep none: what a file may be used for stays as it is.
  onPath('chmod', 'path, mode, *, dir_fd=None, follow_symlinks=True', (rt, path) => files(rt).statusOfTarget(path)),
  onPath('mkdir', 'path, mode=511, *, dir_fd=None', (rt, path) => files(rt).makeDirectory(path)),
  onPath('rmdir', 'path, *, dir_fd=None', (rt, path) => files(rt).removeDirectory(path)),
  onPath('unlink', 'path, *, dir_fd=None', (rt, path) => files(rt).removeFile(path)),
  onPath('remove', 'path, *, dir_fd=None', (rt, path) => files(rt).removeFile(path)),
  onTwoPaths('rename', 'src, dst, *, src_dir_fd=None, dst_dir_fd=None', (rt, from, to) => files(rt).rename(from, to)),
  onTwoPaths('replace', 'src, dst, *, src_dir_fd=None, dst_dir_fd=None', (rt, from, to) => files(rt).rename(from, to)),
  onTwoPaths('link', 'src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True', (rt, from, to) =>
    files(rt).link(from, to),
  ),
  onTwoPaths('symlink', 'src, dst, target_is_directory=False, *, dir_fd=None', (rt, target, path) =>
    files(rt).symlink(target, path),
  ),
  native('readlink', 'path, *, dir_fd=None', (rt, _, [p]) => {
    const path = pathOf(rt, p, 'readlink');
    return sameKind(
      rt,
      onHost(rt, () => files(rt).readLink(path.text), path.given),
      path,
    );
  }),
  native('utime', 'path, times=None, *, ns=0, dir_fd=None, follow_symlinks=True', (rt, _, [p, times, ns]) => {
    const path = pathOf(rt, p, 'utime');
    const now = rt.surroundings.host.clock.realtime();
    const given = ns !== 0 ? ns : times;
    let [accessed, modified] = [now, now];
    if (given !== 0 && given !== NONE) {
      const both = rt.items(given);
      if (both.length !== 2) rt.raise(TYPE_ERROR, "utime: 'times' must be either a tuple of two ints or None");
      const nanoseconds = (value: Address) =>
        ns !== 0 ? rt.bigInt(rt.index(value)) : BigInt(Math.round(rt.number(value) * 1e9));
      [accessed, modified] = both.map(nanoseconds);
    }
    onHost(rt, () => files(rt).setTimesOf(path.text, accessed, modified), path.given);
    return NONE;
  }),
  native('open', 'path, flags, mode=511, *, dir_fd=None', (rt, _, [path, flags]) => open(rt, path, intOf(rt, flags))),
  native('close', 'fd', (rt, _, [fd]) => {
    const handle = intOf(rt, fd);
    appending.get(rt)?.delete(handle);
    onHost(rt, () => files(rt).close(handle));
    return NONE;
  }),
  native('read', 'fd, length, /', (rt, _, [fd, length]) => {
    const most = intOf(rt, length);
    if (most < 0) raiseOSError(rt, EINVAL);
    const buffer = new Uint8Array(most);
    const count = onHost(rt, () => files(rt).read(intOf(rt, fd), buffer, undefined));
    return rt.newBytes(buffer.subarray(0, count));
  }),
  native('write', 'fd, data, /', (rt, _, [fd, data]) => {
    const handle = intOf(rt, fd);
    const contents = rt.buffer(data);
    const end = appending.get(rt)?.has(handle) ? Number(onHost(rt, () => files(rt).status(handle)).size) : undefined;
    return rt.int(onHost(rt, () => files(rt).write(handle, contents, end)));
  }),
  native('pread', 'fd, length, offset, /', (rt, _, [fd, length, offset]) => {
    const [handle, most, position] = [intOf(rt, fd), intOf(rt, length), intOf(rt, offset)];
    if (most < 0 || position < 0) raiseOSError(rt, EINVAL);
    const buffer = new Uint8Array(most);
    const count = onHost(rt, () => files(rt).read(handle, buffer, position));
    return rt.newBytes(buffer.subarray(0, count));
  }),
  native('pwrite', 'fd, buffer, offset, /', (rt, _, [fd, data, offset]) => {
    const [handle, position] = [intOf(rt, fd), intOf(rt, offset)];
    if (position < 0) raiseOSError(rt, EINVAL);
    const contents = rt.buffer(data);
    return rt.int(onHost(rt, () => files(rt).write(handle, contents, position)));
  }),
  native('fsync', 'fd', (rt, _, [fd]) => {
    onHost(rt, () => files(rt).sync(intOf(rt, fd)));
    return NONE;
  }),
  native('fdatasync', 'fd', (rt, _, [fd]) => {
    onHost(rt, () => files(rt).sync(intOf(rt, fd)));
    return NONE;
  }),
  native('lseek', 'fd, position, how, /', (rt, _, [fd, position, how]) => seek(rt, intOf(rt, fd), position, how)),
  native('truncate', 'path, length', (rt, _, [p, length]) => {
    const size = intOf(rt, length);
    if (rt.isIndex(p)) onHost(rt, () => files(rt).resize(intOf(rt, p), size));
    else truncate(rt, pathOf(rt, p, 'truncate'), size);
    return NONE;
  }),
  native('ftruncate', 'fd, length, /', (rt, _, [fd, length]) => {
    onHost(rt, () => files(rt).resize(intOf(rt, fd), intOf(rt, length)));
    return NONE;
  }),
  native('isatty', 'fd, /', (rt, _, [fd]) => {
    const handle = intOf(rt, fd);
    return rt.bool(handle >= 0 && handle < STANDARD && rt.surroundings.terminals[handle]);
  }),
  native('get_terminal_size', 'fd=1, /', (rt) => raiseOSError(rt, ENOTTY)),
  native('fspath', 'path', (rt, _, [path]) => fspath(rt, path)),
  // The host does not tell the system's part of processor time from the program's, and there are no children.
  native('times', '', (rt) => {
    const { clock } = rt.surroundings.host;
    const seconds = [clock.processor(), 0n, 0n, 0n, clock.monotonic()].map((time) => rt.float(Number(time) / 1e9));
    return structSequence(rt, timesResults.get(rt) as Address, seconds);
  }),
  ...PROCESS_FUNCTIONS,
  native('getpid', '', (rt) => rt.int(OWN_NUMBER)),
  native('_exit', 'status', (rt, _, [status]) => {
    throw new ProgramEnd(cInt(rt, status) & 0xff);
  }),
  native('kill', 'pid, signal, /', (rt, _, [pid, signal]) => {
    if (cInt(rt, pid) !== OWN_NUMBER) return raiseOSError(rt, ESRCH);
    const number = cInt(rt, signal);
    if (number < 0 || number > MOST_SIGNAL) return raiseOSError(rt, EINVAL);
    if (number !== 0) deliver(rt, number);
    return NONE;
  }),
  native('getppid', '', (rt) => rt.int(0)),
  native('cpu_count', '', (rt) => rt.int(1)),
  native('strerror', 'code, /', (rt, _, [code]) => rt.string(errorWords(intOf(rt, code)))),
  native('urandom', 'size, /', (rt, _, [size]) => {
    const count = intOf(rt, size);
    if (count < 0) rt.raise(VALUE_ERROR, 'negative argument not allowed');
    const bytes = new Uint8Array(count);
    rt.surroundings.host.random(bytes);
    return rt.newBytes(bytes);
  }),
  native('putenv', 'name, value, /', () => NONE),
  native('unsetenv', 'name, /', () => NONE),
  native('umask', 'mask, /', (rt) => rt.int(0o022)),
  native('dup', 'fd, /', (rt) => raiseOSError(rt, EBADF)),
  native('pipe', '', (rt) => raiseOSError(rt, ENOSYS)),
  native('uname', '', (rt) =>
    structSequence(
      rt,
      unameResult(rt),
      Object.values(UNAME).map((text) => rt.string(text)),
    ),
  ),
];

const SCANDIR_TYPES = scandirTypes((rt) => statResults.get(rt) as Address);

export const POSIX: ModuleDefinition = {
  name: 'posix',
  doc: 'Files, as the operating system offers them.',
  functions,
  own: SCANDIR_TYPES,
  types: [DIR_ENTRY_TYPE],
  attributes: (rt) => {
    const type = makeStatResult(rt);
    // It must outlive whatever the program does with the module.
    rt.incref(type);
    statResults.set(rt, type);
    const times = makeStructSequence(rt, { name: 'posix.times_result', fields: TIMES });
    rt.incref(times);
    timesResults.set(rt, times);
    return {
      ...Object.fromEntries(Object.entries(CONSTANTS).map(([name, value]) => [name, rt.int(value)])),
      stat_result: type,
      times_result: times,
      terminal_size: makeStructSequence(rt, { name: 'os.terminal_size', fields: ['columns', 'lines'] }),
      environ: environment(rt),
      error: OS_ERROR,
      _have_functions: rt.list([]),
    };
  },
};
