/**
 * Leak search: which live blocks can the program still reach? Valgrind's definitions.
 *
 *     reachable   a chain of pointers to the start of blocks leads from a root to it
 *     possible    a chain leads to it, but some pointer in it goes to the inside of a block
 *     indirect    no chain from a root, but one from another lost block
 *     definite    no chain at all (of a lost cycle or clique, one block: the leader, the rest being indirect)
 *
 * A pointer is any aligned, addressable word whose value lies in a live block (one past the end does not count; a block
 * of size 0 is hit by its address only). Roots: ranges of memory and single values (locals of wasm code).
 *
 * Marking is iterative. State of a block, in bits 15-17 of its info word in the registry: 2 bits of state, 1 bit "on
 * the mark stack". A block is scanned at most twice while marking from the roots (as possible, then as reachable) and
 * at most twice as lost (as a leader, then as part of another's clique), so the search is linear in the heap.
 *
 * Pointer to block: the block index gives it at once when it is a start; else the index is searched backwards to the
 * begin of the 4096-byte stretch, and `#cover` names the block that reaches into the stretch from before.
 *
 * Memory: 4 bytes per 4096 of address space, 4 per entry of the mark stack, 8 per block id when anything is lost.
 * Source: Valgrind user manual 4.2.9, "Memory leak detection".
 */
import type { Address, BlockId, Bytes } from '../../base/ids.js';
import type { LeakRecord } from '../../events/findings.js';
import type { BlockRegistry } from './block-registry.js';
import { ADDRESS, INFO, LIVE, ROW_WORDS, SIZE, STATE_MASK, STRETCH_SHIFT } from './format.js';
import { ALL_HEURISTICS, Heuristics } from './leak-heuristics.js';
import type { LeakHeuristic } from './leak-heuristics.js';
import { LeakRecords } from './leak-records.js';
import type { ShadowPlane } from './shadow.js';

const STATE_SHIFT = 15;
const UNREACHED = 0;
const POSSIBLE = 1 << STATE_SHIFT;
const REACHABLE = 2 << STATE_SHIFT;
const INDIRECT = 3 << STATE_SHIFT;
const REACH_MASK = 3 << STATE_SHIFT;
const PENDING = 4 << STATE_SHIFT;
const MARKS = REACH_MASK | PENDING;

const SLOT_TO_STRETCH = STRETCH_SHIFT - 5;
const SLOTS = 1 << SLOT_TO_STRETCH;

/** Codes of LEAK_KINDS by state. */
const KIND_OF = [0, 2, 3, 1];

export interface LeakRoots {
  /** Memory to scan for pointers: globals, the live stack. */
  ranges: readonly (readonly [address: Address, size: Bytes])[];
  /** Single values: locals and globals of wasm code. */
  values?: Uint32Array;
}

export interface LeakSearchOptions {
  heuristics?: readonly LeakHeuristic[];
  /** Static data, where C++ keeps its vtables: [low, high). Without it multipleinheritance never holds. */
  statics?: readonly [Address, Address];
}

export interface LeakResult {
  /** By kind: definite, indirect, possible, reachable; each smallest loss first. */
  records: LeakRecord[];
}

export function findLeaks(
  buffer: ArrayBuffer,
  registry: BlockRegistry,
  shadow: ShadowPlane,
  roots: LeakRoots,
  options: LeakSearchOptions = {},
): LeakResult {
  return new LeakSearch(buffer, registry, shadow, options).run(roots);
}

class LeakSearch {
  readonly #words: Uint32Array;
  readonly #rows: Uint32Array;
  readonly #index: Uint32Array;
  readonly #registry: BlockRegistry;
  readonly #shadow: Int32Array;
  readonly #limit: Address;
  readonly #heuristics: Heuristics;
  /** By stretch: the live block that starts before the stretch and reaches into it, or 0. */
  readonly #cover: Uint32Array;
  /** No pointer to a block is below or at/above. */
  #low = 0xffff_ffff;
  #high = 0;
  #stack = new Uint32Array(1024);
  #depth = 0;
  /** The lost block whose clique is being collected, or 0 while marking from the roots. */
  #leader: BlockId = 0;
  #indirectBytes = new Float64Array(0);
  #indirectBlocks = new Uint32Array(0);

