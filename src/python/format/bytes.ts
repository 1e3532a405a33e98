/**
 * Bytearrays and buffers. Fields are words.
 *
 *     bytearray   +8 LENGTH  +12 STORE (a block or 0)  +16 STORE_BYTES of the block  +20 FIRST: address of the first byte,
 *                 somewhere in the block  +24 EXPORTS: buffers that somebody has; while there are any the size is fixed
 *
 *     buffer      what GET_BUFFER fills in, BUFFER_BYTES in memory of the asker:
 *                 +0 BUFFER_OWNER, owned: who must be told of the release  +4 BUFFER_AT: address of the first byte
 *                 +8 BUFFER_LENGTH in bytes  +12 BUFFER_READONLY  +16 BUFFER_FORMAT: the character that struct has for its
 *                 items, 0 for bytes
 *
 *     managedbuffer  what a memoryview is of: +8 a buffer, which is given back when the last view is released
 *     memoryview     +8 VIEW_WEAK  +12 VIEW_OF: its managedbuffer, owned; all else is in TypeScript
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
export const BUFFER_FORMAT = 16;
export const BUFFER_BYTES = 20;

export const MANAGED_BUFFER = 8;
export const MANAGED_BUFFER_BYTES = MANAGED_BUFFER + BUFFER_BYTES;
export const VIEW_WEAK = 8;
export const VIEW_OF = 12;
export const VIEW_BYTES = 16;

/** Flags of GET_BUFFER. */
export const BUFFER_SIMPLE = 0;
export const BUFFER_WRITABLE = 1;
