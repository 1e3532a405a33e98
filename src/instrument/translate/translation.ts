/**
 * What translated code knows of the memory it runs in: the flat tables of its address space (memory/vm/flat-table.ts),
 * and a few bytes for accesses that reach over the end of a page.
 *
 *     memory address = virtual address + table[virtual address >>> 12]      modulo 2^32; an entry of 0: ask the host
 */

/**
 * Memory addresses, all below 2 GiB.
 *
 * The look-up asks with the same load whether the address is aligned: it rotates the address so that its lowest bits come out
 * above the number of the page. Of an aligned address they are 0; any other leads behind the table, where there are only
 * zeros, and so to the slow path.
 *
 *     index in bytes = rotr(address, 10) & (0x3f_fffc | (size - 1) << 22)
 */
export interface TranslationTables {
  /** The table of 2^20 words for reads; that for writes. Behind each are zeros, TABLE_SPAN bytes in all. */
  readsAt: number;
  writesAt: number;
  /**
   * SPILL_AREA bytes: what an access reads or writes that has its bytes on two pages; the virtual address and the size of
   * such a write until it has been taken apart; and a page on its way, where two do not fit into memory together.
   */
  spillAt: number;
  /** Where it is written down which pages are touched, one after the other; undefined when nobody wants to know. */
  observed?: ObservedPages;
}

/**
 * The references of a program, as a ring of words: `page << 1 | write`. A reference to the page of the one before is not
 * written down, unless it is the first write; nor is one that the model of a TLB has in its first level, where nobody else wants
 * to know. If that has not got it, but the table has, BEYOND_LEVEL_1 is set.
 */
export interface ObservedPages {
  /** Words: the reference before; where the next word goes. */
  lastAt: number;
  nextAt: number;
  /** i64: accesses so far. */
  countAt: number;
  ringAt: number;
  ringEnd: number;
  level1: ObservedLevel1;
}

/** The first level of the model (memory/vm/tlb.ts), which has 2^n sets, where generated code finds it. */
export interface ObservedLevel1 {
  /** A word: 0 when every reference is to be written down. */
  isOnAt: number;
  /** f64: what makes a page's number a tag of the process whose turn it is. */
  spaceAt: number;
  /** f64: hits so far. */
  hitsAt: number;
  /** f64 each: the tags, ways of a set behind one another, the latest first. */
  tagsAt: number;
  sets: number;
  ways: number;
}

/** On a reference of the ring. */
export const BEYOND_LEVEL_1 = 0x8000_0000;

export const PAGE_SHIFT = 12;
export const PAGE = 4096;

export const SPILL_ADDRESS = 16;
export const SPILL_SIZE = 20;
export const SPILL_PAGE = 64;
/** Bytes behind `spillAt` in all. */
export const SPILL_AREA = SPILL_PAGE + PAGE;

/** Bytes from a table's start that a look-up may reach, for the largest access. */
export const TABLE_SPAN = 0x0400_0000;
/** By how much a look-up rotates, what it keeps of the page, and where the lowest bits of the address come out. */
export const LOOKUP_ROTATION = 10;
export const LOOKUP_PAGES = 0x003f_fffc;
export const LOOKUP_LOW_BITS = 22;
