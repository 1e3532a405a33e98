/**
 * The call log: what a program asked of its malloc family, and no more, in as few bytes as can be written while it runs.
 * Kernels write it (memory/direct), call-log.ts reads it, recordings hold it; the numbers are part of the recording format.
 *
 *     word 0   bits 0-26 a block's address / 16, bits 27-31 code
 *     word 1   of births and moves: bytes asked for
 *     word 2   of aligned births: log2 of the alignment; of moves: the block's new address
 *
 * Codes below 12 are those of routines (routine-codes.ts): memalign and its like are aligned births, what frees has one
 * word, what allocates has two.
 */

/** realloc to size 0. */
export const CALL_FREED_BY_REALLOC = 12;
/** realloc. */
export const CALL_MOVED = 13;
/** Aligned births by operator new and new[]. */
export const CALL_ALIGNED_NEW = 14;
export const CALL_ALIGNED_NEW_ARRAY = 15;

export const CALL_CODE_SHIFT = 27;
export const CALL_GRAIN_SHIFT = 4;
/** Words of the longest call. */
export const CALL_WORDS = 3;
/** Words that the buffer of a kernel holds. */
export const CALL_CAPACITY = 131072;
