/**
 * What can be around raw DEFLATE, by zlib's `wbits`: nothing (negative), zlib's header and sum (RFC 1950), gzip's (RFC 1952; 16 more),
 * when reading whichever is there (32 more).
 */
import { adler32, crc32 } from '../binascii/checksums.js';

export type Wrapping = 'raw' | 'zlib' | 'gzip' | 'any';

export interface Window {
  readonly wrapping: Wrapping;
  /** The logarithm of how far back copies reach; 0: as the header says. */
  readonly bits: number;
}

export const MOST_BITS = 15;
const LEAST_BITS = 8;

/** Undefined for what zlib does not take. */
export function windowOf(wbits: number): Window | undefined {
  const wrapping = wbits < 0 ? 'raw' : wbits > 47 ? undefined : wbits >= 32 ? 'any' : wbits >= 16 ? 'gzip' : 'zlib';
  const bits = wbits < 0 ? -wbits : wbits & 15;
  if (wrapping === undefined || bits > MOST_BITS) return undefined;
  return bits >= LEAST_BITS || (bits === 0 && wrapping !== 'raw') ? { wrapping, bits } : undefined;
}

/** The sum that a wrapping has at its end. */
export class RunningSum {
  readonly #wrapping: Wrapping;
  #sum: number;
  #length = 0;

  constructor(wrapping: Wrapping) {
    this.#wrapping = wrapping;
    this.#sum = wrapping === 'zlib' ? 1 : 0;
  }

  copy(): RunningSum {
    const other = new RunningSum(this.#wrapping);
    other.#sum = this.#sum;
    other.#length = this.#length;
    return other;
  }

  add(content: Uint8Array): void {
    if (this.#wrapping === 'zlib') this.#sum = adler32(content, this.#sum);
    else if (this.#wrapping === 'gzip') this.#sum = crc32(content, this.#sum);
    this.#length += content.length;
  }

  /** As it is written: zlib's sum, gzip's and how many bytes there were. */
  get trailer(): Uint8Array {
    if (this.#wrapping === 'raw') return new Uint8Array(0);
    const bytes = new DataView(new ArrayBuffer(this.#wrapping === 'zlib' ? 4 : 8));
    bytes.setUint32(0, this.#sum, this.#wrapping === 'gzip');
    if (this.#wrapping === 'gzip') bytes.setUint32(4, this.#length, true);
    return new Uint8Array(bytes.buffer);
  }
}
