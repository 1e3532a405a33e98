/**
 * int(x), float(x) and bool(x): at once where x is an exact number, or the text of an int that fits into a word; anything else is left
 * to TypeScript, which is in the slot ALLOC of int and float.
 */
import { ASCII, CHARACTERS_AT, DIGITS, FLOAT, LENGTH, STR_FLAGS, TYPE, VALUE } from '../../format/objects';
import { FALSE, TRUE } from '../../format/memory-map';
import { ALLOC, FLOAT_TYPE, INT_TYPE, STR_TYPE, TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { truthOf } from '../../kernel/compare.as';
import { newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { decimalFloat } from './float/decimal.as';
import { newFloat } from './float/object.as';
import { int_from_f64 } from './int/object.as';
import { newInt } from './new-int.as';

const PLUS: u32 = 0x2b;
const MINUS: u32 = 0x2d;
const UNDERSCORE: u32 = 0x5f;
const SMALL_I: u32 = 0x69;
const SMALL_N: u32 = 0x6e;

export function int_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == INT_TYPE && positional == 0 && names == 0) return newInt(0);
  if (type == INT_TYPE && positional == 1 && names == 0) {
    const p = load<i32>(args);
    const given = load<i32>(p, TYPE);
    if (given == FLOAT_TYPE) return int_from_f64(load<f64>(p, FLOAT));
    if (given == INT_TYPE) return newRef(p);
    if (given == STR_TYPE) {
      const value = shortInt(p, 10);
      if (value != NO_INT) return read(p, value);
    }
  } else if (type == INT_TYPE && positional == 2 && names == 0) {
    const p = load<i32>(args);
    const base = load<i32>(args, 4);
    if (load<i32>(p, TYPE) == STR_TYPE && load<i32>(base, TYPE) == INT_TYPE && load<i32>(base, DIGITS) == 0) {
      const value = shortInt(p, load<i32>(base, VALUE));
      if (value != NO_INT) return read(p, value);
    }
  }
  return call4(load<i32>(INT_TYPE, ALLOC), type, args, positional, names);
}

/** What an int is read as, or ValueError. */
function read(text: i32, value: i64): i32 {
  return value == WRONG ? raise(VALUE_ERROR, 'invalid literal for int() with base 10: %R', text) : newInt(<i32>value);
}

/** Of longer texts the number of digits may be limited (sys.set_int_max_str_digits). */
const SHORT: i32 = 64;
/** Their reprs are in messages as they are, without being cut off. */
const SHORT_SHOWN: i32 = 48;
const NO_INT: i64 = i64.MIN_VALUE;
const WRONG: i64 = NO_INT + 1;

/**
 * The value of ASCII digits of a base from 2 to 36, with a sign and spaces around it perhaps, that fits into a word. WRONG for a short
 * text that is none in base 10, for anything else NO_INT.
 */
function shortInt(text: i32, base: i32): i64 {
  const length = load<i32>(text, LENGTH);
  if ((load<i32>(text, STR_FLAGS) & ASCII) == 0 || length > SHORT || base < 2 || base > 36) return NO_INT;
  let at = text + CHARACTERS_AT;
  let end = at + length;
  while (at < end && isAsciiSpace(load<u8>(at))) at++;
  while (end > at && isAsciiSpace(load<u8>(end - 1))) end--;
  const sign: u32 = at < end ? load<u8>(at) : 0;
  if (sign == MINUS || sign == PLUS) at++;
  const otherwise = base == 10 && length <= SHORT_SHOWN ? WRONG : NO_INT;
  if (at == end) return otherwise;
  let value: i64 = 0;
  for (; at < end; at++) {
    const digit = digitOf(load<u8>(at));
    if (digit >= <u32>base) return load<u8>(at) == UNDERSCORE ? NO_INT : otherwise;
    value = value * base + digit;
    if (value > i32.MAX_VALUE) return NO_INT;
  }
  return sign == MINUS ? -value : value;
}

function isAsciiSpace(c: u32): bool {
  return c == 32 || c - 9 < 5;
}

/** The value of a digit or a letter; much for anything else. */
function digitOf(c: u32): u32 {
  if (c - 48 < 10) return c - 48;
  const letter = (c | 32) - 97;
  return letter < 26 ? letter + 10 : 99;
}

export function float_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (type == FLOAT_TYPE && positional == 1 && names == 0) {
    const p = load<i32>(args);
    const given = load<i32>(p, TYPE);
    if (given == FLOAT_TYPE) return newRef(p);
    if (given == INT_TYPE && load<i32>(p, DIGITS) == 0) return newFloat(<f64>load<i32>(p, VALUE));
    if (given == STR_TYPE && (load<i32>(p, STR_FLAGS) & ASCII) != 0) {
      const value = decimalFloat(p + CHARACTERS_AT, load<i32>(p, LENGTH));
      if (value != 0) return value;
      if (isNoNumber(p)) return raise(VALUE_ERROR, 'could not convert string to float: %R', p);
    }
  }
  return call4(load<i32>(FLOAT_TYPE, ALLOC), type, args, positional, names);
}

/** Whether a short ASCII text begins as no float does: with a letter, but for those of inf and nan. */
function isNoNumber(text: i32): bool {
  if (load<i32>(text, LENGTH) > SHORT_SHOWN) return false;
  let at = text + CHARACTERS_AT;
  while (isAsciiSpace(load<u8>(at))) at++;
  const letter = digitOf(load<u8>(at));
  return letter >= 10 && letter < 36 && letter != digitOf(SMALL_I) && letter != digitOf(SMALL_N);
}

export function bool_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return raise(TYPE_ERROR, 'bool() takes no keyword arguments');
  if (positional > 1) return raise(TYPE_ERROR, 'bool expected at most 1 argument, got %d', positional);
  const truth = positional == 0 ? 0 : truthOf(load<i32>(args));
  return truth < 0 ? 0 : newRef(truth == 1 ? TRUE : FALSE);
}
