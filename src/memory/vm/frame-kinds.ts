/** What a frame is used for. */
export const FREE = 0;
/** The zero page. */
export const ZERO = 1;
/** A table of a page table. */
export const TABLE = 2;
/** A private page, or a page that was read ahead from swap. */
export const ANONYMOUS = 3;
/** A page of an object: of a file, or of shared memory. */
export const CACHED = 4;

/** The frame that holds zeros. */
export const ZERO_FRAME = 0;
