/**
 * The objects of _functools and _operator. Fields are words; those before the gap are owned, 0 where there is none.
 *
 *     partial       +8 PARTIAL_FUNCTION, PARTIAL_ARGS (a tuple), PARTIAL_KEYWORDS (a dict), PARTIAL_DICT | PARTIAL_WEAK
 *     lru wrapper   +8 LRU_FUNCTION, LRU_CACHE (a dict from keys to results, the least recently used first), LRU_INFO (type of
 *                   cache_info), LRU_DICT | LRU_MOST (-1: any number), LRU_HITS, LRU_MISSES, LRU_TYPED, LRU_WEAK, LRU_FIRST: no
 *                   entry of the dict below this index is live, while its keys are in the block LRU_KEYS
 *     key wrapper   +8 WRAPPED_COMPARE, WRAPPED_OBJECT
 *     itemgetter    +8 GETTER_ITEMS (a tuple)
 *     attrgetter    +8 GETTER_ITEMS: for each attribute an interned str, or a tuple of them where it has dots
 *     methodcaller  +8 CALLER_NAME, CALLER_ARGS (a tuple), CALLER_KEYWORDS (a dict)
 */
export const PARTIAL_FUNCTION = 8;
export const PARTIAL_ARGS = 12;
export const PARTIAL_KEYWORDS = 16;
export const PARTIAL_DICT = 20;
export const PARTIAL_WEAK = 24;
export const PARTIAL_BYTES = 28;

export const LRU_FUNCTION = 8;
export const LRU_CACHE = 12;
export const LRU_INFO = 16;
export const LRU_DICT = 20;
export const LRU_MOST = 24;
export const LRU_HITS = 28;
export const LRU_MISSES = 32;
export const LRU_TYPED = 36;
export const LRU_WEAK = 40;
export const LRU_FIRST = 44;
export const LRU_KEYS = 48;
export const LRU_BYTES = 52;

export const WRAPPED_COMPARE = 8;
export const WRAPPED_OBJECT = 12;
export const KEY_WRAPPER_BYTES = 16;

export const GETTER_ITEMS = 8;
export const GETTER_BYTES = 12;

export const CALLER_NAME = 8;
export const CALLER_ARGS = 12;
export const CALLER_KEYWORDS = 16;
export const CALLER_BYTES = 20;
