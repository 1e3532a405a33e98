/**
 * The objects of _struct. Fields are words.
 *
 *     Struct           +8 STRUCT_FORMAT (a str, owned; 0 until __init__)  +12 STRUCT_WEAK
 *     unpack_iterator  +8 UNPACKED_STRUCT  +12 UNPACKED_VIEW (a memoryview; 0 at its end), both owned  +16 UNPACKED_AT
 */
export const STRUCT_FORMAT = 8;
export const STRUCT_WEAK = 12;
export const STRUCT_BYTES = 16;

export const UNPACKED_STRUCT = 8;
export const UNPACKED_VIEW = 12;
export const UNPACKED_AT = 16;
export const UNPACK_ITERATOR_BYTES = 20;
