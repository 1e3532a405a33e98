/**
 * Products of natural numbers (basics.as.ts): by the school's method, and from KARATSUBA digits on by Karatsuba's, which
 * needs three products of half the length instead of four. Knuth, The Art of Computer Programming 2, 4.3.1 and 4.3.3.
 *
 * Cost: O(n * m), or O(n^1.58) for operands of one length; a longer operand is cut into pieces as long as the shorter.
 */
import { DIGIT_BITS } from '../../../format/objects';
import {
  accumulate,
  addDigits,
  compareDigits,
  DIGIT_MASK,
  multiplyByDigit,
  subtractDigits,
  trimmed,
} from './basics.as';
import { release, reserve } from './scratch.as';
import { fillBytes } from '../../../kernel/bytes.as';

/** Below it the school's method is quicker. */
const KARATSUBA: i32 = 48;

/** to[0..n+m-1] = a * b; `to` overlaps neither. False: no memory. */
export function multiplyDigits(to: i32, a: i32, n: i32, b: i32, m: i32): bool {
  if (n < m) return multiplyDigits(to, b, m, a, n);
  if (m == 1) {
    store<u32>(to + (n << 2), multiplyByDigit(to, a, n, load<u32>(b), 0));
    return true;
  }
  if (m < KARATSUBA) {
    if (a == b && n == m) square(to, a, n);
    else multiplyPlain(to, a, n, b, m);
    return true;
  }
  const room = roomFor(m);
  const rest = reserve(room + 2 * m);
  if (rest == 0) return false;
  if (n == m) karatsuba(to, a, b, n, rest);
  else {
    const product = rest + (room << 2);
    fillBytes(to, 0, (n + m) << 2);
    for (let from = 0; from < n; from += m) {
      const length = min(m, n - from);
      const piece = a + (from << 2);
      if (length == m) karatsuba(product, piece, b, m, rest);
      else if (!multiplyDigits(product, b, m, piece, length)) {
        release(rest, room + 2 * m);
        return false;
      }
      accumulate(to + (from << 2), n + m - from, product, length + m);
    }
  }
  release(rest, room + 2 * m);
  return true;
}

function multiplyPlain(to: i32, a: i32, n: i32, b: i32, m: i32): void {
  fillBytes(to, 0, (n + m) << 2);
  const end = n << 2;
  for (let j = 0; j < m; j++, to += 4) {
    const factor = <u64>load<u32>(b + (j << 2));
    if (factor == 0) continue;
    let sum: u64 = 0;
    for (let i = 0; i < end; i += 4) {
      sum += <u64>load<u32>(to + i) + <u64>load<u32>(a + i) * factor;
      store<u32>(to + i, <u32>sum & DIGIT_MASK);
      sum >>= DIGIT_BITS;
    }
    store<u32>(to + end, <u32>sum);
  }
}

/** Each product of two different digits counts twice. */
function square(to: i32, a: i32, n: i32): void {
  fillBytes(to, 0, n << 3);
  const end = n << 2;
  for (let i = 0; i < end; i += 4) {
    const digit = <u64>load<u32>(a + i);
    if (digit == 0) continue;
    const row = to + i;
    let sum = <u64>load<u32>(row + i) + digit * digit;
    store<u32>(row + i, <u32>sum & DIGIT_MASK);
    sum >>= DIGIT_BITS;
    const twice = digit << 1;
    for (let j = i + 4; j < end; j += 4) {
      sum += <u64>load<u32>(row + j) + <u64>load<u32>(a + j) * twice;
      store<u32>(row + j, <u32>sum & DIGIT_MASK);
      sum >>= DIGIT_BITS;
    }
    for (let j = end; sum != 0; j += 4) {
      sum += <u64>load<u32>(row + j);
      store<u32>(row + j, <u32>sum & DIGIT_MASK);
      sum >>= DIGIT_BITS;
    }
  }
}

/** Digits that karatsuba() needs for operands of n digits: 4 * ceil(n / 2) + 4 in each of its levels. */
function roomFor(n: i32): i32 {
  return 4 * n + 400;
}

/** to[0..2n-1] = a * b, both of n digits. */
function karatsuba(to: i32, a: i32, b: i32, n: i32, rest: i32): void {
  if (n < KARATSUBA) {
    if (a == b) square(to, a, n);
    else multiplyPlain(to, a, n, b, n);
    return;
  }
  const low = n >> 1;
  const high = n - low;
  const aHigh = a + (low << 2);
  const bHigh = b + (low << 2);
  const top = to + (low << 3);
  // The product of the differences is high*high + low*low less what belongs into the middle.
  const middle = rest + ((2 * high + 2) << 2);
  const next = middle + (high << 3);
  const negative = difference(rest, a, low, aHigh, high) != difference(rest + (high << 2), b, low, bHigh, high);
  karatsuba(middle, rest, a == b ? rest : rest + (high << 2), high, next);
  karatsuba(to, a, b, low, next);
  karatsuba(top, aHigh, bHigh, high, next);
  addDigits(rest, top, 2 * high, to, 2 * low);
  if (negative) accumulate(rest, 2 * high + 1, middle, 2 * high);
  else subtractDigits(rest, rest, 2 * high + 1, middle, 2 * high);
  const count = trimmed(rest, 2 * high + 1);
  accumulate(to + (low << 2), 2 * n - low, rest, count);
}

/** to[0..m-1] = |b - a|, for m >= n; whether b < a. */
function difference(to: i32, a: i32, n: i32, b: i32, m: i32): bool {
  const less = compareDigits(b, trimmed(b, m), a, trimmed(a, n)) < 0;
  if (less) {
    // Then the digits of b above n are 0.
    subtractDigits(to, a, n, b, min(n, m));
    fillBytes(to + (n << 2), 0, (m - n) << 2);
  } else subtractDigits(to, b, m, a, n);
  return less;
}