  constructor(buffer: ArrayBuffer, registry: BlockRegistry, shadow: ShadowPlane, options: LeakSearchOptions) {
    this.#limit = Math.min(shadow.limit, buffer.byteLength);
    this.#words = new Uint32Array(buffer, 0, this.#limit >>> 2);
    this.#rows = registry.rows;
    this.#index = registry.index;
    this.#registry = registry;
    this.#shadow = shadow.words;
    this.#heuristics = new Heuristics(this.#words, options.heuristics ?? ALL_HEURISTICS, options.statics ?? [0, 0]);
    this.#cover = new Uint32Array(registry.occupied.length);
  }

  run(roots: LeakRoots): LeakResult {
    this.#prepare();
    for (const value of roots.values ?? []) this.#follow(value, true);
    this.#drain();
    for (const [address, size] of roots.ranges) {
      this.#scan(address, address + size, true);
      this.#drain();
    }
    this.#collectCliques();
    return { records: this.#report() };
  }

  /** Clear the marks and note which stretches large blocks cover. */
  #prepare(): void {
    const rows = this.#rows;
    this.#eachLive((id, row) => {
      rows[row + INFO] = rows[row + INFO]! & ~MARKS;
      const start = rows[row + ADDRESS]!;
      const end = start + Math.max(rows[row + SIZE]!, 1);
      if (start < this.#low) this.#low = start;
      if (end > this.#high) this.#high = end;
      const last = (end - 1) >>> STRETCH_SHIFT;
      for (let s = (start >>> STRETCH_SHIFT) + 1; s <= last; s++) this.#cover[s] = id;
    });
  }

