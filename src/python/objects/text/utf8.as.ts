/** str.encode and bytes.decode by UTF-8, where nothing is out of the ordinary; all other encodings are TypeScript's. */
import { CHARACTERS_AT, LENGTH } from '../../format/objects';
import { isLiteral } from '../../kernel/arguments.as';
import { call4 } from '../../kernel/slots.as';
import { bytesOf, isExactBytes, newBytes } from '../bytes/bytes.as';
import { allAscii, characterAt, isAscii, isExactStr, strOf } from './strings.as';

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
  }
  return call4(slowDecode, p, args, positional, names);
}
