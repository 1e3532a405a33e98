/**
 * The format of what size classes are served from, shared by the designs that have size classes: frames, segments, pages.
 *
 *     frame     64 KiB at a multiple of 64 KiB; runs of frames are got from the page source and go back to it
 *
 *     run       +0   SHIFT (a byte)       logarithm of the size of a segment's pages
 *               +4   KIND                 FREE_RUN, SEGMENT or LARGE
 *               +8   RUN_FRAMES
 *               +12  USED_PAGES           bit p: page p of the segment is taken
 *               +16  NEXT_RUN  +20  PREVIOUS_RUN
 *                    of a free run: in its bin; of a segment with an untaken page: in the list at PARTIAL
 *               +24  PAYLOAD              of a large block: its address
 *     free run  its last word is RUN_FRAMES again
 *     segment   one frame: four pages of 16 KiB or one page; the headers of its pages follow, 64 bytes for each
 *     large     block from +128 on, or at a higher multiple of the alignment that was asked for, or at the second frame
 *
 *     page      +64  FREE        first free block, from which requests are served
 *               +68  USED        blocks not in a free list; FULL is set while the page is in no queue
 *               +72  LOCAL_FREE  first of a second list of free blocks
 *               +76  BUMP        blocks from here to END were never handed out
 *               +80  END         end of the last block
 *               +84  BLOCK_SIZE
 *               +88  NEXT_PAGE  +92  PREVIOUS_PAGE  in the queue of its owner
 *               +96  OWNER       what the page belongs to (0: nothing)
 *               +100 LINK        where in a free block the link to the next one is
 *               +104 START       first block
 *
 *     first segment: its first page has, from the segment's start on, HEADS (bit f: a run starts at frame f), FREE_ENDS
 *     (a free run starts or ends there), MAPPED (the frame came from map), RUN_BINS (a word whose bit b says that bin b
 *     is not empty, then the bins' heads), PARTIAL, and what the design needs, from DESIGN on
 *
 * The header of a block's page is found from its address: the frame is that of the byte before the block, so that a large
 * block may start at a frame's first byte, behind a frame for its header; SHIFT leads on to the page.
 *
 * Invariants
 * 1. Runs do not overlap; HEADS, FREE_ENDS, MAPPED say what the drawing says.
 * 2. Two free runs that touch are not both from map or both from the break. Each is in the bin of its length once.
 * 3. Of a taken page with an owner, (BUMP - START) / BLOCK_SIZE is USED plus the lengths of its free lists.
 * 4. A page is in the queue of its owner once, or FULL and in none; then all its blocks are in use.
 */

export const FRAME_LOG = 16;
export const FRAME = 1 << FRAME_LOG;
export const FRAMES = 1 << (31 - FRAME_LOG);

/** A run's header, at the start of its first frame. */
export const SHIFT = 0;
export const KIND = 4;
export const RUN_FRAMES = 8;
export const USED_PAGES = 12;
export const NEXT_RUN = 16;
export const PREVIOUS_RUN = 20;
export const PAYLOAD = 24;

export const FREE_RUN = 1;
export const SEGMENT = 2;
export const LARGE = 3;
/** SHIFT of a large block: whatever its alignment, it is in page 0. */
export const LARGE_SHIFT = 17;

/** Logarithms of the sizes of pages. */
export const SMALL_PAGE = 14;
export const WHOLE_PAGE = 16;
export const SMALL_PAGES = 4;
/** Where the blocks of the first page may begin: behind the headers. */
export const FIRST_OF_SMALL = 320;
export const FIRST_OF_WHOLE = 128;

/** A page's header, from its segment's start + 64 * its index. */
export const FREE = 64;
export const USED = 68;
export const LOCAL_FREE = 72;
export const BUMP = 76;
export const END = 80;
export const BLOCK_SIZE = 84;
export const NEXT_PAGE = 88;
export const PREVIOUS_PAGE = 92;
export const OWNER = 96;
export const LINK = 100;
export const START = 104;
/** In USED of a page without a free block, which is in no queue. */
export const FULL = -0x8000_0000;

/** The first segment's first page is the heap's own. From the segment's start: */
export const HEADS = 512;
export const FREE_ENDS = HEADS + (FRAMES >> 3);
export const MAPPED = FREE_ENDS + (FRAMES >> 3);
export const RUN_BINS = MAPPED + (FRAMES >> 3);
export const BINS = 28;
export const EXACT_BINS = 16;
export const PARTIAL = RUN_BINS + 4 + 4 * BINS;
/** ... and from here on what the design needs for itself. */
export const DESIGN = 13056;

/** Size classes: 1 to 8 in steps of 16 bytes, then four for each doubling, then equal parts of a whole page. */
export const LAST_STEP_CLASS = 8;
export const LAST_DOUBLING_CLASS = 32;
export const CLASSES = 40;
/** Largest block in a page of 16 KiB, largest in a class that aligns, largest in a page at all. */
export const SMALL_MAX = 1024;
export const DOUBLING_MAX = 8192;
export const CLASS_MAX = FRAME - FIRST_OF_WHOLE;
/** Blocks of a class lie at multiples of the largest power of two in their size, up to this. */
export const MAX_ALIGNMENT = 4096;
