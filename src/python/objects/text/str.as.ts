/** The slots of str: comparison, hash, indexing, concatenation, repetition, membership, iteration. */
import { EMPTY_STR, FALSE, FIXED, NOT_IMPLEMENTED, STATIC_COUNT, TRUE } from '../../format/memory-map';
import {
  ASCII,
  CHARACTERS_AT,
  DIGITS,
  HASH,
  INTERNED,
  LENGTH,
  STR_FLAGS,
  TYPE,
  VALUE,
  WIDTH_MASK,
} from '../../format/objects';
import {
  EQUAL,
  GREATER,
  GREATER_EQUAL,
  INDEX_ERROR,
  INT_TYPE,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  SLICE_TYPE,
  TYPE_ERROR,
} from '../../format/types';
import { freeBlock, freeOf, resizeBlock } from '../../kernel/alloc.as';
import { copyBytes, fillBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raise } from '../../kernel/errors.as';
import { forgetInterned } from '../../kernel/runtime.as';
import { typeOf } from '../../kernel/slots.as';
import {
  fitSlice,
  isIndex,
  sliceCount,
  sliceStart,
  sliceStep,
  subscriptOf,
  unpackSlice,
  wordOf,
} from '../sequences/indices.as';
import { hashBytes } from './hash.as';
import { compareBytes, equalBytes, find, loadCharacter } from './search.as';
import {
  characterAt,
  copyCharacters,
  exactStr,
  isAscii,
  isExactStr,
  isStr,
  newStr,
  storeCharacter,
  strBytes,
  strOfCharacter,
  substring,
  widthOf,
} from './strings.as';
import { atWidth, releaseWidened } from './widened.as';

const MOST_CHARACTERS: i64 = 0x7000_0000;

export function str_dealloc(s: i32): void {
  // Singletons: their count ran down.
  if (s < FIXED) return store<i32>(s, STATIC_COUNT);
  const flags = load<i32>(s, STR_FLAGS);
  if ((flags & INTERNED) != 0) forgetInterned(s);
  const bytes = strBytes(load<i32>(s, LENGTH), flags & WIDTH_MASK);
  if (isExactStr(s)) freeBlock(s, bytes);
  else freeOf(s, bytes);
}

/** Whether two strings have the same characters. */
export function str_equal(a: i32, b: i32): bool {
  if (a == b) return true;
  const length = load<i32>(a, LENGTH);
  const width = widthOf(a);
  if (length != load<i32>(b, LENGTH) || width != widthOf(b)) return false;
  return equalBytes(a + CHARACTERS_AT, b + CHARACTERS_AT, length * width);
}

/** Negative, 0 or positive, in the order of code points. */
export function str_order(a: i32, b: i32): i32 {
  const aLength = load<i32>(a, LENGTH);
  const bLength = load<i32>(b, LENGTH);
  const aWidth = widthOf(a);
  const bWidth = widthOf(b);
  if (aWidth == 1 && bWidth == 1) return compareBytes(a + CHARACTERS_AT, aLength, b + CHARACTERS_AT, bLength);
  const common = min(aLength, bLength);
  for (let i = 0; i < common; i++) {
    const x = loadCharacter(a + CHARACTERS_AT, aWidth, i);
    const y = loadCharacter(b + CHARACTERS_AT, bWidth, i);
    if (x != y) return x < y ? -1 : 1;
  }
  return aLength - bLength;
}

export function str_compare(a: i32, b: i32, operation: i32): i32 {
  if (!isStr(a) || !isStr(b)) return newRef(NOT_IMPLEMENTED);
  let holds: bool;
  if (operation == EQUAL) holds = str_equal(a, b);
  else if (operation == NOT_EQUAL) holds = !str_equal(a, b);
  else {
    const order = str_order(a, b);
    if (operation == LESS) holds = order < 0;
    else if (operation == LESS_EQUAL) holds = order <= 0;
    else if (operation == GREATER) holds = order > 0;
    else holds = order >= 0;
  }
  return newRef(holds ? TRUE : FALSE);
}

