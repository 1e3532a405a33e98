/** repr of str and of bytes. */
import { ASCII, CHARACTERS_AT, LENGTH } from '../../format/objects';
import { copyBytes } from '../../kernel/bytes.as';
import { newRef } from '../../kernel/counts.as';
import { addCharacter, addHex, dropFailed, finish, openBuilder } from './builder.as';
import { isPrintable } from './characters.as';
import { findByte } from './search.as';
import { characterAt, isAscii, newStr } from './strings.as';

const QUOTE: u32 = 0x27;
const DOUBLE_QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;

export function str_repr(s: i32): i32 {
  return escaped(s, false);
}

/** As `ascii()`: what is not ASCII is escaped as well. */
export function str_ascii(s: i32): i32 {
  return escaped(s, true);
}

function escaped(s: i32, asciiOnly: bool): i32 {
  const length = load<i32>(s, LENGTH);
  let single = false;
  let double = false;
  let plain = true;
  for (let i = 0; i < length; i++) {
    const c = characterAt(s, i);
    if (c == QUOTE) single = true;
    else if (c == DOUBLE_QUOTE) double = true;
    if (c - 0x20 >= 0x5f || c == BACKSLASH) plain = false;
  }
  const quote = single && !double ? DOUBLE_QUOTE : QUOTE;
  if (plain && !(single && double)) return quoted(s, length, quote);
  const b = openBuilder(length + 2);
  if (b == 0) return 0;
  let fits = addCharacter(b, quote);
  for (let i = 0; i < length && fits; i++) {
    const c = characterAt(s, i);
    if (c >= 0x80 && !asciiOnly && isPrintable(c)) fits = addCharacter(b, c);
    else fits = addEscape(b, c, quote);
  }
  if (!fits || !addCharacter(b, quote)) return dropFailed(b);
  return finish(b);
}

/** Of ASCII without anything to escape. */
function quoted(s: i32, length: i32, quote: u32): i32 {
  const result = newStr(length + 2, 1 | ASCII);
  if (result == 0) return 0;
  store<u8>(result, quote, CHARACTERS_AT);
  copyBytes(result + CHARACTERS_AT + 1, s + CHARACTERS_AT, length);
  store<u8>(result + length + 1, quote, CHARACTERS_AT);
  return result;
}

/** Adds a character as it is written between quotes where all but ASCII is escaped. */
export function addEscape(b: i32, c: u32, quote: u32): bool {
  if (c == quote || c == BACKSLASH) return addCharacter(b, BACKSLASH) && addCharacter(b, c);
  if (c - 0x20 < 0x5f) return addCharacter(b, c);
  const letter: u32 = c == 9 ? 0x74 : c == 10 ? 0x6e : c == 13 ? 0x72 : 0;
  if (letter != 0) return addCharacter(b, BACKSLASH) && addCharacter(b, letter);
  return addNumericEscape(b, c);
}

/** Adds \xhh, \uhhhh or \Uhhhhhhhh. */
export function addNumericEscape(b: i32, c: u32): bool {
  if (!addCharacter(b, BACKSLASH)) return false;
  if (c < 0x100) return addCharacter(b, 0x78) && addHex(b, c, 2);
  if (c < 0x10000) return addCharacter(b, 0x75) && addHex(b, c, 4);
  return addCharacter(b, 0x55) && addHex(b, c, 8);
}

/** Adds bytes as a literal: b'…', or between double quotes where only single ones are in it. */
export function addBytesRepr(b: i32, base: i32, length: i32): bool {
  const single = findByte(base, 0, length, QUOTE) >= 0;
  const quote = single && findByte(base, 0, length, DOUBLE_QUOTE) < 0 ? DOUBLE_QUOTE : QUOTE;
  if (!addCharacter(b, 0x62) || !addCharacter(b, quote)) return false;
  for (let i = 0; i < length; i++) if (!addEscape(b, load<u8>(base + i), quote)) return false;
  return addCharacter(b, quote);
}

export function bytesRepr(base: i32, length: i32): i32 {
  const b = openBuilder(length + 3);
  if (b == 0) return 0;
  return addBytesRepr(b, base, length) ? finish(b) : dropFailed(b);
}

/** The text of a repr with all that is not ASCII escaped: ascii(). */
export function asciiOnly(s: i32): i32 {
  if (isAscii(s)) return newRef(s);
  const length = load<i32>(s, LENGTH);
  const b = openBuilder(length);
  if (b == 0) return 0;
  for (let i = 0; i < length; i++) {
    const c = characterAt(s, i);
    if (!(c < 0x80 ? addCharacter(b, c) : addNumericEscape(b, c))) return dropFailed(b);
  }
  return finish(b);
}
