/**
 * Doubles as text with so many digits behind the point, rounded half to even, exactly: the part behind the point is a
 * fraction of 64 bits, which is multiplied by ten for each digit. Only of doubles whose last bit is in such a fraction.
 */
import { CHARACTERS_AT } from '../../../format/objects';
import { copyBytes } from '../../../kernel/bytes.as';
import { strOfCharacter } from '../../text/strings.as';
import { newAscii } from '../ascii.as';

const MOST_PLACES: i32 = 60;
const MOST_DIGITS: i32 = 20;
const HALF: u64 = 1 << 63;
const MANTISSA: u64 = (1 << 52) - 1;
/** Sign, digits in front of the point with room for a carry, the point, digits behind it. */
const TEXT: i32 = <i32>memory.data(96, 8);
const ZERO: u8 = 0x30;
const NINE: u8 = 0x39;

/** What split() has found of a double without its sign. */
let whole: u64 = 0;
let fraction: u64 = 0;

/** False: the double is another one. */
function split(value: f64): bool {
  const bits = reinterpret<u64>(value);
  const exponent = <i32>((bits >> 52) & 0x7ff);
  let mantissa = bits & MANTISSA;
  whole = 0;
  fraction = 0;
  if (exponent > 1023 + 62) return false;
  if (exponent == 0) return mantissa == 0;
  mantissa |= 1 << 52;
  const zeros = <i32>ctz(mantissa);
  // The value is `mantissa` divided by 2 ** `behind`, the mantissa being odd.
  const behind = 1075 - exponent - zeros;
  mantissa >>= zeros;
  if (behind > 64) return false;
  if (behind <= 0) whole = mantissa << -behind;
  else {
    whole = behind < 64 ? mantissa >> behind : 0;
    fraction = behind == 64 ? mantissa : mantissa << (64 - behind);
  }
  return true;
}

/** Whether there is such a text here. */
export function hasFixedText(value: f64, places: i32): bool {
  return places <= MOST_PLACES && split(value);
}

/** A str, or 0: without an exception if there is no such text here. */
export function fixedText(value: f64, places: i32): i32 {
  if (!hasFixedText(value, places)) return 0;
  return textOf(reinterpret<i64>(value) < 0, whole, fraction, places);
}

function textOf(negative: bool, whole: u64, fraction: u64, places: i32): i32 {
  const point = TEXT + 1 + MOST_DIGITS;
  let start = point;
  do {
    const next = whole / 10;
    store<u8>(--start, ZERO + <u8>(whole - next * 10));
    whole = next;
  } while (whole != 0);
  let end = point + 1;
  for (let i = 0; i < places; i++) {
    const high = (fraction >> 32) * 10 + (((fraction & 0xffffffff) * 10) >> 32);
    store<u8>(end++, ZERO + <u8>(high >> 32));
    fraction *= 10;
  }
  store<u8>(point, 0x2e);
  const last = places == 0 ? point - 1 : end - 1;
  if (places == 0) end = point;
  if (fraction > HALF || (fraction == HALF && (load<u8>(last) & 1) != 0)) {
    let at = last;
    while (at >= start && (at == point || load<u8>(at) == NINE)) {
      if (at != point) store<u8>(at, ZERO);
      at--;
    }
    if (at < start) store<u8>(--start, ZERO + 1);
    else store<u8>(at, load<u8>(at) + 1);
  }
  if (negative) store<u8>(--start, 0x2d);
  if (end - start == 1) return strOfCharacter(load<u8>(start));
  const text = newAscii(end - start);
  if (text != 0) copyBytes(text + CHARACTERS_AT, start, end - start);
  return text;
}