export function str_hash(s: i32): i64 {
  const known = load<i64>(s, HASH);
  if (known != -1) return known;
  const hash = hashBytes(s + CHARACTERS_AT, load<i32>(s, LENGTH) * widthOf(s));
  store<i64>(s, hash, HASH);
  return hash;
}

export function str_length(s: i32): i32 {
  return load<i32>(s, LENGTH);
}

export function str_str(s: i32): i32 {
  return exactStr(s);
}

/** The character at a place, which may count from the end. */
export function str_item(s: i32, index: i32): i32 {
  const length = load<i32>(s, LENGTH);
  const place = index < 0 ? index + length : index;
  if (<u32>place >= <u32>length) return raise(INDEX_ERROR, 'string index out of range');
  return strOfCharacter(characterAt(s, place));
}

export function str_subscript(s: i32, key: i32): i32 {
  if (load<i32>(key, TYPE) == INT_TYPE && load<i32>(key, DIGITS) == 0) return str_item(s, load<i32>(key, VALUE));
  if (isIndex(key)) {
    const index = subscriptOf(key);
    return failed() ? 0 : str_item(s, index);
  }
  if (typeOf(key) != SLICE_TYPE) return raise(TYPE_ERROR, "string indices must be integers, not '%T'", key);
  if (!unpackSlice(key)) return 0;
  fitSlice(load<i32>(s, LENGTH));
  return sliceStep == 1 ? substring(s, sliceStart, sliceStart + sliceCount) : everyNth(s);
}

/** s[start:stop], whose ends may count from the end: what compiled code asks for. */
export function str_range(s: i32, start: i32, stop: i32): i32 {
  const length = load<i32>(s, LENGTH);
  const from = start < 0 ? max(start + length, 0) : min(start, length);
  const to = stop < 0 ? max(stop + length, 0) : min(stop, length);
  return substring(s, from, to);
}

function everyNthAscii(s: i32, count: i32): i32 {
  const result = newStr(count, 1 | ASCII);
  if (result == 0) return 0;
  for (let i = 0, at = s + sliceStart; i < count; i++, at += sliceStep)
    store<u8>(result + i, load<u8>(at, CHARACTERS_AT), CHARACTERS_AT);
  return result;
}

function everyNth(s: i32): i32 {
  const count = sliceCount;
  if (count == 0) return newRef(EMPTY_STR);
  if (count == 1) return strOfCharacter(characterAt(s, sliceStart));
  if (isAscii(s)) return everyNthAscii(s, count);
  const width = widthOf(s);
  let most: u32 = 0;
  for (let i = 0, at = sliceStart; i < count; i++, at += sliceStep) most |= characterAt(s, at);
  const narrow = most < 0x100 ? 1 : most < 0x10000 ? 2 : width;
  const result = newStr(count, most < 0x80 ? 1 | ASCII : narrow);
  if (result == 0) return 0;
  for (let i = 0, at = sliceStart; i < count; i++, at += sliceStep)
    storeCharacter(result + CHARACTERS_AT, narrow, i, characterAt(s, at));
  return result;
}

export function str_contains(s: i32, part: i32): i32 {
  if (!isStr(part)) return fail(TYPE_ERROR, "'in <string>' requires string as left operand, not %T", part);
  return placeIn(s, part, 0, load<i32>(s, LENGTH)) >= 0 ? 1 : 0;
}

/** Where a string first lies within [from, to) of another, or -1; -2 if there is no memory. */
export function placeIn(s: i32, part: i32, from: i32, to: i32): i32 {
  const length = load<i32>(part, LENGTH);
  if (to - from < length) return -1;
  if (length == 0) return from;
  const width = widthOf(s);
  const needle = atWidth(part, width);
  if (needle == 0) return failed() ? -2 : -1;
  const at = find(s + CHARACTERS_AT, width, from, to, needle, length);
  releaseWidened(part, width, needle);
  return at;
}

