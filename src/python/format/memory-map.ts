/**
 * Where things are in the memory of a Python program. One WebAssembly.Memory, shared by the kernel, by the modules that
 * are compiled from Python, and by the runtime in TypeScript. Addresses are below 2 GiB, so that they are positive as
 * signed words; address 0 is no object.
 *
 *     0x0000_1000  cells: what every part must know of the running program (below)
 *     0x0001_0000  static types, TYPE_BYTES each (types.ts)
 *     0x0005_0000  singletons, small ints, strings and bytes of one character
 *     0x0008_0000  while allocations are traced: the first level of the tables of their traces (memory/gc/tracing)
 *     0x0010_0000  the kernel's literals
 *     0x0020_0000  fixed blocks that live as long as the program: method definitions, inline caches
 *     0x0080_0000  the stack of frames (frames.ts)
 *     0x0200_0000  the heap, upwards
 *
 * Untouched pages cost nothing, but V8 collects its own garbage more often from 64 MiB of memory on: the heap begins well
 * below, so that a small program starts without.
 *
 * Between STACK_END and HEAP is a gap for what a frame writes before it looks whether there is room for it.
 */
export const CELLS = 0x1000;
export const TYPES = 0x1_0000;
export const SINGLETONS = 0x5_0000;
export const TRACE_TABLES = 0x8_0000;
export const KERNEL_DATA = 0x10_0000;
export const FIXED = 0x20_0000;
export const FIXED_END = 0x80_0000;
export const STACK = 0x80_0000;
export const STACK_END = 0x1f0_0000;
export const HEAP = 0x200_0000;
export const HEAP_END = 0x7fff_0000;

// Cells. Words of 32 bits unless said otherwise. Those of the heap and the collector: memory/gc/format.ts.

/** The first free byte above the top frame. */
export const SP = CELLS;
/** The running frame, or 0. */
export const FRAME = CELLS + 4;
/** The pending exception, an owned reference to an instance of BaseException, or 0. Every function that fails sets it. */
export const PENDING = CELLS + 8;
/** The exception that is being handled: address of the top item of its stack (frames.ts, HANDLED). */
export const HANDLED_TOP = CELLS + 12;
/** How many more frames may be entered before RecursionError. */
export const DEPTH_LEFT = CELLS + 16;
/** Not 0: somebody wants the program to stop at the next poll (time limit, signal, pending collection). */
export const POLL = CELLS + 20;
/** In POLL, as long as the program traces or profiles itself: functions that begin tell of it (execution/tracing.as.ts). */
export const POLL_TRACED = 2;
/** The next version of a type, of a dict's keys: one counter, never reused. 0 is no version. */
export const NEXT_VERSION = CELLS + 24;
/** First free byte among the fixed blocks. */
export const FIXED_TOP = CELLS + 28;
/** The bottom item of the stack of handled exceptions. */
export const HANDLED_BOTTOM = CELLS + 40;
/** While an object is watched (watch/): whose attribute is about to be set, or 0; the frame that is being left; not 0: what
 *  was seen is to be looked at before the next statement. */
export const WATCH_OWNER = CELLS + 56;
export const WATCH_LEAVING = CELLS + 60;
export const WATCH_PENDING = CELLS + 64;
/** Index in the table of the functions of the builtins len and isinstance, by which compiled code knows them. */
export const LEN_FUNCTION = CELLS + 68;
export const ISINSTANCE_FUNCTION = CELLS + 72;
/** Index of the function of a class's slot NEXT when its `__next__` has been deleted: loops call the slot without asking whether it is there. */
export const NEXT_MISSING = CELLS + 88;
/** The dict that CPython has for its thread, owned; 0 until somebody needs it (objects/containers-repr.as.ts). */
export const THREAD_DICT = CELLS + 52;
/** What sys.set_asyncgen_hooks set, owned, or 0: called when an asynchronous generator begins, and when it dies unclosed. */
export const ASYNC_FIRST_HOOK = CELLS + 76;
export const ASYNC_FINALIZER_HOOK = CELLS + 80;
/** How many frames coroutines remember of where they were made (sys.set_coroutine_origin_tracking_depth). */
export const ORIGIN_DEPTH = CELLS + 84;
/** What sys.settrace and sys.setprofile set, owned, or 0. */
export const TRACE_FUNCTION = CELLS + 92;
export const PROFILE_FUNCTION = CELLS + 96;
/** The dict of the builtins module. */
export const BUILTINS = CELLS + 48;
/** Objects that wait for the next one of their kind (kernel/free-objects.as.ts): two words for each kind. */
export const FREE_OBJECTS = CELLS + 0x400;
export const FREE_LISTS = 0;
export const FREE_DICTS = 1;
/** Tuples of one item; those of more follow. */
export const FREE_TUPLES = 2;
export const FREE_KINDS = 22;
/** Interned names that the kernel needs (names.ts): a word each, 512 of them. */
export const NAMES = CELLS + 0x800;

// Singletons

export const NONE = SINGLETONS;
export const FALSE = SINGLETONS + 16;
export const TRUE = SINGLETONS + 32;
export const NOT_IMPLEMENTED = SINGLETONS + 48;
export const ELLIPSIS = SINGLETONS + 64;
export const EMPTY_TUPLE = SINGLETONS + 96;
export const EMPTY_STR = SINGLETONS + 128;
export const EMPTY_BYTES = SINGLETONS + 160;
/** The keys block of all dicts that have none of their own: without room for any. */
export const EMPTY_KEYS = SINGLETONS + 192;
/** ints from SMALL_MIN to SMALL_MAX, 16 bytes each. */
export const SMALL_INTS = SINGLETONS + 0x1000;
export const SMALL_MIN = -5;
export const SMALL_MAX = 256;
/** The strings of one Latin-1 character, 32 bytes each. */
export const CHARACTERS = SINGLETONS + 0x3000;
/** bytes of length one, 32 bytes each. */
export const BYTES = SINGLETONS + 0x5000;
/**
 * Interned strings of one ASCII character, 32 bytes each, of those characters that have one besides the string in
 * CHARACTERS (INTERNED_LETTERS): names and constants are these, what is taken out of a string is the other.
 */
export const LETTERS = SINGLETONS + 0x7000;
/** The letters that CPython 3.11 itself has as names and constants. */
export const INTERNED_LETTERS = 'BCLST_abcdefhijklmnopqrstvwxy';
/** Everything below is never freed and its count means nothing. */
export const SINGLETONS_END = SINGLETONS + 0x8000;
/** What the count of a static object starts at: that of the objects that CPython 3.11 is compiled with. */
export const STATIC_COUNT = 999_999_999;
