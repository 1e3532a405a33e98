/**
 * Swap: a file of slots of one page each, for pages that no file stands behind.
 *
 *     offset 4096 * slot in the file
 *     references[s]   page table entries and objects that hold the slot instead of a frame
 *     cached[s]       the frame that holds the same bytes as the slot, or NO_FRAME ("swap cache"): a page that is read back
 *                     and not changed leaves again without being written
 *     pageId[s]       what the replacement policy calls the page; NO_PAGE when it has no number
 *
 * Invariants
 * 1. A slot is free if it has no references and no cached frame. `used` counts the others.
 * 2. A frame with a slot is in `cached` of that slot. Once it is dirty the slot has no references, and will be overwritten.
 *
 * Slots are given out in the order of the file, so that pages which leave together lie together. A slot that only a frame
 * holds is taken away from it when all others are taken.
 * Cost: a slot is found in constant time as long as there are free ones ahead; 12 bytes per slot.
 */
import { hashOf } from './checksum.js';
import { PAGE, type BackingFile } from './contract.js';
import { NO_FRAME } from './frame-allocator.js';
import { NO_PAGE } from './replacement/contract.js';

export const NO_SWAP_SLOT = -1;

export interface SwapOptions {
  file: BackingFile;
  /** Bytes that it may take. */
  limit: number;
  /** Pages that are read at once, in the file's order: the one that is needed and those behind it. 1: no readahead. */
  readahead?: number;
  /** Pages that are written at once: the one that leaves and neighbours of it, which stay. 1: no clustering. */
  cluster?: number;
  /** Compares what is read with a checksum of what was written. */
  verify?: boolean;
}

/** What is read is not what was written. */
export class SwapDamaged extends Error {}

export class Swap {
  readonly slots: number;
  readonly readahead: number;
  readonly cluster: number;
  readonly references: Int32Array;
  readonly cached: Int32Array;
  readonly pageId: Int32Array;
  used = 0;
  peakUsed = 0;
  /** Pages read and written, and calls of the file for it. */
  pagesIn = 0;
  pagesOut = 0;
  reads = 0;
  writes = 0;
  writeErrors = 0;
  /** Slots without references, whose bytes a frame has as well. */
  spares = 0;
  readonly #file: BackingFile;
  readonly #checksums: Int32Array | undefined;
  #cursor = 0;

  constructor({ file, limit, readahead = 1, cluster = 1, verify = false }: SwapOptions) {
    this.#file = file;
    this.slots = Math.floor(limit / PAGE);
    this.readahead = readahead;
    this.cluster = cluster;
    this.references = new Int32Array(this.slots);
    this.cached = new Int32Array(this.slots).fill(NO_FRAME);
    this.pageId = new Int32Array(this.slots).fill(NO_PAGE);
    this.#checksums = verify ? new Int32Array(this.slots) : undefined;
  }

  get free(): number {
    return this.slots - this.used;
  }

  isFree(slot: number): boolean {
    return this.references[slot] === 0 && this.cached[slot] === NO_FRAME;
  }

  /** A slot that becomes `frame`'s, or NO_SWAP_SLOT. */
  take(frame: number): number {
    if (this.used === this.slots) return NO_SWAP_SLOT;
    while (!this.isFree(this.#cursor)) this.#cursor = this.after(this.#cursor);
    const slot = this.#cursor;
    this.#cursor = this.after(slot);
    this.cached[slot] = frame;
    this.spares++;
    if (++this.used > this.peakUsed) this.peakUsed = this.used;
    return slot;
  }

  /** A slot whose bytes a frame has as well, and nobody else needs; NO_SWAP_SLOT if there is none. */
  spare(): number {
    if (this.spares === 0) return NO_SWAP_SLOT;
    for (let i = 0, slot = this.#cursor; i < this.slots; i++, slot = this.after(slot)) {
      if (this.references[slot] === 0 && this.cached[slot] !== NO_FRAME) return slot;
    }
    return NO_SWAP_SLOT;
  }

  /** A frame has got the slot's bytes; the slot has references. */
  cache(slot: number, frame: number): void {
    this.cached[slot] = frame;
  }

  /** The frame does not have the slot's bytes any more. @returns whether the slot is free now */
  uncache(slot: number): boolean {
    if (this.references[slot] === 0) this.spares--;
    this.cached[slot] = NO_FRAME;
    return this.#freeIfUnused(slot);
  }

  /** The slot has a cached frame, or references already. */
  reference(slot: number, count = 1): void {
    if (this.references[slot] === 0 && count > 0) this.spares--;
    this.references[slot]! += count;
  }

  /** @returns whether the slot is free now */
  unreference(slot: number): boolean {
    if (--this.references[slot]! === 0 && this.cached[slot] !== NO_FRAME) this.spares++;
    return this.#freeIfUnused(slot);
  }

  /** Slots in a row, from the first page's on. What the file throws comes out. */
  write(slot: number, bytes: Uint8Array): void {
    this.writes++;
    try {
      this.#file.write(slot * PAGE, bytes);
    } catch (error) {
      this.writeErrors++;
      throw error;
    }
    const pages = bytes.length / PAGE;
    this.pagesOut += pages;
    if (this.#checksums === undefined) return;
    for (let i = 0; i < pages; i++) this.#checksums[slot + i] = hashOf(bytes.subarray(i * PAGE, (i + 1) * PAGE));
  }

  /** Slots in a row. What the file throws comes out. @throws SwapDamaged */
  read(slot: number, bytes: Uint8Array): void {
    this.reads++;
    const pages = bytes.length / PAGE;
    const read = this.#file.read(slot * PAGE, bytes);
    if (read < bytes.length) throw new SwapDamaged(`the swap file ends in slot ${slot + Math.floor(read / PAGE)}`);
    this.pagesIn += pages;
    for (let i = 0; this.#checksums !== undefined && i < pages; i++) {
      if (hashOf(bytes.subarray(i * PAGE, (i + 1) * PAGE)) !== this.#checksums[slot + i])
        throw new SwapDamaged(`slot ${slot + i} of the swap file is not what was written there`);
    }
  }

  /** What a slot holds, for who only looks; nothing is counted. Undefined when it cannot be read. */
  peek(slot: number): Uint8Array | undefined {
    const bytes = new Uint8Array(PAGE);
    try {
      return this.#file.read(slot * PAGE, bytes) === PAGE ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  after(slot: number): number {
    return slot + 1 === this.slots ? 0 : slot + 1;
  }

  #freeIfUnused(slot: number): boolean {
    if (!this.isFree(slot)) return false;
    this.used--;
    this.pageId[slot] = NO_PAGE;
    return true;
  }
}
