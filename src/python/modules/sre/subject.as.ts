/**
 * The characters that a regular expression is matched with, and what those of its operations say of them that look at one
 * character or at one place.
 */
import {
  ANY,
  ANY_ALL,
  AT_BEGINNING,
  AT_BEGINNING_LINE,
  AT_BEGINNING_STRING,
  AT_BOUNDARY,
  AT_END,
  AT_END_LINE,
  AT_END_STRING,
  AT_LOC_BOUNDARY,
  AT_UNI_BOUNDARY,
  AT_UNI_NON_BOUNDARY,
  CATEGORY,
  CHARSET,
  FAILURE,
  IN,
  IN_IGNORE,
  IN_LOC_IGNORE,
  LITERAL,
  LITERAL_IGNORE,
  LITERAL_LOC_IGNORE,
  LITERAL_UNI_IGNORE,
  MOST_REPEAT,
  NOT_LITERAL,
  NOT_LITERAL_IGNORE,
  NOT_LITERAL_LOC_IGNORE,
  NOT_LITERAL_UNI_IGNORE,
} from '../../format/sre';
import {
  bitsOfCategory,
  hasBit,
  isAsciiWord,
  isInCategory,
  isInSet,
  isUnicodeWord,
  lowerAscii,
  lowerUnicode,
} from './classes.as';

/** The characters, their width, and where they end. */
let base: i32 = 0;
export let width: i32 = 0;
export let end: i32 = 0;

export function setSubject(characters: i32, itsWidth: i32, itsEnd: i32): void {
  base = characters;
  width = itsWidth;
  end = itsEnd;
}

export function character<T>(at: i32): u32 {
  return <u32>load<T>(base + at * <i32>sizeof<T>());
}

function isWordAt(at: i32, unicode: bool): bool {
  if (at < 0 || at >= end) return false;
  const c = width == 1 ? character<u8>(at) : width == 2 ? character<u16>(at) : character<u32>(at);
  return unicode ? isUnicodeWord(c) : isAsciiWord(c);
}

export function holdsAt<T>(place: i32, at: i32): bool {
  switch (place) {
    case AT_BEGINNING:
    case AT_BEGINNING_STRING:
      return at == 0;
    case AT_BEGINNING_LINE:
      return at == 0 || character<T>(at - 1) == 10;
    case AT_END:
      return at == end || (at == end - 1 && character<T>(at) == 10);
    case AT_END_LINE:
      return at == end || character<T>(at) == 10;
    case AT_END_STRING:
      return at == end;
  }
  const unicode = place == AT_UNI_BOUNDARY || place == AT_UNI_NON_BOUNDARY;
  const isBoundary = isWordAt(at - 1, unicode) != isWordAt(at, unicode);
  if (place == AT_BOUNDARY || place == AT_LOC_BOUNDARY || place == AT_UNI_BOUNDARY) return end > 0 && isBoundary;
  return end > 0 && !isBoundary;
}

/** Whether the operation of one character takes this one. */
export function takes(op: i32, ip: i32, c: u32): bool {
  switch (op) {
    case ANY:
      return c != 10;
    case ANY_ALL:
      return true;
    case LITERAL:
      return c == load<u32>(ip, 4);
    case NOT_LITERAL:
      return c != load<u32>(ip, 4);
    case IN:
      return isInSet(ip + 8, c);
    case CATEGORY:
      return isInCategory(load<u32>(ip, 4), c);
    case LITERAL_IGNORE:
    case LITERAL_LOC_IGNORE:
      return lowerAscii(c) == load<u32>(ip, 4);
    case NOT_LITERAL_IGNORE:
    case NOT_LITERAL_LOC_IGNORE:
      return lowerAscii(c) != load<u32>(ip, 4);
    case LITERAL_UNI_IGNORE:
      return lowerUnicode(c) == load<u32>(ip, 4);
    case NOT_LITERAL_UNI_IGNORE:
      return lowerUnicode(c) != load<u32>(ip, 4);
    case IN_IGNORE:
    case IN_LOC_IGNORE:
      return isInSet(ip + 8, lowerAscii(c));
    default:
      return isInSet(ip + 8, lowerUnicode(c));
  }
}

/** Where characters of a set end that start at a place: a category alone, or a map of bits, is asked for its bits. */
function countInSet<T>(set: i32, at: i32, limit: i32): i32 {
  let to = at;
  const kind = load<i32>(set);
  if (kind == CATEGORY && load<i32>(set, 8) == FAILURE) {
    const category = load<u32>(set, 4);
    const bits = bitsOfCategory(category);
    while (to < limit) {
      const c = character<T>(to);
      if (c < 128 ? !hasBit(bits, c) : !isInCategory(category, c)) break;
      to++;
    }
    return to;
  }
  if (kind == CHARSET && load<i32>(set, 36) == FAILURE) {
    while (to < limit) {
      const c = character<T>(to);
      if (c > 255 || !hasBit(set + 4, c)) break;
      to++;
    }
    return to;
  }
  while (to < limit && isInSet(set, character<T>(to))) to++;
  return to;
}

/** How many characters from a place on an operation of one character takes, at most `most`. */
export function count<T>(ip: i32, at: i32, most: i32): i32 {
  const op = load<i32>(ip);
  const limit = most == MOST_REPEAT || most > end - at || most < 0 ? end : at + most;
  let to = at;
  switch (op) {
    case ANY_ALL:
      return limit - at;
    case ANY:
      while (to < limit && character<T>(to) != 10) to++;
      return to - at;
    case LITERAL: {
      const c = load<u32>(ip, 4);
      while (to < limit && character<T>(to) == c) to++;
      return to - at;
    }
    case NOT_LITERAL: {
      const c = load<u32>(ip, 4);
      while (to < limit && character<T>(to) != c) to++;
      return to - at;
    }
    case IN:
      return countInSet<T>(ip + 8, at, limit) - at;
    default:
      while (to < limit && takes(op, ip, character<T>(to))) to++;
      return to - at;
  }
}
