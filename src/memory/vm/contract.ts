/**
 * The words that all of the virtual memory shares: kinds of access, protection, what a fault ends in, what a file must offer.
 *
 * Addresses of a program are *virtual*: 0 .. 2^48-1, in pages of 4 KiB. What they lead to lies in *frames* of a
 * WebAssembly.Memory; an address in that memory is called a *memory address*.
 */
import type { Bytes } from '../../base/ids.js';

/** Bytes of a page and of a frame. */
export const PAGE = 4096;
export const PAGE_SHIFT = 12;
/** Virtual addresses end here. */
export const ADDRESS_END = 2 ** 48;

/** What an area allows, added up; the values of `<sys/mman.h>` under Linux. As on x86, what may be written may be read. */
export const NONE = 0;
export const READ = 1;
export const WRITE = 2;
export const EXECUTE = 4;

/** Kinds of access are READ, WRITE and EXECUTE, one of them. */
export type Access = 1 | 2 | 4;

/**
 * What a fault ends in. Those up to MAJOR_LAST are handled: the access can be made. From UNMAPPED on the program gets a
 * signal, or is ended.
 */
export const Fault = {
  /** The page was there; only the flat table did not know it, or a bit of the entry was to be set. Not counted. */
  present: 0,
  /** Minor: first touch of anonymous memory. Reads get the shared zero page, writes a frame. */
  zero: 1,
  /** Minor: a write to a page that is shared until it is written. */
  copy: 2,
  /** Minor: the page was in the page cache or in the swap cache. */
  cached: 3,
  /** Major: read from a file. */
  file: 4,
  /** Major: read from swap. */
  swap: 5,
  /** SIGSEGV: no area is there. */
  unmapped: 16,
  /** SIGSEGV: no area is there, and the address is in the lowest pages, that are never mapped. */
  nullPage: 17,
  /** SIGSEGV: the area does not allow it. */
  protection: 18,
  /** SIGSEGV: a guard page. */
  guard: 19,
  /** SIGBUS: behind the last page of the mapped file. */
  beyondEnd: 20,
  /** SIGBUS: the file or the swap could not be read. */
  ioError: 21,
  /** No frame could be had: the out-of-memory killer's case. */
  outOfMemory: 22,
} as const;

export type FaultCode = (typeof Fault)[keyof typeof Fault];

export function isHandled(code: FaultCode): boolean {
  return code < Fault.unmapped;
}

export function isMajor(code: FaultCode): boolean {
  return code === Fault.file || code === Fault.swap;
}

/** A file as mappings, the page cache and swap see it; whoever hosts heapglass implements it. Failures are thrown. */
export interface BackingFile {
  /** Fills `into` from `offset` on. @returns the bytes that there were, fewer at the file's end */
  read(offset: Bytes, into: Uint8Array): Bytes;
  /** Writes all of `from`; a file grows as needed. */
  write(offset: Bytes, from: Uint8Array): void;
  size(): Bytes;
  truncate(size: Bytes): void;
  /** Returns when what was written would survive a crash. */
  sync(): void;
}

/** A file that the page cache opens for those who map it. */
export interface CacheableFile extends BackingFile {
  /** Nobody uses it any more, and all that could be written is. @returns whether its pages stay for whoever maps it again */
  keep?(): boolean;
  /** Its pages are gone. */
  close?(): void;
}

/** Why a call on an address space was refused; the names are errno's. */
export type RefusalCode =
  | 'EINVAL'
  | 'ENOMEM'
  | 'EACCES'
  | 'EEXIST'
  | 'EAGAIN'
  | 'EIO'
  | 'ENXIO'
  | 'EPERM'
  | 'EFAULT'
  | 'EBUSY';

/** A call was refused; nothing was changed, unless the call says otherwise. */
export class MemoryRefused extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.code = code;
  }
}
