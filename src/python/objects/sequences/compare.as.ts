/**
 * What lists and tuples have in common: comparison, search, counting. Comparing elements runs code of the program, so those
 * of lists are held while they are compared, and lengths and items are read anew afterwards; a tuple keeps its own.
 */
import { FALSE, NOT_IMPLEMENTED, TRUE } from '../../format/memory-map';
import { DIGITS, LENGTH, TUPLE_ITEMS, TYPE, VALUE } from '../../format/objects';
import {
  EQUAL,
  GREATER,
  GREATER_EQUAL,
  INT_TYPE,
  IS_LIST,
  LESS,
  LESS_EQUAL,
  NOT_EQUAL,
  STR_TYPE,
} from '../../format/types';
import { compare, compareBool, UNKNOWN } from '../../kernel/compare.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { hasFlag } from '../../kernel/slots.as';
import { str_equal } from '../text/str.as';
import { itemsOf } from './from-iterable.as';

/** Whether two objects are equal, or UNKNOWN: they must be asked. */
function equalExact(a: i32, b: i32): i32 {
  if (a == b) return 1;
  const type = load<i32>(a, TYPE);
  if (type != load<i32>(b, TYPE)) return UNKNOWN;
  if (type == INT_TYPE && (load<i32>(a, DIGITS) | load<i32>(b, DIGITS)) == 0)
    return load<i32>(a, VALUE) == load<i32>(b, VALUE) ? 1 : 0;
  return type == STR_TYPE ? (str_equal(a, b) ? 1 : 0) : UNKNOWN;
}

/** Whether two objects, which somebody holds, are equal as containers have it: 1, 0, or -1 with an exception. */
export function equalItems(a: i32, b: i32): i32 {
  const known = equalExact(a, b);
  return known != UNKNOWN ? known : compareBool(a, b, EQUAL);
}

/** The same; the first one, which is in a list, is held meanwhile. */
export function equalItem(item: i32, value: i32): i32 {
  const known = equalExact(item, value);
  if (known != UNKNOWN) return known;
  incref(item);
  const equal = compareBool(item, value, EQUAL);
  decref(item);
  return equal;
}

function asObject(holds: bool): i32 {
  return newRef(holds ? TRUE : FALSE);
}

/** How many items two sequences begin with that are the same objects. */
function sameItems(a: i32, b: i32): i32 {
  const x = itemsOf(a);
  const y = itemsOf(b);
  const count = min(load<i32>(a, LENGTH), load<i32>(b, LENGTH));
  let i = 0;
  while (i < count && load<i32>(x + (i << 2)) == load<i32>(y + (i << 2))) i++;
  return i;
}

/** The index of the first items that are not equal, or the length of the shorter one; -1 with an exception. */
function firstDifference(a: i32, b: i32): i32 {
  let i = sameItems(a, b);
  const isList = hasFlag(a, IS_LIST);
  while (i < load<i32>(a, LENGTH) && i < load<i32>(b, LENGTH)) {
    const x = load<i32>(itemsOf(a) + (i << 2));
    const y = load<i32>(itemsOf(b) + (i << 2));
    if (isList) incref(y);
    const equal = isList ? equalItem(x, y) : equalItems(x, y);
    if (isList) decref(y);
    if (equal < 0) return -1;
    if (equal == 0) break;
    i++;
  }
  return i;
}

/** Whether one tuple is less than another one: 1, 0, or -1 with an exception. */
export function lessTuple(a: i32, b: i32): i32 {
  const at = firstDifference(a, b);
  if (at < 0) return -1;
  const lengthA = load<i32>(a, LENGTH);
  const lengthB = load<i32>(b, LENGTH);
  if (at >= lengthA || at >= lengthB) return lengthA < lengthB ? 1 : 0;
  return compareBool(load<i32>(a + (at << 2), TUPLE_ITEMS), load<i32>(b + (at << 2), TUPLE_ITEMS), LESS);
}

/** Both are lists or both are tuples. */
export function compareSequences(a: i32, b: i32, operation: i32): i32 {
  // Tuples of different lengths are compared element by element nevertheless: what their elements do can be seen.
  const differ = hasFlag(a, IS_LIST) && load<i32>(a, LENGTH) != load<i32>(b, LENGTH);
  if (differ && operation == EQUAL) return newRef(FALSE);
  if (differ && operation == NOT_EQUAL) return newRef(TRUE);
  const i = firstDifference(a, b);
  if (i < 0) return 0;
  const lengthA = load<i32>(a, LENGTH);
  const lengthB = load<i32>(b, LENGTH);
  if (i >= lengthA || i >= lengthB) {
    if (operation == EQUAL) return asObject(lengthA == lengthB);
    if (operation == NOT_EQUAL) return asObject(lengthA != lengthB);
    if (operation == LESS) return asObject(lengthA < lengthB);
    if (operation == LESS_EQUAL) return asObject(lengthA <= lengthB);
    if (operation == GREATER) return asObject(lengthA > lengthB);
    return asObject(lengthA >= lengthB);
  }
  if (operation == EQUAL) return newRef(FALSE);
  if (operation == NOT_EQUAL) return newRef(TRUE);
  const x = load<i32>(itemsOf(a) + (i << 2));
  const y = load<i32>(itemsOf(b) + (i << 2));
  if (!hasFlag(a, IS_LIST)) return compare(x, y, operation);
  incref(x);
  incref(y);
  const result = compare(x, y, operation);
  decref(x);
  decref(y);
  return result;
}

/** Where a value is first from `start` on before `stop`; -1 if nowhere, -2 with an exception. */
export function findItem(sequence: i32, value: i32, start: i32, stop: i32): i32 {
  const isList = hasFlag(sequence, IS_LIST);
  for (let i = start; i < stop && i < load<i32>(sequence, LENGTH); i++) {
    const item = load<i32>(itemsOf(sequence) + (i << 2));
    const equal = isList ? equalItem(item, value) : equalItems(item, value);
    if (equal != 0) return equal < 0 ? -2 : i;
  }
  return -1;
}

/** How often a value is in it; -1 with an exception. */
export function countItem(sequence: i32, value: i32): i32 {
  let count = 0;
  const isList = hasFlag(sequence, IS_LIST);
  for (let i = 0; i < load<i32>(sequence, LENGTH); i++) {
    const item = load<i32>(itemsOf(sequence) + (i << 2));
    const equal = isList ? equalItem(item, value) : equalItems(item, value);
    if (equal < 0) return -1;
    count += equal;
  }
  return count;
}

/** CONTAINS of both. */
export function sequence_contains(sequence: i32, value: i32): i32 {
  const at = findItem(sequence, value, 0, i32.MAX_VALUE);
  return at == -2 ? -1 : at >= 0 ? 1 : 0;
}

/** LEN of both. */
export function sequence_length(sequence: i32): i32 {
  return load<i32>(sequence, LENGTH);
}

/** NotImplemented, owned. */
export function notImplemented(): i32 {
  return newRef(NOT_IMPLEMENTED);
}
