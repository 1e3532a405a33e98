/** slice objects; what one means for a sequence is in indices.as.ts. */
import { SLICE_BYTES, START, STEP, STOP } from '../../format/objects';
import { SLICE_TYPE } from '../../format/types';
import { freeCyclic } from '../../kernel/alloc.as';
import { clearField, newRef } from '../../kernel/counts.as';
import { newInstance } from '../../kernel/owned.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';

/** A slice of three objects, borrowed. */
export function newSlice(start: i32, stop: i32, step: i32): i32 {
  const p = newInstance(SLICE_TYPE);
  if (p == 0) return 0;
  store<i32>(p, newRef(start), START);
  store<i32>(p, newRef(stop), STOP);
  store<i32>(p, newRef(step), STEP);
  track(p);
  return p;
}

/** In CPython's order. */
export function slice_dealloc(p: i32): void {
  untrackIfTracked(p);
  clearField(p, STEP);
  clearField(p, START);
  clearField(p, STOP);
  freeCyclic(p, SLICE_BYTES);
}
