/**
 * Ints as decimal text. Digits are converted to base 10**9 one after the other (Knuth, The Art of Computer Programming 2,
 * 4.4, method 1b), quadratic in their number as in CPython, which for that reason refuses to write more than a limit.
 */
import { CHARACTERS_AT, DIGIT_BITS, DIGITS, VALUE } from '../../../format/objects';
import { VALUE_ERROR } from '../../../format/types';
import { raise } from '../../../kernel/errors.as';
import { newAscii } from '../ascii.as';
import { release, reserve } from '../digits/scratch.as';
import { countOf, isNegative } from './object.as';

const BILLION: u32 = 1_000_000_000;

/** sys.set_int_max_str_digits(); 0: none. */
let mostDigits: i32 = 4300;
/** Below so many digits a text cannot be too long. */
const ALWAYS_SHORT: i32 = 640;

export function int_max_str_digits(): i32 {
  return mostDigits;
}

export function int_set_max_str_digits(limit: i32): void {
  mostDigits = limit;
}

export function int_repr(p: i32): i32 {
  return load<i32>(p, DIGITS) == 0 ? wordText(load<i32>(p, VALUE)) : longText(p);
}

function wordText(value: i32): i32 {
  // Of one digit, too: it is not the string that there is of this character, as in CPython.
  const length = wordLength(value);
  const text = newAscii(length);
  if (text != 0) writeWord(value, text + CHARACTERS_AT, length);
  return text;
}

/** How many characters the text of a word has. */
export function wordLength(value: i32): i32 {
  return decimals(<u32>(value < 0 ? -value : value)) + i32(value < 0);
}

/** Writes them. */
export function writeWord(value: i32, to: i32, length: i32): void {
  if (value < 0) store<u8>(to, 45);
  let rest = <u32>(value < 0 ? -value : value);
  let at = to + length;
  do {
    const next = rest / 10;
    store<u8>(--at, <u8>(48 + rest - next * 10));
    rest = next;
  } while (rest != 0);
}

/** How many decimal digits. */
function decimals(value: u32): i32 {
  let count = 1;
  for (let limit: u64 = 10; limit <= value; limit *= 10) count++;
  return count;
}

function longText(p: i32): i32 {
  const n = countOf(p);
  const digits = p + VALUE;
  // log(2**30) / log(10**9) is 1.0034.
  const room = n + (n >> 8) + 2;
  const limit = mostDigits;
  if (limit > 0 && n > (10 * limit) / (3 * DIGIT_BITS) + 2) return tooLong();
  const chunks = reserve(room);
  if (chunks == 0) return 0;
  let count = 0;
  for (let i = n - 1; i >= 0; i--) {
    let carry = <u64>load<u32>(digits + (i << 2));
    for (let j = 0; j < count; j++) {
      const sum = ((<u64>load<u32>(chunks + (j << 2))) << DIGIT_BITS) | carry;
      carry = sum / BILLION;
      store<u32>(chunks + (j << 2), <u32>(sum - carry * BILLION));
    }
    while (carry != 0) {
      const next = carry / BILLION;
      store<u32>(chunks + (count++ << 2), <u32>(carry - next * BILLION));
      carry = next;
    }
  }
  const negative = isNegative(p);
  let top = load<u32>(chunks + ((count - 1) << 2));
  const figures = decimals(top) + (count - 1) * 9;
  if (limit > 0 && figures > limit && figures > ALWAYS_SHORT) {
    release(chunks, room);
    return tooLong();
  }
  const text = newAscii(figures + i32(negative));
  if (text != 0) {
    if (negative) store<u8>(text, 45, CHARACTERS_AT);
    let at = text + figures + i32(negative) + CHARACTERS_AT;
    for (let j = 0; j < count - 1; j++) {
      let chunk = load<u32>(chunks + (j << 2));
      for (let k = 0; k < 9; k++) {
        const next = chunk / 10;
        store<u8>(--at, <u8>(48 + chunk - next * 10));
        chunk = next;
      }
    }
    for (; top != 0; top /= 10) store<u8>(--at, <u8>(48 + (top % 10)));
  }
  release(chunks, room);
  return text;
}

function tooLong(): i32 {
  return raise(
    VALUE_ERROR,
    'Exceeds the limit (%d digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit',
    mostDigits,
  );
}
