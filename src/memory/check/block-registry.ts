/**
 * What the checker knows of each block: rows by block id, and an index from payload address to id. Both lie in linear
 * memory above the program's.
 *
 *     row of id, ROW_WORDS words at base + id * 24
 *     0  address of the payload
 *     1  size asked for
 *     2  stack that allocated it
 *     3  freed: stack that freed it
 *     4  info: bits 0-1 state, 2-5 allocating routine, 6-9 freeing routine, 10-14 log2 of the alignment,
 *              15-17 leak search (leak-search.ts), otherwise 0
 *     5  live: birth serial; unused row: next unused id
 *
 *     index: id or 0 at word address >>> 5 (two payloads are never in the same 32 bytes). It is built when it is first
 *     asked for and kept from then on: a run without errors needs it once, at the end.
 *
 * Invariants
 * 1. Id 0 is no block. Ids from 1 up to `end` - 1 have been used at least once.
 * 2. Once built: a live or freed block is in the index at its address; every other index word is 0.
 * 3. `occupied` is not 0 for every 4096-byte stretch in which a live or freed block starts (it may be stale the other
 *    way; a search clears what it finds empty).
 *
 * Cost: add, find, drop O(1), one cache line of the row and, once it is built, one of the index; building O(rows).
 */
import type { Address, BlockId, Bytes, StackId } from '../../base/ids.js';
import type { RoutineCode } from '../../events/routines.js';
import { BLOCK_INDEX_BASE, PROGRAM_LIMIT, REGISTRY_BASE, REGISTRY_SIZE } from '../layout.js';

export const ROW_WORDS = 6;
export const ADDRESS = 0;
export const SIZE = 1;
export const ALLOC_STACK = 2;
export const FREE_STACK = 3;
export const INFO = 4;
export const LINK = 5;

/** Values of the info word's state field. */
export const UNUSED = 0;
export const LIVE = 1;
export const FREED = 2;
export const STATE_MASK = 3;

const ALLOC_SHIFT = 2;
const FREE_SHIFT = 6;
const ALIGN_SHIFT = 10;

/** Bytes per entry of `occupied`, as a shift. */
export const STRETCH_SHIFT = 12;

export interface RegistryLayout {
  registryBase: number;
  registrySize: Bytes;
  indexBase: number;
  /** Program addresses are below it. */
  limit: Address;
}

const LAYOUT: RegistryLayout = {
  registryBase: REGISTRY_BASE,
  registrySize: REGISTRY_SIZE,
  indexBase: BLOCK_INDEX_BASE,
  limit: PROGRAM_LIMIT,
};

export class BlockRegistry {
  /** Rows; see the drawing. */
  readonly rows: Uint32Array;
  readonly #index: Uint32Array;
  readonly #occupied: Uint8Array;
  #indexed = false;
  readonly capacity: number;
  /** Blocks that are live. */
  live = 0;
  #end = 1;
  #unused: BlockId = 0;

  constructor(buffer: ArrayBuffer, layout: RegistryLayout = LAYOUT) {
    this.capacity = Math.floor(layout.registrySize / (ROW_WORDS * 4));
    this.rows = new Uint32Array(buffer, layout.registryBase, this.capacity * ROW_WORDS);
    this.#index = new Uint32Array(buffer, layout.indexBase, layout.limit >>> 5);
    this.#occupied = new Uint8Array((layout.limit >>> STRETCH_SHIFT) + 1);
  }

  /** One more than the highest id in use so far. */
  get end(): BlockId {
    return this.#end;
  }

  /** Whether `add` will find a row. */
  hasRoom(): boolean {
    return this.#unused !== 0 || this.#end < this.capacity;
  }

