/**
 * What compiling Python sources gave, in the cache's directory:
 *
 *     <directory>/python/<hash of the source>-<its length>-<variant>-<build>
 *     data = CRC-32 of what follows | object, padded to 4 bytes
 *
 * The hash has 64 bits: it tells sources apart, and is no protection. Files are not flushed, since
 * a program that imports much writes many; what a loss of power damages, the checksum finds.
 */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { KeptObjects, Variant } from '../../python/runtime/surroundings.js';
import { readKept, removeOld, writeKept } from './kept-file.js';
import type { KeptPrograms } from './kept-programs.js';

const WORD = 4;

export class ObjectFiles implements KeptObjects {
  readonly #directory: string;
  readonly #build: string;
  readonly #programs: KeptPrograms | undefined;
  #hasTidied = false;

  /**
   * @param directory of caches
   * @param build of the compiler (build-id.ts)
   * @param programs keeps machine code
   */
  constructor(directory: string, build: string, programs?: KeptPrograms) {
    this.#directory = join(directory, 'python');
    this.#build = build;
    this.#programs = programs;
  }

  read(source: Uint8Array, variant: Variant): Uint8Array | undefined {
    const data = readKept(this.#place(source, variant));
    if (data === undefined || data.length < WORD || data.length % WORD !== 0) return undefined;
    const object = alignedTo4(data.subarray(WORD));
    return data.readUInt32LE(0) === crc32(object) ? object : undefined;
  }

  write(source: Uint8Array, variant: Variant, object: Uint8Array): void {
    const data = Buffer.alloc(WORD + Math.ceil(object.length / WORD) * WORD);
    data.set(object, WORD);
    data.writeUInt32LE(crc32(data.subarray(WORD)), 0);
    writeKept(this.#place(source, variant), data, 'not flushed');
    if (!this.#hasTidied) removeOld(this.#directory);
    this.#hasTidied = true;
  }

  module(
    source: Uint8Array,
    variant: Variant,
    wasm: Uint8Array<ArrayBuffer>,
    exported: () => unknown,
  ): WebAssembly.Module {
    return this.#programs?.compile(wasm, nameOf(source, variant), exported) ?? new WebAssembly.Module(wasm);
  }

  #place(source: Uint8Array, variant: Variant): string {
    return join(this.#directory, `${nameOf(source, variant)}-${this.#build}`);
  }
}

const alignedTo4 = (data: Buffer): Uint8Array =>
  data.byteOffset % WORD === 0 ? new Uint8Array(data.buffer, data.byteOffset, data.length) : new Uint8Array(data);

const nameOf = (source: Uint8Array, variant: Variant): string => `${fingerprint(source)}-${source.length}-${variant}`;

/** 16 hexadecimal digits: the CRC-32, and a hash in FNV's manner of the little-endian words, the last one padded. */
function fingerprint(bytes: Uint8Array): string {
  const wholeWords = bytes.length >> 2;
  const words = new Uint32Array(wholeWords + 1);
  new Uint8Array(words.buffer).set(bytes);
  let hash = 0x811c_9dc5;
  for (let at = 0; at <= wholeWords; at++) {
    hash = Math.imul(hash ^ words[at], 0x0100_0193);
    hash ^= hash >>> 15;
  }
  return [crc32(bytes), hash].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
