/**
 * ints as JavaScript's BigInts and back, for what is asked rarely. Both ways go through hexadecimal text, of which 15 digits
 * are two of an int, so that the cost is linear.
 */
import type { Address } from '../../base/ids.js';
import { DIGITS, VALUE } from '../format/objects.js';
import type { Views } from './views.js';

/** Hexadecimal digits of two digits of 30 bits. */
const PAIR = 15;

export function toBigInt({ views }: { readonly views: Views }, p: Address): bigint {
  const signed = views.word(p + DIGITS);
  if (signed === 0) return BigInt(views.word(p + VALUE));
  const count = Math.abs(signed);
  const at = (p + VALUE) >> 2;
  const parts: string[] = ['0x'];
  for (let i = (count - 1) | 1; i > 0; i -= 2) {
    const high = i < count ? views.i32[at + i] : 0;
    const low = views.i32[at + i - 1];
    const upper = high * 4 + (low >>> 28);
    parts.push(upper.toString(16).padStart(8, '0'), (low & 0xfff_ffff).toString(16).padStart(7, '0'));
  }
  const magnitude = BigInt(parts.join(''));
  return signed < 0 ? -magnitude : magnitude;
}

/** The digits of 30 bits of a number that is not negative, least first. */
export function digitsOf(magnitude: bigint): number[] {
  const text = magnitude.toString(16);
  const digits: number[] = [];
  for (let end = text.length; end > 0; end -= PAIR) {
    const pair = text.slice(Math.max(end - PAIR, 0), end).padStart(PAIR, '0');
    const upper = Number.parseInt(pair.slice(0, 8), 16);
    const lower = Number.parseInt(pair.slice(8), 16);
    digits.push((upper & 3) * 0x1000_0000 + lower, Math.floor(upper / 4));
  }
  while (digits.length > 0 && digits[digits.length - 1] === 0) digits.pop();
  return digits;
}
