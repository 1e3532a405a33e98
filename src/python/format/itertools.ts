/**
 * The iterators of itertools. Fields are words; those before the gap are owned, 0 where there is none.
 *
 *     count         +8 COUNT_VALUE, COUNT_STEP: 0 while it counts words by 1 | COUNT_WORD
 *     cycle         +8 SOURCE (0 once it has ended), SAVED (a list) | SAVED_INDEX, ALL_SAVED: what comes is in SAVED already
 *     repeat        +8 SOURCE: the object | TIMES_LEFT, -1 for ever
 *     chain         +8 SOURCE of iterables, ACTIVE
 *     compress      +8 SOURCE, SELECTORS
 *     dropwhile, takewhile, filterfalse, starmap
 *                   +8 FUNCTION, OF | IS_PAST: the first that is otherwise has come
 *     groupby       +8 SOURCE, KEY_FUNCTION, TARGET_KEY, CURRENT_KEY, CURRENT_VALUE | CURRENT_GROUP, not counted
 *     _grouper      +8 PARENT, GROUP_KEY
 *     islice        +8 SOURCE | SLICE_NEXT, SLICE_STOP (-1: none), SLICE_STEP_BY, SLICE_AT
 *     tee           +8 TEE_LINK | TEE_INDEX, TEE_WEAK
 *     tee link      +8 SOURCE, LINK_NEXT | LINK_RUNNING, LINK_COUNT, LINK_VALUES: LINK_LENGTH words, the first ones owned
 *     zip_longest   +8 ITERATORS (a tuple, 0 in place of those that have ended), RESULT, FILL_VALUE | ACTIVE_COUNT
 *     accumulate    +8 TOTAL, OF, OPERATOR, INITIAL
 *     pairwise      +8 SOURCE, PREVIOUS_ITEM
 *     product, permutations, combinations
 *                   +8 POOL (a tuple; of product of tuples), RESULT | INDICES (a block of words), INDEX_COUNT of them,
 *                   HAS_ENDED, TAKEN: how many elements a result has
 */
export const SOURCE = 8;

export const COUNT_VALUE = 8;
export const COUNT_STEP = 12;
export const COUNT_WORD = 16;
export const COUNT_BYTES = 20;

export const SAVED = 12;
export const SAVED_INDEX = 16;
export const ALL_SAVED = 20;
export const CYCLE_BYTES = 24;

export const TIMES_LEFT = 12;
export const REPEAT_BYTES = 16;

export const ACTIVE = 12;
export const CHAIN_BYTES = 16;

export const SELECTORS = 12;
export const COMPRESS_BYTES = 16;

export const FUNCTION = 8;
export const OF = 12;
export const IS_PAST = 16;
export const WHILE_BYTES = 20;

export const KEY_FUNCTION = 12;
export const TARGET_KEY = 16;
export const CURRENT_KEY = 20;
export const CURRENT_VALUE = 24;
export const CURRENT_GROUP = 28;
export const GROUPBY_BYTES = 32;

export const PARENT = 8;
export const GROUP_KEY = 12;
export const GROUPER_BYTES = 16;

export const SLICE_NEXT = 12;
export const SLICE_STOP = 16;
export const SLICE_STEP_BY = 20;
export const SLICE_AT = 24;
export const ISLICE_BYTES = 28;

export const TEE_LINK = 8;
export const TEE_INDEX = 12;
export const TEE_WEAK = 16;
export const TEE_BYTES = 20;

export const LINK_NEXT = 12;
export const LINK_RUNNING = 16;
export const LINK_COUNT = 20;
export const LINK_VALUES = 24;
/** How many values a link holds. */
export const LINK_LENGTH = 57;
export const LINK_BYTES = 252;

export const ITERATORS = 8;
export const RESULT = 12;
export const FILL_VALUE = 16;
export const ACTIVE_COUNT = 20;
export const ZIP_LONGEST_BYTES = 24;

export const TOTAL = 8;
export const OPERATOR = 16;
export const INITIAL = 20;
export const ACCUMULATE_BYTES = 24;

export const PREVIOUS_ITEM = 12;
export const PAIRWISE_BYTES = 16;

export const POOL = 8;
export const INDICES = 16;
export const INDEX_COUNT = 20;
export const HAS_ENDED = 24;
export const TAKEN = 28;
export const COMBINING_BYTES = 32;
