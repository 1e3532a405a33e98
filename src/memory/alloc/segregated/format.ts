/** Numbers of the control block and the bins that bins.as.ts and trees.as.ts draw. */

/** Chunks below this size are in bins of one size each, in steps of 16 bytes. */
export const SMALL_LIMIT = 512;
export const SMALL_BINS = 32;
/** The rest is in tries: two for each power of two from here on, the last one for all that is larger. */
export const FIRST_TREE_LOG = 9;
export const TREES = 32;

/** From the control block's start to its parts. */
export const SMALL_MAP = 0;
export const TREE_MAP = 4;
export const SMALL_HEADS = 8;
export const TREE_ROOTS = 136;
export const CONTROL_SIZE = 272;

/** From a free chunk's header to its links. */
export const NEXT = 4;
export const PREVIOUS = 8;
export const LEFT = 12;
export const RIGHT = 16;
export const SLOT = 20;
