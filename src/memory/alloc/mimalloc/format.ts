/** Where mimalloc.ts has its queues and its table of pages, from DESIGN (segments/format.ts) on. */

/** For each class the first and the last page of its queue. */
export const QUEUES = 0;
export const LAST = 4;
/** For each request of up to SMALL_MAX bytes, in steps of 16, the first page of the queue of its class. */
export const DIRECT = 320;
/** The header of a page without blocks stands there for an empty queue. */
export const NO_PAGE = 592;
