/** How many elements something will give, as far as it says. */
import { NOT_IMPLEMENTED } from '../../format/memory-map';
import { ITERATOR_INDEX, ITERATOR_OF, RANGE_LEFT } from '../../format/iterators';
import { LENGTH } from '../../format/objects';
import {
  IS_INT,
  LEN,
  LIST_ITERATOR_TYPE,
  LIST_REVERSEITERATOR_TYPE,
  RANGE_ITERATOR_TYPE,
  TUPLE_ITERATOR_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { __length_hint__ } from '../../format/names';
import { decref } from '../../kernel/counts.as';
import { fail } from '../../kernel/errors.as';
import { call1, hasFlag, slotOf, typeOf } from '../../kernel/slots.as';
import { callSpecial, lookUpSpecial } from '../../kernel/special.as';
import { clampedOf } from '../sequences/indices.as';
import { forgetIf } from './protocol.as';

/** operator.length_hint(p, otherwise); -1 with an exception. */
export function lengthHint(p: i32, otherwise: i32): i32 {
  const type = typeOf(p);
  if (type == LIST_ITERATOR_TYPE || type == TUPLE_ITERATOR_TYPE) {
    const sequence = load<i32>(p, ITERATOR_OF);
    return sequence == 0 ? 0 : max(0, load<i32>(sequence, LENGTH) - load<i32>(p, ITERATOR_INDEX));
  }
  if (type == LIST_REVERSEITERATOR_TYPE) {
    const sequence = load<i32>(p, ITERATOR_OF);
    const left = load<i32>(p, ITERATOR_INDEX) + 1;
    return sequence == 0 || load<i32>(sequence, LENGTH) < left ? 0 : left;
  }
  if (type == RANGE_ITERATOR_TYPE) return load<i32>(p, RANGE_LEFT);
  const len = slotOf(p, LEN);
  if (len != 0) {
    const length = call1(len, p);
    if (length >= 0) return length;
    if (!forgetIf(TYPE_ERROR)) return -1;
  }
  if (lookUpSpecial(p, __length_hint__) == 0) return otherwise;
  const result = callSpecial(p, __length_hint__, 0);
  if (result == 0) return forgetIf(TYPE_ERROR) ? otherwise : -1;
  const hint = hintOf(result, otherwise);
  decref(result);
  return hint;
}

function hintOf(result: i32, otherwise: i32): i32 {
  if (result == NOT_IMPLEMENTED) return otherwise;
  if (!hasFlag(result, IS_INT)) return fail(TYPE_ERROR, '__length_hint__ must be an integer, not %T', result);
  const hint = clampedOf(result);
  return hint < 0 ? fail(VALUE_ERROR, '__length_hint__() should return >= 0') : hint;
}
