/**
 * The page table of one address space: four levels of tables with 512 entries (entry.ts), each table a frame.
 *
 *     page number   35 .. 27     26 .. 18     17 .. 9      8 .. 0
 *                   level 4      level 3      level 2      level 1
 *
 * A *slot* is the place of an entry: table frame * 512 + index. Its words are `words[2 * slot]` and `words[2 * slot + 1]`.
 *
 * Invariants
 * 1. The root exists as long as the address space does. A table below it goes when `prune` finds it empty, or when frames
 *    are wanted (`drop`). Only tables of level 1 stay when they are empty.
 * 2. `tableEntries` of a table's frame is the number of its entries that are not 0.
 *
 * Cost: four steps to find a slot; one where the table of level 1 is that of the last search.
 */
import { ENTRIES, frameOf, LEVELS, TABLE_BITS } from './entry.js';
import { NO_FRAME } from './frame-allocator.js';
import { TABLE } from './frame-kinds.js';
import type { PhysicalMemory, TableOwner } from './physical-memory.js';

export const NO_SLOT = -1;

const INDEX_BITS = 9;
const INDEX_MASK = ENTRIES - 1;
/** Pages that two levels translate; page numbers have up to 36 bits, too many for integers of 32. */
const TWO_LEVELS = 2 ** 18;

export class PageTable {
  readonly root: number;
  /** Frames that hold tables, the root too. */
  tables = 1;
  readonly #physical: PhysicalMemory;
  readonly #owner: TableOwner;
  /** The last table of level 1 that was found: pages / 512, and its frame. */
  #lastKey = -1;
  #lastTable = NO_FRAME;

  /** @param root a frame for the table of level 4 */
  constructor(physical: PhysicalMemory, owner: TableOwner, root: number) {
    this.#physical = physical;
    this.#owner = owner;
    this.root = root;
    this.#begin(root, 0);
  }

  /** The slot of a page, or NO_SLOT where a table is missing: then the entry is 0. */
  find(page: number): number {
    const key = Math.floor(page / ENTRIES);
    if (key === this.#lastKey) return this.#lastTable * ENTRIES + (page & INDEX_MASK);
    let table = this.root;
    for (let level = LEVELS; level > 1; level--) {
      const low = this.#physical.words[2 * (table * ENTRIES + indexAt(page, level))]!;
      if (low === 0) return NO_SLOT;
      table = frameOf(low);
    }
    this.#lastKey = key;
    this.#lastTable = table;
    return table * ENTRIES + (page & INDEX_MASK);
  }

  /** As `find`, but makes what is missing. NO_SLOT only when there is no frame for it. */
  ensure(page: number, obtain: () => number): number {
    let spare = NO_FRAME;
    for (;;) {
      const found = this.find(page);
      if (found !== NO_SLOT) return found;
      if (spare === NO_FRAME) {
        spare = obtain();
        if (spare === NO_FRAME) return NO_SLOT;
        // To get it, empty tables may have gone, also on the way to the page.
        continue;
      }
      this.#addTable(page, spare);
      spare = NO_FRAME;
    }
  }

  /** Gives back a table, if it is of level 1, and empty, and those above that are empty then. @returns whether it was */
  drop(table: number): boolean {
    const physical = this.#physical;
    const path = this.path(physical.tableFirstPage[table]!);
    if (path.length < LEVELS || path[LEVELS - 1]! >>> INDEX_BITS !== table || physical.tableEntries[table] !== 0)
      return false;
    this.#lastKey = -1;
    for (let i = LEVELS - 2, below = table; i >= 0 && physical.tableEntries[below] === 0; i--) {
      const slot = path[i]!;
      this.#unlink(slot, below);
      below = slot >>> INDEX_BITS;
    }
    return true;
  }

  /** Visits the slots of pages from .. to-1 that are not 0, in order. The visitor may set entries to 0. */
  each(from: number, to: number, visit: (slot: number, page: number) => void): void {
    this.#each(this.root, LEVELS, 0, from, to, visit);
  }

  /** Gives back the tables that translate pages of from .. to-1 only and are empty. */
  prune(from: number, to: number): void {
    this.#prune(this.root, LEVELS, 0, from, to);
    this.#lastKey = -1;
  }

  /** Gives back all tables; all entries of level 1 are 0. */
  release(): void {
    this.prune(0, pagesOf(LEVELS));
    this.#physical.release(this.root);
    this.tables = 0;
  }

  /** The way to a page: the slot at each level, from 4 on, as far as there are tables. */
  path(page: number): number[] {
    const slots: number[] = [];
    let table = this.root;
    for (let level = LEVELS; level >= 1; level--) {
      const slot = table * ENTRIES + indexAt(page, level);
      slots.push(slot);
      const low = this.#physical.words[2 * slot]!;
      if (low === 0) break;
      table = frameOf(low);
    }
    return slots;
  }

  #begin(frame: number, firstPage: number): void {
    const physical = this.#physical;
    physical.kind[frame] = TABLE;
    physical.tableOwner[frame] = this.#owner;
    physical.tableFirstPage[frame] = firstPage;
    physical.tableEntries[frame] = 0;
    physical.clear(frame);
  }

