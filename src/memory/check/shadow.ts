/**
 * The addressability plane: one bit per byte of program memory, 1 = the program may access the byte.
 *
 *     byte of the plane at base + (a >>> 3):   bit 7  6  5  4  3  2  1  0
 *                                           address 8n+7 ........... 8n+0
 *
 * Read as little-endian 32-bit words, bit (a & 31) of word a >>> 5 is the same bit: this module works on words. (Typed
 * arrays are little-endian on every engine that has WebAssembly's memory order natively.)
 *
 * Invariant: bits of addresses at or above the limit are never set.
 * Cost: O(length / 32) with a bulk fill for long ranges. The heap's blocks are marked by the kernel (shadow.as.ts).
 */
import type { Address, Bytes } from '../../base/ids.js';
import { PROGRAM_LIMIT, SHADOW_BASE } from '../layout.js';

/** From this many words on, a bulk fill is cheaper than a loop. */
const FILL_WORDS = 32;

export class ShadowPlane {
  /** The plane's words; bit a & 31 of word a >>> 5. */
  readonly words: Int32Array;
  /** First address that has no bit. A multiple of 32. */
  readonly limit: Address;

  constructor(buffer: ArrayBuffer, base: number = SHADOW_BASE, limit: Address = PROGRAM_LIMIT) {
    this.words = new Int32Array(buffer, base, limit / 32);
    this.limit = limit;
  }

  /** Bytes [address, address + length) may be accessed. What lies beyond the limit is left out. */
  markAddressable(address: Address, length: Bytes): void {
    this.#mark(address, length, -1);
  }

  /** Bytes [address, address + length) may not be accessed. */
  markUnaddressable(address: Address, length: Bytes): void {
    this.#mark(address, length, 0);
  }

  isAddressable(address: Address): boolean {
    return address < this.limit && ((this.words[address >>> 5]! >>> (address & 31)) & 1) === 1;
  }

  /** The first byte of [address, address + length) that may not be accessed, or -1. */
  firstUnaddressable(address: Address, length: Bytes): Address | -1 {
    return this.#firstWhere(address, length, 0, this.limit);
  }

  /** The first byte of [address, address + length) that may be accessed, or -1. */
  firstAddressable(address: Address, length: Bytes): Address | -1 {
    return this.#firstWhere(address, length, -1, -1);
  }

  #mark(address: Address, length: Bytes, value: 0 | -1): void {
    const end = Math.min(address + length, this.limit);
    if (end <= address) return;
    const words = this.words;
    const first = address >>> 5;
    const last = (end - 1) >>> 5;
    const head = -1 << (address & 31);
    const tail = -1 >>> (31 - ((end - 1) & 31));
    if (first === last) {
      words[first] = (words[first]! & ~(head & tail)) | (value & head & tail);
      return;
    }
    words[first] = (words[first]! & ~head) | (value & head);
    words[last] = (words[last]! & ~tail) | (value & tail);
    if (last - first > FILL_WORDS) words.fill(value, first + 1, last);
    else for (let w = first + 1; w < last; w++) words[w] = value;
  }

  /** First byte whose bit differs from `skip`'s; `beyond`: what a range that passes the limit answers there. */
  #firstWhere(address: Address, length: Bytes, skip: 0 | -1, beyond: Address | -1): Address | -1 {
    if (length <= 0) return -1;
    const inverted = skip === 0 ? -1 : 0;
    const end = address + length;
    if (address >= this.limit) return beyond === -1 ? -1 : address;
    const stop = Math.min(end, this.limit);
    const words = this.words;
    const last = (stop - 1) >>> 5;
    let w = address >>> 5;
    // Bits of interest become 1: those that are 0 when looking for unaddressable bytes, else those that are 1.
    let bits = (words[w]! ^ inverted) & (-1 << (address & 31));
    while (bits === 0 && w < last) bits = words[++w]! ^ inverted;
    if (bits !== 0) {
      const found = w * 32 + 31 - Math.clz32(bits & -bits);
      if (found < stop) return found;
    }
    return end > stop ? beyond : -1;
  }
}
