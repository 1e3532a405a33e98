/**
 * Decimal text as a double where one rounding is enough: digits that a double holds exactly, multiplied or divided by a power
 * of ten that one holds exactly (W. D. Clinger, How to read floating point numbers accurately, 1990).
 */
import { newFloat } from './object.as';

const MOST_DIGITS: i32 = 19;
const EXACT: u64 = 1 << 53;
const MOST_POWER: i32 = 22;
const MINUS: u32 = 0x2d;
const PLUS: u32 = 0x2b;
const POINT: u32 = 0x2e;
const ZERO: u32 = 0x30;
const E: u32 = 0x65;

/** [-]digits[.digits][e[sign]digits] of ASCII as a float; 0 without an exception if it is other text, or not so easy. */
export function decimalFloat(base: i32, length: i32): i32 {
  let at = base;
  const end = base + length;
  const negative = at < end && load<u8>(at) == MINUS;
  if (negative) at++;
  let value: u64 = 0;
  let digits = 0;
  let exponent = 0;
  let hasPoint = false;
  let hasDigits = false;
  for (; at < end; at++) {
    const c = <u32>load<u8>(at);
    if (c == POINT && !hasPoint) {
      hasPoint = true;
      continue;
    }
    if (c - ZERO > 9) break;
    hasDigits = true;
    value = value * 10 + (c - ZERO);
    // Once there are digits a value of 0 is one that has wrapped around.
    if ((value != 0 || digits != 0) && ++digits > MOST_DIGITS) return 0;
    if (hasPoint) exponent--;
  }
  if (!hasDigits || value > EXACT) return 0;
  if (at < end) {
    if ((<u32>load<u8>(at) | 0x20) != E || ++at == end) return 0;
    const sign = <u32>load<u8>(at);
    if (sign == MINUS || sign == PLUS) at++;
    if (at == end || end - at > 3) return 0;
    let power = 0;
    for (; at < end; at++) {
      const digit = <u32>load<u8>(at) - ZERO;
      if (digit > 9) return 0;
      power = power * 10 + <i32>digit;
    }
    exponent += sign == MINUS ? -power : power;
  }
  if (exponent < -MOST_POWER || exponent > MOST_POWER) return 0;
  let double = <f64>value;
  double = exponent < 0 ? double / powerOfTen(-exponent) : double * powerOfTen(exponent);
  return newFloat(negative ? -double : double);
}

/** Exact up to MOST_POWER: each step is. */
function powerOfTen(exponent: i32): f64 {
  let power: f64 = 1;
  for (let i = 0; i < exponent; i++) power *= 10;
  return power;
}
