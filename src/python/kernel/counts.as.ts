/** Counts of references (memory/gc), for the kernel. */
import { dealloc } from '../../memory/gc/counting/counts.as';
import { freeBlock } from '../../memory/gc/heap.as';
import { FLOAT_BYTES, INT_BYTES, TYPE } from '../format/objects';
import { FLOAT_TYPE, INT_TYPE, STR_TYPE } from '../format/types';
import { str_dealloc } from '../objects/text/str.as';

export {
  clearField,
  dealloc,
  decref,
  incref,
  newRef,
  setField,
  xdecref,
  xincref,
} from '../../memory/gc/counting/counts.as';

/** The end of an object in compiled code. Most are ints of one word (TYPE and DIGITS at once), floats or strs. */
export function op_dealloc(p: i32): void {
  if (load<i64>(p, TYPE) == <i64>INT_TYPE) freeBlock(p, INT_BYTES);
  else if (load<i32>(p, TYPE) == FLOAT_TYPE) freeBlock(p, FLOAT_BYTES);
  else if (load<i32>(p, TYPE) == STR_TYPE) str_dealloc(p);
  else dealloc(p);
}

/** decref of what is probably one of these. */
export function decrefValue(p: i32): void {
  const count = load<i32>(p) - 1;
  store<i32>(p, count);
  if (count == 0) op_dealloc(p);
}
