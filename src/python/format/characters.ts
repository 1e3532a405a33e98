/**
 * The tables of what characters are, as they lie in memory once somebody has asked (objects/text/unicode/properties.ts
 * writes them, objects/text/characters.as.ts reads).
 *
 *     +0               INDEX: for every 128 characters the number of their block, 16 bits
 *     +BLOCKS          blocks: for each of 128 characters the number of its record, 16 bits
 *     +(word at DATA)  records, RECORD_BYTES each
 *
 *     record   +0 flags  +4 upper  +8 lower  +12 title  +16 folded  +20 decimal value + 1 (a byte)  +21 digit value + 1
 *
 * A form is the distance to the character that it is; with its flag EXPANDS it is the address of an expansion: how many
 * characters, then they, words.
 */
export const BLOCK_LOG = 7;
export const INDEX_ENTRIES = 0x110000 >> 7;
/** The address of the records, behind the index. */
export const RECORDS_AT = 0x4400;
export const BLOCKS = 0x4408;
export const RECORD_BYTES = 24;
export const UPPER_FORM = 4;
export const LOWER_FORM = 8;
export const TITLE_FORM = 12;
export const FOLDED_FORM = 16;
export const DECIMAL_VALUE = 20;
export const DIGIT_VALUE = 21;

export const IS_ALPHA = 1;
export const IS_DECIMAL = 2;
export const IS_DIGIT = 4;
export const IS_NUMERIC = 8;
export const IS_SPACE = 16;
export const IS_LINE_BREAK = 32;
export const IS_UPPER = 64;
export const IS_LOWER = 128;
export const IS_TITLE = 256;
export const IS_PRINTABLE = 512;
export const IS_ID_START = 1024;
export const IS_ID_PART = 2048;
export const IS_CASED = 4096;
/** Ignored where a sigma looks for its neighbours. */
export const IS_CASE_IGNORABLE = 8192;
/** Shifted left by 0 to 3 for upper, lower, title, folded. */
export const EXPANDS = 1 << 14;
