/** The fields of every exception. */
import { CAUSE, CONTEXT, EXCEPTION_ARGS, EXCEPTION_DICT, NOTES, TRACEBACK, TYPE } from '../../format/objects';
import { BASIC_BYTES } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField } from '../../kernel/counts.as';
import { untrackIfTracked } from '../../kernel/tracking.as';

export function exception_clear(p: i32): i32 {
  clearField(p, EXCEPTION_DICT);
  clearField(p, EXCEPTION_ARGS);
  clearField(p, NOTES);
  clearField(p, TRACEBACK);
  clearField(p, CAUSE);
  clearField(p, CONTEXT);
  return 0;
}

export function exception_dealloc(p: i32): void {
  untrackIfTracked(p);
  exception_clear(p);
  freeCyclic(p, load<i32>(load<i32>(p, TYPE), BASIC_BYTES));
}
