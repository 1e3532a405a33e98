/**
 * The generator of _random: MT19937 (Matsumoto and Nishimura 1998, Mersenne Twister), 624 words of state, of which each
 * gives a word before all of them are made anew.
 */
import { DIGIT_BITS } from '../../format/objects';
import { OVERFLOW_ERROR, VALUE_ERROR } from '../../format/types';
import { freeObject } from '../../kernel/alloc.as';
import { failed, raise } from '../../kernel/errors.as';
import { DIGIT_MASK } from '../../objects/numbers/digits/basics.as';
import { reserve } from '../../objects/numbers/digits/scratch.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { indexOf } from '../../objects/numbers/index.as';
import { fromU64, takeDigits } from '../../objects/numbers/int/object.as';
import { RANDOM_BYTES, RANDOM_INDEX, RANDOM_STATE, RANDOM_WORDS } from './format';

/** The word that each is combined with is so many words further on. */
const DISTANCE: i32 = 397;
const MATRIX: u32 = 0x9908b0df;
const UPPER: u32 = 0x80000000;
const LOWER: u32 = 0x7fffffff;

export function random_dealloc(p: i32): void {
  freeObject(p, RANDOM_BYTES);
}

function nextWord(p: i32): u32 {
  let index = load<i32>(p, RANDOM_INDEX);
  if (index >= RANDOM_WORDS) {
    renew(p + RANDOM_STATE);
    index = 0;
  }
  store<i32>(p, index + 1, RANDOM_INDEX);
  let word = load<u32>(p + (index << 2), RANDOM_STATE);
  word ^= word >> 11;
  word ^= (word << 7) & 0x9d2c5680;
  word ^= (word << 15) & 0xefc60000;
  return word ^ (word >> 18);
}

function renew(state: i32): void {
  let i = 0;
  for (; i < RANDOM_WORDS - DISTANCE; i++) renewWord(state, i, i + 1, i + DISTANCE);
  for (; i < RANDOM_WORDS - 1; i++) renewWord(state, i, i + 1, i + DISTANCE - RANDOM_WORDS);
  renewWord(state, i, 0, DISTANCE - 1);
}

function renewWord(state: i32, i: i32, next: i32, far: i32): void {
  const mixed = (load<u32>(state + (i << 2)) & UPPER) | (load<u32>(state + (next << 2)) & LOWER);
  const twisted = (mixed >> 1) ^ ((mixed & 1) != 0 ? MATRIX : 0);
  store<u32>(state + (i << 2), load<u32>(state + (far << 2)) ^ twisted);
}

/** A double from 0 on below 1, of 53 bits. */
export function random_random(p: i32): i32 {
  const high = nextWord(p) >> 5;
  const low = nextWord(p) >> 6;
  return newFloat((<f64>high * 67108864.0 + <f64>low) * (1.0 / 9007199254740992.0));
}

/** An int of so many random bits. */
export function random_getrandbits(p: i32, count: i32): i32 {
  const bits = indexOf(count, OVERFLOW_ERROR);
  if (bits < 0) return failed() ? 0 : raise(VALUE_ERROR, 'number of bits must be non-negative');
  if (bits == 0) return fromU64(0);
  if (bits <= 32) return fromU64(nextWord(p) >> (32 - bits));
  const room = bits / DIGIT_BITS + 3;
  const digits = reserve(room);
  if (digits == 0) return 0;
  // Words of 32 bits, least first, poured into digits of 30.
  let made = 0;
  let pending: u64 = 0;
  let have = 0;
  for (let left = bits; left > 0; left -= 32) {
    const word = left < 32 ? nextWord(p) >> (32 - left) : nextWord(p);
    pending |= (<u64>word) << have;
    for (have += 32; have >= DIGIT_BITS; have -= DIGIT_BITS) {
      store<u32>(digits + (made++ << 2), <u32>pending & DIGIT_MASK);
      pending >>= DIGIT_BITS;
    }
  }
  store<u32>(digits + (made++ << 2), <u32>pending);
  return takeDigits(digits, made, false, room);
}

/** Starts from one word. */
function seedWithWord(p: i32, seed: u32): void {
  const state = p + RANDOM_STATE;
  store<u32>(state, seed);
  let last = seed;
  for (let i: u32 = 1; i < <u32>RANDOM_WORDS; i++) {
    last = 1812433253 * (last ^ (last >> 30)) + i;
    store<u32>(state + (i << 2), last);
  }
  store<i32>(p, RANDOM_WORDS, RANDOM_INDEX);
}

/** Starts from any number of words, at least one. */
export function random_seed_words(p: i32, words: i32, count: i32): void {
  seedWithWord(p, 19650218);
  const state = p + RANDOM_STATE;
  let i = 1;
  let j = 0;
  for (let left = max(RANDOM_WORDS, count); left > 0; left--) {
    stir(state, i, 1664525, load<u32>(words + (j << 2)) + <u32>j);
    i = advance(state, i);
    j = j + 1 < count ? j + 1 : 0;
  }
  for (let left = RANDOM_WORDS - 1; left > 0; left--) {
    stir(state, i, 1566083941, <u32>-i);
    i = advance(state, i);
  }
  store<u32>(state, UPPER);
}

function stir(state: i32, i: i32, factor: u32, added: u32): void {
  const before = load<u32>(state + ((i - 1) << 2));
  const at = state + (i << 2);
  store<u32>(at, (load<u32>(at) ^ ((before ^ (before >> 30)) * factor)) + added);
}

/** The next index; behind the last one the first word becomes it. */
function advance(state: i32, i: i32): i32 {
  if (i + 1 < RANDOM_WORDS) return i + 1;
  store<u32>(state, load<u32>(state + ((RANDOM_WORDS - 1) << 2)));
  return 1;
}
