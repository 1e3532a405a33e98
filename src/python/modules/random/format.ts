/** The layout of _random.Random: +8 RANDOM_INDEX (the next word; RANDOM_WORDS: all are used)  +12 the words of its state. */
export const RANDOM_INDEX = 8;
export const RANDOM_STATE = 12;
export const RANDOM_WORDS = 624;
export const RANDOM_BYTES = 2508;
