/** Numbers of the chunk, region and control-block format that segregated.ts and bins.as.ts draw. */

export const CHUNK_IN_USE = 2;
export const PREVIOUS_IN_USE = 1;

/** Header, two links and footer of a free chunk. */
export const MIN_CHUNK = 16;

/** Header of the fence at the end of a region; PREVIOUS_IN_USE comes on top. */
export const FENCE = CHUNK_IN_USE;

/** From a region's start to the header of its first chunk, control block not counted. */
export const FIRST_CHUNK = 12;

/** What a region needs besides its chunks. */
export const REGION_OVERHEAD = 16;

/** Bins of one size each, in steps of 16 bytes; above them each power of two is split in eight. */
export const SMALL_BINS = 64;
export const SMALL_LIMIT = 1024;
export const FIRST_LARGE_LOG = 10;
export const BINS = 232;
export const MAP_WORDS = 8;

/** From the control block's start to its parts. */
export const MAP = 4;
export const HEADS = 36;
export const CONTROL_SIZE = 976;
