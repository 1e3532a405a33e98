/**
 * The iterators that compiled loops step through without a call. Fields are words.
 *
 *     list iterator   +8 ITERATOR_OF, owned: the list; 0 when it has ended  +12 ITERATOR_INDEX
 *     tuple iterator  the same, of a tuple
 *     range iterator  +8 RANGE_NEXT, a signed word  +12 RANGE_STEP  +16 RANGE_LEFT: how many are still to come. All values
 *                     fit into 32 bits; otherwise it is a longrange iterator
 */
export const ITERATOR_OF = 8;
export const ITERATOR_INDEX = 12;
export const SEQUENCE_ITERATOR_BYTES = 16;

export const RANGE_NEXT = 8;
export const RANGE_STEP = 12;
export const RANGE_LEFT = 16;
export const RANGE_ITERATOR_BYTES = 20;
