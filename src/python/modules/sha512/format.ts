/**
 * The layout of _sha512's objects: +8 SHA_DIGEST_BYTES (64 or 48)  +12 SHA_FILLED, bytes that wait in the block
 * +16 SHA_TOTAL (i64), bytes so far  +24 SHA_STATE, eight words of 64 bits  +88 SHA_BLOCK, 128 bytes
 */
export const SHA_DIGEST_BYTES = 8;
export const SHA_FILLED = 12;
export const SHA_TOTAL = 16;
export const SHA_STATE = 24;
export const SHA_BLOCK = 88;
export const SHA_BLOCK_BYTES = 128;
export const SHA_BYTES = 216;
