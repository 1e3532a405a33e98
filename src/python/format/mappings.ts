/**
 * Views and iterators of dicts. Fields are words.
 *
 *     view      +8 VIEW_OF_DICT, owned
 *     iterator  +8 ITERATED_DICT, owned: 0 when it has ended  +12 ITERATED_PAIR, owned: the tuple that is given, where nobody
 *               else has kept it (of items; else 0)  +16 ITERATED_LENGTH of the dict at its start; -1 when it has changed
 *               +20 ITERATED_INDEX of the next entry  +24 ITERATED_LEFT: how many keys are still to come
 */
export const VIEW_OF_DICT = 8;
export const DICT_VIEW_BYTES = 12;

export const ITERATED_DICT = 8;
export const ITERATED_PAIR = 12;
export const ITERATED_LENGTH = 16;
export const ITERATED_INDEX = 20;
export const ITERATED_LEFT = 24;
export const DICT_ITERATOR_BYTES = 28;
