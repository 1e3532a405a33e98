/**
 * Strings: making them, and what lies in them.
 *
 * Invariants: characters have the narrowest width that holds all of them, so equal strings have equal bytes; ASCII is set
 * exactly if all are below 128; exact strings of no or of one Latin-1 character are the singletons; how many bytes the
 * block of a string has follows from its length (strBytes), with room to grow in long ones, so that a string that is
 * appended to is copied only when it has grown by an eighth.
 */
import { CHARACTERS, EMPTY_STR } from '../../format/memory-map';
import { ASCII, CHARACTERS_AT, HASH, LENGTH, STR_FLAGS, TYPE, WIDTH_MASK } from '../../format/objects';
import { CYCLIC, IS_STR, STR_TYPE, TYPE_FLAGS } from '../../format/types';
import { newOf, newStatic } from '../../kernel/alloc.as';
import { copyBytes } from '../../kernel/bytes.as';
import { newRef } from '../../kernel/counts.as';
import { noMemory } from '../../kernel/errors.as';
import { hasFlag } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';

/** Blocks beyond it are made in steps of an eighth. */
const EXACT_BYTES = 512;
const STEP_LOG = 3;
const MOST_BYTES: i64 = 0x7000_0000;
const HIGHS: u64 = 0x8080808080808080;
const HIGHS_OF_PAIRS: u64 = 0xff00ff00ff00ff00;
const CHARACTER_BYTES = 32;

export function isStr(p: i32): bool {
  const type = load<i32>(p, TYPE);
  return type == STR_TYPE || (load<i32>(type, TYPE_FLAGS) & IS_STR) != 0;
}

export function isExactStr(p: i32): bool {
  return load<i32>(p, TYPE) == STR_TYPE;
}

export function widthOf(s: i32): i32 {
  return load<i32>(s, STR_FLAGS) & WIDTH_MASK;
}

export function isAscii(s: i32): bool {
  return (load<i32>(s, STR_FLAGS) & ASCII) != 0;
}

export function characterAt(s: i32, index: i32): u32 {
  const width = load<i32>(s, STR_FLAGS) & WIDTH_MASK;
  if (width == 1) return load<u8>(s + index, CHARACTERS_AT);
  return width == 2 ? load<u16>(s + (index << 1), CHARACTERS_AT) : load<u32>(s + (index << 2), CHARACTERS_AT);
}

export function storeCharacter(base: i32, width: i32, index: i32, c: u32): void {
  if (width == 1) store<u8>(base + index, c);
  else if (width == 2) store<u16>(base + (index << 1), c);
  else store<u32>(base + (index << 2), c);
}

/** The narrowest width for a character. */
export function widthFor(c: u32): i32 {
  return c < 0x100 ? 1 : c < 0x10000 ? 2 : 4;
}

/** Bytes of the block of a string. */
export function strBytes(length: i32, width: i32): i32 {
  return grownBytes(CHARACTERS_AT + (length + 1) * width);
}

/** Rounded up, where it is much, to one of eight sizes between two powers of two. */
export function grownBytes(bytes: i32): i32 {
  if (bytes <= EXACT_BYTES) return bytes;
  const step = 1 << (31 - clz(bytes) - STEP_LOG);
  return (bytes + step - 1) & -step;
}

/** A string whose characters are still to be stored, with STR_FLAGS as given; 0 if there is no memory. */
export function newStr(length: i32, flags: i32): i32 {
  const width = flags & WIDTH_MASK;
  if ((<i64>length + 1) * width > MOST_BYTES) return noMemory();
  const s = newStatic(STR_TYPE, strBytes(length, width));
  if (s == 0) return 0;
  store<i32>(s, length, LENGTH);
  store<i32>(s, flags, STR_FLAGS);
  store<i64>(s, -1, HASH);
  storeCharacter(s + CHARACTERS_AT, width, length, 0);
  return s;
}

/** The string of one character. */
export function strOfCharacter(c: u32): i32 {
  if (c < 0x100) return newRef(CHARACTERS + <i32>c * CHARACTER_BYTES);
  const s = newStr(1, widthFor(c));
  if (s != 0) storeCharacter(s + CHARACTERS_AT, widthFor(c), 0, c);
  return s;
}

/** STR_FLAGS of a string with the characters in [from, to). */
export function flagsFor(base: i32, width: i32, from: i32, to: i32): i32 {
  if (width == 1) return allAscii(base, from, to) ? 1 | ASCII : 1;
  if (width == 2) return allLatin(base, from, to) ? flagsForNarrow<u16>(base, from, to) : 2;
  let all: u32 = 0;
  for (let i = from; i < to; i++) {
    const c = load<u32>(base + (i << 2));
    if (c >= 0x10000) return 4;
    all |= c;
  }
  return all >= 0x100 ? 2 : all >= 0x80 ? 1 : 1 | ASCII;
}

