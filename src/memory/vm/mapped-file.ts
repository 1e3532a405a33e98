/**
 * A file as if it were one array, however large: a window of so much memory moves over it by itself. What is touched is read,
 * what is written to goes back to the file when its frame is needed, when too much is dirty, and on `flush` and `close`.
 *
 * It is an address space with one area, so that everything which holds of those holds here. Numbers are little-endian, and
 * may lie across pages.
 * Cost: an access to a page that was touched lately, a look into a small cache; to another one in the window, a walk through
 * the page table and the replacement policy's touch; a page that comes in, a read of the file, and a write where a dirty one
 * leaves.
 */
import type { Bytes } from '../../base/ids.js';
import { AddressSpace } from './address-space.js';
import { Fault, MemoryRefused, PAGE, READ, WRITE, type Access, type BackingFile, type FaultCode } from './contract.js';
import type { PagedObject } from './paged-object.js';
import { PhysicalMemory } from './physical-memory.js';
import type { PolicyChoice } from './reclaim.js';
import { TranslationCache } from './translation-cache.js';
import type { WriteBackOptions } from './write-back.js';

export interface MappedFileOptions {
  /** Bytes of the window, page tables included; at least 64 KiB, 16 MiB if not given. */
  memory?: Bytes;
  /** Which pages leave the window; by default clock. */
  policy?: PolicyChoice;
  writeBack?: WriteBackOptions;
  /** For messages. */
  name?: string;
  /** Reading only: a write throws. */
  readOnly?: boolean;
}

export interface MappedFileStats {
  size: Bytes;
  /** Pages in the window, and how many of them are dirty. */
  resident: number;
  dirty: number;
  /** Pages that were read from the file, and written to it. */
  pagesIn: number;
  pagesOut: number;
  evictions: number;
}

const USUAL_MEMORY = 16 << 20;
const LEAST_MEMORY = 64 << 10;
/** Where the file begins in the address space, and what is left for it to grow. */
const START = 2 ** 30;
const ROOM = 2 ** 47 - START;

export class MappedFile {
  readonly #physical: PhysicalMemory;
  readonly #space: AddressSpace;
  readonly #object: PagedObject;
  readonly #cache = new TranslationCache();
  readonly #scratch = new DataView(new ArrayBuffer(8));
  readonly #view: DataView;
  #isClosed = false;

