/**
 * Natural numbers as digits of 30 bits, least first, each in a word of its own: what is linear in their length.
 *
 * A number is an address and a count of digits. "Trimmed" means that its last digit is not 0; the number 0 has no digits.
 * Results may lie where the first operand lies, unless said otherwise.
 */
import { DIGIT_BITS } from '../../../format/objects';

export const DIGIT_MASK: u32 = (1 << DIGIT_BITS) - 1;

/** The count without the zeros at the top. */
export function trimmed(a: i32, n: i32): i32 {
  while (n > 0 && load<u32>(a + (n << 2) - 4) == 0) n--;
  return n;
}

/** -1, 0 or 1; both are trimmed. */
export function compareDigits(a: i32, n: i32, b: i32, m: i32): i32 {
  if (n != m) return n < m ? -1 : 1;
  for (let i = (n - 1) << 2; i >= 0; i -= 4) {
    const x = load<u32>(a + i);
    const y = load<u32>(b + i);
    if (x != y) return x < y ? -1 : 1;
  }
  return 0;
}

/** to[0..n] = a + b, for n >= m: n + 1 digits, the last of which may be 0. */
export function addDigits(to: i32, a: i32, n: i32, b: i32, m: i32): void {
  let carry: u32 = 0;
  const both = m << 2;
  const end = n << 2;
  let i = 0;
  for (; i < both; i += 4) {
    carry += load<u32>(a + i) + load<u32>(b + i);
    store<u32>(to + i, carry & DIGIT_MASK);
    carry >>= DIGIT_BITS;
  }
  for (; i < end; i += 4) {
    carry += load<u32>(a + i);
    store<u32>(to + i, carry & DIGIT_MASK);
    carry >>= DIGIT_BITS;
  }
  store<u32>(to + i, carry);
}

/** to[0..n-1] = a - b, for n >= m and a >= b. */
export function subtractDigits(to: i32, a: i32, n: i32, b: i32, m: i32): void {
  let borrow: u32 = 0;
  const both = m << 2;
  const end = n << 2;
  let i = 0;
  for (; i < both; i += 4) {
    borrow = load<u32>(a + i) - load<u32>(b + i) - borrow;
    store<u32>(to + i, borrow & DIGIT_MASK);
    borrow >>>= 31;
  }
  for (; i < end; i += 4) {
    borrow = load<u32>(a + i) - borrow;
    store<u32>(to + i, borrow & DIGIT_MASK);
    borrow >>>= 31;
  }
}

/** to[0..n-1] += b[0..m-1], for a sum that fits into n digits. */
export function accumulate(to: i32, n: i32, b: i32, m: i32): void {
  let carry: u32 = 0;
  const both = m << 2;
  let i = 0;
  for (; i < both; i += 4) {
    carry += load<u32>(to + i) + load<u32>(b + i);
    store<u32>(to + i, carry & DIGIT_MASK);
    carry >>= DIGIT_BITS;
  }
  for (const end = n << 2; carry != 0 && i < end; i += 4) {
    carry += load<u32>(to + i);
    store<u32>(to + i, carry & DIGIT_MASK);
    carry >>= DIGIT_BITS;
  }
}

/** to[0..n-1] = a * factor + carry; what does not fit is the result. */
export function multiplyByDigit(to: i32, a: i32, n: i32, factor: u32, carry: u32): u32 {
  let sum: u64 = carry;
  for (let i = 0, end = n << 2; i < end; i += 4) {
    sum += <u64>load<u32>(a + i) * <u64>factor;
    store<u32>(to + i, <u32>sum & DIGIT_MASK);
    sum >>= DIGIT_BITS;
  }
  return <u32>sum;
}

/** to[0..n-1] = a / divisor; the remainder is the result. */
export function divideByDigit(to: i32, a: i32, n: i32, divisor: u32): u32 {
  let rest: u64 = 0;
  for (let i = (n - 1) << 2; i >= 0; i -= 4) {
    rest = (rest << DIGIT_BITS) | <u64>load<u32>(a + i);
    const quotient = <u32>(rest / divisor);
    store<u32>(to + i, quotient);
    rest -= <u64>quotient * <u64>divisor;
  }
  return <u32>rest;
}

/** a % divisor. */
export function remainderByDigit(a: i32, n: i32, divisor: u32): u32 {
  let rest: u64 = 0;
  for (let i = (n - 1) << 2; i >= 0; i -= 4) rest = ((rest << DIGIT_BITS) | <u64>load<u32>(a + i)) % divisor;
  return <u32>rest;
}

/** to[0..n-1] = a << bits, for fewer than 30 bits; what does not fit is the result. `to` may lie above `a` too. */
export function shiftLeft(to: i32, a: i32, n: i32, bits: i32): u32 {
  if (n == 0) return 0;
  const back = DIGIT_BITS - bits;
  let i = (n - 1) << 2;
  let high = load<u32>(a + i);
  const out = high >> back;
  for (; i > 0; i -= 4) {
    const low = load<u32>(a + i - 4);
    store<u32>(to + i, ((high << bits) & DIGIT_MASK) | (low >> back));
    high = low;
  }
  store<u32>(to, (high << bits) & DIGIT_MASK);
  return out;
}

/** to[0..n-1] = a >> bits, for fewer than 30 bits. `to` may lie below `a` too. */
export function shiftRight(to: i32, a: i32, n: i32, bits: i32): void {
  const back = DIGIT_BITS - bits;
  let low = load<u32>(a);
  const last = (n - 1) << 2;
  for (let i = 0; i < last; i += 4) {
    const high = load<u32>(a + i + 4);
    store<u32>(to + i, (low >> bits) | ((high << back) & DIGIT_MASK));
    low = high;
  }
  if (n > 0) store<u32>(to + last, low >> bits);
}

/** Position behind the highest bit that is set; trimmed. */
export function bitLength(a: i32, n: i32): i64 {
  return n == 0 ? 0 : <i64>(n - 1) * DIGIT_BITS + (32 - clz(load<u32>(a + ((n - 1) << 2))));
}

/** Whether any of the lowest `bits` bits is set. */
export function anyBitBelow(a: i32, n: i32, bits: i64): bool {
  const whole = <i32>min<i64>(n, bits / DIGIT_BITS);
  for (let i = 0; i < whole; i++) if (load<u32>(a + (i << 2)) != 0) return true;
  if (whole == n) return false;
  const rest = <u32>(bits - <i64>whole * DIGIT_BITS);
  return (load<u32>(a + (whole << 2)) & ((1 << rest) - 1)) != 0;
}
