/** What the calls share: the program's memory, the descriptors, the host. */
import type { FileStatus, Host } from '../host.js';
import { FILETYPE, SIZE } from './abi.js';
import type { FdTable } from './fd-table.js';
import type { Guest } from './guest.js';

export interface System {
  guest: Guest;
  fds: FdTable;
  host: Host;
  /** Repeatable mode, in which nothing of the machine may show: files are numbered as the program comes to know them. */
  repeatable: { inodes: Map<string, bigint> } | undefined;
  args: readonly Uint8Array[];
  env: readonly Uint8Array[];
}

/** A system call as the program imports it: 32-bit numbers, 64-bit ones as bigint. Returns nothing or an error number. */
export type Call = (...args: never[]) => number | void;

/** In repeatable mode every file has the same age. */
const FIXED_TIME = 1_600_000_000_000_000_000n;

/** The numbers by which a program tells files apart. */
export function identityOf({ repeatable }: System, { device, inode }: FileStatus): { device: bigint; inode: bigint } {
  if (!repeatable) return { device: BigInt.asUintN(64, device), inode: BigInt.asUintN(64, inode) };
  const { inodes } = repeatable;
  const key = `${device}:${inode}`;
  if (!inodes.has(key)) inodes.set(key, BigInt(inodes.size + 1));
  return { device: 1n, inode: inodes.get(key)! };
}

export function writeFilestat(system: System, address: number, status: FileStatus, via: string): void {
  const { repeatable } = system;
  const { device, inode } = identityOf(system, status);
  system.guest.fill(address, SIZE.filestat, via, (view) => {
    view.setBigUint64(0, device, true);
    view.setBigUint64(8, inode, true);
    view.setUint8(16, FILETYPE[status.kind]);
    view.setBigUint64(24, status.links, true);
    view.setBigUint64(32, status.size, true);
    view.setBigUint64(40, repeatable ? FIXED_TIME : status.accessed, true);
    view.setBigUint64(48, repeatable ? FIXED_TIME : status.modified, true);
    view.setBigUint64(56, repeatable ? FIXED_TIME : status.changed, true);
  });
}
