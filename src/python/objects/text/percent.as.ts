/**
 * text % values for templates that have nothing but %s, %r, %d, %i and %%, without flags, and values that fit; everything
 * else is left to TypeScript before anything has run.
 */
import { NOT_IMPLEMENTED } from '../../format/memory-map';
import { LENGTH, TUPLE_ITEMS } from '../../format/objects';
import { BOOL_TYPE, BYTES_TYPE, FLOAT_TYPE, INT_TYPE, NONE_TYPE_TYPE, STR_TYPE, TUPLE_TYPE } from '../../format/types';
import { decref, newRef } from '../../kernel/counts.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { int_repr } from '../numbers/int/text.as';
import { addPart, addStr, drop, dropFailed, finish, openBuilder } from './builder.as';
import { reprOfValue, strOfValue } from './format-value.as';
import { characterAt, isStr } from './strings.as';

const PERCENT: u32 = 0x25;
const D: u32 = 0x64;
const I: u32 = 0x69;
const R: u32 = 0x72;
const S: u32 = 0x73;

let slow: i32 = 0;

export function str_remainder_slow(index: i32): void {
  slow = index;
}

export function str_remainder(left: i32, right: i32): i32 {
  if (!isStr(left)) return newRef(NOT_IMPLEMENTED);
  const isTuple = typeOf(right) == TUPLE_TYPE;
  const given = isTuple ? load<i32>(right, LENGTH) : 1;
  if ((!isTuple && !isPlain(right)) || !isSimple(left, right, isTuple, given)) return call2(slow, left, right);
  return fill(left, right, isTuple);
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

function isSimple(template: i32, right: i32, isTuple: bool, given: i32): bool {
  const length = load<i32>(template, LENGTH);
  let used = 0;
  for (let at = 0; at < length; at++) {
    if (characterAt(template, at) != PERCENT) continue;
    if (++at == length) return false;
    const directive = characterAt(template, at);
    if (directive == PERCENT) continue;
    if (used == given) return false;
    if (directive == D || directive == I) {
      if (typeOf(valueAt(right, isTuple, used)) != INT_TYPE) return false;
    } else if (directive != S && directive != R) return false;
    used++;
  }
  return used == given;
}

function fill(template: i32, right: i32, isTuple: bool): i32 {
  const length = load<i32>(template, LENGTH);
  const b = openBuilder(length + 16);
  if (b == 0) return 0;
  let used = 0;
  let from = 0;
  for (let at = 0; at < length; at++) {
    if (characterAt(template, at) != PERCENT) continue;
    const directive = characterAt(template, at + 1);
    // Of %% the second one belongs to the text that follows.
    if (!addPart(b, template, from, at)) return dropFailed(b);
    from = directive == PERCENT ? at + 1 : at + 2;
    at++;
    if (directive == PERCENT) continue;
    const value = valueAt(right, isTuple, used++);
    const text = directive == S ? strOfValue(value) : directive == R ? reprOfValue(value) : int_repr(value);
    if (text == 0) {
      drop(b);
      return 0;
    }
    const added = addStr(b, text);
    decref(text);
    if (!added) return dropFailed(b);
  }
  return addPart(b, template, from, length) ? finish(b) : dropFailed(b);
}
