/**
 * What translated code knows of the memory it runs in: the flat tables of its address space (memory/vm/flat-table.ts),
 * and a few bytes for accesses that reach over the end of a page.
 *
 *     memory address = virtual address + table[virtual address >>> 12]      modulo 2^32; an entry of 0: ask the host
 */

/** Memory addresses, all below 2 GiB. */
export interface TranslationTables {
  /** The table of 2^20 words for reads; that for writes. */
  readsAt: number;
  writesAt: number;
  /**
   * SPILL_AREA bytes: what an access reads or writes that has its bytes on two pages; the virtual address and the size of
   * such a write until it has been taken apart; and a page on its way, where two do not fit into memory together.
   */
  spillAt: number;
}

export const PAGE_SHIFT = 12;
export const PAGE = 4096;

export const SPILL_ADDRESS = 16;
export const SPILL_SIZE = 20;
export const SPILL_PAGE = 64;
/** Bytes behind `spillAt` in all. */
export const SPILL_AREA = SPILL_PAGE + PAGE;
