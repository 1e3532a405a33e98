/**
 * Allocation routines as small numbers, for tables and hot paths. The order is part of the recording format: new names
 * go to the end.
 */
import type { AllocationRoutine } from './findings.js';

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
  malloc: 0,
  calloc: 1,
  realloc: 2,
  reallocarray: 3,
  memalign: 4,
  aligned_alloc: 5,
  posix_memalign: 6,
  'operator new': 7,
  'operator new[]': 8,
  free: 9,
  'operator delete': 10,
  'operator delete[]': 11,
  malloc_usable_size: 12,
} as const satisfies Record<AllocationRoutine, RoutineCode>;

/** What a block must be given back with: the malloc family, `delete`, or `delete[]`. */
export const FAMILY = { malloc: 0, new: 1, newArray: 2 } as const;

/** Family by routine code. */
export const FAMILY_OF = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 1, 2, 0, 1, 2, 0);
