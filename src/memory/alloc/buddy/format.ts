/** Numbers of the block, frame and control-block format that buddy.ts draws. */

export const MIN_ORDER = 4;
export const MAX_ORDER = 30;

/** Memory comes from the page source in frames. */
export const FRAME_ORDER = 16;
export const FRAME = 1 << FRAME_ORDER;

/** What a block's byte in an order map has besides the order. */
export const ORDER_MASK = 31;
export const FREE = 32;
export const DELAYED = 64;
export const SPLIT = 128;

/** Bytes of the order map at the start of a frame that is split. */
export const MAP_ORDER = 12;
export const MAP_SIZE = 1 << MAP_ORDER;

/** From the control block's start to its parts: heads of lists by order, four bytes each. */
export const FREE_HEADS = 0;
export const DELAYED_HEADS = 128;
export const CONTROL_ORDER = 8;
export const CONTROL_SIZE = 1 << CONTROL_ORDER;

/** The frame table: a byte for each frame below 2 GiB. It is the upper half of the first frame. */
export const TABLE_ORDER = 15;
export const TABLE_SIZE = 1 << TABLE_ORDER;
