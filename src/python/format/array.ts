/**
 * The objects of the module array. Fields are words.
 *
 *     array  +8 LENGTH in items  +12 ARRAY_ITEMS (a block or 0)  +16 ARRAY_CAPACITY, items that the block has room for
 *            +20 ARRAY_EXPORTS: buffers that somebody has; while there are any the length is fixed  +24 ARRAY_CODE, the
 *            character of its type code  +28 ARRAY_ITEM_BYTES  +32 ARRAY_WEAK
 *
 * Items are as C lays them out on a 64-bit machine: 'l' and 'L' have eight bytes, 'u' has four.
 */
export const ARRAY_ITEMS = 12;
export const ARRAY_CAPACITY = 16;
export const ARRAY_EXPORTS = 20;
export const ARRAY_CODE = 24;
export const ARRAY_ITEM_BYTES = 28;
export const ARRAY_WEAK = 32;
export const ARRAY_BYTES = 36;
