/**
 * One stretch of memory cut into page frames by a buddy system. It can grow at its end as far as its frame map goes.
 *
 *     +0      heads of the free lists, 4 bytes for each order (a block of order k is 2^k pages at a multiple of its size)
 *     +128    a byte for each page that the zone can have: 0 inside a free block, MAPPED, or FREE | order where a free block starts
 *             (the pages of the frame map itself are MAPPED)
 *     then    the pages
 *
 *     free block   +0 next or 0    +4 previous, or 0 for the first one
 *
 * What a mapping does not need of its block is free at once, and any part of a mapping can be unmapped, as with munmap.
 *
 * Invariants
 * 1. Free blocks and mapped pages tile the zone. Two free buddies are always merged.
 * 2. A free block is in the list of its order once.
 *
 * A list that a program has overwritten ends at the first link that leads to no free block; then there is no memory.
 *
 * Cost: a step for each page of the mapping and for each order.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5; Gorman, Understanding the Linux Virtual Memory Manager,
 * chapters 2 and 6.
 */
import { alignUp, type Address, type Bytes } from '../../../base/ids.js';
import { bufferOf, type KernelMemory } from '../../kernel.js';
import type { FreeArea } from './buddy.js';

const ORDERS = 32;
const MAP = 4 * ORDERS;
const FREE = 64;
const MAPPED = 128;
/** What allocators on top take at once, and align by. */
const FRAME = 65536;

export class BuddyZone {
  readonly start: Address;
  readonly pageSize: Bytes;
  /** Most bytes that it can have. */
  readonly capacity: Bytes;
  readonly #memory: KernelMemory;
  readonly #pageLog: number;
  #size: Bytes;
  /** Pages that are mapped, besides the frame map's. */
  #mapped = 0;

  /** `start` is a multiple of `pageSize`; there are frameMapSize bytes for the frame map, which are all that it has at first. */
  constructor(memory: KernelMemory, start: Address, capacity: Bytes, pageSize: Bytes) {
    this.start = start;
    this.capacity = capacity;
    this.pageSize = pageSize;
    this.#memory = memory;
    this.#pageLog = Math.log2(pageSize);
    this.#size = frameMapSize(capacity, pageSize);
    new Uint8Array(bufferOf(memory), start, MAP).fill(0);
    this.#map().fill(MAPPED);
  }

  get end(): Address {
    return this.start + this.#size;
  }

  /** The next `bytes` bytes of memory are the zone's. Of them `mapped` are mapped, at the result; whole pages both. */
  grow(bytes: Bytes, mapped: Bytes): Address {
    const from = this.end;
    const at = firstFit(from, mapped, this.pageSize);
    this.#size += bytes;
    this.#mapped += bytes / this.pageSize;
    this.#freePages(from, at);
    this.#freePages(at + mapped, this.end);
    new Uint8Array(bufferOf(this.#memory), at, mapped).fill(0);
    return at;
  }

  get isEmpty(): boolean {
    return this.#mapped === 0;
  }

  holds(address: Address): boolean {
    return address >= this.start && address < this.end;
  }

  map(size: Bytes): Address | -1 {
    const pages = Math.ceil(size / this.pageSize);
    if (!(pages >= 1) || size > this.#size) return -1;
    const order = 32 - Math.clz32(pages - 1);
    const words = this.#words();
    let has = order;
    while (has < ORDERS && words[this.#head(has)] === 0) has++;
    if (has >= ORDERS) return -1;
    const block = words[this.#head(has)]!;
    const bytes = this.#map();
    if (bytes[this.#indexOf(block)] !== (FREE | has)) return -1;
    this.#unlink(words, block, has);
    while (has > order) {
      has--;
      this.#link(words, block + this.#bytes(has), has);
    }
    const first = this.#indexOf(block);
    bytes.fill(MAPPED, first, first + 2 ** order);
    this.#mapped += 2 ** order;
    this.#freePages(block + pages * this.pageSize, block + this.#bytes(order));
    new Uint8Array(bufferOf(this.#memory), block, pages * this.pageSize).fill(0);
    return block;
  }

  /** Pages that are not mapped are left as they are. */
  unmap(address: Address, size: Bytes): void {
    const from = Math.max(address & -this.pageSize, this.start);
    this.#freePages(from, Math.min(address + size, this.end));
  }

  /** Free blocks of each order of pages, as /proc/buddyinfo shows them. */
  freeAreas(): FreeArea[] {
    const areas: FreeArea[] = [];
    for (let order = 0; this.#bytes(order) <= this.#size; order++) {
      areas.push({ order, blockSize: this.#bytes(order), free: 0, delayed: 0 });
    }
    for (const state of this.#map()) {
      const area = (state & FREE) === 0 ? undefined : areas[state & ~FREE];
      if (area) area.free++;
    }
    return areas;
  }

  /** Free the mapped pages of a range, in blocks that are as large as they can be. */
  #freePages(from: Address, to: Address): void {
    const map = this.#map();
    const words = this.#words();
    for (let page = from; page < to; page += this.pageSize) {
      if (map[this.#indexOf(page)] === MAPPED) this.#free(words, map, page);
    }
  }

  #free(words: Int32Array, map: Uint8Array, page: Address): void {
    let block = page;
    let order = 0;
    map[this.#indexOf(block)] = 0;
    this.#mapped--;
    for (; order < ORDERS - 1; order++) {
      const buddy = block ^ this.#bytes(order);
      if (buddy < this.start || buddy >= this.end) break;
      if (map[this.#indexOf(buddy)] !== (FREE | order)) break;
      this.#unlink(words, buddy, order);
      block = Math.min(block, buddy);
    }
    this.#link(words, block, order);
  }

  #link(words: Int32Array, block: Address, order: number): void {
    const head = this.#head(order);
    const next = words[head]!;
    words[block >> 2] = next;
    words[(block + 4) >> 2] = 0;
    if (next !== 0) words[(next + 4) >> 2] = block;
    words[head] = block;
    this.#map()[this.#indexOf(block)] = FREE | order;
  }

  #unlink(words: Int32Array, block: Address, order: number): void {
    const next = words[block >> 2]!;
    const previous = words[(block + 4) >> 2]!;
    if (next !== 0) words[(next + 4) >> 2] = previous;
    words[previous === 0 ? this.#head(order) : previous >> 2] = next;
    this.#map()[this.#indexOf(block)] = 0;
  }

  /** Index of the word that is the head of a list. */
  #head(order: number): number {
    return (this.start >> 2) + order;
  }

  #indexOf(page: Address): number {
    return (page - this.start) >>> this.#pageLog;
  }

  #bytes(order: number): Bytes {
    return this.pageSize * 2 ** order;
  }

  #map(): Uint8Array {
    return new Uint8Array(bufferOf(this.#memory), this.start + MAP, this.capacity / this.pageSize);
  }

  #words(): Int32Array {
    const buffer = bufferOf(this.#memory);
    return new Int32Array(buffer, 0, buffer.byteLength >>> 2);
  }
}

/** Where a mapping behind `from` lies best: at a multiple of the power of two below its size, or of FRAME. */
export function firstFit(from: Address, size: Bytes, pageSize: Bytes): Address {
  return alignUp(from, Math.min(FRAME, 2 ** Math.floor(Math.log2(Math.max(size, pageSize)))));
}

/** Bytes that the frame map of a zone takes. */
export function frameMapSize(capacity: Bytes, pageSize: Bytes): Bytes {
  return alignUp(MAP + capacity / pageSize, pageSize);
}
