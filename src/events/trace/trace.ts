/**
 * An allocation trace: what a program asked of malloc and its kin, without where the blocks lay, so that any allocator can
 * be asked the same. One row per call, in order, in columns.
 *
 * Invariants, which TraceBuilder keeps and whoever reads a trace may rely on
 * 1. Ids are 0 .. ids-1, numbered by birth, and not used again: malloc, calloc and memalign bring the next one to life.
 * 2. realloc and free name an id that is live. What is live at the end was never freed.
 * 3. Sizes are 0 .. MAX_SIZE, alignments 0 (as malloc gives) or a power of two up to MAX_ALIGNMENT.
 * 4. The clock never goes back.
 */
import { F64Column, U8Column, U32Column } from '../../base/column.js';
import type { Bytes } from '../../base/ids.js';
import { TRACE_CALLOC, TRACE_FREE, TRACE_MALLOC, TRACE_MEMALIGN, TRACE_REALLOC } from './trace-codes.js';

export const TRACE_OP = {
  malloc: TRACE_MALLOC,
  calloc: TRACE_CALLOC,
  realloc: TRACE_REALLOC,
  memalign: TRACE_MEMALIGN,
  free: TRACE_FREE,
} as const;
export type TraceOpName = keyof typeof TRACE_OP;
export type TraceOp = (typeof TRACE_OP)[TraceOpName];

/** Names by number. */
export const TRACE_OP_NAMES = Object.keys(TRACE_OP) as TraceOpName[];

/** The rest of 2 GiB is for an allocator's headers. */
export const MAX_SIZE: Bytes = 0x7fff_0000;
export const MAX_ALIGNMENT: Bytes = 2 ** 30;

/** What a trace's clock counts. */
export type ClockUnit = 'operations' | 'calls' | 'milliseconds';

export interface AllocationTrace {
  op: U8Column;
  id: U32Column;
  /** Bytes asked for; 0 for free. */
  size: U32Column;
  /** Asked for by memalign; else 0. */
  alignment: U32Column;
  clock: F64Column;
  /** Number of ids. */
  ids: number;
  clockUnit: ClockUnit;
}

export function emptyTrace(clockUnit: ClockUnit): AllocationTrace {
  return {
    op: new U8Column(),
    id: new U32Column(),
    size: new U32Column(),
    alignment: new U32Column(),
    clock: new F64Column(),
    ids: 0,
    clockUnit,
  };
}
