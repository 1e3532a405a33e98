/**
 * Specifications that ints, floats and strings are mostly formatted with: [[fill]align][0][width][.places][type], the type
 * one of d x X o b for ints, f for floats, s for strings. Others are left to __format__.
 */
import { CHARACTERS_AT, DIGITS, FLOAT, LENGTH, VALUE } from '../../format/objects';
import { FLOAT_TYPE, INT_TYPE } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { typeOf } from '../../kernel/slots.as';
import { newAscii } from '../numbers/ascii.as';
import { fixedText } from '../numbers/float/fixed.as';
import { int_repr } from '../numbers/int/text.as';
import { addFill, addPart, addStr, dropFailed, finish, openBuilder } from './builder.as';
import { characterAt, strOfCharacter } from './strings.as';

export const LEFT: u32 = 0x3c;
export const RIGHT: u32 = 0x3e;
const CENTRE: u32 = 0x5e;
const ZERO: u32 = 0x30;
const NINE: u32 = 0x39;
export const SPACE: u32 = 0x20;
const POINT: u32 = 0x2e;
const B: u32 = 0x62;
const D: u32 = 0x64;
const F: u32 = 0x66;
const O: u32 = 0x6f;
const S: u32 = 0x73;
const X: u32 = 0x78;
const CAPITAL_X: u32 = 0x58;
export const MOST_WIDTH: i32 = 1 << 20;

/** Where reading a number in a specification has ended. */
export let numberEnd: i32 = 0;

/** The number at a place of a str, at most MOST_WIDTH + 1; 0 if there is none. */
export function numberAt(text: i32, from: i32): i32 {
  const length = load<i32>(text, LENGTH);
  let at = from;
  let value = 0;
  while (at < length) {
    const c = characterAt(text, at);
    if (c < ZERO || c > NINE) break;
    value = min(value * 10 + <i32>(c - ZERO), MOST_WIDTH + 1);
    at++;
  }
  numberEnd = at;
  return value;
}

/** The result, or 0 without an exception for another specification. `value` is an exact int of one word, float or str. */
export function formatField(value: i32, specification: i32): i32 {
  const type = typeOf(value);
  const isNumber = type == INT_TYPE || type == FLOAT_TYPE;
  if (type == INT_TYPE && load<i32>(value, DIGITS) != 0) return 0;
  const length = load<i32>(specification, LENGTH);
  let at = 0;
  let fill = SPACE;
  let align: u32 = 0;
  if (length > 1 && isAlign(characterAt(specification, 1))) {
    fill = characterAt(specification, 0);
    align = characterAt(specification, 1);
    at = 2;
  } else if (length > 0 && isAlign(characterAt(specification, 0))) {
    align = characterAt(specification, 0);
    at = 1;
  }
  let zeros = false;
  if (at < length && characterAt(specification, at) == ZERO) {
    if (align != 0 || !isNumber) return 0;
    zeros = true;
    at++;
  }
  const width = numberAt(specification, at);
  at = numberEnd;
  let places = -1;
  if (at < length && characterAt(specification, at) == POINT) {
    places = numberAt(specification, at + 1);
    if (numberEnd == at + 1) return 0;
    at = numberEnd;
  }
  const kind = at < length ? characterAt(specification, at) : 0;
  if (width > MOST_WIDTH || at + (kind != 0 ? 1 : 0) != length) return 0;
  const text =
    type == INT_TYPE
      ? intText(value, kind, places)
      : type == FLOAT_TYPE
        ? floatText(value, kind, places)
        : ownText(value, kind, places);
  if (text == 0) return 0;
  const result = padded(text, width, fill, align != 0 ? align : isNumber ? RIGHT : LEFT, zeros);
  if (isNumber) decref(text);
  return result;
}

function ownText(value: i32, kind: u32, places: i32): i32 {
  return places < 0 && (kind == 0 || kind == S) ? value : 0;
}

function floatText(value: i32, kind: u32, places: i32): i32 {
  return kind == F ? fixedText(load<f64>(value, FLOAT), places < 0 ? 6 : places) : 0;
}

function intText(value: i32, kind: u32, places: i32): i32 {
  if (places >= 0) return 0;
  if (kind == 0 || kind == D) return int_repr(value);
  const bits = kind == B ? 1 : kind == O ? 3 : kind == X || kind == CAPITAL_X ? 4 : 0;
  return bits == 0 ? 0 : wordInBase(load<i32>(value, VALUE), bits, kind == CAPITAL_X);
}

/** A word as digits of so many bits. */
export function wordInBase(value: i32, bits: i32, capitals: bool): i32 {
  const magnitude: u32 = value < 0 ? -value : value;
  const count = max(1, (32 - <i32>clz(magnitude) + bits - 1) / bits);
  const sign = value < 0 ? 1 : 0;
  if (sign + count == 1) return strOfCharacter(digitOf(magnitude, capitals));
  const text = newAscii(sign + count);
  if (text == 0) return 0;
  if (value < 0) store<u8>(text, 0x2d, CHARACTERS_AT);
  for (let i = 0; i < count; i++) {
    const digit = (magnitude >> ((count - 1 - i) * bits)) & ((1 << bits) - 1);
    store<u8>(text + sign + i, <u8>digitOf(digit, capitals), CHARACTERS_AT);
  }
  return text;
}

function digitOf(digit: u32, capitals: bool): u32 {
  return digit < 10 ? ZERO + digit : digit + (capitals ? 0x37 : 0x57);
}

function isAlign(c: u32): bool {
  return c == LEFT || c == RIGHT || c == CENTRE;
}

/** With `zeros` it is a number, whose sign comes before them. */
function padded(text: i32, width: i32, fill: u32, align: u32, zeros: bool): i32 {
  const b = openBuilder(max(width, load<i32>(text, LENGTH)));
  if (b == 0) return 0;
  return addPadded(b, text, width, fill, align, zeros) ? finish(b) : dropFailed(b);
}

export function addPadded(b: i32, text: i32, width: i32, fill: u32, align: u32, zeros: bool): bool {
  const length = load<i32>(text, LENGTH);
  const missing = max(width - length, 0);
  if (missing == 0) return addStr(b, text);
  if (zeros) {
    const sign = characterAt(text, 0) == 0x2d ? 1 : 0;
    return addPart(b, text, 0, sign) && addFill(b, ZERO, missing) && addPart(b, text, sign, length);
  }
  const before = align == LEFT ? 0 : align == RIGHT ? missing : missing >> 1;
  return addFill(b, fill, before) && addStr(b, text) && addFill(b, fill, missing - before);
}
