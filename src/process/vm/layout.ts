/**
 * The map of the one WebAssembly.Memory in which programs run on paged memory. Its addresses are memory addresses; no
 * program ever sees one. What a program calls an address is virtual, and leads to a frame or nowhere.
 *
 *     0x0100_0000  what the process has whose turn it is: 160 MiB, of which little is ever touched
 *                    +0            flat table for reads: 4 MiB, and zeros behind it up to 64 MiB
 *                    +0x400_0000   the same for writes
 *                    +0x800_0000   spill area; what is seen of references at +0x801_0000, their ring at +0x802_0000
 *                    +0x900_0000   cells and call stack       7 MiB
 *     0x0b00_0000  the checker's tables, where it runs (memory/layout.ts says what they are)
 *                    0x0b00_0000   shadow                   512 MiB
 *                    0x2b00_0000   block registry           384 MiB
 *                    0x4300_0000   block index              224 MiB
 *                    0x5100_0000   stretches with blocks, ring of events, scratch       16 MiB
 *                    0x5200_0000   quarantine               128 MiB
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
import type { CheckLayout } from '../../memory/check/check-kernel.js';
import { LEVEL_1 } from '../../memory/vm/tlb.js';
import { PROGRAM_LIMIT, QUARANTINE_SLOTS, REGISTRY_SIZE } from '../../memory/layout.js';

export const PAGE: Bytes = 4096;
const WASM_PAGE: Bytes = 65536;

const SLOT_BASE: Address = 0x0100_0000;
const SPILL: Address = SLOT_BASE + 2 * TABLE_SPAN;
const CELLS: Address = SLOT_BASE + 0x0900_0000;
const CELLS_SIZE: Bytes = 0x0070_0000;

export const FRAMES_BASE: Address = PROGRAM_LIMIT;
/** Programs' addresses end here. */
export const ADDRESS_LIMIT: Address = PROGRAM_LIMIT;
const SUSPENSION_BASE: Address = 0x6500_0000;
export const LEAST_RAM: Bytes = 16 * PAGE;
export const MOST_RAM: Bytes = 0x8000_0000;

const OBSERVED: Address = SPILL + 0x1_0000;
const RING: Address = SPILL + 0x2_0000;
const RING_SIZE: Bytes = 0x4_0000;

export const SUSPENSION: SuspensionCells = {
  state: SUSPENSION_BASE,
  top: SUSPENSION_BASE + 4,
  held: SUSPENSION_BASE + 8,
  framesAt: SUSPENSION_BASE + 16,
  framesEnd: FRAMES_BASE,
};

/** The checker's. Shadow that no address below the limit has is never set, as in memory/layout.ts. */
export const PAGED_CHECK_LAYOUT: CheckLayout = {
  limit: PROGRAM_LIMIT,
  shadowBase: 0x0b00_0000,
  registryBase: 0x2b00_0000,
  registrySize: REGISTRY_SIZE,
  indexBase: 0x4300_0000,
  occupiedBase: 0x5100_0000,
  eventBase: 0x5110_0000,
  scratchBase: 0x5120_0000,
  ringBase: 0x5200_0000,
  ringSlots: QUARANTINE_SLOTS,
};

/** What the process has whose turn it is. */
export interface Slot {
  /** Without the ring of references. */
  tables: TranslationTables;
  observed: ObservedPages;
  cells: CellLayout;
  /** All of the cells' region. */
  cellsBase: Address;
  cellsSize: Bytes;
}

export const SLOT: Slot = {
  tables: { readsAt: SLOT_BASE, writesAt: SLOT_BASE + TABLE_SPAN, spillAt: SPILL },
  observed: {
    lastAt: OBSERVED,
    nextAt: OBSERVED + 4,
    countAt: OBSERVED + 8,
    ringAt: RING,
    ringEnd: RING + RING_SIZE,
    level1: { isOnAt: OBSERVED + 16, spaceAt: OBSERVED + 24, hitsAt: OBSERVED + 32, tagsAt: OBSERVED + 64, ...LEVEL_1 },
  },
  cells: cellsAt(CELLS, CELLS_SIZE),
  cellsBase: CELLS,
  cellsSize: CELLS_SIZE,
};

/** Pages of the engine's for so much RAM. */
export function memoryPages(ram: Bytes): number {
  return Math.ceil((FRAMES_BASE + ram) / WASM_PAGE);
}

/** What code is translated with. */
export function translationTables(isObserved: boolean): TranslationTables {
  return isObserved ? { ...SLOT.tables, observed: SLOT.observed } : SLOT.tables;
}
