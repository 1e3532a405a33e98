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
 * In memory whose addresses are not those of a buffer, such as a process's pages, all of it goes through zone-memory.ts too.
 *
 * Cost: a step for each page of the mapping and for each order.
 * Source: Knuth, The Art of Computer Programming 1, section 2.5; Gorman, Understanding the Linux Virtual Memory Manager,
 * chapters 2 and 6.
 */
import { alignUp, type Address, type Bytes } from '../../../base/ids.js';
import type { KernelMemory } from '../../kernel.js';
import type { FreeArea } from './buddy.js';
import { type ZoneMemory, zoneMemory } from './zone-memory.js';

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
  readonly #memory: ZoneMemory;
  readonly #pageLog: number;
  #size: Bytes;
  /** Pages that are mapped, besides the frame map's. */
  #mapped: number;

  /**
   * `start` is a multiple of `pageSize`; there are frameMapSize bytes for the frame map, which are all that it has at first.
   * @param original the zone that the memory has there already, as a copy
   */
  constructor(memory: KernelMemory, start: Address, capacity: Bytes, pageSize: Bytes, original?: BuddyZone) {
    this.start = start;
    this.capacity = capacity;
    this.pageSize = pageSize;
    this.#memory = zoneMemory(memory);
    this.#pageLog = Math.log2(pageSize);
    this.#size = original === undefined ? frameMapSize(capacity, pageSize) : original.#size;
    this.#mapped = original === undefined ? 0 : original.#mapped;
    if (original !== undefined) return;
    this.#memory.fill(0, start, MAP);
    this.#memory.fill(MAPPED, start + MAP, capacity / pageSize);
  }

  /** The same zone in a copy of its memory. */
  copy(memory: KernelMemory): BuddyZone {
    return new BuddyZone(memory, this.start, this.capacity, this.pageSize, this);
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
    this.#memory.fill(0, at, mapped);
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
    const memory = this.#memory;
    let has = order;
    while (has < ORDERS && memory.word(this.#head(has)) === 0) has++;
    if (has >= ORDERS) return -1;
    const block = memory.word(this.#head(has));
    if (!this.#holdsState(block, FREE | has)) return -1;
    this.#unlink(block, has);
    while (has > order) {
      has--;
      this.#link(block + this.#bytes(has), has);
    }
    memory.fill(MAPPED, this.#stateOf(block), 2 ** order);
    this.#mapped += 2 ** order;
    this.#freePages(block + pages * this.pageSize, block + this.#bytes(order));
    this.#memory.fill(0, block, pages * this.pageSize);
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
    for (const state of this.#memory.bytes(this.start + MAP, this.capacity / this.pageSize)) {
      const area = (state & FREE) === 0 ? undefined : areas[state & ~FREE];
      if (area) area.free++;
    }
    return areas;
  }

  /** Free the mapped pages of a range, in blocks that are as large as they can be. */
  #freePages(from: Address, to: Address): void {
    for (let page = from; page < to; page += this.pageSize) if (this.#holdsState(page, MAPPED)) this.#free(page);
  }

  #free(page: Address): void {
    let block = page;
    let order = 0;
    this.#setState(block, 0);
    this.#mapped--;
    for (; order < ORDERS - 1; order++) {
      const buddy = block ^ this.#bytes(order);
      if (buddy < this.start || buddy >= this.end) break;
      if (!this.#holdsState(buddy, FREE | order)) break;
      this.#unlink(buddy, order);
      block = Math.min(block, buddy);
    }
    this.#link(block, order);
  }

  #link(block: Address, order: number): void {
    const memory = this.#memory;
    const head = this.#head(order);
    const next = memory.word(head);
    memory.setWord(block, next);
    memory.setWord(block + 4, 0);
    if (next !== 0) memory.setWord(next + 4, block);
    memory.setWord(head, block);
    this.#setState(block, FREE | order);
  }

  #unlink(block: Address, order: number): void {
    const memory = this.#memory;
    const next = memory.word(block);
    const previous = memory.word(block + 4);
    if (next !== 0) memory.setWord(next + 4, previous);
    memory.setWord(previous === 0 ? this.#head(order) : previous, next);
    this.#setState(block, 0);
  }

  /** Where the head of a list is. */
  #head(order: number): Address {
    return this.start + 4 * order;
  }

  /** Where the byte of a page is. */
  #stateOf(page: Address): Address {
    return this.start + MAP + ((page - this.start) >>> this.#pageLog);
  }

  /** Whether the byte of a page is this; a link that has been overwritten leads to no page. */
  #holdsState(page: Address, state: number): boolean {
    return page >= this.start && page < this.end && this.#memory.byte(this.#stateOf(page)) === state;
  }

  #setState(page: Address, state: number): void {
    this.#memory.fill(state, this.#stateOf(page), 1);
  }

  #bytes(order: number): Bytes {
    return this.pageSize * 2 ** order;
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