  /** Live blocks in address order. */
  #eachLive(visit: (id: BlockId, row: number) => void): void {
    const { occupied } = this.#registry;
    const index = this.#index;
    const rows = this.#rows;
    // Nearly all of them are empty, and the engine's own search passes over those in a tenth of the time.
    for (let stretch = occupied.indexOf(1); stretch >= 0; stretch = occupied.indexOf(1, stretch + 1)) {
      const first = stretch * SLOTS;
      for (let slot = first; slot < first + SLOTS; slot++) {
        const id = index[slot]!;
        if (id === 0) continue;
        const row = id * ROW_WORDS;
        if ((rows[row + INFO]! & STATE_MASK) === LIVE) visit(id, row);
      }
    }
  }

  /** The live block that `pointer` points into, or 0. */
  #blockAt(pointer: Address): BlockId {
    const index = this.#index;
    const rows = this.#rows;
    const stretch = pointer >>> STRETCH_SHIFT;
    const first = stretch << SLOT_TO_STRETCH;
    for (let slot = pointer >>> 5; slot >= first; slot--) {
      const id = index[slot]!;
      if (id === 0) continue;
      const row = id * ROW_WORDS;
      const offset = pointer - rows[row + ADDRESS]!;
      if (offset < 0) continue;
      if (offset !== 0 && offset >= rows[row + SIZE]!) return 0;
      return (rows[row + INFO]! & STATE_MASK) === LIVE ? id : 0;
    }
    const id = this.#cover[stretch]!;
    if (id === 0) return 0;
    const row = id * ROW_WORDS;
    return pointer - rows[row + ADDRESS]! < rows[row + SIZE]! ? id : 0;
  }

  /** Every aligned addressable word of [from, to). `strong`: what it lies in is reachable by start pointers only. */
  #scan(from: Address, to: Address, strong: boolean): void {
    const words = this.#words;
    const shadow = this.#shadow;
    const low = this.#low;
    const high = this.#high;
    const end = Math.min(to, this.#limit) & ~3;
    let address = (from + 3) & ~3;
    while (address < end) {
      const bits = shadow[address >>> 5]!;
      const stop = Math.min(end, (address | 31) + 1);
      if (bits === 0) address = stop;
      for (; address < stop; address += 4) {
        const value = words[address >>> 2]!;
        if (value < low || value >= high) continue;
        if (bits === -1 || ((bits >>> (address & 31)) & 15) === 15) this.#follow(value, strong);
      }
    }
  }

  #follow(pointer: Address, strong: boolean): void {
    if (pointer < this.#low || pointer >= this.#high) return;
    const id = this.#blockAt(pointer);
    if (id === 0) return;
    if (this.#leader !== 0) this.#join(id);
    else this.#mark(id, pointer, strong);
  }

  /** Found from the roots: raise the block's state and have it scanned when that changed. */
  #mark(id: BlockId, pointer: Address, strong: boolean): void {
    const rows = this.#rows;
    const row = id * ROW_WORDS;
    const info = rows[row + INFO]!;
    const state = info & REACH_MASK;
    if (state === REACHABLE) return;
    const start = rows[row + ADDRESS]!;
    const definite = strong && (pointer === start || this.#heuristics.holds(pointer, start, rows[row + SIZE]!));
    if (!definite && state === POSSIBLE) return;
    rows[row + INFO] = (info & ~REACH_MASK) | (definite ? REACHABLE : POSSIBLE) | PENDING;
    if ((info & PENDING) === 0) this.#push(id);
  }

  /** Found from a lost leader: the block, and what it led before, belongs to the leader's clique. */
  #join(id: BlockId): void {
    const rows = this.#rows;
    const row = id * ROW_WORDS;
    const info = rows[row + INFO]!;
    const leader = this.#leader;
    if ((info & REACH_MASK) !== UNREACHED || id === leader) return;
    rows[row + INFO] = info | INDIRECT;
    this.#indirectBytes[leader] = this.#indirectBytes[leader]! + rows[row + SIZE]! + this.#indirectBytes[id]!;
    this.#indirectBlocks[leader] = this.#indirectBlocks[leader]! + 1 + this.#indirectBlocks[id]!;
    this.#push(id);
  }

  #push(id: BlockId): void {
    if (this.#depth === this.#stack.length) {
      const grown = new Uint32Array(this.#depth * 2);
      grown.set(this.#stack);
      this.#stack = grown;
    }
    this.#stack[this.#depth++] = id;
  }

  #drain(): void {
    const rows = this.#rows;
    while (this.#depth > 0) {
      const row = this.#stack[--this.#depth]! * ROW_WORDS;
      const info = rows[row + INFO]!;
      rows[row + INFO] = info & ~PENDING;
      const start = rows[row + ADDRESS]!;
      this.#scan(start, start + rows[row + SIZE]!, (info & REACH_MASK) === REACHABLE);
    }
  }

  /** Each block that nothing has reached becomes a leader; later leaders take earlier ones over. */
  #collectCliques(): void {
    const rows = this.#rows;
    this.#eachLive((id, row) => {
      if ((rows[row + INFO]! & REACH_MASK) !== UNREACHED) return;
      if (this.#indirectBlocks.length === 0) {
        this.#indirectBytes = new Float64Array(this.#registry.end);
        this.#indirectBlocks = new Uint32Array(this.#registry.end);
      }
      this.#leader = id;
      this.#push(id);
      this.#drain();
    });
    this.#leader = 0;
  }

  #report(): LeakRecord[] {
    const registry = this.#registry;
    const rows = this.#rows;
    const records = new LeakRecords();
    this.#eachLive((id, row) => {
      const state = rows[row + INFO]! & REACH_MASK;
      rows[row + INFO] = rows[row + INFO]! & ~MARKS;
      const lost = state === UNREACHED;
      records.add(
        KIND_OF[state >>> STATE_SHIFT]!,
        registry.allocStack(id),
        registry.routine(id),
        rows[row + SIZE]!,
        lost ? this.#indirectBytes[id]! : 0,
        lost ? this.#indirectBlocks[id]! : 0,
        rows[row + ADDRESS]!,
      );
    });
    return records.sorted();
  }
}
