/** Methods of str that give other forms: upper, lower, title, capitalize, swapcase, casefold. */
import { IS_CASE_IGNORABLE, IS_CASED, IS_LOWER, IS_UPPER } from '../../format/characters';
import { SINGLETONS_END } from '../../format/memory-map';
import { ASCII, CHARACTERS_AT, LENGTH, STR_FLAGS } from '../../format/objects';
import { addCharacter, dropFailed, finish, openBuilder } from './builder.as';
import { asciiForm, flagsOf, formsOf, MOST_FORMS, TO_FOLDED, TO_LOWER, TO_TITLE, TO_UPPER } from './characters.as';
import { characterAt, exactStr, isAscii, newStr } from './strings.as';

/** Where each character is given its form; the kinds beyond TO_FOLDED depend on the character or its neighbours. */
const SWAPPED = 4;
const TITLED = 5;
const CAPITALIZED = 6;

const SIGMA: u32 = 0x3a3;
const SMALL_SIGMA: u32 = 0x3c3;
const FINAL_SIGMA: u32 = 0x3c2;
const FORMS: i32 = <i32>memory.data(4 * MOST_FORMS, 4);

export function str_upper(s: i32): i32 {
  return isAscii(s) ? mapAscii(s, TO_UPPER) : mapped(s, TO_UPPER);
}

export function str_lower(s: i32): i32 {
  return isAscii(s) ? mapAscii(s, TO_LOWER) : mapped(s, TO_LOWER);
}

export function str_casefold(s: i32): i32 {
  return isAscii(s) ? mapAscii(s, TO_LOWER) : mapped(s, TO_FOLDED);
}

export function str_swapcase(s: i32): i32 {
  return mapped(s, SWAPPED);
}

export function str_title(s: i32): i32 {
  return mapped(s, TITLED);
}

export function str_capitalize(s: i32): i32 {
  return mapped(s, CAPITALIZED);
}

function mapAscii(s: i32, kind: i32): i32 {
  const length = load<i32>(s, LENGTH);
  if (length < 2) return length == 0 ? exactStr(s) : mapped(s, kind);
  const result = newStr(length, 1 | ASCII);
  if (result == 0) return 0;
  const first: u64 = kind == TO_UPPER ? 0x61 : 0x41;
  let i = 0;
  for (; i + 8 <= length; i += 8)
    store<u64>(result + i, otherCase(load<u64>(s + i, CHARACTERS_AT), first), CHARACTERS_AT);
  for (; i < length; i++) store<u8>(result + i, asciiForm(load<u8>(s + i, CHARACTERS_AT), kind), CHARACTERS_AT);
  return result;
}

const ONES: u64 = 0x0101010101010101;

/** Eight ASCII characters, with those of the alphabet that begins at `first` in the other case: what bit 5 says. */
function otherCase(characters: u64, first: u64): u64 {
  const fromFirst = characters + ONES * (0x80 - first);
  const behindLast = characters + ONES * (0x80 - first - 26);
  return characters ^ ((fromFirst & ~behindLast & (ONES << 7)) >> 2);
}

function mapped(s: i32, kind: i32): i32 {
  const length = load<i32>(s, LENGTH);
  const b = openBuilder(length);
  if (b == 0) return 0;
  let afterCased = false;
  for (let i = 0; i < length; i++) {
    const c = characterAt(s, i);
    const count = formsAt(s, i, c, kind, afterCased);
    for (let j = 0; j < count; j++) if (!addCharacter(b, load<u32>(FORMS + (j << 2)))) return dropFailed(b);
    if (kind == TITLED) afterCased = (flagsOf(c) & IS_CASED) != 0;
  }
  const text = finish(b);
  // CPython does not look for the str that there is of one character.
  if (text == 0 || load<i32>(text, LENGTH) != 1 || <u32>text >= <u32>SINGLETONS_END) return text;
  const own = newStr(1, load<i32>(text, STR_FLAGS));
  if (own != 0) store<u8>(own, load<u8>(text, CHARACTERS_AT), CHARACTERS_AT);
  return own;
}

/** The forms of a character, in FORMS; how many. */
function formsAt(s: i32, at: i32, c: u32, kind: i32, afterCased: bool): i32 {
  let to = kind;
  if (kind == TITLED) to = afterCased ? TO_LOWER : TO_TITLE;
  else if (kind == CAPITALIZED) to = at > 0 ? TO_LOWER : TO_TITLE;
  else if (kind == SWAPPED) {
    const flags = flagsOf(c);
    if ((flags & (IS_UPPER | IS_LOWER)) == 0) {
      store<u32>(FORMS, c);
      return 1;
    }
    to = (flags & IS_UPPER) != 0 ? TO_LOWER : TO_UPPER;
  }
  if (c == SIGMA && to == TO_LOWER) {
    store<u32>(FORMS, isFinal(s, at) ? FINAL_SIGMA : SMALL_SIGMA);
    return 1;
  }
  return formsOf(c, to, FORMS);
}

/** Whether a sigma ends a word: a cased letter stands before it and none behind, but for what is ignored. */
function isFinal(s: i32, at: i32): bool {
  let i = at - 1;
  while (i >= 0 && (flagsOf(characterAt(s, i)) & IS_CASE_IGNORABLE) != 0) i--;
  if (i < 0 || (flagsOf(characterAt(s, i)) & IS_CASED) == 0) return false;
  const length = load<i32>(s, LENGTH);
  i = at + 1;
  while (i < length && (flagsOf(characterAt(s, i)) & IS_CASE_IGNORABLE) != 0) i++;
  return i == length || (flagsOf(characterAt(s, i)) & IS_CASED) == 0;
}
