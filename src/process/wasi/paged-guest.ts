/**
 * The program's memory for system calls where it is paged: what a call reads is copied out first, and what it writes is
 * copied in when the call has succeeded. So a page may leave while the call works, and only bytes that the call has really
 * written are touched.
 */
import type { GuestCopies, GuestMemory } from '../guest-memory.js';
import { ERRNO } from './abi.js';
import { WasiError } from './errors.js';
import { Guest } from './guest.js';

interface Pending {
  address: number;
  bytes: Uint8Array;
}

export class PagedGuest extends Guest {
  readonly #memory: GuestMemory;
  readonly #copies: GuestCopies;
  /** Handed out to be written, in order. */
  #pending: Pending[] = [];

  constructor(memory: GuestMemory, copies: GuestCopies) {
    super(memory);
    this.#memory = memory;
    this.#copies = copies;
  }

  override begin(): void {
    this.#pending = [];
  }

  override bytes(address: number, size: number, write: boolean, via: string): Uint8Array {
    this.#announce(address, size, write, via);
    const bytes = new Uint8Array(size);
    if (write) this.#pending.push({ address, bytes });
    else this.#require(this.#copies.read(address, bytes));
    return bytes;
  }

  override filled(total: number): void {
    let left = total;
    for (const pending of this.#pending) {
      pending.bytes = pending.bytes.subarray(0, Math.min(left, pending.bytes.length));
      left -= pending.bytes.length;
    }
  }

  override settle(): void {
    const pending = this.#pending;
    this.#pending = [];
    for (const { address, bytes } of pending) this.#require(this.#copies.write(address, bytes));
  }

  override u8(address: number, via: string): number {
    return this.#read(address, 1, via).getUint8(0);
  }

  override u16(address: number, via: string): number {
    return this.#read(address, 2, via).getUint16(0, true);
  }

  override u32(address: number, via: string): number {
    return this.#read(address, 4, via).getUint32(0, true);
  }

  override u64(address: number, via: string): bigint {
    return this.#read(address, 8, via).getBigUint64(0, true);
  }

  override setU32(address: number, value: number, via: string): void {
    viewOf(this.bytes(address, 4, true, via)).setUint32(0, value, true);
  }

  override setU64(address: number, value: bigint, via: string): void {
    viewOf(this.bytes(address, 8, true, via)).setBigUint64(0, BigInt.asUintN(64, value), true);
  }

  override fill(address: number, size: number, via: string, write: (view: DataView) => void): void {
    write(viewOf(this.bytes(address, size, true, via)));
  }

  #read(address: number, size: number, via: string): DataView {
    return viewOf(this.bytes(address, size, false, via));
  }

  #announce(address: number, size: number, write: boolean, via: string): void {
    this.#require(this.#memory.access(address, size, write, via));
  }

  #require(isDone: boolean): void {
    if (!isDone) throw new WasiError(ERRNO.fault);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
