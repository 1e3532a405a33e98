/**
 * Bytearrays, views and buffers. Fields are words.
 *
 *     bytearray   +8 LENGTH  +12 STORE (a block or 0)  +16 STORE_BYTES of the block  +20 FIRST: address of the first byte,
 *                 somewhere in the block  +24 EXPORTS: buffers that somebody has; while there are any the size is fixed
 *
 *     buffer      what GET_BUFFER fills in, BUFFER_BYTES in memory of the asker:
 *                 +0 BUFFER_OWNER, owned: who must be told of the release  +4 BUFFER_AT: address of the first byte
 *                 +8 BUFFER_LENGTH in bytes  +12 BUFFER_READONLY
 *
 *     memoryview  +8 VIEW_BUFFER: a block with the buffer, or 0 when released  +12 VIEW_OF, owned: the memoryview that has
 *                 the buffer, or itself not counted when it is this one  +16 VIEW_AT: address of the item with indices 0
 *                 +20 VIEW_LENGTH: bytes of all items  +24 VIEW_READONLY  +28 VIEW_FORMAT: str, owned  +32 VIEW_ITEM bytes
 *                 +36 VIEW_DIMENSIONS  +40 VIEW_SHAPE: a block of that many lengths and as many strides (words)
 *                 +44 VIEW_EXPORTS: buffers and views that were made of it  +48 VIEW_WEAK  +56 HASH (i64)
 */
export const STORE = 12;
export const STORE_BYTES = 16;
export const FIRST = 20;
export const EXPORTS = 24;
export const BYTEARRAY_BYTES = 28;

export const BUFFER_OWNER = 0;
export const BUFFER_AT = 4;
export const BUFFER_LENGTH = 8;
export const BUFFER_READONLY = 12;
export const BUFFER_BYTES = 16;

/** Flags of GET_BUFFER. */
export const BUFFER_SIMPLE = 0;
export const BUFFER_WRITABLE = 1;
