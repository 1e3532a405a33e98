/**
 * Specifications that ints and strings are mostly formatted with: [[fill]align][0][width][d or s]. Others are left to
 * __format__.
 */
import { LENGTH, DIGITS, VALUE } from '../../format/objects';
import { INT_TYPE } from '../../format/types';
import { decref } from '../../kernel/counts.as';
import { typeOf } from '../../kernel/slots.as';
import { int_repr } from '../numbers/int/text.as';
import { addFill, addPart, addStr, dropFailed, finish, openBuilder } from './builder.as';
import { characterAt } from './strings.as';

const LEFT: u32 = 0x3c;
const RIGHT: u32 = 0x3e;
const CENTRE: u32 = 0x5e;
const ZERO: u32 = 0x30;
const NINE: u32 = 0x39;
const SPACE: u32 = 0x20;
const D: u32 = 0x64;
const S: u32 = 0x73;
const MOST_WIDTH: i32 = 1 << 20;

/** The result, or 0 without an exception for another specification. `value` is an exact int of one word or an exact str. */
export function formatField(value: i32, specification: i32): i32 {
  const isInt = typeOf(value) == INT_TYPE;
  if (isInt && load<i32>(value, DIGITS) != 0) return 0;
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
    if (align != 0 || !isInt) return 0;
    zeros = true;
    at++;
  }
  let width = 0;
  while (at < length) {
    const c = characterAt(specification, at);
    if (c < ZERO || c > NINE) break;
    width = width * 10 + <i32>(c - ZERO);
    if (width > MOST_WIDTH) return 0;
    at++;
  }
  if (at < length && characterAt(specification, at) == (isInt ? D : S)) at++;
  if (at != length) return 0;
  const text = isInt ? int_repr(value) : value;
  if (text == 0) return 0;
  const result = padded(
    text,
    width,
    fill,
    align != 0 ? align : isInt ? RIGHT : LEFT,
    zeros,
    isInt && load<i32>(value, VALUE) < 0,
  );
  if (isInt) decref(text);
  return result;
}

function isAlign(c: u32): bool {
  return c == LEFT || c == RIGHT || c == CENTRE;
}

function padded(text: i32, width: i32, fill: u32, align: u32, zeros: bool, negative: bool): i32 {
  const length = load<i32>(text, LENGTH);
  const missing = max(width - length, 0);
  const b = openBuilder(max(width, length));
  if (b == 0) return 0;
  if (zeros) {
    const sign = negative ? 1 : 0;
    const isDone = addPart(b, text, 0, sign) && addFill(b, ZERO, missing) && addPart(b, text, sign, length);
    return isDone ? finish(b) : dropFailed(b);
  }
  const before = align == LEFT ? 0 : align == RIGHT ? missing : missing >> 1;
  const isDone = addFill(b, fill, before) && addStr(b, text) && addFill(b, fill, missing - before);
  return isDone ? finish(b) : dropFailed(b);
}
