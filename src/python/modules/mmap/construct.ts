/** mmap.mmap(...): what is asked for, checked in CPython's order, and the memory for it. */
import type { Address } from '../../../base/ids.js';
import type { KeptFile } from '../../../process/confined-files.js';
import { OVERFLOW_ERROR, VALUE_ERROR } from '../../format/types.js';
import type { Runtime } from '../../runtime/runtime.js';
import { onHost, raiseOSError } from '../os-error.js';
import { ACCESS, ERROR, MAP, PAGE, PROT } from './constants.js';
import { Mapping, mappingsOf } from './mapping.js';
import { type MapMemory, OwnMemory, SharedMemory } from './memory.js';
import { intNumber, sizeNumber } from './numbers.js';

export const MMAP_PARAMETERS = 'fileno, length, flags=1, prot=3, access=0, offset=0';
const ANONYMOUS = -1;
const READ_WRITE = PROT.PROT_READ | PROT.PROT_WRITE;

interface Wish {
  readonly length: number;
  readonly offset: number;
  /** MAP_. */
  readonly flags: number;
  /** PROT_. */
  readonly prot: number;
  /** ACCESS_: as the object will show it. */
  readonly access: number;
}

/** `access` in terms of flags and prot, or the other way round. */
function permissions(rt: Runtime, flags: number, prot: number, access: number): Omit<Wish, 'length' | 'offset'> {
  if (access !== ACCESS.ACCESS_DEFAULT && (flags !== MAP.MAP_SHARED || prot !== READ_WRITE))
    rt.raise(VALUE_ERROR, "mmap can't specify both access and flags, prot.");
  switch (access) {
    case ACCESS.ACCESS_READ:
      return { flags: MAP.MAP_SHARED, prot: PROT.PROT_READ, access };
    case ACCESS.ACCESS_WRITE:
      return { flags: MAP.MAP_SHARED, prot: READ_WRITE, access };
    case ACCESS.ACCESS_COPY:
      return { flags: MAP.MAP_PRIVATE, prot: READ_WRITE, access };
    case ACCESS.ACCESS_DEFAULT: {
      if ((prot & READ_WRITE) === READ_WRITE) return { flags, prot, access };
      const writes = (prot & PROT.PROT_WRITE) !== 0;
      return { flags, prot, access: writes ? ACCESS.ACCESS_WRITE : ACCESS.ACCESS_READ };
    }
    default:
      return rt.raise(VALUE_ERROR, 'mmap invalid access parameter.');
  }
}

/** How many bytes of a file are meant: all that there are for 0. */
function lengthInFile(rt: Runtime, handle: number, length: number, offset: number): number {
  let size: number;
  try {
    const status = rt.surroundings.host.files.status(handle);
    if (status.kind !== 'file') return length;
    size = Number(status.size);
  } catch {
    // Mapping it will say what is wrong with it.
    return length;
  }
  if (length === 0) {
    if (size === 0) rt.raise(VALUE_ERROR, 'cannot mmap an empty file');
    if (offset >= size) rt.raise(VALUE_ERROR, 'mmap offset is greater than file size');
    return size - offset;
  }
  if (offset > size || size - offset < length) rt.raise(VALUE_ERROR, 'mmap length is greater than file size');
  return length;
}

/** What the system refuses. @throws PythonError with OSError */
function checkWish(rt: Runtime, { length, offset, flags, prot }: Wish, file: KeptFile | undefined): void {
  const sharing = flags & (MAP.MAP_SHARED | MAP.MAP_PRIVATE);
  if (offset % PAGE !== 0 || length === 0 || sharing === 0) raiseOSError(rt, ERROR.EINVAL);
  if (file === undefined) return;
  const writesToFile = sharing !== MAP.MAP_PRIVATE && (prot & PROT.PROT_WRITE) !== 0;
  if (!file.canRead || (writesToFile && !file.canWrite)) raiseOSError(rt, ERROR.EACCES);
  if (file.status().kind !== 'file') raiseOSError(rt, ERROR.ENODEV);
}

function mapMemory(rt: Runtime, wish: Wish, file: KeptFile | undefined): MapMemory {
  checkWish(rt, wish, (wish.flags & MAP.MAP_ANONYMOUS) === 0 ? file : undefined);
  const { length, offset, flags, access } = wish;
  const isShared = (flags & MAP.MAP_SHARED) !== 0;
  if (file === undefined || (flags & MAP.MAP_ANONYMOUS) !== 0) return new OwnMemory(rt, length, undefined, 0, isShared);
  if (!isShared) return new OwnMemory(rt, length, file, offset, isShared);
  return new SharedMemory(rt, length, file, offset, access !== ACCESS.ACCESS_READ);
}

function newMapping(rt: Runtime, handle: number, wish: Wish): Mapping {
  return onHost(rt, () => {
    const file = handle === ANONYMOUS ? undefined : rt.surroundings.host.files.keep(handle);
    try {
      return new Mapping(rt, mapMemory(rt, wish, file), { ...wish, file });
    } catch (problem) {
      file?.letGo();
      throw problem;
    }
  });
}

/** NEW. */
export function makeMap(rt: Runtime, type: Address, args: Address[]): Address {
  const handle = intNumber(rt, args[0]);
  const asked = sizeNumber(rt, args[1]);
  const number = (p: Address, otherwise: number) => (p === 0 ? otherwise : intNumber(rt, p));
  const flags = number(args[2], MAP.MAP_SHARED);
  const prot = number(args[3], READ_WRITE);
  const access = number(args[4], ACCESS.ACCESS_DEFAULT);
  const offset = args[5] === 0 ? 0 : sizeNumber(rt, args[5]);
  if (asked < 0) rt.raise(OVERFLOW_ERROR, 'memory mapped length must be positive');
  if (offset < 0) rt.raise(OVERFLOW_ERROR, 'memory mapped offset must be positive');
  const allowed = permissions(rt, flags, prot, access);
  const length = handle === ANONYMOUS ? asked : lengthInFile(rt, handle, asked, offset);
  const mapping = newMapping(rt, handle, { ...allowed, length, offset });
  const self = rt.kernel.newInstance(type);
  if (self === 0) mapping.close();
  rt.keep(self);
  mappingsOf(rt).set(self, mapping);
  rt.kernel.track(self);
  return self;
}
