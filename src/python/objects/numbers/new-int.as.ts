/** ints from words. */
import { SMALL_MAX, SMALL_MIN } from '../../format/memory-map';
import { COMPLEX_BYTES, DIGITS, FLOAT_BYTES, INT_BYTES, VALUE } from '../../format/objects';
import { INT_TYPE } from '../../format/types';
import { freeObject, newObject } from '../../kernel/alloc.as';
import { newRef } from '../../kernel/counts.as';
import { smallInt } from '../../kernel/singletons.as';

/** The int with this value, owned. */
export function newInt(value: i32): i32 {
  if (value >= SMALL_MIN && value <= SMALL_MAX) return newRef(smallInt(value));
  const p = newObject(INT_TYPE, INT_BYTES);
  if (p == 0) return 0;
  store<i32>(p, 0, DIGITS);
  store<i32>(p, value, VALUE);
  return p;
}

export function int_dealloc(p: i32): void {
  const digits = load<i32>(p, DIGITS);
  freeObject(p, digits == 0 ? INT_BYTES : VALUE + (abs(digits) << 2));
}

export function float_dealloc(p: i32): void {
  freeObject(p, FLOAT_BYTES);
}

export function complex_dealloc(p: i32): void {
  freeObject(p, COMPLEX_BYTES);
}
