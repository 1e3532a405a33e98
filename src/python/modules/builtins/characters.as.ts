/** ord() and chr() of what is as it should be; for all else TypeScript has the words. */
import { CHARACTERS_AT, DIGITS, LENGTH, VALUE } from '../../format/objects';
import { BYTES_TYPE, INT_TYPE, STR_TYPE } from '../../format/types';
import { call4, typeOf } from '../../kernel/slots.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { characterAt, strOfCharacter } from '../../objects/text/strings.as';

const HIGHEST: u32 = 0x10_ffff;

let slowOrd: i32 = 0;
let slowChr: i32 = 0;

export function builtin_ord_slow(index: i32): void {
  slowOrd = index;
}

export function builtin_chr_slow(index: i32): void {
  slowChr = index;
}

export function builtin_ord(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional == 1 && names == 0) {
    const p = load<i32>(args);
    const type = typeOf(p);
    if (type == STR_TYPE && load<i32>(p, LENGTH) == 1) return newInt(characterAt(p, 0));
    if (type == BYTES_TYPE && load<i32>(p, LENGTH) == 1) return newInt(load<u8>(p, CHARACTERS_AT));
  }
  return call4(slowOrd, self, args, positional, names);
}

export function builtin_chr(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (positional == 1 && names == 0) {
    const p = load<i32>(args);
    if (typeOf(p) == INT_TYPE && load<i32>(p, DIGITS) == 0 && load<u32>(p, VALUE) <= HIGHEST)
      return strOfCharacter(load<u32>(p, VALUE));
  }
  return call4(slowChr, self, args, positional, names);
}
