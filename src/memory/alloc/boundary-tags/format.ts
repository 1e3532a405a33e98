/**
 * Numbers of the format that the boundary-tag allocators share (segregated, tlsf, free-list).
 *
 *     chunk: 4-byte header at c, c % 16 == 12, so that the payload at c+4 is 16-aligned
 *
 *     in use   c         size | CHUNK_IN_USE | flags         size: multiple of 16, from header to next header
 *              c+4       payload, size - 4 bytes
 *     free     c         size | flags
 *              c+4       links of the design's free list
 *              c+size-4  size again (the footer), so that the next chunk finds this one's header
 *
 *     flags: PREVIOUS_IN_USE: the chunk before this one is in use; a region's first chunk has it set
 *            MAPPED: the chunk is all of a region that came from map()
 *
 *     region: a stretch of memory from the page source without a gap
 *
 *     start      address of the region opened before this one, or 0
 *     +4         end of this region
 *     +8         of a mapped region: the one mapped after it, or 0
 *     +12        first chunk; in the region that was opened first the design's control block lies before it, from +16 on
 *     end-4      fence: a header of size 0, in use, that ends coalescing
 *
 * Source: Knuth, The Art of Computer Programming 1, section 2.5.
 */

export const CHUNK_IN_USE = 2;
export const PREVIOUS_IN_USE = 1;
export const MAPPED = 4;
export const FLAGS = 15;

/** Header, two links and footer of a free chunk. */
export const MIN_CHUNK = 16;

/** From a region's start to the header of its first chunk, control block not counted. */
export const FIRST_CHUNK = 12;

/** What a region needs besides its chunks. */
export const REGION_OVERHEAD = 16;
