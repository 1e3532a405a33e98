/**
 * What compiling Python sources gave, in the cache's directory:
 *
 *     <directory>/python/<hash of the source>-<its length>-<plain or traced>-<build>
 *     data = CRC-32 of what follows | object, padded to 4 bytes
 *
 * The hash is two of Fowler, Noll and Vo's with 32 bits: it tells sources apart, and is no protection. Files are not flushed, since
 * a program that imports much writes many; what a loss of power damages, the checksum finds.
 */
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { KeptObjects, Variant } from '../../python/runtime/surroundings.js';
import { readKept, removeOld, writeKept } from './kept-file.js';

const WORD = 4;

export class ObjectFiles implements KeptObjects {
  readonly #directory: string;
  readonly #build: string;
  #hasTidied = false;

  /** @param directory of caches @param build of the compiler (build-id.ts) */
  constructor(directory: string, build: string) {
    this.#directory = join(directory, 'python');
    this.#build = build;
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

  #place(source: Uint8Array, variant: Variant): string {
    return join(this.#directory, `${fingerprint(source)}-${source.length}-${variant}-${this.#build}`);
  }
}

const alignedTo4 = (data: Buffer): Uint8Array =>
  data.byteOffset % WORD === 0 ? new Uint8Array(data.buffer, data.byteOffset, data.length) : new Uint8Array(data);

/** 16 hexadecimal digits: two hashes of 32 bits from different beginnings. */
function fingerprint(bytes: Uint8Array): string {
  let a = 0x811c_9dc5;
  let b = 0xcbf2_9ce4;
  for (let at = 0; at < bytes.length; at++) {
    a = Math.imul(a ^ bytes[at], 0x0100_0193);
    b = Math.imul(b ^ bytes[at], 0x0100_01b3);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