export function allAscii(base: i32, from: i32, to: i32): bool {
  let i = from;
  for (; i + 8 <= to; i += 8) if ((load<u64>(base + i) & HIGHS) != 0) return false;
  let all: u32 = 0;
  for (; i < to; i++) all |= load<u8>(base + i);
  return all < 0x80;
}

function allLatin(base: i32, from: i32, to: i32): bool {
  let i = from;
  for (; i + 4 <= to; i += 4) if ((load<u64>(base + (i << 1)) & HIGHS_OF_PAIRS) != 0) return false;
  for (; i < to; i++) if (load<u16>(base + (i << 1)) >= 0x100) return false;
  return true;
}

function flagsForNarrow<T>(base: i32, from: i32, to: i32): i32 {
  let all: u32 = 0;
  for (let i = from; i < to; i++) all |= <u32>load<T>(base + i * <i32>sizeof<T>());
  return all < 0x80 ? 1 | ASCII : 1;
}

/** Copies characters from one width to another; where that is narrower they are known to fit. */
export function copyCharacters(to: i32, toWidth: i32, from: i32, fromWidth: i32, count: i32): void {
  if (toWidth == fromWidth) copyBytes(to, from, count * toWidth);
  else if (fromWidth == 1) toWidth == 2 ? convert<u8, u16>(to, from, count) : convert<u8, u32>(to, from, count);
  else if (fromWidth == 2) toWidth == 1 ? convert<u16, u8>(to, from, count) : convert<u16, u32>(to, from, count);
  else toWidth == 1 ? convert<u32, u8>(to, from, count) : convert<u32, u16>(to, from, count);
}

function convert<From, To>(to: i32, from: i32, count: i32): void {
  for (let i = 0; i < count; i++) store<To>(to + i * <i32>sizeof<To>(), <To>load<From>(from + i * <i32>sizeof<From>()));
}

/** The string of the characters in [from, to) of some memory, which no allocation may move. */
export function strOf(base: i32, width: i32, from: i32, to: i32): i32 {
  const length = to - from;
  if (length <= 0) return newRef(EMPTY_STR);
  const flags = flagsFor(base, width, from, to);
  const narrow = flags & WIDTH_MASK;
  const start = base + from * width;
  if (length == 1 && narrow == 1) return strOfCharacter(width == 1 ? <u32>load<u8>(start) : <u32>load<u16>(start));
  const s = newStr(length, flags);
  if (s != 0) copyCharacters(s + CHARACTERS_AT, narrow, start, width, length);
  return s;
}

/** The string of ASCII characters in memory. */
export function asciiStr(base: i32, length: i32): i32 {
  return strOf(base, 1, 0, length);
}

/** The characters in [from, to) of a string; the same string where that is all of an exact one. */
export function substring(s: i32, from: i32, to: i32): i32 {
  const length = load<i32>(s, LENGTH);
  if (from == 0 && to == length && isExactStr(s)) return newRef(s);
  if (to <= from) return newRef(EMPTY_STR);
  const flags = load<i32>(s, STR_FLAGS);
  if ((flags & ASCII) == 0) return strOf(s + CHARACTERS_AT, flags & WIDTH_MASK, from, to);
  if (to - from == 1) return strOfCharacter(load<u8>(s + from, CHARACTERS_AT));
  const part = newStr(to - from, 1 | ASCII);
  if (part != 0) copyBytes(part + CHARACTERS_AT, s + CHARACTERS_AT + from, to - from);
  return part;
}

/** An exact str of the same characters: the string itself, or what an instance of a subclass says. */
export function exactStr(s: i32): i32 {
  return substring(s, 0, load<i32>(s, LENGTH));
}

/** An instance of a class derived from str with the characters of a string. */
export function newStrOf(type: i32, s: i32): i32 {
  const length = load<i32>(s, LENGTH);
  const flags = load<i32>(s, STR_FLAGS) & (WIDTH_MASK | ASCII);
  const width = flags & WIDTH_MASK;
  const p = newOf(type, strBytes(length, width));
  if (p == 0) return 0;
  store<i32>(p, length, LENGTH);
  store<i32>(p, flags, STR_FLAGS);
  store<i64>(p, load<i64>(s, HASH), HASH);
  copyBytes(p + CHARACTERS_AT, s + CHARACTERS_AT, (length + 1) * width);
  if (hasFlag(p, CYCLIC)) track(p);
  return p;
}
