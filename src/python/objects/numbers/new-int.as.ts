/** ints from words. */
import { SMALL_MAX, SMALL_MIN } from '../../format/memory-map';
import { COMPLEX_BYTES, DIGIT_BITS, DIGITS, FLOAT_BYTES, INT_BYTES, TYPE, VALUE } from '../../format/objects';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types';
import { freeBlock, freeObject, newStatic } from '../../kernel/alloc.as';
import { newRef } from '../../kernel/counts.as';
import { smallInt } from '../../kernel/singletons.as';

const DIGIT_MASK: u64 = (1 << DIGIT_BITS) - 1;

/** The int with this value, owned. */
export function newInt(value: i32): i32 {
  if (value >= SMALL_MIN && value <= SMALL_MAX) return newRef(smallInt(value));
  const p = newStatic(INT_TYPE, INT_BYTES);
  if (p == 0) return 0;
  store<i32>(p, 0, DIGITS);
  store<i32>(p, value, VALUE);
  return p;
}

/** The same for 64 bits. */
export function newLong(value: i64): i32 {
  if (value == <i64>(<i32>value)) return newInt(<i32>value);
  let rest = <u64>(value < 0 ? -value : value);
  const count = rest >> DIGIT_BITS == 0 ? 1 : rest >> (2 * DIGIT_BITS) == 0 ? 2 : 3;
  const p = newStatic(INT_TYPE, VALUE + (count << 2));
  if (p == 0) return 0;
  store<i32>(p, value < 0 ? -count : count, DIGITS);
  for (let i = 0; i < count; i++, rest >>= DIGIT_BITS) store<i32>(p + (i << 2), <i32>(rest & DIGIT_MASK), VALUE);
  return p;
}

export function int_dealloc(p: i32): void {
  const digits = load<i32>(p, DIGITS);
  const bytes = digits == 0 ? INT_BYTES : VALUE + (abs(digits) << 2);
  if (load<i32>(p, TYPE) == INT_TYPE) freeBlock(p, bytes);
  else freeObject(p, bytes);
}

export function float_dealloc(p: i32): void {
  if (load<i32>(p, TYPE) == FLOAT_TYPE) {
    freeBlock(p, FLOAT_BYTES);
    return;
  }
  freeObject(p, FLOAT_BYTES);
}

export function complex_dealloc(p: i32): void {
  freeObject(p, COMPLEX_BYTES);
}
