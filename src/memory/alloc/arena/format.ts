/** Numbers of the chunk and block format that arena.ts draws. */

export const NEXT = 0;
export const END = 4;
export const TOP = 8;
/** From a chunk's start to the header of its first block. */
export const FIRST_BLOCK = 12;
/** What a chunk has besides its blocks. */
export const CHUNK_OVERHEAD = 16;

export const IN_USE = 1;
