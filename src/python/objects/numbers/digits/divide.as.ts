/**
 * Quotients of natural numbers (basics.as.ts): Knuth's algorithm D (The Art of Computer Programming 2, 4.3.1).
 *
 * The divisor is shifted so that its highest bit is set; then a quotient digit guessed from three digits of the dividend
 * and two of the divisor is too large by one at most, and rarely.
 *
 * Cost: O((n - m) * m).
 */
import { DIGIT_BITS } from '../../../format/objects';
import {
  compareDigits,
  DIGIT_MASK,
  divideByDigit,
  remainderByDigit,
  shiftLeft,
  shiftRight,
  trimmed,
} from './basics.as';
import { release, reserve } from './scratch.as';

/**
 * quotient[0..n-m] = a / b and remainder[0..m-1] = a % b, for b trimmed and not 0 and n >= m. Either may be 0 (not wanted).
 * False: no memory.
 */
export function divideDigits(quotient: i32, remainder: i32, a: i32, n: i32, b: i32, m: i32): bool {
  if (m == 1) {
    const divisor = load<u32>(b);
    const rest = quotient != 0 ? divideByDigit(quotient, a, n, divisor) : remainderByDigit(a, n, divisor);
    if (remainder != 0) store<u32>(remainder, rest);
    return true;
  }
  const rest = reserve(n + 1 + m);
  if (rest == 0) return false;
  const divisor = rest + ((n + 1) << 2);
  const bits = clz(load<u32>(b + ((m - 1) << 2))) - (32 - DIGIT_BITS);
  shiftLeft(divisor, b, m, bits);
  store<u32>(rest + (n << 2), shiftLeft(rest, a, n, bits));
  for (let j = n - m; j >= 0; j--) {
    const digit = step(rest + (j << 2), divisor, m);
    if (quotient != 0) store<u32>(quotient + (j << 2), digit);
  }
  if (remainder != 0) shiftRight(remainder, rest, m, bits);
  release(rest, n + 1 + m);
  return true;
}

/** One digit of the quotient; rest[0..m] becomes what remains. */
function step(rest: i32, divisor: i32, m: i32): u32 {
  const end = m << 2;
  const high = <u64>load<u32>(divisor + end - 4);
  const second = <u64>load<u32>(divisor + end - 8);
  const top = ((<u64>load<u32>(rest + end)) << DIGIT_BITS) | <u64>load<u32>(rest + end - 4);
  let guess = top / high;
  let left = top - guess * high;
  const third = <u64>load<u32>(rest + end - 8);
  while (guess > DIGIT_MASK || guess * second > ((left << DIGIT_BITS) | third)) {
    guess--;
    left += high;
    if (left > DIGIT_MASK) break;
  }
  if (guess == 0) return 0;
  let borrow: i64 = 0;
  let carry: u64 = 0;
  for (let i = 0; i < end; i += 4) {
    carry += guess * <u64>load<u32>(divisor + i);
    borrow += <i64>load<u32>(rest + i) - <i64>(carry & DIGIT_MASK);
    carry >>= DIGIT_BITS;
    store<u32>(rest + i, <u32>borrow & DIGIT_MASK);
    borrow >>= DIGIT_BITS;
  }
  borrow += <i64>load<u32>(rest + end) - <i64>carry;
  store<u32>(rest + end, <u32>borrow & DIGIT_MASK);
  if (borrow >= 0) return <u32>guess;
  // One too many.
  let sum: u32 = 0;
  for (let i = 0; i < end; i += 4) {
    sum += load<u32>(rest + i) + load<u32>(divisor + i);
    store<u32>(rest + i, sum & DIGIT_MASK);
    sum >>= DIGIT_BITS;
  }
  store<u32>(rest + end, (load<u32>(rest + end) + sum) & DIGIT_MASK);
  return <u32>guess - 1;
}

/** a %= b in place, for any n; the count of what remains, trimmed. -1: no memory. */
export function reduce(a: i32, n: i32, b: i32, m: i32): i32 {
  n = trimmed(a, n);
  if (compareDigits(a, n, b, m) < 0) return n;
  return divideDigits(0, a, a, n, b, m) ? trimmed(a, m) : -1;
}
