/** How a system call fails: its own errors, and the host's by their Unix code. */
import { ERRNO } from './abi.js';

/** Ends a system call with an error number for the program. */
export class WasiError extends Error {
  readonly errno: number;
  constructor(errno: number) {
    super(`WASI error ${errno}`);
    this.errno = errno;
  }
}

/** Thrown by proc_exit: ends the program. */
export class ProcessExit extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`exit status ${status}`);
    this.status = status;
  }
}

const BY_CODE: Readonly<Record<string, number>> = {
  E2BIG: ERRNO.toobig,
  EACCES: ERRNO.acces,
  EAGAIN: ERRNO.again,
  EBADF: ERRNO.badf,
  EBUSY: ERRNO.busy,
  EDQUOT: ERRNO.dquot,
  EEXIST: ERRNO.exist,
  EFAULT: ERRNO.fault,
  EFBIG: ERRNO.fbig,
  EILSEQ: ERRNO.ilseq,
  EINVAL: ERRNO.inval,
  EIO: ERRNO.io,
  EISDIR: ERRNO.isdir,
  ELOOP: ERRNO.loop,
  EMFILE: ERRNO.mfile,
  EMLINK: ERRNO.mlink,
  ENAMETOOLONG: ERRNO.nametoolong,
  ENFILE: ERRNO.nfile,
  ENODEV: ERRNO.nodev,
  ENOENT: ERRNO.noent,
  ENOMEM: ERRNO.nomem,
  ENOSPC: ERRNO.nospc,
  ENOSYS: ERRNO.nosys,
  ENOTDIR: ERRNO.notdir,
  ENOTEMPTY: ERRNO.notempty,
  ENOTSUP: ERRNO.notsup,
  EOPNOTSUPP: ERRNO.notsup,
  ENXIO: ERRNO.nxio,
  EOVERFLOW: ERRNO.overflow,
  EPERM: ERRNO.perm,
  EPIPE: ERRNO.pipe,
  EROFS: ERRNO.rofs,
  ESPIPE: ERRNO.spipe,
  ETXTBSY: ERRNO.txtbsy,
  EXDEV: ERRNO.xdev,
  ERR_OUT_OF_RANGE: ERRNO.inval,
};

/** The error number that the program gets for an exception; undefined when it is none of a system call's. */
export function errnoOf(error: unknown): number | undefined {
  if (error instanceof WasiError) return error.errno;
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? (BY_CODE[code] ?? (/^E[A-Z0-9]+$/.test(code) ? ERRNO.io : undefined)) : undefined;
}
