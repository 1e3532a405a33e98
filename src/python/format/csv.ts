/**
 * The objects of _csv, but for dialects, which are TypeScript's. Fields are words.
 *
 *     reader  +8 READER_LINES (an iterator)  +12 READER_DIALECT, both owned  +16 READER_COUNT, lines read so far
 *     writer  +8 WRITER_WRITE (what takes a line)  +12 WRITER_DIALECT, both owned
 */
export const READER_LINES = 8;
export const READER_DIALECT = 12;
export const READER_COUNT = 16;
export const READER_BYTES = 20;

export const WRITER_WRITE = 8;
export const WRITER_DIALECT = 12;
export const WRITER_BYTES = 16;
