/**
 * What the checker knows of each block: rows by block id, and an index from payload address to id. Both lie in linear
 * memory above the program's. The kernel writes them (registry.as.ts); this is for whoever wants to know.
 *
 *     row of id, ROW_WORDS words at base + id * 24
 *     0  address of the payload
 *     1  size asked for
 *     2  stack that allocated it
 *     3  freed: stack that freed it
 *     4  info: bits 0-1 state, 2-5 allocating routine, 6-9 freeing routine, 10-14 log2 of the alignment,
 *              15-17 leak search (leak-search.ts), otherwise 0; 18 not counted
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
import { type CheckKernel, type CheckLayout, rowsIn } from './check-kernel.js';
import {
  ADDRESS,
  ALIGN_SHIFT,
  ALLOC_SHIFT,
  ALLOC_STACK,
  FREE_SHIFT,
  FREE_STACK,
  INFO,
  LINK,
  LIVE,
  ROW_WORDS,
  SIZE,
  STATE_MASK,
  STRETCH_SHIFT,
  UNUSED,
} from './format.js';

export class BlockRegistry {
  /** Rows; see the drawing. */
  readonly rows: Uint32Array;
  readonly #kernel: CheckKernel;
  readonly #index: Uint32Array;
  readonly #occupied: Uint8Array;

  constructor(kernel: CheckKernel, buffer: ArrayBufferLike, layout: CheckLayout) {
    this.#kernel = kernel;
    this.rows = new Uint32Array(buffer, layout.registryBase, rowsIn(layout.registrySize) * ROW_WORDS);
    this.#index = new Uint32Array(buffer, layout.indexBase, layout.limit >>> 5);
    this.#occupied = new Uint8Array(buffer, layout.occupiedBase, (layout.limit >>> STRETCH_SHIFT) + 1);
  }

  /** One more than the highest id in use so far. */
  get end(): BlockId {
    return this.#kernel.end.value >>> 0;
  }

  /** Blocks that are live. */
  get live(): number {
    return this.#kernel.live.value >>> 0;
  }

  /** Ids by payload address >>> 5. */
  get index(): Uint32Array {
    this.#kernel.buildIndex();
    return this.#index;
  }

  /** By address >>> STRETCH_SHIFT; see invariant 3. */
  get occupied(): Uint8Array {
    this.#kernel.buildIndex();
    return this.#occupied;
  }

  /** The block, live or freed, whose payload starts at `address`, or 0. */
  find(address: Address): BlockId {
    return this.#kernel.find(address) >>> 0;
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

  /** Live or freed, not a row to be used again. */
  isUsed(id: BlockId): boolean {
    return (this.rows[id * ROW_WORDS + INFO]! & STATE_MASK) !== UNUSED;
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

  /** Blocks are numbered by birth from 1. */
  serial(id: BlockId): number {
    return this.rows[id * ROW_WORDS + LINK]!;
  }
}
