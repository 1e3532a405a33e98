/**
 * text % values for templates that have nothing but [-][0][width][.places] and one of s r d i x X f, or %%, and values that
 * fit; everything else is left to TypeScript before anything has run.
 */
import { NOT_IMPLEMENTED } from '../../format/memory-map';
import {
  ASCII,
  CHARACTERS_AT,
  DIGITS,
  FLOAT,
  LENGTH,
  STR_FLAGS,
  TUPLE_ITEMS,
  VALUE,
  WIDTH_MASK,
} from '../../format/objects';
import { BOOL_TYPE, BYTES_TYPE, FLOAT_TYPE, INT_TYPE, NONE_TYPE_TYPE, STR_TYPE, TUPLE_TYPE } from '../../format/types';
import { copyBytes } from '../../kernel/bytes.as';
import { decref, newRef } from '../../kernel/counts.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { fixedText, hasFixedText } from '../numbers/float/fixed.as';
import { newAscii } from '../numbers/ascii.as';
import { int_repr, wordLength, writeWord } from '../numbers/int/text.as';
import { addPart, drop, dropFailed, finish, openBuilder } from './builder.as';
import { addPadded, LEFT, MOST_WIDTH, numberAt, numberEnd, RIGHT, SPACE, wordInBase } from './format-fields.as';
import { reprOfValue, strOfValue } from './format-value.as';
import { findByte, findCharacter } from './search.as';
import {
  characterAt,
  copyCharacters,
  exactStr,
  isAscii,
  isStr,
  newStr,
  strOfCharacter,
  substring,
  widthOf,
} from './strings.as';

const PERCENT: u32 = 0x25;
const MINUS: u32 = 0x2d;
const POINT: u32 = 0x2e;
const ZERO: u32 = 0x30;
const CAPITAL_X: u32 = 0x58;
const D: u32 = 0x64;
const F: u32 = 0x66;
const I: u32 = 0x69;
const R: u32 = 0x72;
const S: u32 = 0x73;
const X: u32 = 0x78;

let slow: i32 = 0;

export function str_remainder_slow(index: i32): void {
  slow = index;
}

export function str_remainder(left: i32, right: i32): i32 {
  if (!isStr(left)) return newRef(NOT_IMPLEMENTED);
  const isTuple = typeOf(right) == TUPLE_TYPE;
  const given = isTuple ? load<i32>(right, LENGTH) : 1;
  if (given == 1 && isAscii(left)) {
    const at = onlyDirective(left);
    const value = valueAt(right, isTuple, 0);
    if (at >= 0 && typeOf(value) == INT_TYPE && load<i32>(value, DIGITS) == 0)
      return aroundWord(left, at, load<i32>(value, VALUE));
    if (at >= 0 && typeOf(value) == STR_TYPE && conversion == S) return around(left, at, at + 2, value);
  }
  if ((!isTuple && !isPlain(right)) || !isSimple(left, right, isTuple, given)) return call2(slow, left, right);
  if (directives == 1 && width == 0 && conversion != PERCENT && isAscii(left))
    return fillOne(left, valueAt(right, isTuple, 0));
  return fill(left, right, isTuple);
}

/** Where the only directive of an ASCII template is if that is %s, %r, %d or %i, and its conversion; or -1. */
function onlyDirective(template: i32): i32 {
  const base = template + CHARACTERS_AT;
  const length = load<i32>(template, LENGTH);
  const at = findByte(base, 0, length, PERCENT);
  if (at < 0 || at + 1 >= length) return -1;
  conversion = load<u8>(base + at, 1);
  const isPlain = conversion == S || conversion == D || conversion == R || conversion == I;
  return isPlain && findByte(base, at + 2, length, PERCENT) < 0 ? at : -1;
}

/** A word for the directive of two characters at a place. */
function aroundWord(template: i32, at: i32, value: i32): i32 {
  const digits = wordLength(value);
  const behind = load<i32>(template, LENGTH) - at - 2;
  const length = at + digits + behind;
  if (length == 1) return strOfCharacter(ZERO + value);
  const result = newAscii(length);
  if (result == 0) return 0;
  const from = template + CHARACTERS_AT;
  const to = result + CHARACTERS_AT;
  copyBytes(to, from, at);
  writeWord(value, to + at, digits);
  copyBytes(to + at + digits, from + at + 2, behind);
  return result;
}

/** ASCII around one value as it is. */
function fillOne(template: i32, value: i32): i32 {
  const before = lastDirective;
  const after = directiveEnd;
  const text = textOf(value);
  if (text == 0) return 0;
  const result = around(template, before, after, text);
  decref(text);
  return result;
}

/** What is before and behind a directive, with a text in between. */
function around(template: i32, before: i32, after: i32, text: i32): i32 {
  const length = load<i32>(text, LENGTH);
  const behind = load<i32>(template, LENGTH) - after;
  // repr() of a digit makes a str of its own; what is written is the one that there is.
  if (before + behind == 0)
    return length == 1 && load<i32>(text) == 1 && widthOf(text) == 1
      ? strOfCharacter(characterAt(text, 0))
      : newRef(text);
  // One character alone is a singleton.
  if (before + length + behind == 1)
    return length == 1 ? exactStr(text) : substring(template, before == 0 ? after : 0, before == 0 ? after + 1 : 1);
  const itsWidth = widthOf(text);
  const result = newStr(before + length + behind, load<i32>(text, STR_FLAGS) & (WIDTH_MASK | ASCII));
  if (result == 0) return 0;
  const to = result + CHARACTERS_AT;
  copyCharacters(to, itsWidth, template + CHARACTERS_AT, 1, before);
  copyBytes(to + before * itsWidth, text + CHARACTERS_AT, length * itsWidth);
  copyCharacters(to + (before + length) * itsWidth, itsWidth, template + CHARACTERS_AT + after, 1, behind);
  return result;
}

