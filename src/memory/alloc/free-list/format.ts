/** Numbers that the free-list allocator's kernel, its checks and its class share; free-list.ts draws the control block. */

export const FIRST_FIT = 0;
export const NEXT_FIT = 1;
export const BEST_FIT = 2;
export const WORST_FIT = 3;

export const ADDRESS_ORDER = 0;
export const LIFO_ORDER = 1;

export const IMMEDIATE = 0;
export const DEFERRED = 1;
export const NEVER = 2;

/** From the control block's start to its parts. */
export const LIST_NODE = 12;
export const ROVER = 24;
export const CONTROL_SIZE = 32;

/** Larger than any size, so that a search ends at the list's own node. */
export const NODE_HEADER = 0x7fff_ffff;

/** From a free chunk's header to its links. */
export const NEXT = 4;
export const PREVIOUS = 8;
