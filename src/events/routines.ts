/** Allocation routines by name and number (routine-codes.ts). */
import type { AllocationRoutine } from './findings.js';
import * as code from './routine-codes.js';

/** Names by code. */
export const ALLOCATION_ROUTINES = [
  'malloc',
  'calloc',
  'realloc',
  'reallocarray',
  'memalign',
  'aligned_alloc',
  'posix_memalign',
  'operator new',
  'operator new[]',
  'free',
  'operator delete',
  'operator delete[]',
  'malloc_usable_size',
] as const satisfies readonly AllocationRoutine[];

/** Index into ALLOCATION_ROUTINES. */
export type RoutineCode = number;

export const ROUTINE = {
  malloc: code.MALLOC,
  calloc: code.CALLOC,
  realloc: code.REALLOC,
  reallocarray: code.REALLOCARRAY,
  memalign: code.MEMALIGN,
  aligned_alloc: code.ALIGNED_ALLOC,
  posix_memalign: code.POSIX_MEMALIGN,
  'operator new': code.NEW,
  'operator new[]': code.NEW_ARRAY,
  free: code.FREE,
  'operator delete': code.DELETE,
  'operator delete[]': code.DELETE_ARRAY,
  malloc_usable_size: code.MALLOC_USABLE_SIZE,
} as const satisfies Record<AllocationRoutine, RoutineCode>;
