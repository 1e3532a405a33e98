/**
 * A trace as the replaying kernel reads it, in the reserved bytes of the heap's memory:
 *
 *     row       0  id
 *               4  size
 *               8  operation | log2 of the alignment << 8
 *     ids       a word each: where the block lies; 0 while it does not live
 */

export const ROW_BYTES = 12;
export const ROW_SIZE = 4;
export const ROW_OPERATION = 8;
export const ALIGN_LOG_SHIFT = 8;
export const ADDRESS_BYTES = 4;
