/** What objects have that have nothing of their own: their class, and comparison, where equal is the same object, and not equal is what __eq__ denies. */
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map';
import { COMPARE, EQUAL, NOT_EQUAL } from '../../format/types';
import { truthOf } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { call3, slotOf, typeOf } from '../../kernel/slots.as';

export function object_compare(a: i32, b: i32, operation: i32): i32 {
  if (operation == EQUAL) return newRef(a == b ? TRUE : NOT_IMPLEMENTED);
  if (operation != NOT_EQUAL) return newRef(NOT_IMPLEMENTED);
  const equal = call3(slotOf(a, COMPARE), a, b, EQUAL);
  if (equal == 0 || equal == NOT_IMPLEMENTED) return equal;
  const truth = truthOf(equal);
  decref(equal);
  return truth < 0 ? 0 : newRef(truth != 0 ? FALSE : TRUE);
}

export function object_get_class(p: i32): i32 {
  return newRef(typeOf(p));
}
