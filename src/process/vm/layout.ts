/**
 * The map of the one WebAssembly.Memory in which programs run on paged memory. Its addresses are memory addresses; no
 * program ever sees one. What a program calls an address is virtual, and leads to a frame or nowhere.
 *
 *     0x0100_0000  slots, for a process or several that run in turn: 160 MiB each, of which few are ever touched
 *                    +0            flat table for reads: 4 MiB, and zeros behind it up to 64 MiB
 *                    +0x400_0000   the same for writes
 *                    +0x800_0000   spill area; what is seen of references at +0x801_0000, their ring at +0x802_0000
 *                    +0x900_0000   cells and call stack       7 MiB
 *     0x6500_0000  what a process that is not running has on its stack, on its way in or out (instrument/suspend)
 *     0x7000_0000  frames                                   up to 2 GiB
 *
 * The tables lie below 2 GiB so that their places fit the signed displacement of an x86 load.
 *
 * Invariants
 * 1. Virtual addresses that can be mapped end at ADDRESS_LIMIT, where the frames begin: a frame is never where its page is.
 * 2. The memory ends below 0xFFFF_0000: an access that translated code makes at -4096 or above is outside.
 */
import type { Address, Bytes } from '../../base/ids.js';
import { cellsAt, type CellLayout } from '../../instrument/runtime/cells.js';
import type { SuspensionCells } from '../../instrument/suspend/suspension.js';
import { TABLE_SPAN, type ObservedPages, type TranslationTables } from '../../instrument/translate/translation.js';
import { PROGRAM_LIMIT } from '../../memory/layout.js';

export const PAGE: Bytes = 4096;
const WASM_PAGE: Bytes = 65536;

const SLOTS_BASE: Address = 0x0100_0000;
const SLOT_SIZE: Bytes = 0x0a00_0000;
const SPILL: Bytes = 2 * TABLE_SPAN;
const CELLS: Bytes = 0x0900_0000;
const CELLS_SIZE: Bytes = 0x0070_0000;

export const FRAMES_BASE: Address = PROGRAM_LIMIT;
/** Programs' addresses end here. */
export const ADDRESS_LIMIT: Address = PROGRAM_LIMIT;
/** Slots; several processes can have one in turn. */
export const SLOTS = 10;
const SUSPENSION_BASE: Address = SLOTS_BASE + SLOTS * SLOT_SIZE;
export const LEAST_RAM: Bytes = 16 * PAGE;
export const MOST_RAM: Bytes = 0x8000_0000;

const OBSERVED: Bytes = SPILL + 0x1_0000;
const RING: Bytes = SPILL + 0x2_0000;
const RING_SIZE: Bytes = 0x4_0000;

export const SUSPENSION: SuspensionCells = {
  state: SUSPENSION_BASE,
  top: SUSPENSION_BASE + 4,
  held: SUSPENSION_BASE + 8,
  framesAt: SUSPENSION_BASE + 16,
  framesEnd: FRAMES_BASE,
};

export interface Slot {
  /** Without the ring of references. */
  tables: TranslationTables;
  observed: ObservedPages;
  cells: CellLayout;
  /** All of the cells' region. */
  cellsBase: Address;
  cellsSize: Bytes;
}

export function slotAt(index: number): Slot {
  const base = SLOTS_BASE + index * SLOT_SIZE;
  return {
    tables: { readsAt: base, writesAt: base + TABLE_SPAN, spillAt: base + SPILL },
    observed: {
      lastAt: base + OBSERVED,
      nextAt: base + OBSERVED + 4,
      countAt: base + OBSERVED + 8,
      ringAt: base + RING,
      ringEnd: base + RING + RING_SIZE,
    },
    cells: cellsAt(base + CELLS, CELLS_SIZE),
    cellsBase: base + CELLS,
    cellsSize: CELLS_SIZE,
  };
}

/** Pages of the engine's for so much RAM. */
export function memoryPages(ram: Bytes): number {
  return Math.ceil((FRAMES_BASE + ram) / WASM_PAGE);
}

/** What code in a slot is translated with. */
export function tablesOf({ tables, observed }: Slot, isObserved: boolean): TranslationTables {
  return isObserved ? { ...tables, observed } : tables;
}
