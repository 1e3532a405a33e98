/** Compresses into one of the wrappings. */
import { adler32 } from '../binascii/checksums.js';
import { Deflater, type DeflateOptions, FINISH, HUFFMAN_ONLY } from './deflater.js';
import { RunningSum, type Wrapping } from './wrapping.js';

/** In gzip's header: made on Unix. */
const UNIX = 3;
const HAS_DICTIONARY = 0x20;

export class Packer {
  readonly #deflater: Deflater;
  readonly #sum: RunningSum;
  /** Until it is written. */
  #header: Uint8Array;
  isFinished = false;

  constructor(wrapping: Wrapping, options: DeflateOptions, dictionary: Uint8Array | undefined, from?: Packer) {
    this.#deflater = from === undefined ? new Deflater(options) : from.#deflater.copy();
    this.#sum = from === undefined ? new RunningSum(wrapping) : from.#sum.copy();
    this.#header = from === undefined ? headerOf(wrapping, options, dictionary) : from.#header;
    this.isFinished = from?.isFinished ?? false;
    this.options = options;
    if (from === undefined && dictionary !== undefined) this.#deflater.setDictionary(dictionary);
  }

  readonly options: DeflateOptions;

  copy(): Packer {
    return new Packer('raw', this.options, undefined, this);
  }

  push(data: Uint8Array, flush: number): Uint8Array {
    this.#sum.add(data);
    const body = this.#deflater.push(data, flush);
    this.isFinished ||= flush === FINISH;
    const trailer = this.isFinished ? this.#sum.trailer : new Uint8Array(0);
    const header = this.#header;
    this.#header = new Uint8Array(0);
    const packed = new Uint8Array(header.length + body.length + trailer.length);
    packed.set(header);
    packed.set(body, header.length);
    packed.set(trailer, header.length + body.length);
    return packed;
  }
}

function headerOf(wrapping: Wrapping, options: DeflateOptions, dictionary: Uint8Array | undefined): Uint8Array {
  const { level, windowBits, strategy } = options;
  const isQuick = strategy >= HUFFMAN_ONLY || level < 2;
  if (wrapping === 'raw') return new Uint8Array(0);
  if (wrapping === 'gzip') return Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, level === 9 ? 2 : isQuick ? 4 : 0, UNIX);
  const effort = isQuick ? 0 : level < 6 ? 1 : level === 6 ? 2 : 3;
  let header = ((8 + ((windowBits - 8) << 4)) << 8) | (effort << 6);
  if (dictionary !== undefined && dictionary.length > 0) header |= HAS_DICTIONARY;
  header += 31 - (header % 31);
  const bytes = [header >> 8, header & 0xff];
  if (dictionary !== undefined && dictionary.length > 0) {
    const sum = adler32(dictionary, 1);
    bytes.push(sum >>> 24, (sum >>> 16) & 0xff, (sum >>> 8) & 0xff, sum & 0xff);
  }
  return Uint8Array.from(bytes);
}
