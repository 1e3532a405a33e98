/**
 * Iterators over sets. Fields are words.
 *
 *     iterator  +8 ITERATED_SET, owned: 0 when it has ended  +12 SET_LENGTH_THEN: its length at the start, -1 when it has changed
 *               +16 ITERATED_SLOT: where to go on  +20 KEYS_LEFT: how many are still to come
 */
export const ITERATED_SET = 8;
export const SET_LENGTH_THEN = 12;
export const ITERATED_SLOT = 16;
export const KEYS_LEFT = 20;
export const SET_ITERATOR_BYTES = 24;
