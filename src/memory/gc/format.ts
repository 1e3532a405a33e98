/**
 * What the managed heap knows of objects, whatever language they belong to.
 *
 *     object    -8 NEXT  -4 PREVIOUS    only of objects that can take part in cycles: links of the list of a generation,
 *                                       both 0 while the object is not tracked
 *               +0 COUNT  +4 TYPE       its type: an object that has the fields below
 *     type      +24 TYPE_FLAGS  +56 WEAK_AT  +88 BEFORE_HEAD  +92 DEALLOC  +96 TRAVERSE  +100 CLEAR
 *               +104 FINALIZE
 *     weak ref  +8 REFERENT (not counted; 0: dead)  +12 CALLBACK (owned or 0)  +16 hash (i64)  +24 WEAK_PREVIOUS
 *               +28 WEAK_NEXT: the references to one object, from the word at WEAK_AT in it
 *     free      of a small block: +0 is 0 and +8 the next free one of its size
 *
 * Small blocks are carved from pools, pools from arenas; every size class has one free list, last in first out. What is
 * larger comes from one of the allocators of memory/alloc.
 *
 *     pool      POOL_BYTES at a multiple of it: +0 POOL_CLASS  +4 POOL_NEXT (all pools)  +8 POOL_CARVED (blocks that it
 *               has)  +12 POOL_ARENA, blocks from +16
 */
export const COUNT = 0;
export const TYPE = 4;
/** Bytes in front of objects that can take part in cycles. */
export const CYCLE_HEAD = 8;

// A head: links are addresses of heads, and marks lie below them.

export const NEXT_HEAD = 0;
export const PREVIOUS_HEAD = 4;
export const LINK_MASK = ~7;
/** In PREVIOUS_HEAD, for as long as the object lives: FINALIZE has been called. */
export const FINALIZED = 1;
/** In PREVIOUS_HEAD: among what is being collected; while counts are compared the count's copy is above the marks. */
export const COLLECTING = 2;
export const MARK_BITS = 3;
/** In NEXT_HEAD: found unreachable so far. */
export const UNREACHABLE = 1;

export const TYPE_FLAGS = 24;
export const WEAK_AT = 56;
/** Of a type: bytes that its instances have in front of their heads. */
export const BEFORE_HEAD = 88;
export const DEALLOC = 92;
export const TRAVERSE = 96;
export const CLEAR = 100;
export const FINALIZE = 104;

/** In TYPE_FLAGS: made by a class statement; instances hold a count of their type. */
export const HEAP_TYPE = 1;
/** In TYPE_FLAGS: instances have a head for cycles. */
export const CYCLIC = 2;
/** In TYPE_FLAGS: instances are weak references. */
export const IS_WEAK = 1 << 20;

export const REFERENT = 8;
export const CALLBACK = 12;
export const WEAK_HASH = 16;
export const WEAK_PREVIOUS = 24;
export const WEAK_NEXT = 28;
export const WEAK_BYTES = 32;

export const SMALL_LIMIT = 512;
export const FREE_LINK = 8;
export const POOL_BYTES = 0x4000;
export const POOL_CLASS = 0;
export const POOL_NEXT = 4;
export const POOL_CARVED = 8;
export const POOL_ARENA = 12;
export const POOL_BLOCKS = 16;
export const ARENA_BYTES = 0x10_0000;

// Cells

/** Heads of the free lists of small blocks, a word for each class of 16 bytes: class c serves up to 16 * c bytes. */
export const FREE_LISTS = 0x1200;
/** Not 0: every block goes the long way. Whoever carves blocks without a call looks here first. */
export const HEAP_MODE = 0x1300;
/** In HEAP_MODE: small blocks come from the allocator too. */
export const NO_POOLS = 1;
/** In HEAP_MODE: each block's origin is noted (tracing/table.as.ts). */
export const TRACING = 2;
/** In HEAP_MODE, with TRACING from the start of the program on: what each place has allocated in all is summed too. */
export const PROFILING = 4;
/** In HEAP_MODE, with TRACING: every block that comes or goes is written into the ring (tracing/recording.as.ts). */
export const RECORDING = 8;
/** In HEAP_MODE, with TRACING: new blocks are nobody's for now, but those that go are still forgotten. */
export const PAUSED = 16;
/** In HEAP_MODE: somebody wants to hear when the block around WATCHED is given back. */
export const WATCHING = 32;
/** Table indices of the allocator's malloc, free and memalign. */
export const LARGE_MALLOC = 0x1304;
export const LARGE_FREE = 0x1308;
export const LARGE_ALIGNED = 0x130c;
/** The last pool, from which all others can be reached. */
export const POOLS = 0x1310;
/** The part of the newest arena that no pool has yet. */
export const ARENA_AT = 0x1314;
export const ARENA_END = 0x1318;
/** Tracing: address of the first level of its table, index of the function that says where the program is. */
export const TRACE_TOP = 0x1320;
export const TRACE_SOURCE = 0x1324;
/** Estimated bytes of the blocks that are traced, and the most there were; unsigned. */
export const TRACED_NOW = 0x1328;
export const TRACED_PEAK = 0x132c;
/** Bytes of the tables themselves. */
export const TRACE_OVERHEAD = 0x1330;
/** Large blocks and small ones that were handed out by an allocator. */
export const LARGE_COUNT = 0x1334;
/** Pools that belong to no size class at the moment: POOL_CARVED is 0. */
export const FREE_POOLS = 0x1338;
/** While profiling: bytes as they were asked for, and the most there were. */
export const PROFILED_NOW = 0x1340;
export const PROFILED_PEAK = 0x1344;
/** Arenas there are. */
export const ARENAS = 0x133c;
/** TRACE_MARKED while the program itself traces, else 0: goes into the TRACE_BYTES of new blocks. */
export const TRACE_MARK = 0x1348;
/** Recording: address of the ring, events in it, index of the function that empties it. */
export const RECORD_RING = 0x134c;
export const RECORD_COUNT = 0x1350;
export const RECORD_FULL = 0x1354;
/** The watched object, or 0; and indices of what hears of its end and of stores to it (instrument/watch). */
export const WATCHED = 0x1358;
export const WATCH_FREED = 0x135c;
export const WATCH_STORE = 0x1360;
export const WATCH_COPY = 0x1364;
export const WATCH_FILL = 0x1368;
/** Bytes in large blocks, and the most there ever were in all. */
export const LARGE_BYTES = 0x131c;
/** Collector: 64 words. */
export const COLLECTOR = 0x1100;

