/**
 * The objects of _json. Fields are words, owned references unless said otherwise.
 *
 *     scanner   +8 SCANNER_STRICT, SCANNER_OBJECT_HOOK, SCANNER_PAIRS_HOOK, SCANNER_FLOAT, SCANNER_INT, SCANNER_CONSTANT: what
 *               the decoder has under these names, and SCANNER_MEMO, a dict: keys that are the same text are one str
 *     encoder   +8 ENCODER_MARKERS (a dict or None), ENCODER_DEFAULT, ENCODER_STRINGS (what encodes strs),
 *               ENCODER_KEY_SEPARATOR, ENCODER_ITEM_SEPARATOR | words: ENCODER_SORTS, ENCODER_SKIPS, ENCODER_ALLOWS_NAN,
 *               ENCODER_FAST (1, 2: strs are encoded as by encode_basestring_ascii, encode_basestring; 0: by a call)
 */
export const SCANNER_STRICT = 8;
export const SCANNER_OBJECT_HOOK = 12;
export const SCANNER_PAIRS_HOOK = 16;
export const SCANNER_FLOAT = 20;
export const SCANNER_INT = 24;
export const SCANNER_CONSTANT = 28;
export const SCANNER_MEMO = 32;
export const SCANNER_BYTES = 36;
export const SCANNER_OWNED = 7;

export const ENCODER_MARKERS = 8;
export const ENCODER_DEFAULT = 12;
export const ENCODER_STRINGS = 16;
export const ENCODER_KEY_SEPARATOR = 20;
export const ENCODER_ITEM_SEPARATOR = 24;
export const ENCODER_SORTS = 28;
export const ENCODER_SKIPS = 32;
export const ENCODER_ALLOWS_NAN = 36;
export const ENCODER_FAST = 40;
export const ENCODER_BYTES = 44;
export const ENCODER_OWNED = 5;

/** ENCODER_FAST */
export const FAST_ASCII = 1;
export const FAST_ANY = 2;