  /** Enter a live block; its id, or 0 when the registry is full. */
  add(address: Address, size: Bytes, routine: RoutineCode, stack: StackId, alignLog: number, serial: number): BlockId {
    const rows = this.rows;
    let id = this.#unused;
    if (id !== 0) this.#unused = rows[id * ROW_WORDS + LINK]!;
    else if (this.#end < this.capacity) id = this.#end++;
    else return 0;
    const row = id * ROW_WORDS;
    rows[row + ADDRESS] = address;
    rows[row + SIZE] = size;
    rows[row + ALLOC_STACK] = stack;
    rows[row + INFO] = LIVE | (routine << ALLOC_SHIFT) | (alignLog << ALIGN_SHIFT);
    rows[row + LINK] = serial;
    if (this.#indexed) this.#enter(id, address);
    this.live++;
    return id;
  }

  /** Ids by payload address >>> 5. */
  get index(): Uint32Array {
    if (!this.#indexed) this.#buildIndex();
    return this.#index;
  }

  /** By address >>> STRETCH_SHIFT; see invariant 3. */
  get occupied(): Uint8Array {
    if (!this.#indexed) this.#buildIndex();
    return this.#occupied;
  }

  #buildIndex(): void {
    this.#indexed = true;
    for (let id = 1; id < this.#end; id++) {
      if ((this.rows[id * ROW_WORDS + INFO]! & STATE_MASK) !== UNUSED) this.#enter(id, this.address(id));
    }
  }

  #enter(id: BlockId, address: Address): void {
    this.#index[address >>> 5] = id;
    this.#occupied[address >>> STRETCH_SHIFT] = 1;
  }

  /** Whether `id`, which may be any number, is a live or freed block whose payload starts at `address`. */
  startsAt(id: number, address: Address): boolean {
    if (!(id > 0 && id < this.#end)) return false;
    const row = id * ROW_WORDS;
    return this.rows[row + ADDRESS] === address && (this.rows[row + INFO]! & STATE_MASK) !== UNUSED;
  }

  /** The block, live or freed, whose payload starts at `address`, or 0. */
  find(address: Address): BlockId {
    const slot = address >>> 5;
    if (slot >= this.#index.length) return 0;
    const id = this.index[slot]!;
    return id !== 0 && this.rows[id * ROW_WORDS + ADDRESS] === address ? id : 0;
  }

  /** A live block becomes a freed one. */
  retire(id: BlockId, routine: RoutineCode, stack: StackId): void {
    const rows = this.rows;
    const row = id * ROW_WORDS;
    rows[row + FREE_STACK] = stack;
    rows[row + INFO] = (rows[row + INFO]! & ~STATE_MASK) | FREED | (routine << FREE_SHIFT);
    this.live--;
  }

  /** Forget a freed block; its id is free for another. */
  drop(id: BlockId): void {
    const rows = this.rows;
    const row = id * ROW_WORDS;
    if (this.#indexed) this.#index[rows[row + ADDRESS]! >>> 5] = 0;
    rows[row + INFO] = UNUSED;
    rows[row + LINK] = this.#unused;
    this.#unused = id;
  }

  address(id: BlockId): Address {
    return this.rows[id * ROW_WORDS + ADDRESS]!;
  }

  size(id: BlockId): Bytes {
    return this.rows[id * ROW_WORDS + SIZE]!;
  }

  allocStack(id: BlockId): StackId {
    return this.rows[id * ROW_WORDS + ALLOC_STACK]!;
  }

  /** Of a freed block only. */
  freeStack(id: BlockId): StackId {
    return this.rows[id * ROW_WORDS + FREE_STACK]!;
  }

  isLive(id: BlockId): boolean {
    return (this.rows[id * ROW_WORDS + INFO]! & STATE_MASK) === LIVE;
  }

  routine(id: BlockId): RoutineCode {
    return (this.rows[id * ROW_WORDS + INFO]! >>> ALLOC_SHIFT) & 15;
  }

  /** Of a freed block only. */
  freeRoutine(id: BlockId): RoutineCode {
    return (this.rows[id * ROW_WORDS + INFO]! >>> FREE_SHIFT) & 15;
  }

  alignment(id: BlockId): Bytes {
    return 1 << ((this.rows[id * ROW_WORDS + INFO]! >>> ALIGN_SHIFT) & 31);
  }

  /** Of a live block only: blocks are numbered by birth from 1. */
  serial(id: BlockId): number {
    return this.rows[id * ROW_WORDS + LINK]!;
  }
}
