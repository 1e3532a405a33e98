/** Unpacks one stream out of its wrapping, in pieces as they come. */
import { DamagedData, Inflater } from '../../../base/inflate.js';
import { adler32, crc32 } from '../binascii/checksums.js';
import { RunningSum, type Window, type Wrapping } from './wrapping.js';

const DEFLATED = 8;
const GZIP_HEADER_BYTES = 10;
const HAS_CRC = 2;
const HAS_EXTRA = 4;
const HAS_NAME = 8;
const HAS_COMMENT = 16;
const UNKNOWN_FLAGS = 0xe0;
const HAS_DICTIONARY = 0x20;
const NOTHING = new Uint8Array(0);

/** The stream was made with a dictionary, and none has been given. */
export class NeedsDictionary extends Error {}

type State = 'header' | 'body' | 'trailer' | 'end';

export class Unpacker {
  readonly #window: Window;
  readonly #dictionary: Uint8Array | undefined;
  #wrapping: Wrapping;
  #state: State = 'header';
  /** Of a header or trailer that is not whole yet. */
  #pending: Uint8Array = NOTHING;
  #inflater: Inflater;
  #sum: RunningSum;
  /** What of the last piece was not used: behind the end, or because there was no more place. */
  rest: Uint8Array = NOTHING;

  constructor(window: Window, dictionary: Uint8Array | undefined) {
    this.#window = window;
    this.#dictionary = dictionary;
    this.#wrapping = window.wrapping;
    this.#inflater = new Inflater(window.wrapping === 'raw' ? dictionary : undefined);
    this.#sum = new RunningSum(window.wrapping);
    if (window.wrapping === 'raw') this.#state = 'body';
  }

  copy(): Unpacker {
    const other = new Unpacker(this.#window, this.#dictionary);
    other.#wrapping = this.#wrapping;
    other.#state = this.#state;
    other.#pending = this.#pending;
    other.#inflater = this.#inflater.copy();
    other.#sum = this.#sum.copy();
    other.rest = this.rest;
    return other;
  }

  get isAtEnd(): boolean {
    return this.#state === 'end';
  }

  /** @throws DamagedData, NeedsDictionary */
  push(data: Uint8Array, most = Infinity): Uint8Array {
    let left = data;
    this.rest = NOTHING;
    if (this.#state === 'header') {
      left = this.#joined(left);
      const used = this.#header(left);
      if (used === undefined) {
        this.#pending = left.slice();
        return NOTHING;
      }
      left = left.subarray(used);
      this.#state = 'body';
    }
    let unpacked: Uint8Array = NOTHING;
    if (this.#state === 'body') {
      unpacked = this.#inflater.push(left, most);
      this.#sum.add(unpacked);
      if (!this.#inflater.isAtEnd) {
        if (unpacked.length === most) {
          this.rest = this.#inflater.unused;
          this.#inflater.dropUnused();
        }
        return unpacked;
      }
      left = this.#inflater.unused;
      this.#state = 'trailer';
    }
    if (this.#state === 'trailer') this.#trailer(this.#joined(left));
    else this.rest = left;
    return unpacked;
  }

  #joined(data: Uint8Array): Uint8Array {
    if (this.#pending.length === 0) return data;
    const joined = new Uint8Array(this.#pending.length + data.length);
    joined.set(this.#pending);
    joined.set(data, this.#pending.length);
    this.#pending = NOTHING;
    return joined;
  }

  /** How many bytes it has; undefined if there must be more. */
  #header(data: Uint8Array): number | undefined {
    if (data.length < 2) return undefined;
    const isGzip = data[0] === 0x1f && data[1] === 0x8b;
    if (this.#wrapping === 'any') this.#wrapping = isGzip ? 'gzip' : 'zlib';
    this.#sum = new RunningSum(this.#wrapping);
    return this.#wrapping === 'gzip' ? this.#gzipHeader(data, isGzip) : this.#zlibHeader(data);
  }

  #zlibHeader(data: Uint8Array): number | undefined {
    const header = (data[0] << 8) | data[1];
    if (header % 31 !== 0) throw new DamagedData('incorrect header check');
    if ((data[0] & 15) !== DEFLATED) throw new DamagedData('unknown compression method');
    const bits = (data[0] >> 4) + 8;
    if (bits > (this.#window.bits || 15)) throw new DamagedData('invalid window size');
    if ((data[1] & HAS_DICTIONARY) === 0) return 2;
    if (data.length < 6) return undefined;
    if (this.#dictionary === undefined) throw new NeedsDictionary();
    const sum = new DataView(data.buffer, data.byteOffset).getUint32(2);
    if (adler32(this.#dictionary, 1) !== sum) throw new DamagedData('invalid input data');
    this.#inflater.setDictionary(this.#dictionary);
    return 6;
  }

  #gzipHeader(data: Uint8Array, isGzip: boolean): number | undefined {
    if (!isGzip) throw new DamagedData('incorrect header check');
    if (data.length < GZIP_HEADER_BYTES) return undefined;
    if (data[2] !== DEFLATED) throw new DamagedData('unknown compression method');
    const flags = data[3];
    if ((flags & UNKNOWN_FLAGS) !== 0) throw new DamagedData('unknown header flags set');
    let at = GZIP_HEADER_BYTES;
    if ((flags & HAS_EXTRA) !== 0) {
      if (data.length < at + 2) return undefined;
      at += 2 + (data[at] | (data[at + 1] << 8));
    }
    for (const flag of [HAS_NAME, HAS_COMMENT]) {
      if ((flags & flag) === 0) continue;
      const end = at > data.length ? -1 : data.indexOf(0, at);
      if (end < 0) return undefined;
      at = end + 1;
    }
    if ((flags & HAS_CRC) !== 0) {
      if (data.length < at + 2) return undefined;
      if ((crc32(data.subarray(0, at), 0) & 0xffff) !== (data[at] | (data[at + 1] << 8)))
        throw new DamagedData('header crc mismatch');
      at += 2;
    }
    return at > data.length ? undefined : at;
  }

  #trailer(data: Uint8Array): void {
    const expected = this.#sum.trailer;
    if (data.length < expected.length) {
      this.#pending = data.slice();
      return;
    }
    const wrong = expected.findIndex((byte, at) => data[at] !== byte);
    if (wrong >= 0) throw new DamagedData(wrong < 4 ? 'incorrect data check' : 'incorrect length check');
    this.#state = 'end';
    this.rest = data.slice(expected.length);
  }
}
