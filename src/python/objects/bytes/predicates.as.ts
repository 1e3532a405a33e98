/** What bytes are, read as ASCII, and their other forms. */
import { IS_ALPHA, IS_DECIMAL, IS_LOWER, IS_SPACE, IS_UPPER } from '../../format/characters';
import { FALSE, TRUE } from '../../format/memory-map';
import { LENGTH } from '../../format/objects';
import { newRef } from '../../kernel/counts.as';
import { asciiForm, TO_LOWER, TO_UPPER } from '../text/characters.as';
import { itemsOf, isSpaceIn } from '../text/sequences.as';
import { allAscii } from '../text/strings.as';
import { newLike, settled } from './kinds.as';

function asBool(value: bool): i32 {
  return newRef(value ? TRUE : FALSE);
}

function flagsOf(c: u32): i32 {
  if ((c | 0x20) - 0x61 < 26) return IS_ALPHA | ((c & 0x20) == 0 ? IS_UPPER : IS_LOWER);
  if (c - 0x30 < 10) return IS_DECIMAL;
  return isSpaceIn(false, c) ? IS_SPACE : 0;
}

function someAndAll(p: i32, flags: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const base = itemsOf(p);
  for (let i = 0; i < length; i++) if ((flagsOf(load<u8>(base + i)) & flags) == 0) return asBool(false);
  return asBool(length > 0);
}

export function bytes_isalnum(p: i32): i32 {
  return someAndAll(p, IS_ALPHA | IS_DECIMAL);
}

export function bytes_isalpha(p: i32): i32 {
  return someAndAll(p, IS_ALPHA);
}

export function bytes_isdigit(p: i32): i32 {
  return someAndAll(p, IS_DECIMAL);
}

export function bytes_isspace(p: i32): i32 {
  return someAndAll(p, IS_SPACE);
}

export function bytes_isascii(p: i32): i32 {
  return asBool(allAscii(itemsOf(p), 0, load<i32>(p, LENGTH)));
}

function hasOnly(p: i32, wanted: i32, other: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const base = itemsOf(p);
  let found = false;
  for (let i = 0; i < length; i++) {
    const flags = flagsOf(load<u8>(base + i));
    if ((flags & other) != 0) return asBool(false);
    if ((flags & wanted) != 0) found = true;
  }
  return asBool(found);
}

export function bytes_isupper(p: i32): i32 {
  return hasOnly(p, IS_UPPER, IS_LOWER);
}

export function bytes_islower(p: i32): i32 {
  return hasOnly(p, IS_LOWER, IS_UPPER);
}

export function bytes_istitle(p: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const base = itemsOf(p);
  let found = false;
  let afterLetter = false;
  for (let i = 0; i < length; i++) {
    const flags = flagsOf(load<u8>(base + i));
    if ((flags & IS_UPPER) != 0 && afterLetter) return asBool(false);
    if ((flags & IS_LOWER) != 0 && !afterLetter) return asBool(false);
    afterLetter = (flags & IS_ALPHA) != 0;
    if (afterLetter) found = true;
  }
  return asBool(found);
}

const SWAPPED = 4;
const TITLED = 5;
const CAPITALIZED = 6;

function mapped(p: i32, kind: i32): i32 {
  const length = load<i32>(p, LENGTH);
  const result = newLike(p, length);
  if (result == 0 || length == 0) return result;
  const from = itemsOf(p);
  const to = itemsOf(result);
  let afterLetter = false;
  for (let i = 0; i < length; i++) {
    const c: u32 = load<u8>(from + i);
    let form = kind;
    if (kind == SWAPPED) form = c - 0x61 < 26 ? TO_UPPER : TO_LOWER;
    else if (kind == TITLED) form = afterLetter ? TO_LOWER : TO_UPPER;
    else if (kind == CAPITALIZED) form = i > 0 ? TO_LOWER : TO_UPPER;
    store<u8>(to + i, asciiForm(c, form));
    afterLetter = (c | 0x20) - 0x61 < 26;
  }
  return settled(result);
}

export function bytes_upper(p: i32): i32 {
  return mapped(p, TO_UPPER);
}

export function bytes_lower(p: i32): i32 {
  return mapped(p, TO_LOWER);
}

export function bytes_swapcase(p: i32): i32 {
  return mapped(p, SWAPPED);
}

export function bytes_title(p: i32): i32 {
  return mapped(p, TITLED);
}

export function bytes_capitalize(p: i32): i32 {
  return mapped(p, CAPITALIZED);
}