/** No mapping, whose values are chosen by names. */
function isPlain(p: i32): bool {
  const type = typeOf(p);
  return (
    type == STR_TYPE ||
    type == INT_TYPE ||
    type == FLOAT_TYPE ||
    type == BOOL_TYPE ||
    type == NONE_TYPE_TYPE ||
    type == BYTES_TYPE
  );
}

function valueAt(right: i32, isTuple: bool, at: i32): i32 {
  return isTuple ? load<i32>(right + (at << 2), TUPLE_ITEMS) : right;
}

/** The directive that was read last: its conversion, 0 if the template ends before it, and where it ends. */
let conversion: u32 = 0;
let directiveEnd: i32 = 0;
let isLeft: bool = false;
let hasZeros: bool = false;
let width: i32 = 0;
/** -1: not said. */
let places: i32 = -1;

/** Reads the directive behind a percent sign. */
function readDirective(template: i32, from: i32): void {
  const length = load<i32>(template, LENGTH);
  let at = from;
  isLeft = false;
  hasZeros = false;
  while (at < length) {
    const c = characterAt(template, at);
    if (c == MINUS) isLeft = true;
    else if (c == ZERO) hasZeros = true;
    else break;
    at++;
  }
  width = numberAt(template, at);
  at = numberEnd;
  places = -1;
  if (at < length && characterAt(template, at) == POINT) {
    places = numberAt(template, at + 1);
    at = numberEnd;
  }
  conversion = at < length ? characterAt(template, at) : 0;
  directiveEnd = at + 1;
}

function nextPercent(template: i32, from: i32): i32 {
  return findCharacter(template + CHARACTERS_AT, widthOf(template), from, load<i32>(template, LENGTH), PERCENT);
}

/** How many directives isSimple() has found, and where the last one is. */
let directives: i32 = 0;
let lastDirective: i32 = 0;

function isSimple(template: i32, right: i32, isTuple: bool, given: i32): bool {
  let used = 0;
  directives = 0;
  for (let at = nextPercent(template, 0); at >= 0; at = nextPercent(template, at + 1)) {
    readDirective(template, at + 1);
    directives++;
    lastDirective = at;
    if (conversion == PERCENT) {
      if (directiveEnd != at + 2) return false;
      at++;
      continue;
    }
    if (used == given || width > MOST_WIDTH || !takes(valueAt(right, isTuple, used))) return false;
    used++;
    at = directiveEnd - 1;
  }
  return used == given;
}

/** Whether the directive is one of ours, and for such a value. */
function takes(value: i32): bool {
  const isCompact = typeOf(value) == INT_TYPE && load<i32>(value, DIGITS) == 0;
  if (conversion == S || conversion == R) return places < 0 && !hasZeros;
  if (conversion == D || conversion == I) return places < 0 && typeOf(value) == INT_TYPE;
  if (conversion == X || conversion == CAPITAL_X) return places < 0 && isCompact;
  return conversion == F && (isCompact || typeOf(value) == FLOAT_TYPE) && hasFixedText(doubleOf(value), placesOf());
}

/** Of an int of one word or a float. */
function doubleOf(value: i32): f64 {
  return typeOf(value) == FLOAT_TYPE ? load<f64>(value, FLOAT) : <f64>load<i32>(value, VALUE);
}

function placesOf(): i32 {
  return places < 0 ? 6 : places;
}

function textOf(value: i32): i32 {
  if (conversion == S) return strOfValue(value);
  if (conversion == R) return reprOfValue(value);
  if (conversion == D || conversion == I) return int_repr(value);
  if (conversion != F) return wordInBase(load<i32>(value, VALUE), 4, conversion == CAPITAL_X);
  return fixedText(doubleOf(value), placesOf());
}

function fill(template: i32, right: i32, isTuple: bool): i32 {
  const length = load<i32>(template, LENGTH);
  const b = openBuilder(length + 16);
  if (b == 0) return 0;
  let used = 0;
  let from = 0;
  for (let at = nextPercent(template, 0); at >= 0; at = nextPercent(template, at + 1)) {
    readDirective(template, at + 1);
    const isPercent = conversion == PERCENT;
    // Of %% the second one belongs to the text that follows.
    if (!addPart(b, template, from, at)) return dropFailed(b);
    from = isPercent ? at + 1 : directiveEnd;
    at = directiveEnd - 1;
    if (isPercent) continue;
    const value = valueAt(right, isTuple, used++);
    // What str() of the value runs may fill templates of its own.
    const itsWidth = width;
    const align = isLeft ? LEFT : RIGHT;
    const zeros = hasZeros && !isLeft;
    const text = textOf(value);
    if (text == 0) {
      drop(b);
      return 0;
    }
    const added = addPadded(b, text, itsWidth, SPACE, align, zeros);
    decref(text);
    if (!added) return dropFailed(b);
  }
  return addPart(b, template, from, length) ? finish(b) : dropFailed(b);
}
