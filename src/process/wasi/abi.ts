/**
 * Numbers and layouts of WASI preview 1 (witx: snapshot wasi_snapshot_preview1). All little endian.
 *
 *     iovec     buf:u32 len:u32                                                               8 bytes
 *     fdstat    filetype:u8 pad flags:u16 pad rights_base:u64 rights_inheriting:u64          24
 *     filestat  dev:u64 ino:u64 filetype:u8 pad nlink:u64 size:u64 atim:u64 mtim:u64 ctim:u64 64
 *     dirent    next:u64 ino:u64 namelen:u32 type:u8 pad, then the name                       24 + n
 *     prestat   tag:u8 pad name_len:u32                                                       8
 *     subscription userdata:u64 tag:u8 pad { clock: id:u32 pad timeout:u64 precision:u64 flags:u16 | fd:u32 }   48
 *     event     userdata:u64 errno:u16 type:u8 pad nbytes:u64 flags:u16                       32
 */
import type { FileKind } from '../host.js';

export const ERRNO = {
  success: 0,
  toobig: 1,
  acces: 2,
  again: 6,
  badf: 8,
  busy: 10,
  child: 12,
  dquot: 19,
  exist: 20,
  fault: 21,
  fbig: 22,
  ilseq: 25,
  intr: 27,
  inval: 28,
  io: 29,
  isdir: 31,
  loop: 32,
  mfile: 33,
  mlink: 34,
  nametoolong: 37,
  nfile: 41,
  nodev: 43,
  noent: 44,
  noexec: 45,
  nomem: 48,
  nospc: 51,
  nosys: 52,
  notdir: 54,
  notempty: 55,
  notsock: 57,
  notsup: 58,
  nxio: 60,
  overflow: 61,
  perm: 63,
  pipe: 64,
  range: 68,
  rofs: 69,
  spipe: 70,
  srch: 71,
  txtbsy: 74,
  xdev: 75,
  notcapable: 76,
} as const;

export const FILETYPE: Record<FileKind, number> = {
  unknown: 0,
  'block-device': 1,
  'character-device': 2,
  directory: 3,
  file: 4,
  socket: 6,
  fifo: 0,
  symlink: 7,
};

export const RIGHTS = {
  /** Everything that a file may allow. */
  file:
    0x1n | 0x2n | 0x4n | 0x8n | 0x10n | 0x20n | 0x40n | 0x80n | 0x100n | 0x200000n | 0x400000n | 0x800000n | 0x8000000n,
  /** What a stream may: no seeking. wasi-libc's isatty asks for exactly this. */
  stream: 0x2n | 0x40n | 0x8n | 0x1n | 0x10n | 0x200000n | 0x8000000n,
  directory: 0xfffffffn & ~0x2n & ~0x40n & ~0x4n & ~0x20n,
  all: 0x1fffffffn,
  read: 0x2n,
  write: 0x40n,
  seek: 0x4n,
  tell: 0x20n,
} as const;

export const FDFLAGS = { append: 1, dsync: 2, nonblock: 4, rsync: 8, sync: 16, all: 31 } as const;
export const OFLAGS = { create: 1, directory: 2, exclusive: 4, truncate: 8 } as const;
export const LOOKUP_FOLLOW = 1;
export const WHENCE = { set: 0, current: 1, end: 2 } as const;
/** fd_advise: normal, sequential, random, willneed, dontneed, noreuse. */
export const LAST_ADVICE = 5;
export const FSTFLAGS = { accessed: 1, accessedNow: 2, modified: 4, modifiedNow: 8 } as const;
export const EVENTTYPE = { clock: 0, read: 1, write: 2 } as const;
export const CLOCK = { realtime: 0, monotonic: 1, processTime: 2, threadTime: 3 } as const;

export const SIZE = {
  iovec: 8,
  fdstat: 24,
  filestat: 64,
  dirent: 24,
  prestat: 8,
  subscription: 48,
  event: 32,
} as const;
