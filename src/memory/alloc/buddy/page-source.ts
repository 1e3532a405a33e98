/**
 * Page frames from a buddy system over one region: the layer that operating systems have below their allocators. With it
 * any allocator can be set on buddies: `new SlabAllocator(memory, new BuddyPageSource(memory, pages))`.
 *
 *     region, from the page source below, at its start the frame map:
 *
 *     +0      heads of the free lists, 4 bytes for each order (a block of order k is 2^k pages at a multiple of its size)
 *     +128    a byte for each page of the region: 0 inside a free block, MAPPED, or FREE | order where a free block starts
 *             (the pages of the frame map itself are MAPPED)
 *     then    the pages
 *
 *     free block   +0 next or 0    +4 previous, or 0 for the first one
 *
 * There is no break here, so all comes from map. What a mapping does not need of its block is free at once, and any part
 * of a mapping can be unmapped, as with munmap.
 *
 * Invariants
 * 1. Free blocks and mapped pages tile the region. Two free buddies are always merged.
 * 2. A free block is in the list of its order once.
 *
 * A list that a program has overwritten ends at the first link that leads to no free block; then there is no memory.
 *
 * Cost: a step for each page of the mapping and for each order.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5; Gorman, Understanding the Linux Virtual Memory Manager,
 * chapter 6.
 */
import type { Address, Bytes } from '../../../base/ids.js';
import { bufferOf, type KernelMemory } from '../../kernel.js';
import type { PageSource } from '../contract.js';
import type { FreeArea } from './buddy.js';

const ORDERS = 32;
const MAP = 4 * ORDERS;
const FREE = 64;
const MAPPED = 128;
const DEFAULT_REGION = 64 << 20;
const LEAST_PAGES = 4;

export class BuddyPageSource implements PageSource {
  readonly pageSize: Bytes;
  /** The region; its size is 0 when the page source below had nothing. */
  readonly start: Address;
  readonly size: Bytes;
  readonly #memory: KernelMemory;
  readonly #pageLog: number;

  /** `size`: of the region, halved until `pages` has as much. */
  constructor(memory: KernelMemory, pages: PageSource, { size = DEFAULT_REGION }: { size?: Bytes } = {}) {
    this.#memory = memory;
    this.pageSize = pages.pageSize;
    this.#pageLog = Math.log2(pages.pageSize);
    let wanted = Math.ceil(size / this.pageSize) * this.pageSize;
    let start = takeFrom(pages, wanted);
    while (start < 0 && wanted > LEAST_PAGES * this.pageSize) {
      wanted = Math.ceil(wanted / 2 / this.pageSize) * this.pageSize;
      start = takeFrom(pages, wanted);
    }
    // A break that is not at a page's start costs a page.
    const lead = start < 0 ? 0 : -start & (this.pageSize - 1);
    this.start = start < 0 ? 0 : start + lead;
    this.size = start < 0 ? 0 : (wanted - lead) & -this.pageSize;
    if (this.size > 0) this.#open();
  }

  sbrk(): -1 {
    return -1;
  }

  map(size: Bytes): Address | -1 {
    const pages = Math.ceil(size / this.pageSize);
    if (!(pages >= 1) || size > this.size) return -1;
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
    this.#freePages(block + pages * this.pageSize, block + this.#bytes(order));
    new Uint8Array(bufferOf(this.#memory), block, pages * this.pageSize).fill(0);
    return block;
  }

  /** Pages that are not mapped are left as they are. */
  unmap(address: Address, size: Bytes): void {
    const from = Math.max(address & -this.pageSize, this.start);
    this.#freePages(from, Math.min(address + size, this.start + this.size));
  }

  /** Free blocks of each order of pages, as /proc/buddyinfo shows them. */
  freeAreas(): FreeArea[] {
    const areas: FreeArea[] = [];
    for (let order = 0; this.#bytes(order) <= this.size; order++) {
      areas.push({ order, blockSize: this.#bytes(order), free: 0, delayed: 0 });
    }
    for (const state of this.size > 0 ? this.#map() : []) {
      const area = (state & FREE) === 0 ? undefined : areas[state & ~FREE];
      if (area) area.free++;
    }
    return areas;
  }

  #open(): void {
    const map = this.#map();
    const own = Math.ceil((MAP + map.length) / this.pageSize) * this.pageSize;
    new Uint8Array(bufferOf(this.#memory), this.start, MAP).fill(0);
    map.fill(MAPPED);
    this.#freePages(this.start + own, this.start + this.size);
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
    for (; order < ORDERS - 1; order++) {
      const buddy = block ^ this.#bytes(order);
      if (buddy < this.start || buddy >= this.start + this.size) break;
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
    return new Uint8Array(bufferOf(this.#memory), this.start + MAP, this.size / this.pageSize);
  }

  #words(): Int32Array {
    const buffer = bufferOf(this.#memory);
    return new Int32Array(buffer, 0, buffer.byteLength >>> 2);
  }
}

function takeFrom(pages: PageSource, size: Bytes): Address | -1 {
  const mapped = pages.map(size);
  return mapped < 0 ? pages.sbrk(size) : mapped;
}
