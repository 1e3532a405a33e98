/** What fd_filestat_set_times and path_filestat_set_times make of their arguments. */
import type { FileStatus, HostClock } from '../host.js';
import { ERRNO, FSTFLAGS } from './abi.js';
import { WasiError } from './errors.js';

/** The times of last access and last change that the file is to have. @throws EINVAL for flags that contradict each other */
export function newTimes(
  clock: HostClock,
  status: FileStatus,
  accessed: bigint,
  modified: bigint,
  flags: number,
): [bigint, bigint] {
  const present = clock.realtime();
  const choose = (given: bigint, set: number, now: number, old: bigint): bigint => {
    if (flags & set && flags & now) throw new WasiError(ERRNO.inval);
    if (flags & set) return BigInt.asUintN(64, given);
    return flags & now ? present : old;
  };
  return [
    choose(accessed, FSTFLAGS.accessed, FSTFLAGS.accessedNow, status.accessed),
    choose(modified, FSTFLAGS.modified, FSTFLAGS.modifiedNow, status.modified),
  ];
}
