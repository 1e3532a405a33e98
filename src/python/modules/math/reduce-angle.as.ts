/**
 * Angles less multiples of pi/2: the quadrant, and what remains within pi/4 of 0 as a sum of two doubles.
 *
 * Up to 2**20 the multiple is taken away in four parts, the first three of 33 bits, so that their products are exact (Cody
 * and Waite). Beyond, the angle is multiplied by the 192 bits of 2/pi that matter for it (Payne and Hanek 1983).
 */
import { low, productOf, quickSumOf, sumOf } from './double-double.as';

const PART_1: f64 = 1.5707963267341256;
const PART_2: f64 = 6.077100506303966e-11;
const PART_3: f64 = 2.0222662487111665e-21;
const PART_4: f64 = 8.4784276603689e-32;
const HALF_PI: f64 = 1.5707963267948966;
const HALF_PI_LOW: f64 = 6.123233995736766e-17;
const IN_PARTS: f64 = 1048576;

/** Two words of zeros, then 2/pi, highest bits first. */
const TWO_BY_PI: i32 = <i32>(
  memory.data<u32>([
    0, 0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab, 0xdebbc561, 0xb7246e3a,
    0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5, 0x2ebb4484, 0xe99c7026, 0xb45f7e41,
    0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff, 0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf,
    0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7, 0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08,
    0x56033046,
  ])
);
const WORDS: i32 = 6;
const PRODUCT: i32 = <i32>memory.data(WORDS << 2, 4);

/** What is left of the last angle. */
export let rest: f64 = 0;
export let restLow: f64 = 0;

/** The quadrant (0 to 3) of a finite angle. */
export function reduceAngle(x: f64): i32 {
  const size = abs<f64>(x);
  if (size <= 0.7853981633974483) {
    rest = x;
    restLow = 0;
    return 0;
  }
  if (size >= IN_PARTS) return reduceLarge(x);
  const turns = nearest<f64>(x * 0.6366197723675814);
  const first = x - turns * PART_1;
  const second = sumOf(first, -turns * PART_2);
  let lost = low;
  const third = sumOf(second, -turns * PART_3);
  lost += low - turns * PART_4;
  rest = quickSumOf(third, lost);
  restLow = low;
  return <i32>turns & 3;
}

function reduceLarge(x: f64): i32 {
  const bits = reinterpret<u64>(x);
  const mantissa = (bits & 0x000f_ffff_ffff_ffff) | 0x0010_0000_0000_0000;
  // The first bit of 2/pi that does not only add multiples of four quadrants.
  const from = (<i32>(bits >> 52) & 0x7ff) - 1075 - 2 + 64;
  multiply(mantissa, from);
  const top = load<u32>(PRODUCT, (WORDS - 1) << 2);
  let quadrant = <i32>(top >> 30);
  // The fraction, in two's complement: above a half it is what is missing to the next quadrant.
  const negative = ((top >> 29) & 1) != 0;
  if (negative) quadrant++;
  let sum: f64 = 0;
  let lost: f64 = 0;
  let weight: f64 = 1 / 4294967296.0;
  for (let i = WORDS - 1; i >= 0; i--) {
    const below = i == 0 ? 0 : load<u32>(PRODUCT + ((i - 1) << 2)) >> 30;
    let word = (load<u32>(PRODUCT + (i << 2)) << 2) | below;
    if (negative) word = ~word;
    const next = quickSumOf(sum, <f64>word * weight);
    lost += low;
    sum = next;
    weight *= 1 / 4294967296.0;
  }
  if (negative) {
    sum = -sum;
    lost = -lost;
  }
  const product = productOf(sum, HALF_PI);
  const below = low + sum * HALF_PI_LOW + lost * HALF_PI;
  rest = quickSumOf(product, below);
  restLow = low;
  if (x >= 0) return quadrant & 3;
  rest = -rest;
  restLow = -restLow;
  return -quadrant & 3;
}

/** PRODUCT = mantissa times the 192 bits of 2/pi from bit `from` on, modulo 2**192. */
function multiply(mantissa: u64, from: i32): void {
  memory.fill(PRODUCT, 0, WORDS << 2);
  const shift = from & 31;
  const source = TWO_BY_PI + ((from >> 5) << 2);
  const factorLow = mantissa & 0xffff_ffff;
  const factorHigh = mantissa >> 32;
  for (let i = 0; i < WORDS; i++) {
    const at = source + ((WORDS - 1 - i) << 2);
    const word = ((((<u64>load<u32>(at)) << 32) | <u64>load<u32>(at, 4)) >> (32 - shift)) & 0xffff_ffff;
    add(i, word * factorLow);
    if (i + 1 < WORDS) add(i + 1, word * factorHigh);
  }
}

/** Adds a number to PRODUCT from word i on. */
function add(i: i32, value: u64): void {
  let carry = value;
  for (; i < WORDS && carry != 0; i++) {
    const sum = <u64>load<u32>(PRODUCT + (i << 2)) + (carry & 0xffff_ffff);
    store<u32>(PRODUCT + (i << 2), <u32>sum);
    carry = (carry >> 32) + (sum >> 32);
  }
}
