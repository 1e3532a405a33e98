/** New strs of ASCII characters. */
import { ASCII, CHARACTERS_AT } from '../../format/objects';
import { newStr } from '../text/strings.as';

/** A str whose characters, more than one, are still to be written. */
export function newAscii(length: i32): i32 {
  return newStr(length, 1 | ASCII);
}

/** Of a literal of the kernel. */
export function asciiOf(literal: string): i32 {
  const length = literal.length;
  const text = newAscii(length);
  if (text == 0) return 0;
  for (let i = 0; i < length; i++)
    store<u8>(text + i, <u8>load<u16>(changetype<i32>(literal) + (i << 1)), CHARACTERS_AT);
  return text;
}
