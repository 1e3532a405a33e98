/** Failures of the host as OSError. */
import type { Address } from '../../base/ids.js';
import { OS_ERROR } from '../format/types.js';
import { PythonError } from '../runtime/python-error.js';
import type { Runtime } from '../runtime/runtime.js';

/** Linux's numbers and words. */
const ERRORS: Readonly<Record<string, readonly [number, string]>> = {
  EPERM: [1, 'Operation not permitted'],
  ENOENT: [2, 'No such file or directory'],
  ESRCH: [3, 'No such process'],
  EINTR: [4, 'Interrupted system call'],
  EIO: [5, 'Input/output error'],
  ENXIO: [6, 'No such device or address'],
  EBADF: [9, 'Bad file descriptor'],
  ECHILD: [10, 'No child processes'],
  EAGAIN: [11, 'Resource temporarily unavailable'],
  ENOMEM: [12, 'Cannot allocate memory'],
  EACCES: [13, 'Permission denied'],
  EBUSY: [16, 'Device or resource busy'],
  EEXIST: [17, 'File exists'],
  EXDEV: [18, 'Invalid cross-device link'],
  ENODEV: [19, 'No such device'],
  ENOTDIR: [20, 'Not a directory'],
  EISDIR: [21, 'Is a directory'],
  EINVAL: [22, 'Invalid argument'],
  ENFILE: [23, 'Too many open files in system'],
  EMFILE: [24, 'Too many open files'],
  ENOTTY: [25, 'Inappropriate ioctl for device'],
  ETXTBSY: [26, 'Text file busy'],
  EFBIG: [27, 'File too large'],
  ENOSPC: [28, 'No space left on device'],
  ESPIPE: [29, 'Illegal seek'],
  EROFS: [30, 'Read-only file system'],
  EMLINK: [31, 'Too many links'],
  EPIPE: [32, 'Broken pipe'],
  ERANGE: [34, 'Numerical result out of range'],
  ENAMETOOLONG: [36, 'File name too long'],
  ENOSYS: [38, 'Function not implemented'],
  ENOTEMPTY: [39, 'Directory not empty'],
  ELOOP: [40, 'Too many levels of symbolic links'],
  EOVERFLOW: [75, 'Value too large for defined data type'],
  ENOTSUP: [95, 'Operation not supported'],
  EDQUOT: [122, 'Disk quota exceeded'],
};

const WORDS = new Map(Object.values(ERRORS));

/** What strerror says. */
export function errorWords(number: number): string {
  return WORDS.get(number) ?? `Unknown error ${number}`;
}

/** The names and numbers, for the module errno. */
export function errorNumbers(): [string, number][] {
  return Object.entries(ERRORS).map(([name, [number]]) => [name, number]);
}

/** Raises OSError, of the subclass that the number asks for. */
export function raiseOSError(rt: Runtime, number: number, ...files: Address[]): never {
  const args = [rt.int(number), rt.string(errorWords(number))];
  if (files.length > 0) args.push(files[0]);
  if (files.length > 1) args.push(rt.int(0), files[1]);
  rt.raiseInstance(rt.call(OS_ERROR, args));
}

/** The result of a call of the host; what it throws becomes OSError about the files. */
export function onHost<Result>(rt: Runtime, work: () => Result, ...files: Address[]): Result {
  try {
    return work();
  } catch (problem) {
    if (problem instanceof PythonError) throw problem;
    const code = (problem as { code?: string }).code;
    const known = code === undefined ? undefined : ERRORS[code];
    if (known === undefined && code === undefined) throw problem;
    return raiseOSError(rt, known?.[0] ?? ERRORS.EIO[0], ...files);
  }
}
