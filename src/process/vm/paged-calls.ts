/**
 * The system calls of paged memory that C programs reach through <sys/mman.h>, <unistd.h>, <sys/resource.h> and <signal.h>
 * (languages/clang/paged-source.ts). Each gives a result of 0 or more, or the negated number of an error.
 */
import type { Advice } from '../../memory/vm/space-requests.js';
import { EXECUTE, MemoryRefused, READ, WRITE } from '../../memory/vm/contract.js';
import type { PagedObject } from '../../memory/vm/paged-object.js';
import { ERRNO } from '../wasi/abi.js';
import { MOST_FILES } from '../wasi/fd-table.js';
import { errnoOf } from '../wasi/errors.js';
import type { CheckedProcess } from './checked-process.js';
import { PAGE } from './layout.js';
import type { PagedProcess } from './paged-process.js';
import type { Signals } from './signals.js';
import type { Task } from './task.js';

/** An open file that can be mapped. */
export interface MappableFile {
  /** What is mapped: from now on reads and writes go through it. */
  map(): PagedObject;
  readable: boolean;
  writable: boolean;
}

export interface PagedContext {
  process: PagedProcess;
  signals: Signals;
  /** Where the program is checked. */
  checked: CheckedProcess | undefined;
  /** The file behind a descriptor. @throws WasiError for what cannot be mapped */
  fileOf(fd: number): MappableFile;
  /** What the process has used, and its children that were waited for. */
  usage: Pick<Task, 'used' | 'ofChildren'>;
}

/** As the headers have them. */
const MAP_SHARED = 1;
const MAP_PRIVATE = 2;
const MAP_SHARED_VALIDATE = 3;
const MAP_TYPE = 15;
const MAP_FIXED = 0x10;
const MAP_ANONYMOUS = 0x20;
const MAP_NORESERVE = 0x4000;
const MAP_POPULATE = 0x8000;
const MAP_FIXED_NOREPLACE = 0x10_0000;
const MREMAP_MAYMOVE = 1;
const MREMAP_FIXED = 2;
const MS_ASYNC = 1;
const MS_INVALIDATE = 2;
const MS_SYNC = 4;
const MCL_CURRENT = 1;
const MCL_FUTURE = 2;
const ALL_PROTECTIONS = READ | WRITE | EXECUTE;
const ADVICE: Readonly<Record<number, Advice>> = {
  // Random and sequential, mergeable or not, in huge pages or not, in core files or not, cold: hints that change nothing here.
  ...Object.fromEntries([0, 1, 2, 12, 13, 14, 15, 16, 17, 20].map((hint) => [hint, 'normal'] as const)),
  3: 'willNeed',
  4: 'dontNeed',
  8: 'free',
  10: 'dontFork',
  11: 'doFork',
  18: 'wipeOnFork',
  19: 'keepOnFork',
  21: 'pageOut',
  22: 'populateRead',
  23: 'populateWrite',
};
/** Of these, `processes` counts processes, `files` descriptors, and the others bytes. */
const RLIMIT = {
  ...{ time: 0, fileSize: 1, data: 2, stack: 3, core: 4, rss: 5, processes: 6, files: 7, locked: 8, addressSpace: 9 },
} as const;
/** What sets nothing: there are no core files, and resident pages have no limit on Linux either. */
const IDLE_LIMITS: readonly number[] = [RLIMIT.core, RLIMIT.rss];
const UNLIMITED = -1;
const NO_SUCH_LIMIT = -2;
const KIB = 1024;

const ERROR_NUMBERS: Readonly<Record<string, number>> = {
  EINVAL: ERRNO.inval,
  ENOMEM: ERRNO.nomem,
  EACCES: ERRNO.acces,
  EEXIST: ERRNO.exist,
  EAGAIN: ERRNO.again,
  EIO: ERRNO.io,
  ENXIO: ERRNO.nxio,
  EPERM: ERRNO.perm,
  EFAULT: ERRNO.fault,
  EBUSY: ERRNO.busy,
};

type Call = (...args: number[]) => number;