  /** @param file open, and nobody else's to write to; `close` closes it */
  constructor(file: BackingFile & { close?(): void }, options: MappedFileOptions = {}) {
    const { memory = USUAL_MEMORY, policy, writeBack, name = 'the file', readOnly = false } = options;
    if (!(memory >= LEAST_MEMORY)) throw new RangeError(`a window of ${memory} bytes is too small: 64 KiB at least`);
    this.#physical = new PhysicalMemory({ size: Math.floor(memory / PAGE) * PAGE, policy, writeBack });
    this.#space = new AddressSpace(this.#physical, { flat: this.#cache });
    this.#object = this.#physical.openFile('file', name, () => file);
    this.#space.map({
      address: START,
      length: ROOM,
      protection: readOnly ? READ : READ | WRITE,
      object: this.#object,
      shared: true,
      fixed: 'keep',
    });
    this.#view = new DataView(this.#physical.memory.buffer);
  }

  get size(): Bytes {
    return this.#object.size;
  }

  /** Fills `into` from an offset on. @returns the bytes that there were, fewer at the file's end */
  read(offset: Bytes, into: Uint8Array): Bytes {
    const length = Math.max(0, Math.min(into.length, this.size - offset));
    if (length > 0) this.visit(offset, length, false, (bytes, done) => into.set(bytes, done));
    return length;
  }

  /** Writes all of `from`; the file grows as needed. */
  write(offset: Bytes, from: Uint8Array): void {
    if (offset + from.length > this.size) this.resize(offset + from.length);
    this.visit(offset, from.length, true, (bytes, done) => bytes.set(from.subarray(done, done + bytes.length)));
  }

  /**
   * The bytes of a range themselves, without a copy, in pieces of a page at most. A piece is valid during its visit only.
   * @param write whether the visits may change them
   */
  visit(offset: Bytes, length: Bytes, write: boolean, visit: (bytes: Uint8Array, done: Bytes) => void): void {
    this.#check(offset, length);
    const buffer = this.#physical.memory.buffer;
    const fault = this.#space.spans(START + offset, length, write ? WRITE : READ, (at, done, part) => {
      visit(new Uint8Array(buffer, at, part), done);
    });
    if (fault !== undefined) this.#fail(offset, fault);
  }

  getUint8(offset: Bytes): number {
    return this.#view.getUint8(this.#reach(offset, READ));
  }

  setUint8(offset: Bytes, value: number): void {
    this.#view.setUint8(this.#reach(offset, WRITE), value);
  }

  getInt32(offset: Bytes): number {
    if (offset % PAGE <= PAGE - 4) return this.#view.getInt32(this.#reach(offset, READ, 4), true);
    return this.#gather(offset, 4).getInt32(0, true);
  }

  setInt32(offset: Bytes, value: number): void {
    if (offset % PAGE <= PAGE - 4) {
      this.#view.setInt32(this.#reach(offset, WRITE, 4), value, true);
      return;
    }
    this.#scratch.setInt32(0, value, true);
    this.#scatter(offset, 4);
  }

  getFloat64(offset: Bytes): number {
    if (offset % PAGE <= PAGE - 8) return this.#view.getFloat64(this.#reach(offset, READ, 8), true);
    return this.#gather(offset, 8).getFloat64(0, true);
  }

  setFloat64(offset: Bytes, value: number): void {
    if (offset % PAGE <= PAGE - 8) {
      this.#view.setFloat64(this.#reach(offset, WRITE, 8), value, true);
      return;
    }
    this.#scratch.setFloat64(0, value, true);
    this.#scatter(offset, 8);
  }

  /** Grows with zeros, or loses its end. @throws MemoryRefused if the file cannot be that long */
  resize(size: Bytes): void {
    this.#check(0, 0);
    if (!(size >= 0) || size > ROOM) throw new RangeError(`a file of ${size} bytes`);
    this.#object.resize(size);
  }

  /** Returns when all that was written would survive a crash. @throws MemoryRefused; what is not written stays dirty */
  flush(): void {
    this.#check(0, 0);
    this.#object.sync();
  }

  /** Flushes and closes the file. @throws MemoryRefused and stays open if something cannot be written */
  close(): void {
    if (this.#isClosed) return;
    this.flush();
    this.#isClosed = true;
    this.#space.destroy();
  }

  stats(): MappedFileStats {
    const { writeBack, reclaim } = this.#physical;
    return {
      size: this.size,
      resident: this.#object.pages.size,
      dirty: writeBack.waiting,
      pagesIn: this.#object.pagesIn,
      pagesOut: writeBack.pagesOut,
      evictions: reclaim.evictions,
    };
  }

  /** The memory address of bytes that lie in one page. */
  #reach(offset: Bytes, access: Access, length = 1): number {
    this.#check(offset, length);
    const inPage = offset % PAGE;
    const known = this.#cache.find((START + offset - inPage) / PAGE, access === WRITE);
    if (known >= 0) return known + inPage;
    const at = this.#space.reach(START + offset, access);
    return at < 0 ? this.#fail(offset, (-1 - at) as FaultCode) : at;
  }

  #gather(offset: Bytes, length: Bytes): DataView {
    const bytes = new Uint8Array(this.#scratch.buffer);
    this.visit(offset, length, false, (part, done) => bytes.set(part, done));
    return this.#scratch;
  }

  #scatter(offset: Bytes, length: Bytes): void {
    const bytes = new Uint8Array(this.#scratch.buffer);
    this.visit(offset, length, true, (part, done) => part.set(bytes.subarray(done, done + part.length)));
  }

  #check(offset: Bytes, length: Bytes): void {
    if (this.#isClosed) throw new TypeError(`${this.#object.name} is closed`);
    if (!(offset >= 0) || offset + length > this.size)
      throw new RangeError(
        `bytes ${offset} to ${offset + length} of ${this.#object.name}, which has ${this.size} of them`,
      );
  }

  #fail(offset: Bytes, fault: FaultCode): never {
    const { name } = this.#object;
    switch (fault) {
      case Fault.protection:
        throw new MemoryRefused('EACCES', `${name} was opened for reading only`);
      case Fault.beyondEnd:
        throw new RangeError(`offset ${offset} of ${name}: the file has been made shorter`);
      case Fault.ioError:
        throw new MemoryRefused('EIO', `offset ${offset} of ${name} could not be read`);
      default:
        throw new MemoryRefused('ENOMEM', `no page can leave the window of ${name}: none can be written to the file`);
    }
  }
}
