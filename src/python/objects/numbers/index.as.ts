/** Objects as ints and as words: whoever takes a count, a position or an index of any type asks here. */
import { DIGITS, VALUE } from '../../format/objects';
import { INDEX, OVERFLOW_ERROR, TYPE_ERROR } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, raise } from '../../kernel/errors.as';
import { call1, slot, typeOf } from '../../kernel/slots.as';
import { countOf, isInt, isNegative, wordOf } from './int/object.as';

/** Whether an object can be an index: an int, or something with __index__. */
export function isIndex(p: i32): bool {
  return slot(typeOf(p), INDEX) != 0;
}

/** operator.index(p), an instance of int or of a subclass. */
export function number_index(p: i32): i32 {
  if (isInt(p)) return newRef(p);
  const index = slot(typeOf(p), INDEX);
  if (index == 0) return raise(TYPE_ERROR, "'%T' object cannot be interpreted as an integer", p);
  const result = call1(index, p);
  if (result == 0 || isInt(result)) return result;
  raise(TYPE_ERROR, '__index__ returned non-int (type %T)', result);
  decref(result);
  return 0;
}

/**
 * An object as an index. What a 64-bit machine could not index with fails with an exception of the type `overflow`, or, when
 * that is 0, becomes the nearest word, as everything does that only 32 bits cannot hold: -2**31 or 2**31-1. Fails with -1
 * and an exception.
 */
export function indexOf(p: i32, overflow: i32): i32 {
  const exact = number_index(p);
  if (exact == 0) return -1;
  let word = load<i32>(exact, VALUE);
  if (load<i32>(exact, DIGITS) != 0) {
    if (overflow != 0 && !fitsLong(exact)) word = fail(overflow, "cannot fit '%T' into an index-sized integer", p);
    else word = isNegative(exact) ? i32.MIN_VALUE : i32.MAX_VALUE;
  }
  decref(exact);
  return word;
}

/** The value of an int as a C long, or an OverflowError and -1. */
export function longOf(p: i32): i64 {
  const exact = number_index(p);
  if (exact == 0) return -1;
  const fits = fitsLong(exact);
  const value = fits ? wideWordOf(exact) : -1;
  decref(exact);
  if (!fits) fail(OVERFLOW_ERROR, 'Python int too large to convert to C long');
  return value;
}

/** Whether it has 63 bits at most besides its sign. */
function fitsLong(p: i32): bool {
  const n = countOf(p);
  if (n < 3) return true;
  if (n > 3) return false;
  const top = load<u32>(p, VALUE + 8);
  if (top < 8) return true;
  return top == 8 && isNegative(p) && load<u32>(p, VALUE) == 0 && load<u32>(p, VALUE + 4) == 0;
}

function wideWordOf(p: i32): i64 {
  if (countOf(p) < 3) return wordOf(p);
  const magnitude =
    <i64>load<u32>(p, VALUE) | ((<i64>load<u32>(p, VALUE + 4)) << 30) | ((<i64>load<u32>(p, VALUE + 8)) << 60);
  return isNegative(p) ? -magnitude : magnitude;
}
