/** The program's memory as the system-call host sees it. */
import type { Address, Bytes } from '../base/ids.js';

export interface GuestMemory {
  /** The whole linear memory; it never moves. */
  readonly buffer: ArrayBuffer;
  /**
   * Called before the host reads or writes [address, address + size) for the program. Reports to the checker when bytes
   * are not addressable (`via` says who asks: "fd_write(buf)"). False when the range is not the program's memory at all:
   * the call must then answer EFAULT.
   */
  access(address: Address, size: Bytes, write: boolean, via: string): boolean;
  /** Where the program's addresses are not those of the buffer: its bytes go in and out as copies. */
  readonly copies?: GuestCopies;
}

/** All of it is asked for with `access` first. */
export interface GuestCopies {
  /** False when not all of it can be read. */
  read(address: Address, into: Uint8Array): boolean;
  /** False when not all of it can be written; what lies before is. */
  write(address: Address, from: Uint8Array): boolean;
}
