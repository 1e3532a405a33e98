/**
 * Files in memory, BytesIO and StringIO. What all files have comes first.
 *
 *     file      +8 FILE_DICT  +12 FILE_WEAK, both owned or 0
 *     in memory +16 MEMORY_DATA (of BytesIO a bytes object, owned, with room at its end; of StringIO a block, or 0: characters as
 *               words)  +20 MEMORY_ROOM, bytes of the block
 *               +24 MEMORY_LENGTH  +28 MEMORY_POSITION, in bytes or characters  +32 MEMORY_OPEN (1, 0 once it is closed)
 *               +36 MEMORY_EXPORTS: how many buffers lend the bytes out  +40 MEMORY_PLAIN (1: what is written stays as it is)
 *     _BytesIOBuffer      +8 LENT_BY, the file, owned
 */
export const FILE_DICT = 8;
export const FILE_WEAK = 12;
export const FILE_BYTES = 16;

export const MEMORY_DATA = 16;
export const MEMORY_ROOM = 20;
export const MEMORY_LENGTH = 24;
export const MEMORY_POSITION = 28;
export const MEMORY_OPEN = 32;
export const MEMORY_EXPORTS = 36;
export const MEMORY_PLAIN = 40;
export const MEMORY_BYTES = 44;

export const LENT_BY = 8;
export const LENT_BYTES = 12;
