/** str.encode and bytes.decode by UTF-8 (RFC 3629), where nothing is out of the ordinary; all other encodings are TypeScript's. */
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { isLiteral } from '../../kernel/arguments.as';
import { failed } from '../../kernel/errors.as';
import { call4 } from '../../kernel/slots.as';
import { bytesOf, isExactBytes, newBytes } from '../bytes/bytes.as';
import {
  allAscii,
  characterAt,
  isAscii,
  isExactStr,
  newStr,
  storeCharacter,
  strOf,
  strOfCharacter,
  widthFor,
} from './strings.as';

let slowEncode: i32 = 0;
let slowDecode: i32 = 0;

export function str_encode_slow(index: i32): void {
  slowEncode = index;
}

export function bytes_decode_slow(index: i32): void {
  slowDecode = index;
}

/** Whether the arguments ask for UTF-8 and its strict handler. */
function isUtf8(args: i32, positional: i32, names: i32): bool {
  if (names != 0 || positional > 1) return false;
  if (positional == 0) return true;
  const name = load<i32>(args);
  return isExactStr(name) && (isLiteral(name, 'utf-8') || isLiteral(name, 'utf8'));
}

export function str_encode(s: i32, args: i32, positional: i32, names: i32): i32 {
  if (isUtf8(args, positional, names)) {
    const length = load<i32>(s, LENGTH);
    if (isAscii(s)) return bytesOf(s + CHARACTERS_AT, length);
    const bytes = utf8Bytes(s, length);
    if (bytes > 1) {
      const p = newBytes(bytes);
      if (p != 0) writeUtf8(p + CHARACTERS_AT, s, length);
      return p;
    }
  }
  return call4(slowEncode, s, args, positional, names);
}

/** How many bytes it takes, -1 if there are surrogates or it is too much. */
function utf8Bytes(s: i32, length: i32): i32 {
  let bytes: i64 = 0;
  for (let i = 0; i < length; i++) {
    const c = characterAt(s, i);
    if (c >= 0xd800 && c < 0xe000) return -1;
    bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
  }
  return bytes > 0x7000_0000 ? -1 : <i32>bytes;
}

function writeUtf8(to: i32, s: i32, length: i32): void {
  for (let i = 0; i < length; i++) {
    const c = characterAt(s, i);
    if (c < 0x80) {
      store<u8>(to++, c);
      continue;
    }
    let shift = c < 0x800 ? 6 : c < 0x10000 ? 12 : 18;
    store<u8>(to++, (shift == 6 ? 0xc0 : shift == 12 ? 0xe0 : 0xf0) | (c >> shift));
    for (shift -= 6; shift >= 0; shift -= 6) store<u8>(to++, 0x80 | ((c >> shift) & 0x3f));
  }
}

export function bytes_decode(p: i32, args: i32, positional: i32, names: i32): i32 {
  if (isExactBytes(p) && isUtf8(args, positional, names)) {
    const length = load<i32>(p, LENGTH);
    if (allAscii(p + CHARACTERS_AT, 0, length)) return strOf(p + CHARACTERS_AT, 1, 0, length);
    const text = utf8Text(p + CHARACTERS_AT, length);
    if (text != 0 || failed()) return text;
  }
  return call4(slowDecode, p, args, positional, names);
}

/** The str of bytes that are not all ASCII; 0 without an exception if they are no UTF-8. */
export function utf8Text(base: i32, bytes: i32): i32 {
  const end = base + bytes;
  let count = 0;
  let largest: u32 = 0;
  for (let at = base; at < end; at += bytesOfLead(load<u8>(at))) {
    const c = codePointAt(at, end);
    if (c == NO_CHARACTER) return 0;
    largest = max(largest, c);
    count++;
  }
  if (count == 1) return strOfCharacter(largest);
  const width = widthFor(largest);
  const s = newStr(count, width);
  if (s == 0) return 0;
  let at = base;
  for (let i = 0; i < count; i++) {
    storeCharacter(s + CHARACTERS_AT, width, i, codePointAt(at, end));
    at += bytesOfLead(load<u8>(at));
  }
  return s;
}

const NO_CHARACTER: u32 = 0xffff_ffff;

function bytesOfLead(lead: u32): i32 {
  return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** Refused are bytes that begin nothing, what ends early, longer forms than needed, surrogates, and what is above U+10FFFF. */
function codePointAt(at: i32, end: i32): u32 {
  const lead: u32 = load<u8>(at);
  if (lead < 0x80) return lead;
  const bytes = bytesOfLead(lead);
  if (lead < 0xc2 || lead > 0xf4 || at + bytes > end) return NO_CHARACTER;
  let c = lead & (0x7f >> bytes);
  for (let i = 1; i < bytes; i++) {
    const next: u32 = load<u8>(at + i);
    if ((next & 0xc0) != 0x80) return NO_CHARACTER;
    c = (c << 6) | (next & 0x3f);
  }
  if (bytes == 3 && (c < 0x800 || (c >= 0xd800 && c < 0xe000))) return NO_CHARACTER;
  return bytes == 4 && (c < 0x10000 || c > 0x10ffff) ? NO_CHARACTER : c;
}