export const GENERATIONS = 3;
/** How many cyclic objects were made since the last collection, less those that died, and how many may be. */
export const YOUNG_COUNT = COLLECTOR;
/** Beyond reach while collection is off. */
export const YOUNG_LIMIT = COLLECTOR + 4;
/** How often the next younger generation was collected since the last collection of this one. From generation 1 on. */
export const OLDER_COUNTS = COLLECTOR + 8;
/** What the program set, a word for each generation. */
export const THRESHOLDS = COLLECTOR + 0x10;
/** The lists of the generations and the permanent one: each is a head without an object. */
export const GENERATION_LISTS = COLLECTOR + 0x20;
export const LIST_BYTES = 8;
export const PERMANENT = GENERATION_LISTS + GENERATIONS * LIST_BYTES;
export const ENABLED = COLLECTOR + 0x40;
/** A collection is running. */
export const RUNNING = COLLECTOR + 0x44;
export const DEBUG_FLAGS = COLLECTOR + 0x48;
/** Objects that survived the last full collection, and those that have come into the oldest generation since. */
export const LONG_LIVED = COLLECTOR + 0x4c;
export const LONG_LIVED_PENDING = COLLECTOR + 0x50;
/** gc.garbage and gc.callbacks, owned. */
export const GARBAGE = COLLECTOR + 0x54;
export const CALLBACKS = COLLECTOR + 0x58;
/** For each generation: collections, collected, uncollectable. */
export const STATISTICS = COLLECTOR + 0x5c;
export const STATISTICS_BYTES = 12;
/** Lists of a running collection. */
export const UNREACHABLE_LIST = COLLECTOR + 0x80;
export const DOOMED_LIST = COLLECTOR + 0x88;
export const WEAK_LIST = COLLECTOR + 0x90;
export const SEEN_LIST = COLLECTOR + 0x98;
/** The program's young objects while something is loaded (counting/loading.as.ts). */
export const SET_ASIDE_LIST = COLLECTOR + 0xc0;
/** Old objects that the language has and the heap has not, counted among those that survive; 0 unless it says so. */
export const OLD_ELSEWHERE = COLLECTOR + 0xc8;
/** Collections of the youngest generation that the language had before the program, beside the statistics. */
export const COLLECTIONS_BEFORE = COLLECTOR + 0xcc;
/** Indices in the table of what the language does in a collection (counting/language.as.ts). */
export const LANGUAGE = COLLECTOR + 0xa0;

// Tracing

/** A word of the first level for each piece of the address space: its table, or 0. */
export const TRACE_PIECE_LOG = 16;
export const TRACE_TOP_BYTES = 4 << (31 - TRACE_PIECE_LOG);
/** A piece's table has two words for each 16 bytes: TRACE_ORIGIN, TRACE_BYTES. */
/**
 * What a block is that is no object, in place of the bytes in front of one; it says how the block would grow with words of
 * 64 bits: words, bytes, a table of entries that have 16 bytes or 24 bytes there.
 */
export const WORD_BLOCK = -4;
export const BYTE_BLOCK = -8;
export const ENTRY_BLOCK = -12;
export const LARGE_ENTRY_BLOCK = -16;
/** CPython has none such: it is not traced. */
export const OWN_BLOCK = -20;
export const TRACE_ENTRY = 8;
export const TRACE_TABLE_BYTES = (TRACE_ENTRY << TRACE_PIECE_LOG) >> 4;
/** Number of the trace; from bit ORIGIN_BITS on, signed, one more than the words in front of an object, or less for no object. All 0: not traced. */
export const TRACE_ORIGIN = 0;
export const TRACE_BYTES = 4;
/** In TRACE_BYTES, the highest bit: the block begins 8 bytes behind a multiple of 16. */
export const BEHIND_SHIFT = 28;
export const BYTES_MASK = 0x3fff_ffff;
/** In TRACE_BYTES: the program itself was tracing when the block was made. No larger block is traced. */
export const TRACE_MARKED = 0x4000_0000;
export const ORIGIN_BITS = 24;
export const ORIGIN_MASK = (1 << ORIGIN_BITS) - 1;

/** The ring of a recording: RECORD_EVENT bytes for each, its block with RECORD_FREED if it goes, bytes, trace (0 if it goes). */
export const RECORD_EVENT = 12;
export const RECORD_CAPACITY = 16384;
export const RECORD_FREED = 1;
/** In place of a block: a collection has ended. What it found is where bytes are, the generation where traces are. */
export const RECORD_COLLECTION = 2;

/** In DEBUG_FLAGS, as gc.set_debug has them. */
export const DEBUG_STATS = 1;
export const DEBUG_COLLECTABLE = 2;
export const DEBUG_UNCOLLECTABLE = 4;
export const DEBUG_SAVEALL = 32;
/** An observer of ours wants garbage shown; no program sees it. */
export const DEBUG_OBSERVED = 1 << 30;
