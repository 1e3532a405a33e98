/** Strings of JSON: read with their escapes, and written. */
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { TYPE_ERROR, VALUE_ERROR } from '../../format/types';
import { raise } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { addCharacter, addHex, addPart, dropFailed, finish, openBuilder } from '../../objects/text/builder.as';
import { characterAt, isStr, substring, widthOf } from '../../objects/text/strings.as';

export const QUOTE: u32 = 0x22;
const BACKSLASH: u32 = 0x5c;
const SLASH: u32 = 0x2f;
const SPACE: u32 = 0x20;
const DELETE: u32 = 0x7f;
const B: u32 = 0x62;
const F: u32 = 0x66;
const N: u32 = 0x6e;
const R: u32 = 0x72;
const T: u32 = 0x74;
const U: u32 = 0x75;

let raiseDecodeError: i32 = 0;

/** What says where a text is no JSON is told here. */
export function json_scanner_call_slow(index: i32): void {
  raiseDecodeError = index;
}

/** json.JSONDecodeError with a message about a place in a text. 0. */
export function notJson(message: string, text: i32, at: i32): i32 {
  return call4(raiseDecodeError, changetype<i32>(message), text, at, 0);
}

/** Where what was scanned last has ended. */
export let scannedEnd: i32 = 0;

export function setScannedEnd(at: i32): void {
  scannedEnd = at;
}

/** The str whose opening quote is before `from`, owned; or 0. */
export function scanString(text: i32, from: i32, strict: bool): i32 {
  const length = load<i32>(text, LENGTH);
  if (from < 0 || from > length) return raise(VALUE_ERROR, 'end is out of bounds');
  const plain = endOfPlain(text, from, length, strict);
  if (plain < length && characterAt(text, plain) == QUOTE) {
    scannedEnd = plain + 1;
    return substring(text, from, plain);
  }
  const b = openBuilder(max(plain - from, 16) * 2);
  if (b == 0) return 0;
  const end = scanInto(b, text, from, length, strict);
  if (end < 0) return dropFailed(b);
  scannedEnd = end;
  return finish(b);
}

/** Where the first character is that is no character of a string as it stands. */
function endOfPlain(text: i32, from: i32, length: i32, strict: bool): i32 {
  let at = from;
  const lowest = strict ? SPACE : 0;
  if (widthOf(text) == 1) {
    const characters = text + CHARACTERS_AT;
    while (at < length) {
      const c = load<u8>(characters + at);
      if (c == QUOTE || c == BACKSLASH || c < lowest) break;
      at++;
    }
    return at;
  }
  while (at < length) {
    const c = characterAt(text, at);
    if (c == QUOTE || c == BACKSLASH || c < lowest) break;
    at++;
  }
  return at;
}

/** Adds a string with escapes to a builder. Where it has ended, or -1 with an exception. */
function scanInto(b: i32, text: i32, from: i32, length: i32, strict: bool): i32 {
  let at = from;
  while (true) {
    const plain = endOfPlain(text, at, length, strict);
    if (plain == length) return unterminated(text, from);
    const c = characterAt(text, plain);
    if (c != QUOTE && c != BACKSLASH) return notJson('Invalid control character at', text, plain) - 1;
    if (!addPart(b, text, at, plain)) return -1;
    at = plain + 1;
    if (c == QUOTE) return at;
    if (at == length) return unterminated(text, from);
    at = escapeInto(b, text, at, length);
    if (at < 0) return -1;
  }
}

function unterminated(text: i32, from: i32): i32 {
  return notJson('Unterminated string starting at', text, from - 1) - 1;
}

