/** Static types of modules that only TypeScript knows, behind those of types.ts. Each is installed with its module. */
import { TYPES } from './memory-map.js';
import { STATIC_TYPES, TYPE_BYTES } from './types.js';

const place = (index: number): number => TYPES + (STATIC_TYPES + index) * TYPE_BYTES;

export const STRUCT_TYPE = place(0);
export const UNPACK_ITERATOR_TYPE = place(1);
export const CSV_DIALECT_TYPE = place(2);
export const CSV_READER_TYPE = place(3);
export const CSV_WRITER_TYPE = place(4);
export const HASH_TYPE = place(5);
export const HASH_XOF_TYPE = place(6);
export const BLAKE2B_TYPE = place(7);
export const BLAKE2S_TYPE = place(8);
export const DECIMAL_TYPE = place(9);
export const CONTEXT_TYPE = place(10);
export const UCD_TYPE = place(11);
export const ZLIB_COMPRESS_TYPE = place(12);
export const ZLIB_DECOMPRESS_TYPE = place(13);
