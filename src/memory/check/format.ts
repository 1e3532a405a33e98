/** Numbers of the checker's tables that its kernel and its TypeScript share. */

/** Where before the payload the block's id lies. */
export const ID_OFFSET = 16;

/** Words of a row of the block registry (block-registry.ts draws it). */
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

/** Where in the info word the other fields begin. */
export const ALLOC_SHIFT = 2;
export const FREE_SHIFT = 6;
export const ALIGN_SHIFT = 10;

/** Of the info word: neither totals nor events know of the block. */
export const UNCOUNTED_BLOCK = 0x40000;

/** On a stack id that an allocation comes with: blocks from it are not counted. */
export const UNCOUNTED_STACK = 0x80000000;

/** Bytes of program for each entry of `occupied`, as a shift. */
export const STRETCH_SHIFT = 12;
