/** Methods of str that say what all of its characters are. */
import {
  IS_ALPHA,
  IS_DECIMAL,
  IS_DIGIT,
  IS_ID_PART,
  IS_ID_START,
  IS_LOWER,
  IS_NUMERIC,
  IS_PRINTABLE,
  IS_SPACE,
  IS_TITLE,
  IS_UPPER,
} from '../../format/characters';
import { FALSE, TRUE } from '../../format/memory-map';
import { LENGTH } from '../../format/objects';
import { newRef } from '../../kernel/counts.as';
import { flagsOf } from './characters.as';
import { characterAt, isAscii } from './strings.as';

function asBool(value: bool): i32 {
  return newRef(value ? TRUE : FALSE);
}

/** Whether each character has one of the flags. */
function allHave(s: i32, flags: u32): bool {
  const length = load<i32>(s, LENGTH);
  for (let i = 0; i < length; i++) if ((flagsOf(characterAt(s, i)) & flags) == 0) return false;
  return true;
}

function someAndAll(s: i32, flags: u32): i32 {
  return asBool(load<i32>(s, LENGTH) > 0 && allHave(s, flags));
}

export function str_isalpha(s: i32): i32 {
  return someAndAll(s, IS_ALPHA);
}

export function str_isdigit(s: i32): i32 {
  return someAndAll(s, IS_DIGIT);
}

export function str_isdecimal(s: i32): i32 {
  return someAndAll(s, IS_DECIMAL);
}

export function str_isnumeric(s: i32): i32 {
  return someAndAll(s, IS_NUMERIC);
}

export function str_isalnum(s: i32): i32 {
  return someAndAll(s, IS_ALPHA | IS_DECIMAL | IS_DIGIT | IS_NUMERIC);
}

export function str_isspace(s: i32): i32 {
  return someAndAll(s, IS_SPACE);
}

export function str_isprintable(s: i32): i32 {
  return asBool(allHave(s, IS_PRINTABLE));
}

export function str_isascii(s: i32): i32 {
  return asBool(isAscii(s));
}

export function str_isidentifier(s: i32): i32 {
  const length = load<i32>(s, LENGTH);
  if (length == 0 || (flagsOf(characterAt(s, 0)) & IS_ID_START) == 0) return asBool(false);
  return asBool(allHave(s, IS_ID_PART));
}

export function str_isupper(s: i32): i32 {
  return asBool(hasOnly(s, IS_UPPER, IS_LOWER | IS_TITLE));
}

export function str_islower(s: i32): i32 {
  return asBool(hasOnly(s, IS_LOWER, IS_UPPER | IS_TITLE));
}

/** Whether some character has a flag and none the others. */
function hasOnly(s: i32, wanted: u32, others: u32): bool {
  const length = load<i32>(s, LENGTH);
  let found = false;
  for (let i = 0; i < length; i++) {
    const flags = flagsOf(characterAt(s, i));
    if ((flags & others) != 0) return false;
    if ((flags & wanted) != 0) found = true;
  }
  return found;
}

export function str_istitle(s: i32): i32 {
  const length = load<i32>(s, LENGTH);
  let found = false;
  let afterCased = false;
  for (let i = 0; i < length; i++) {
    const flags = flagsOf(characterAt(s, i));
    if ((flags & (IS_UPPER | IS_TITLE)) != 0) {
      if (afterCased) return asBool(false);
      afterCased = found = true;
    } else if ((flags & IS_LOWER) != 0) {
      if (!afterCased) return asBool(false);
      found = true;
    } else afterCased = false;
  }
  return asBool(found);
}
