/**
 * Module "wasi_unstable", which compilers wrote before preview 1 had its name. Most calls are the same; fd_seek numbers its
 * starting points otherwise, and those whose structures differ are left out, so that a program that needs them is told.
 */
import { WHENCE } from './abi.js';

type Calls = Record<string, (...args: never[]) => number>;

const OTHER_STRUCTURES = new Set(['fd_filestat_get', 'path_filestat_get', 'poll_oneoff']);
const WHENCE_BY_NUMBER = [WHENCE.current, WHENCE.end, WHENCE.set];

export function snapshot0(calls: Calls): Calls {
  const same = Object.entries(calls).filter(([name]) => !OTHER_STRUCTURES.has(name));
  const seek = calls.fd_seek as (...args: (number | bigint)[]) => number;
  return {
    ...Object.fromEntries(same),
    fd_seek: (fd: number, offset: bigint, whence: number, result: number) =>
      seek(fd, offset, WHENCE_BY_NUMBER[whence] ?? -1, result),
  };
}
