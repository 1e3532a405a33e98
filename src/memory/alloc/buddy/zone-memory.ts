/**
 * What a zone keeps in the program's memory, byte by byte and word by word: in a buffer, or where addresses are not those of
 * a buffer, through whoever has the memory.
 *
 * Cost: an array access in a buffer; a copy of the bytes elsewhere.
 */
import type { Address, Bytes } from '../../../base/ids.js';
import { bufferOf, type KernelHost, type KernelMemory } from '../../kernel.js';

/** What a program has overwritten may lead anywhere: there are only zeros, and writing does nothing. */
export interface ZoneMemory {
  byte(at: Address): number;
  word(at: Address): number;
  setWord(at: Address, value: number): void;
  bytes(at: Address, count: Bytes): Uint8Array;
  fill(value: number, at: Address, count: Bytes): void;
}

export function zoneMemory(memory: KernelMemory): ZoneMemory {
  return 'copies' in memory ? new HostMemory(memory) : new BufferMemory(memory);
}

class BufferMemory implements ZoneMemory {
  readonly #memory: KernelMemory;
  #bytes: Uint8Array;
  #words: Int32Array;

  constructor(memory: KernelMemory) {
    this.#memory = memory;
    this.#bytes = new Uint8Array(bufferOf(memory));
    this.#words = wordsOf(this.#bytes);
  }

  /** Views of the buffer as it is now: memory may have grown. */
  #refresh(): void {
    const buffer = bufferOf(this.#memory);
    if (this.#bytes.buffer === buffer && this.#bytes.length === buffer.byteLength) return;
    this.#bytes = new Uint8Array(buffer);
    this.#words = wordsOf(this.#bytes);
  }

  byte(at: Address): number {
    this.#refresh();
    return this.#bytes[at] ?? 0;
  }

  word(at: Address): number {
    this.#refresh();
    return this.#words[at >> 2] ?? 0;
  }

  setWord(at: Address, value: number): void {
    this.#refresh();
    this.#words[at >> 2] = value;
  }

  bytes(at: Address, count: Bytes): Uint8Array {
    this.#refresh();
    return this.#bytes.subarray(at, at + count);
  }

  fill(value: number, at: Address, count: Bytes): void {
    this.#refresh();
    this.#bytes.fill(value, at, at + count);
  }
}

const wordsOf = ({ buffer, length }: Uint8Array): Int32Array => new Int32Array(buffer, 0, length >>> 2);

/** Most that is copied at once. */
const PIECE = 4096;

class HostMemory implements ZoneMemory {
  readonly #host: KernelHost;

  constructor(host: KernelHost) {
    this.#host = host;
  }

  byte(at: Address): number {
    return this.bytes(at, 1)[0]!;
  }

  word(at: Address): number {
    const word = new Int32Array(1);
    this.#host.copies.read(at >>> 0, new Uint8Array(word.buffer));
    return word[0]!;
  }

  setWord(at: Address, value: number): void {
    this.#host.copies.write(at >>> 0, new Uint8Array(Int32Array.of(value).buffer));
  }

  bytes(at: Address, count: Bytes): Uint8Array {
    const bytes = new Uint8Array(count);
    this.#host.copies.read(at, bytes);
    return bytes;
  }

  fill(value: number, at: Address, count: Bytes): void {
    const piece = new Uint8Array(Math.min(count, PIECE)).fill(value);
    for (let done = 0; done < count; done += PIECE)
      this.#host.copies.write(at + done, piece.subarray(0, Math.min(PIECE, count - done)));
  }
}
