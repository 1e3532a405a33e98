/** Typed reads and writes of the program's memory for system calls; every one is announced to the checker first. */
import type { GuestMemory } from '../guest-memory.js';
import { ERRNO, SIZE } from './abi.js';
import { WasiError } from './errors.js';

/** A byte order mark is part of a name like any other character. */
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** Longest run of memory that one view covers. */
const VIEW_LIMIT = 0x8000_0000;

export class Guest {
  readonly #memory: GuestMemory;
  readonly #view: DataView;
  readonly #bytes: Uint8Array;

  constructor(memory: GuestMemory) {
    this.#memory = memory;
    const size = Math.min(memory.buffer.byteLength, VIEW_LIMIT);
    this.#view = new DataView(memory.buffer, 0, size);
    this.#bytes = new Uint8Array(memory.buffer, 0, size);
  }

  #announce(address: number, size: number, write: boolean, via: string): void {
    if (!this.#memory.access(address, size, write, via)) throw new WasiError(ERRNO.fault);
  }

  /** A call begins. */
  begin(): void {}

  /** Of the buffers that were handed out, only this many bytes are filled, from the first on. */
  filled(_total: number): void {}

  /** A call has succeeded: what it has written is the program's. */
  settle(): void {}

  /** A window on the program's bytes, for the host to read or (with `write`) to fill. */
  bytes(address: number, size: number, write: boolean, via: string): Uint8Array {
    this.#announce(address, size, write, via);
    return this.#bytes.subarray(address, address + size);
  }

  u8(address: number, via: string): number {
    this.#announce(address, 1, false, via);
    return this.#view.getUint8(address);
  }

  u16(address: number, via: string): number {
    this.#announce(address, 2, false, via);
    return this.#view.getUint16(address, true);
  }

  u32(address: number, via: string): number {
    this.#announce(address, 4, false, via);
    return this.#view.getUint32(address, true);
  }

  u64(address: number, via: string): bigint {
    this.#announce(address, 8, false, via);
    return this.#view.getBigUint64(address, true);
  }

  setU32(address: number, value: number, via: string): void {
    this.#announce(address, 4, true, via);
    this.#view.setUint32(address, value, true);
  }

  setU64(address: number, value: bigint, via: string): void {
    this.#announce(address, 8, true, via);
    this.#view.setBigUint64(address, BigInt.asUintN(64, value), true);
  }

  /** Fill a structure: zeroed first, so that its padding is defined. */
  fill(address: number, size: number, via: string, write: (view: DataView) => void): void {
    this.bytes(address, size, true, via).fill(0);
    write(new DataView(this.#memory.buffer, address, size));
  }

  /** A path or name. @throws EILSEQ for bytes that are not UTF-8, EINVAL for a NUL. */
  text(address: number, size: number, via: string): string {
    const bytes = this.bytes(address, size, false, via);
    let text: string;
    try {
      text = UTF8.decode(bytes);
    } catch {
      throw new WasiError(ERRNO.ilseq);
    }
    if (text.includes('\0')) throw new WasiError(ERRNO.inval);
    return text;
  }

  /** The buffers of an iovec array, in order; empty ones left out. */
  buffers(address: number, count: number, write: boolean, call: string): Uint8Array[] {
    const buffers: Uint8Array[] = [];
    if (count > 1024) throw new WasiError(ERRNO.inval);
    const vector = this.bytes(address, count * SIZE.iovec, false, `${call}(iovs)`);
    const view = new DataView(vector.buffer, vector.byteOffset, vector.byteLength);
    for (let i = 0; i < count; i++) {
      const start = view.getUint32(i * SIZE.iovec, true);
      const length = view.getUint32(i * SIZE.iovec + 4, true);
      if (length > 0) buffers.push(this.bytes(start, length, write, `${call}(buf)`));
    }
    return buffers;
  }
}
