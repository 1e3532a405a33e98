/** What the calls share: the program's memory, the descriptors, the host. */
import type { Host } from '../host.js';
import { FILETYPE, SIZE } from './abi.js';
import type { FdTable } from './fd-table.js';
import type { Guest } from './guest.js';
import type { FileStatus } from '../host.js';

export interface System {
  guest: Guest;
  fds: FdTable;
  host: Host;
  /** Repeatable mode: nothing of the machine may show. */
  repeatable: boolean;
  args: readonly Uint8Array[];
  env: readonly Uint8Array[];
}

/** A system call as the program imports it: 32-bit numbers, 64-bit ones as bigint. Returns nothing or an error number. */
export type Call = (...args: never[]) => number | void;

/** In repeatable mode every file has the same age and place. */
const FIXED_TIME = 1_600_000_000_000_000_000n;

export function writeFilestat(system: System, address: number, status: FileStatus, via: string): void {
  const { repeatable } = system;
  system.guest.fill(address, SIZE.filestat, via, (view) => {
    view.setBigUint64(0, repeatable ? 1n : BigInt.asUintN(64, status.device), true);
    view.setBigUint64(8, repeatable ? 1n : BigInt.asUintN(64, status.inode), true);
    view.setUint8(16, FILETYPE[status.kind]);
    view.setBigUint64(24, status.links, true);
    view.setBigUint64(32, status.size, true);
    view.setBigUint64(40, repeatable ? FIXED_TIME : status.accessed, true);
    view.setBigUint64(48, repeatable ? FIXED_TIME : status.modified, true);
    view.setBigUint64(56, repeatable ? FIXED_TIME : status.changed, true);
  });
}