export function pagedCalls({ process, signals, checked, fileOf, usage }: PagedContext): Record<string, Call> {
  const { space } = process;
  const { physical } = space;
  const { hardLimits: hard } = process;
  const calls: Record<string, Call> = {
    mmap: (address, length, protection, flags, fd, page) => {
      const type = flags & MAP_TYPE;
      const shared = type === MAP_SHARED || (type === MAP_SHARED_VALIDATE && (flags & MAP_ANONYMOUS) === 0);
      if (!shared && type !== MAP_PRIVATE) return -ERRNO.inval;
      const file = flags & MAP_ANONYMOUS ? undefined : fileOf(fd);
      if (file !== undefined && !file.readable) return -ERRNO.acces;
      if (file !== undefined && shared && (protection & WRITE) !== 0 && !file.writable) return -ERRNO.acces;
      const fixed = flags & MAP_FIXED ? 'replace' : flags & MAP_FIXED_NOREPLACE ? 'keep' : undefined;
      const at = space.map({
        address: address === 0 && fixed === undefined ? undefined : address >>> 0,
        length: length >>> 0,
        protection,
        shared,
        mayWrite: !shared || file === undefined || file.writable,
        object: file?.map(),
        offset: (page >>> 0) * PAGE,
        fixed,
        noReserve: (flags & MAP_NORESERVE) !== 0,
        populate: (flags & MAP_POPULATE) !== 0,
      });
      checked?.mapped(at, length >>> 0);
      return at;
    },
    munmap: (address, length) => {
      if (length === 0) return -ERRNO.inval;
      space.unmap(address >>> 0, length >>> 0);
      checked?.unmapped(address >>> 0, length >>> 0);
      return 0;
    },
    mremap: (address, oldLength, newLength, flags, to) => {
      if ((flags & ~(MREMAP_MAYMOVE | MREMAP_FIXED)) !== 0) return -ERRNO.inval;
      const [start, size, wanted] = [address >>> 0, oldLength >>> 0, newLength >>> 0];
      const fixed = (flags & MREMAP_FIXED) === 0 ? undefined : to >>> 0;
      const at = space.remap(start, size, wanted, { mayMove: (flags & MREMAP_MAYMOVE) !== 0, to: fixed });
      checked?.unmapped(start, size);
      checked?.mapped(at, wanted);
      return at;
    },
    mprotect: (address, length, protection) => {
      if ((protection & ~ALL_PROTECTIONS) !== 0) return -ERRNO.inval;
      space.protect(address >>> 0, length >>> 0, protection);
      return 0;
    },
    msync: (address, length, flags) => {
      const isBoth = (flags & MS_SYNC) !== 0 && (flags & MS_ASYNC) !== 0;
      if (isBoth || (flags & ~(MS_ASYNC | MS_INVALIDATE | MS_SYNC)) !== 0) return -ERRNO.inval;
      space.sync(address >>> 0, length >>> 0, (flags & MS_INVALIDATE) !== 0);
      return 0;
    },
    madvise: (address, length, advice) => {
      const known = ADVICE[advice];
      if (known === undefined) return -ERRNO.inval;
      space.advise(address >>> 0, length >>> 0, known);
      return 0;
    },
    mincore: (address, length, vector) => {
      const resident = space.residency(address >>> 0, length >>> 0);
      const isSound = checked?.checks.monitor.hostAccess(vector >>> 0, resident.length, true, 'mincore(vec)') ?? true;
      if (!isSound) return -ERRNO.fault;
      return process.write(vector >>> 0, resident) ? 0 : -ERRNO.fault;
    },
    mlock: (address, length, lock) => {
      const start = address >>> 0;
      const first = start - (start % PAGE);
      if (lock) space.lock(first, (length >>> 0) + start - first);
      else space.unlock(first, (length >>> 0) + start - first);
      return 0;
    },
    mlockall: (flags) => {
      if ((flags & ~(MCL_CURRENT | MCL_FUTURE)) !== 0) return -ERRNO.inval;
      if (flags === 0) space.unlockAll();
      else space.lockAll((flags & MCL_CURRENT) !== 0, (flags & MCL_FUTURE) !== 0);
      return 0;
    },
    sbrk: (delta) => {
      const old = process.sbrk(delta);
      if (old === -1) return -ERRNO.nomem;
      if (delta > 0) checked?.checks.shadow.markAddressable(old, delta);
      else checked?.checks.shadow.markUnaddressable(old + delta, -delta);
      return old;
    },
    memory: (free) => (free ? physical.allocator.free : physical.frames),
    usage: (what, children) => {
      const { swap } = physical;
      const { peakResident, minorFaults, majorFaults } = children === 0 ? usage.used : usage.ofChildren;
      const io = children === 0 ? [swap?.pagesIn, swap?.pagesOut] : [];
      return [(peakResident * PAGE) / KIB, minorFaults, majorFaults, ...io][what] ?? 0;
    },
    limit: (resource, ofHard) => {
      const value = ofHard ? hardLimit(process, resource) : softLimit(process, resource);
      if (!Object.values(RLIMIT).includes(resource as 2)) return NO_SUCH_LIMIT;
      return value === undefined ? UNLIMITED : Math.floor(value / unitOf(resource));
    },
    set_limit: (resource, soft, most) => {
      const [softBytes, hardBytes] = [soft, most].map((count) => (count < 0 ? Infinity : count * unitOf(resource)));
      if (softBytes! > hardBytes!) return -ERRNO.inval;
      if (hardBytes! > (hardLimit(process, resource) ?? Infinity)) return -ERRNO.perm;
      const value = softBytes === Infinity ? undefined : softBytes;
      if (resource === RLIMIT.data) space.limits.data = value;
      else if (resource === RLIMIT.locked) space.limits.locked = value;
      else if (resource === RLIMIT.processes) process.mostProcesses = value;
      else if (resource === RLIMIT.addressSpace) space.limits.addressSpace = value;
      else if (resource === RLIMIT.stack) space.limitStack(value);
      else if (!IDLE_LIMITS.includes(resource) && value !== softLimit(process, resource)) return -ERRNO.inval;
      hard.set(resource, hardBytes === Infinity ? undefined : hardBytes);
      return 0;
    },
    reset_signal: (number) => (signals.reset(number), 0),
    sigaction: (number, handler, flags, mask) => {
      // SIG_DFL and SIG_IGN: function pointers begin at 1. Other negative numbers change nothing.
      const before = signals.ignored.has(number) ? 1 : signals.handlers.has(number) ? 2 : 0;
      if (handler < -1) return before;
      signals.reset(number);
      if (handler < 0) signals.ignore(number);
      else if (handler > 0) signals.handlers.set(number, { function: handler, flags, mask });
      return before;
    },
  };
  return Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, refusable(process, call)]));
}

