/** Operations of an allocation trace by number: what kernels and tables share. */

export const TRACE_MALLOC = 0;
export const TRACE_CALLOC = 1;
export const TRACE_REALLOC = 2;
export const TRACE_MEMALIGN = 3;
export const TRACE_FREE = 4;
