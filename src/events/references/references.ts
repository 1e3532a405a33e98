/**
 * A reference string: the pages that a program or a device asked for, in order. One row per reference, in columns.
 *
 * Invariants, which ReferenceBuilder keeps
 * 1. Pages are 0 .. pages-1, numbered by their first reference, so that an array can hold what is known of each.
 * 2. `write` has a row per reference, or none: then nobody knows which references were writes.
 */
import type { U32Column, U8Column } from '../../base/column.js';

export interface References {
  page: U32Column;
  /** 1: the page was written to. */
  write: U8Column;
  /** Number of pages. */
  pages: number;
}

export function knowsWrites({ page, write }: References): boolean {
  return write.length === page.length;
}