  #each(
    table: number,
    level: number,
    first: number,
    from: number,
    to: number,
    visit: (slot: number, page: number) => void,
  ): void {
    const step = pagesOf(level - 1);
    const { words } = this.#physical;
    const start = Math.max(0, Math.floor((from - first) / step));
    const end = Math.min(ENTRIES, Math.ceil((to - first) / step));
    for (let index = start; index < end; index++) {
      const slot = table * ENTRIES + index;
      const low = words[2 * slot]!;
      if (low === 0) continue;
      const page = first + index * step;
      if (level === 1) visit(slot, page);
      else this.#each(frameOf(low), level - 1, page, from, to, visit);
    }
  }

  #prune(table: number, level: number, first: number, from: number, to: number): void {
    const step = pagesOf(level - 1);
    const { words, tableEntries } = this.#physical;
    const start = Math.max(0, Math.floor((from - first) / step));
    const end = Math.min(ENTRIES, Math.ceil((to - first) / step));
    for (let index = start; index < end; index++) {
      const slot = table * ENTRIES + index;
      const low = words[2 * slot]!;
      if (low === 0) continue;
      const below = frameOf(low);
      if (level > 2) this.#prune(below, level - 1, first + index * step, from, to);
      if (tableEntries[below] !== 0) continue;
      this.#unlink(slot, below);
    }
  }

  /** The first table that is missing on the way to a page. */
  #addTable(page: number, frame: number): void {
    const physical = this.#physical;
    let table = this.root;
    for (let level = LEVELS; level > 1; level--) {
      const slot = table * ENTRIES + indexAt(page, level);
      const low = physical.words[2 * slot]!;
      if (low !== 0) {
        table = frameOf(low);
        continue;
      }
      this.#begin(frame, page - (page % pagesOf(level - 1)));
      this.tables++;
      physical.words[2 * slot] = (frame << 12) | TABLE_BITS;
      physical.tableEntries[table]!++;
      return;
    }
  }

  #unlink(slot: number, below: number): void {
    const physical = this.#physical;
    physical.words[2 * slot] = 0;
    physical.words[2 * slot + 1] = 0;
    physical.tableEntries[slot >>> INDEX_BITS]!--;
    this.tables--;
    physical.release(below);
  }
}

/** The index of a page in its table of a level, 1 to 4. */
export function indexAt(page: number, level: number): number {
  // `&` and `>>` see the low 32 bits of a page number, which are enough for the two lower levels.
  if (level <= 2) return (page >> (INDEX_BITS * (level - 1))) & INDEX_MASK;
  return (Math.floor(page / TWO_LEVELS) >> (INDEX_BITS * (level - 3))) & INDEX_MASK;
}

/** Pages that a table of a level translates; level 0 is an entry of level 1. */
function pagesOf(level: number): number {
  return 2 ** (INDEX_BITS * level);
}