/** Adds the character of an escape, whose backslash is before `at`. Where it ends, or -1. */
function escapeInto(b: i32, text: i32, at: i32, length: i32): i32 {
  const c = characterAt(text, at);
  if (c != U) {
    const meant = escaped(c);
    if (meant == 0) return notJson('Invalid \\escape', text, at - 1) - 1;
    return addCharacter(b, meant) ? at + 1 : -1;
  }
  let end = at + 5;
  if (end >= length) return notJson('Invalid \\uXXXX escape', text, at) - 1;
  let unit = hexAt(text, at + 1);
  if (unit < 0) return notJson('Invalid \\uXXXX escape', text, end - 5) - 1;
  const isPair =
    unit >> 10 == 0x36 && end + 6 < length && characterAt(text, end) == BACKSLASH && characterAt(text, end + 1) == U;
  if (isPair) {
    const low = hexAt(text, end + 2);
    if (low < 0) return notJson('Invalid \\uXXXX escape', text, end + 1) - 1;
    if (low >> 10 == 0x37) {
      unit = 0x10000 + (((unit & 0x3ff) << 10) | (low & 0x3ff));
      end += 6;
    }
  }
  return addCharacter(b, unit) ? end : -1;
}

/** What a character behind a backslash means, or 0. */
function escaped(c: u32): u32 {
  if (c == QUOTE || c == BACKSLASH || c == SLASH) return c;
  if (c == B) return 8;
  if (c == F) return 12;
  if (c == N) return 10;
  if (c == R) return 13;
  return c == T ? 9 : 0;
}

/** Four hexadecimal digits, or -1. */
function hexAt(text: i32, at: i32): i32 {
  let value = 0;
  for (let i = 0; i < 4; i++) {
    const c = characterAt(text, at + i);
    const letter = c | 0x20;
    let digit: u32;
    if (c >= 0x30 && c <= 0x39) digit = c - 0x30;
    else if (letter >= 0x61 && letter <= 0x66) digit = letter - 0x57;
    else return -1;
    value = (value << 4) | <i32>digit;
  }
  return value;
}

/** Whether a character is written as it is. */
function isOwn(c: u32, ascii: bool): bool {
  return c >= SPACE && c != QUOTE && c != BACKSLASH && (!ascii || c < DELETE);
}

/** Adds a str as JSON writes it, with nothing but ASCII if so wished. False: no memory. */
export function addJsonString(b: i32, s: i32, ascii: bool): bool {
  const length = load<i32>(s, LENGTH);
  if (!addCharacter(b, QUOTE)) return false;
  let from = 0;
  for (let at = 0; at < length; at++) {
    const c = characterAt(s, at);
    if (isOwn(c, ascii)) continue;
    if (!addPart(b, s, from, at) || !addEscape(b, c)) return false;
    from = at + 1;
  }
  return addPart(b, s, from, length) && addCharacter(b, QUOTE);
}

function addEscape(b: i32, c: u32): bool {
  if (c >= 0x10000) {
    const rest = c - 0x10000;
    return addUnit(b, 0xd800 | (rest >> 10)) && addUnit(b, 0xdc00 | (rest & 0x3ff));
  }
  const letter = letterOf(c);
  return letter == 0 ? addUnit(b, c) : addCharacter(b, BACKSLASH) && addCharacter(b, letter);
}

function addUnit(b: i32, unit: u32): bool {
  return addCharacter(b, BACKSLASH) && addCharacter(b, U) && addHex(b, unit, 4);
}

/** What stands behind the backslash for a character, 0 if it has no letter. */
function letterOf(c: u32): u32 {
  if (c == QUOTE || c == BACKSLASH) return c;
  if (c == 8) return B;
  if (c == 12) return F;
  if (c == 10) return N;
  if (c == 13) return R;
  return c == 9 ? T : 0;
}

/** A str as JSON writes it; or 0. */
export function jsonString(s: i32, ascii: bool): i32 {
  if (!isStr(s)) return raise(TYPE_ERROR, 'first argument must be a string, not %T', s);
  const b = openBuilder(load<i32>(s, LENGTH) + 2);
  if (b == 0) return 0;
  return addJsonString(b, s, ascii) ? finish(b) : dropFailed(b);
}

export function json_encode_basestring_ascii(_self: i32, s: i32): i32 {
  return jsonString(s, true);
}

export function json_encode_basestring(_self: i32, s: i32): i32 {
  return jsonString(s, false);
}
