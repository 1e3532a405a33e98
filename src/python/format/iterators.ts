/**
 * The iterators that compiled loops step through without a call. Fields are words.
 *
 *     list iterator   +8 ITERATOR_OF, owned: the list; 0 when it has ended  +12 ITERATOR_INDEX
 *     tuple iterator  the same, of a tuple
 *     range iterator  +8 RANGE_NEXT, a signed word  +12 RANGE_STEP  +16 RANGE_LEFT: how many are still to come
 *                     +20 RANGE_COUNT: how many there were at the start. All values fit into 32 bits; otherwise it is a
 *                     longrange iterator
 */
export const ITERATOR_OF = 8;
export const ITERATOR_INDEX = 12;
export const SEQUENCE_ITERATOR_BYTES = 16;

export const RANGE_NEXT = 8;
export const RANGE_STEP = 12;
export const RANGE_LEFT = 16;
export const RANGE_COUNT = 20;
export const RANGE_ITERATOR_BYTES = 24;

/**
 * Iterators over iterators:
 *
 *     enumerate  +8 INNER  +12 GIVEN (a pair)  +16 LONG_INDEX (an int, or 0 while the index is a word)  +20 INDEX_WORD
 *     zip        +8 INNER (a tuple of iterators)  +12 GIVEN (a tuple)  +16 IS_STRICT
 *     map        +8 INNER (a tuple of iterators)  +12 CALLED
 *     filter     +8 PREDICATE  +12 FILTERED
 *     reversed   as a list iterator; ITERATOR_INDEX counts down
 *     iter(f, x) +8 CALLED_FIRST (0 when it has ended)  +12 SENTINEL
 *     range      of values beyond 32 bits: +8 NEXT_VALUE  +12 LONG_STEP  +16 LONG_LEFT  +20 LONG_COUNT, ints
 */
export const INNER = 8;
export const GIVEN = 12;
export const LONG_INDEX = 16;
export const INDEX_WORD = 20;
export const ENUMERATE_BYTES = 24;
export const IS_STRICT = 16;
export const ZIP_BYTES = 20;
export const CALLED = 12;
export const MAP_BYTES = 16;
export const PREDICATE = 8;
export const FILTERED = 12;
export const FILTER_BYTES = 16;
export const CALLED_FIRST = 8;
export const SENTINEL = 12;
export const CALLABLE_ITERATOR_BYTES = 16;
export const NEXT_VALUE = 8;
export const LONG_STEP = 12;
export const LONG_LEFT = 16;
export const LONG_COUNT = 20;
export const LONG_RANGE_ITERATOR_BYTES = 24;