export function str_concat(a: i32, b: i32): i32 {
  if (!isStr(b)) return raise(TYPE_ERROR, 'can only concatenate str (not "%T") to str', b);
  const aLength = load<i32>(a, LENGTH);
  const bLength = load<i32>(b, LENGTH);
  if (bLength == 0 && isExactStr(a)) return newRef(a);
  if (aLength == 0 && isExactStr(b)) return newRef(b);
  if (<i64>aLength + bLength > MOST_CHARACTERS) return noMemory();
  if (aLength + bLength == 0) return newRef(EMPTY_STR);
  const flags = joinedFlags(load<i32>(a, STR_FLAGS), load<i32>(b, STR_FLAGS));
  if (aLength + bLength == 1) return exactStr(aLength == 1 ? a : b);
  const result = newStr(aLength + bLength, flags);
  if (result == 0) return 0;
  const width = flags & WIDTH_MASK;
  copyCharacters(result + CHARACTERS_AT, width, a + CHARACTERS_AT, widthOf(a), aLength);
  copyCharacters(result + CHARACTERS_AT + aLength * width, width, b + CHARACTERS_AT, widthOf(b), bLength);
  return result;
}

/** STR_FLAGS of a string of the characters of two. */
function joinedFlags(a: i32, b: i32): i32 {
  return max(a & WIDTH_MASK, b & WIDTH_MASK) | (a & b & ASCII);
}

/**
 * a + b for str objects, where the reference to `a` is given up: if it is the only one, `b` is put behind it in place. What
 * `x += y` becomes when x is a variable of a function, which is emptied before. Amortised constant per character.
 */
export function str_append(a: i32, b: i32): i32 {
  const flags = load<i32>(a, STR_FLAGS);
  const bFlags = load<i32>(b, STR_FLAGS);
  const aLength = load<i32>(a, LENGTH);
  const bLength = load<i32>(b, LENGTH);
  const width = flags & WIDTH_MASK;
  if (
    load<i32>(a) != 1 ||
    !isExactStr(a) ||
    (flags & INTERNED) != 0 ||
    (bFlags & WIDTH_MASK) > width ||
    bLength == 0 ||
    aLength == 0 ||
    (<i64>aLength + bLength + 1) * width > MOST_CHARACTERS
  ) {
    const result = str_concat(a, b);
    decref(a);
    return result;
  }
  const oldBytes = strBytes(aLength, width);
  const newBytes = strBytes(aLength + bLength, width);
  let result = a;
  if (oldBytes != newBytes) {
    result = resizeBlock(a, oldBytes, newBytes);
    if (result == 0) {
      decref(a);
      return noMemory();
    }
  }
  const end = result + CHARACTERS_AT + aLength * width;
  copyCharacters(end, width, b + CHARACTERS_AT, bFlags & WIDTH_MASK, bLength);
  storeCharacter(end, width, bLength, 0);
  store<i32>(result, aLength + bLength, LENGTH);
  store<i32>(result, width | (flags & bFlags & ASCII), STR_FLAGS);
  store<i64>(result, -1, HASH);
  return result;
}

export function str_repeat(s: i32, count: i32): i32 {
  if (!isIndex(count)) return raise(TYPE_ERROR, "can't multiply sequence by non-int of type '%T'", count);
  const times = wordOf(count);
  return failed() ? 0 : repeated(s, times);
}

export function repeated(s: i32, times: i32): i32 {
  const length = load<i32>(s, LENGTH);
  if (times <= 0 || length == 0) return newRef(EMPTY_STR);
  if (times == 1) return exactStr(s);
  if (<i64>length * times > MOST_CHARACTERS) return noMemory();
  const flags = load<i32>(s, STR_FLAGS) & (WIDTH_MASK | ASCII);
  const result = newStr(length * times, flags);
  if (result == 0) return 0;
  const piece = length * (flags & WIDTH_MASK);
  fillRepeated(result + CHARACTERS_AT, s + CHARACTERS_AT, piece, piece * times);
  return result;
}

/** Fills memory with repetitions, copying twice as much each time. */
export function fillRepeated(to: i32, piece: i32, bytes: i32, total: i32): void {
  if (bytes == 1) {
    fillBytes(to, load<u8>(piece), total);
    return;
  }
  copyBytes(to, piece, bytes);
  for (let done = bytes; done < total; done += done) copyBytes(to + done, to, min(done, total - done));
}
