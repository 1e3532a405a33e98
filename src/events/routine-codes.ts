/**
 * Allocation routines and their families as plain numbers: what kernels and tables share. The order is part of the
 * recording format: new routines go to the end.
 */

export const MALLOC = 0;
export const CALLOC = 1;
export const REALLOC = 2;
export const REALLOCARRAY = 3;
export const MEMALIGN = 4;
export const ALIGNED_ALLOC = 5;
export const POSIX_MEMALIGN = 6;
export const NEW = 7;
export const NEW_ARRAY = 8;
export const FREE = 9;
export const DELETE = 10;
export const DELETE_ARRAY = 11;
export const MALLOC_USABLE_SIZE = 12;

/** What a block must be given back with: the malloc family, `delete`, or `delete[]`; two bits for each routine. */
export const FAMILY_BITS = (1 << (2 * NEW)) | (2 << (2 * NEW_ARRAY)) | (1 << (2 * DELETE)) | (2 << (2 * DELETE_ARRAY));
