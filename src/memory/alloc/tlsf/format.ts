/** Numbers of the control block that lists.as.ts draws. */

/** Each power of two is split into this many classes. */
export const CLASS_LOG = 5;
export const CLASSES = 32;
/** Sizes below this are in row 0, one class for each multiple of 16. */
export const LINEAR_LOG = 9;
export const LINEAR_LIMIT = 512;
/** Row 0 and one for each power of two from 2^9 to 2^30. */
export const ROWS = 23;

/** From the control block's start to its parts. */
export const ROW_MAP = 0;
export const CLASS_MAPS = 4;
export const HEADS = 96;
export const CONTROL_SIZE = 3056;

/** From a free chunk's header to its links. */
export const NEXT = 4;
export const PREVIOUS = 8;
