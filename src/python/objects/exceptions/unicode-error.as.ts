/** What the errors of encoding and decoding hold beside what every exception does (unicode-errors.ts draws it). */
import { EXCEPTION_BYTES, TYPE } from '../../format/objects';
import { BASIC_BYTES } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField } from '../../kernel/counts.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import { exception_clear } from './base-exception.as';

export function unicode_error_clear(p: i32): i32 {
  clearField(p, EXCEPTION_BYTES);
  clearField(p, EXCEPTION_BYTES + 4);
  clearField(p, EXCEPTION_BYTES + 16);
  return exception_clear(p);
}

export function unicode_error_dealloc(p: i32): void {
  untrackIfTracked(p);
  unicode_error_clear(p);
  freeCyclic(p, load<i32>(load<i32>(p, TYPE), BASIC_BYTES));
}
