/** Constants of the chunk and region format that free-list.ts draws. */

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