/** What the program's calls count a limit in. */
function unitOf(resource: number): number {
  return resource === RLIMIT.processes || resource === RLIMIT.files ? 1 : KIB;
}

function softLimit({ space, image, mostProcesses }: PagedProcess, resource: number): number | undefined {
  const { limits } = space;
  if (resource === RLIMIT.processes) return mostProcesses;
  if (resource === RLIMIT.files) return MOST_FILES;
  if (resource === RLIMIT.data) return limits.data;
  if (resource === RLIMIT.locked) return limits.locked;
  if (resource === RLIMIT.addressSpace) return limits.addressSpace;
  return resource === RLIMIT.stack ? (limits.stack ?? stackSize(image)) : undefined;
}

/** The stack lies where the linker has put it, and cannot become larger. */
function hardLimit({ hardLimits, image }: PagedProcess, resource: number): number | undefined {
  return hardLimits.get(resource) ?? (resource === RLIMIT.stack ? stackSize(image) : undefined);
}

/** As on Linux the gap counts that is kept below it: here down to address 0. */
function stackSize({ stack }: PagedProcess['image']): number {
  return stack.end;
}

function refusable(process: PagedProcess, call: Call): Call {
  return (...args) => {
    try {
      process.beforeRelease();
      return call(...args);
    } catch (error) {
      const errno = error instanceof MemoryRefused ? (ERROR_NUMBERS[error.code] ?? ERRNO.inval) : errnoOf(error);
      if (errno === undefined) throw error;
      return -errno;
    }
  };
}
