/** Greatest common divisors and whole square roots of ints. */
import { DIGIT_BITS, VALUE } from '../../../format/objects';
import { copyBytes, fillBytes } from '../../../kernel/bytes.as';
import { decref } from '../../../kernel/counts.as';
import { bitLength, compareDigits } from '../digits/basics.as';
import { reduce } from '../digits/divide.as';
import { release, reserve } from '../digits/scratch.as';
import { differenceOf, orderOf, productOf, sumOf } from './arithmetic.as';
import { int_rshift, shiftedUp } from './bitwise.as';
import { quotientOf } from './division.as';
import { countOf, digitsOf, fitsWord, fromDigits, fromI64, fromU64, LEFT, RIGHT, wordOf } from './object.as';

/**
 * The greatest common divisor, not negative: Euclid's algorithm; while both numbers are long, Lehmer's, which takes most
 * quotients from the leading bits (Knuth, The Art of Computer Programming 2, 4.5.2, algorithm L).
 */
export function int_gcd(a: i32, b: i32): i32 {
  if (fitsWord(a) && fitsWord(b)) return fromI64(gcdOfWords(abs64(wordOf(a)), abs64(wordOf(b))));
  const n = countOf(a);
  const m = countOf(b);
  const length = max(n, m) + 1;
  const room = 4 * length;
  let x = reserve(room);
  if (x == 0) return 0;
  const all = x;
  let y = x + (length << 2);
  fillBytes(all, 0, room << 2);
  copyBytes(x, digitsOf(a, LEFT), n << 2);
  copyBytes(y, digitsOf(b, RIGHT), m << 2);
  let xCount = n;
  let yCount = m;
  while (true) {
    if (compareDigits(x, xCount, y, yCount) < 0) {
      const digits = x;
      x = y;
      y = digits;
      const count = xCount;
      xCount = yCount;
      yCount = count;
    }
    if (xCount <= 2 || yCount == 0) break;
    if (!lehmerStep(x, xCount, y, yCount, all + ((2 * length) << 2), length)) {
      // (x, y) = (y, x % y)
      const left = reduce(x, xCount, y, yCount);
      if (left < 0) {
        release(all, room);
        return 0;
      }
      fillBytes(x + (left << 2), 0, (xCount - left) << 2);
      xCount = left;
    } else {
      while (xCount > 0 && load<u32>(x + ((xCount - 1) << 2)) == 0) xCount--;
      yCount = min(yCount + 1, length);
      while (yCount > 0 && load<u32>(y + ((yCount - 1) << 2)) == 0) yCount--;
    }
  }
  let result: i32;
  if (xCount > 2) result = fromDigits(x, xCount, false);
  else result = fromI64(gcdOfWords(twoDigits(x), twoDigits(y)));
  release(all, room);
  return result;
}

function twoDigits(digits: i32): i64 {
  return <i64>load<u32>(digits) | ((<i64>load<u32>(digits, 4)) << DIGIT_BITS);
}

function abs64(value: i64): i64 {
  return value < 0 ? -value : value;
}

function gcdOfWords(x: i64, y: i64): i64 {
  while (y != 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Several of Euclid's steps at once, for x >= y, both with n digits of room; false if the leading bits decide none. */
function lehmerStep(x: i32, n: i32, y: i32, m: i32, spare: i32, length: i32): bool {
  if (n - m > 1) return false;
  const shift = clz(load<u32>(x + ((n - 1) << 2))) - (32 - DIGIT_BITS);
  let u = leading(x, n, shift);
  let v = leading(y, n, shift);
  let A: i64 = 1;
  let B: i64 = 0;
  let C: i64 = 0;
  let D: i64 = 1;
  while (v + C != 0 && v + D != 0) {
    const q = (u + A) / (v + C);
    if (q != (u + B) / (v + D)) break;
    const nextC = A - q * C;
    const nextD = B - q * D;
    if (nextC > LARGEST || nextC < -LARGEST || nextD > LARGEST || nextD < -LARGEST) break;
    A = C;
    C = nextC;
    B = D;
    D = nextD;
    const next = u - q * v;
    u = v;
    v = next;
  }
  if (B == 0) return false;
  combine(spare, x, y, n, A, B);
  combine(spare + (length << 2), x, y, n, C, D);
  copyBytes(x, spare, n << 2);
  copyBytes(y, spare + (length << 2), n << 2);
  return true;
}

const LARGEST: i64 = (1 << DIGIT_BITS) - 1;

/** 60 bits, from the highest one of x on. */
function leading(digits: i32, n: i32, shift: i32): i64 {
  const high = <i64>load<u32>(digits + ((n - 1) << 2));
  const middle = <i64>load<u32>(digits + ((n - 2) << 2));
  const low = <i64>load<u32>(digits + ((n - 3) << 2));
  return (((high << DIGIT_BITS) | middle) << shift) | (low >> (DIGIT_BITS - shift));
}

/** to = x * a + y * b, which is not negative and fits. */
function combine(to: i32, x: i32, y: i32, n: i32, a: i64, b: i64): void {
  let carry: i64 = 0;
  for (let i = 0; i < n << 2; i += 4) {
    carry += <i64>load<u32>(x + i) * a + <i64>load<u32>(y + i) * b;
    store<u32>(to + i, <u32>(carry & LARGEST));
    carry >>= DIGIT_BITS;
  }
}

/** The greatest int whose square is not above p, which is not negative: Newton's iteration from above. */
export function int_isqrt(p: i32): i32 {
  if (fitsWord(p)) {
    const value = <u64>wordOf(p);
    let root = <u64>sqrt<f64>(<f64>value);
    while (root * root > value) root--;
    while ((root + 1) * (root + 1) <= value) root++;
    return fromU64(root);
  }
  return longRoot(p);
}

/** The root of the leading half of the bits is that of all of them but for one step: precision doubles. */
function longRoot(p: i32): i32 {
  const bits = bitLength(p + VALUE, countOf(p));
  // All but the lowest quarter, twice, so that the guess has half of the root's bits.
  const drop = ((bits - 1) >> 2) & ~1;
  const upper = shiftedRight(p, 2 * drop);
  if (upper == 0) return 0;
  const guess = int_isqrt(upper);
  decref(upper);
  if (guess == 0) return 0;
  // (guess << drop + p / (guess << drop)) / 2 is not below the root, and above it by one at most.
  const start = shiftedUp(guess, drop);
  decref(guess);
  if (start == 0) return 0;
  let root = newton(p, start);
  decref(start);
  while (root != 0) {
    const square = productOf(root, root);
    if (square == 0) {
      decref(root);
      return 0;
    }
    const order = orderOf(square, p);
    decref(square);
    if (order <= 0) return root;
    const one = fromI64(1);
    const lower = differenceOf(root, one);
    decref(one);
    decref(root);
    root = lower;
  }
  return 0;
}

function newton(p: i32, guess: i32): i32 {
  const quotient = quotientOf(p, guess);
  if (quotient == 0) return 0;
  const sum = sumOf(quotient, guess);
  decref(quotient);
  if (sum == 0) return 0;
  const half = shiftedRight(sum, 1);
  decref(sum);
  return half;
}

function shiftedRight(p: i32, bits: i64): i32 {
  const count = fromI64(bits);
  if (count == 0) return 0;
  const result = int_rshift(p, count);
  decref(count);
  return result;
}
