/** The functions of builtins that calculate and look through iterables: abs, sum, min, max, any, all, sorted. */
import { FALSE, SP, TRUE } from '../../format/memory-map';
import { DIGITS, FLOAT, VALUE } from '../../format/objects';
import {
  BYTEARRAY_TYPE,
  BYTES_TYPE,
  FLOAT_TYPE,
  GREATER,
  INT_TYPE,
  IS_STR,
  LESS,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { callObject, hold, letGo } from '../../kernel/call.as';
import { compareBool, compareExact, truthOf, UNKNOWN } from '../../kernel/compare.as';
import { decref, newRef, xdecref } from '../../kernel/counts.as';
import { failed, raise } from '../../kernel/errors.as';
import { call4, hasFlag, typeOf } from '../../kernel/slots.as';
import { getIter, iterNext } from '../../objects/iterators/protocol.as';
import { newFloat } from '../../objects/numbers/float/object.as';
import { fitsWord, fromI64, wordOf } from '../../objects/numbers/int/object.as';
import { newInt } from '../../objects/numbers/new-int.as';
import { number_absolute, number_add, number_divmod } from '../../objects/numbers/operators.as';

export function builtin_abs(self: i32, p: i32): i32 {
  return number_absolute(p);
}

export function builtin_divmod(self: i32, args: i32, count: i32): i32 {
  if (count != 2) return raise(TYPE_ERROR, 'divmod expected 2 arguments, got %d', count);
  return number_divmod(load<i32>(args), load<i32>(args, 4));
}

/** any (`until` 1) and all (`until` 0). */
function search(iterable: i32, until: i32): i32 {
  const iterator = getIter(iterable);
  if (iterator == 0) return 0;
  let found = false;
  while (!found) {
    const item = iterNext(iterator);
    if (item == 0) break;
    const truth = truthOf(item);
    decref(item);
    if (truth < 0) break;
    found = truth == until;
  }
  decref(iterator);
  return failed() ? 0 : newRef(found == (until == 1) ? TRUE : FALSE);
}

export function builtin_any(self: i32, iterable: i32): i32 {
  return search(iterable, 1);
}

export function builtin_all(self: i32, iterable: i32): i32 {
  return search(iterable, 0);
}

/** sum(iterable, start): ints and floats are added without an object for each sum. `start` is owned. */
export function sumOf(iterable: i32, start: i32): i32 {
  if (hasFlag(start, IS_STR)) return refuse(start, "sum() can't sum strings [use ''.join(seq) instead]");
  if (typeOf(start) == BYTES_TYPE) return refuse(start, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (typeOf(start) == BYTEARRAY_TYPE) return refuse(start, "sum() can't sum bytearray [use b''.join(seq) instead]");
  const iterator = getIter(iterable);
  if (iterator == 0) return refuse(start, '');
  let total = start;
  while (true) {
    const item = iterNext(iterator);
    if (item == 0) break;
    total =
      isWord(total) && isWord(item)
        ? sumWords(total, item, iterator)
        : isFloat(total)
          ? sumFloats(total, item, iterator)
          : addOwned(total, item);
    if (total == 0) break;
  }
  decref(iterator);
  if (total != 0 && failed()) {
    decref(total);
    return 0;
  }
  return total;
}

function refuse(start: i32, message: string): i32 {
  decref(start);
  return message.length == 0 ? 0 : raise(TYPE_ERROR, message);
}

function isCompact(p: i32): bool {
  return typeOf(p) == INT_TYPE && load<i32>(p, DIGITS) == 0;
}

function isWord(p: i32): bool {
  return typeOf(p) == INT_TYPE && fitsWord(p);
}

function isFloat(p: i32): bool {
  return typeOf(p) == FLOAT_TYPE;
}

/** Both are owned. */
function addOwned(a: i32, b: i32): i32 {
  const result = number_add(a, b);
  decref(a);
  decref(b);
  return result;
}

/** So many bits that one more word of 60 bits cannot pass 63. */
const HIGHEST: i64 = ((<i64>1) << 62) - 1;

/** Goes on while items are ints of one word; the total of all that it took, or 0. */
function sumWords(start: i32, first: i32, iterator: i32): i32 {
  let total = wordOf(start) + wordOf(first);
  decref(start);
  decref(first);
  while (total < HIGHEST && total > -HIGHEST) {
    const item = iterNext(iterator);
    if (item == 0) break;
    if (!isWord(item)) {
      const soFar = fromI64(total);
      if (soFar == 0) {
        decref(item);
        return 0;
      }
      return addOwned(soFar, item);
    }
    total += wordOf(item);
    decref(item);
  }
  return failed() ? 0 : fromI64(total);
}

function sumFloats(start: i32, first: i32, iterator: i32): i32 {
  let total = load<f64>(start, FLOAT);
  let item = first;
  decref(start);
  while (item != 0) {
    if (isFloat(item)) total += load<f64>(item, FLOAT);
    else if (isCompact(item)) total += <f64>load<i32>(item, VALUE);
    else {
      const soFar = newFloat(total);
      if (soFar == 0) {
        decref(item);
        return 0;
      }
      return addOwned(soFar, item);
    }
    decref(item);
    item = iterNext(iterator);
  }
  return failed() ? 0 : newFloat(total);
}

/** key(item), or the item itself; owned. */
function keyOf(item: i32, key: i32): i32 {
  if (key == 0) return newRef(item);
  const at = load<i32>(SP);
  store<i32>(SP, at + 4);
  store<i32>(at, item);
  const result = callObject(key, at, 1, 0);
  store<i32>(SP, at);
  return result;
}

/** min (LESS) and max (GREATER) of an iterable; `key` and `fallback` may be 0. */
export function extremeOf(iterable: i32, operation: i32, key: i32, fallback: i32): i32 {
  const iterator = getIter(iterable);
  if (iterator == 0) return 0;
  let best = 0;
  let bestKey = 0;
  while (true) {
    const item = iterNext(iterator);
    if (item == 0) break;
    const itemKey = keyOf(item, key);
    const better = itemKey == 0 ? -1 : best == 0 ? 1 : compareBool(itemKey, bestKey, operation);
    if (better == 1) {
      xdecref(best);
      xdecref(bestKey);
      best = item;
      bestKey = itemKey;
      continue;
    }
    decref(item);
    xdecref(itemKey);
    if (better < 0) break;
  }
  decref(iterator);
  xdecref(bestKey);
  if (failed()) {
    xdecref(best);
    return 0;
  }
  if (best != 0) return best;
  if (fallback != 0) return newRef(fallback);
  return operation == LESS
    ? raise(VALUE_ERROR, 'min() arg is an empty sequence')
    : raise(VALUE_ERROR, 'max() arg is an empty sequence');
}

let slowSum: i32 = 0;
let slowMin: i32 = 0;
let slowMax: i32 = 0;

export function builtin_sum_slow(index: i32): void {
  slowSum = index;
}

export function builtin_min_slow(index: i32): void {
  slowMin = index;
}

export function builtin_max_slow(index: i32): void {
  slowMax = index;
}

export function builtin_sum(self: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0 || positional < 1 || positional > 2) return call4(slowSum, self, args, positional, names);
  return sumOf(load<i32>(args), positional == 2 ? newRef(load<i32>(args, 4)) : newInt(0));
}

export function builtin_min(self: i32, args: i32, positional: i32, names: i32): i32 {
  return extreme(LESS, slowMin, self, args, positional, names);
}

export function builtin_max(self: i32, args: i32, positional: i32, names: i32): i32 {
  return extreme(GREATER, slowMax, self, args, positional, names);
}

function extreme(operation: i32, slow: i32, self: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0 || positional == 0) return call4(slow, self, args, positional, names);
  const held = hold(args, positional);
  const result =
    positional == 1 ? extremeOf(load<i32>(args), operation, 0, 0) : extremeArgument(args, positional, operation);
  letGo(args, held);
  return result;
}

function extremeArgument(args: i32, count: i32, operation: i32): i32 {
  let best = load<i32>(args);
  for (let i = 1; i < count; i++) {
    const item = load<i32>(args + (i << 2));
    const better = isBetter(item, best, operation);
    if (better < 0) return 0;
    if (better > 0) best = item;
  }
  return newRef(best);
}

/** Whether an argument goes before the best one so far. CPython has each as an item and as its own key: two references. */
function isBetter(item: i32, best: i32, operation: i32): i32 {
  const known = compareExact(item, best, operation);
  if (known != UNKNOWN) return known;
  store<i32>(item, load<i32>(item) + 2);
  store<i32>(best, load<i32>(best) + 2);
  const better = compareBool(item, best, operation);
  store<i32>(item, load<i32>(item) - 2);
  store<i32>(best, load<i32>(best) - 2);
  return better;
}
