/** reduce, and the keys that cmp_to_key makes. */
import { SMALL_INTS, SMALL_MIN } from '../../format/memory-map';
import { WRAPPED_COMPARE, WRAPPED_OBJECT } from '../../format/functional';
import { ATTRIBUTE_ERROR, CMP_TO_KEY_TYPE, TYPE_ERROR } from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { compare } from '../../kernel/compare.as';
import { decref, newRef } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { callWith } from '../../kernel/special.as';
import { typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { forgetIf, getIter, iterNext } from '../../objects/iterators/protocol.as';

const ZERO: i32 = SMALL_INTS + (0 - SMALL_MIN) * 16;

export function functools_reduce(_self: i32, args: i32, count: i32): i32 {
  if (!isCount('reduce', count, 2, 3)) return 0;
  const iterator = getIter(load<i32>(args, 4));
  if (iterator == 0) {
    if (forgetIf(TYPE_ERROR)) raise(TYPE_ERROR, 'reduce() arg 2 must support iteration');
    return 0;
  }
  let total = count == 3 ? newRef(load<i32>(args, 8)) : iterNext(iterator);
  if (total == 0 && !failed()) raise(TYPE_ERROR, 'reduce() of empty iterable with no initial value');
  while (total != 0) {
    const item = iterNext(iterator);
    if (item == 0) {
      if (failed()) {
        decref(total);
        total = 0;
      }
      break;
    }
    const next = callWith(load<i32>(args), total, item);
    decref(total);
    decref(item);
    total = next;
  }
  decref(iterator);
  return total;
}

/** A wrapper with a function that compares; the object is borrowed, or 0. */
export function newKeyWrapper(compare: i32, object: i32): i32 {
  const p = newInstance(CMP_TO_KEY_TYPE);
  if (p == 0) return 0;
  store<i32>(p, newRef(compare), WRAPPED_COMPARE);
  if (object != 0) store<i32>(p, newRef(object), WRAPPED_OBJECT);
  track(p);
  return p;
}

export function key_wrapper_compare(p: i32, other: i32, operation: i32): i32 {
  if (typeOf(other) != CMP_TO_KEY_TYPE) return raise(TYPE_ERROR, 'other argument must be K instance');
  const x = load<i32>(p, WRAPPED_OBJECT);
  const y = load<i32>(other, WRAPPED_OBJECT);
  if (x == 0 || y == 0) return raise(ATTRIBUTE_ERROR, 'object');
  const order = callWith(load<i32>(p, WRAPPED_COMPARE), x, y);
  if (order == 0) return 0;
  const result = compare(order, ZERO, operation);
  decref(order);
  return result;
}
