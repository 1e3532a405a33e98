/** Dicts put into dicts: update, copy, |, and what dict() takes. */
import {
  DICT_SHAPE,
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  GENERAL_KEYS,
  SPLIT_KEYS,
  STRING_KEYS,
  KEYS,
  KEYS_ENTRIES,
  KEYS_LOG,
  LENGTH,
  TUPLE_ITEMS,
} from '../../format/objects';
import * as names from '../../format/names';
import {
  ATTRIBUTE_ERROR,
  DICT_TYPE,
  IS_DICT,
  ITER,
  KEY_ERROR,
  LIST_TYPE,
  RUNTIME_ERROR,
  TUPLE_TYPE,
  TYPE_ERROR,
  VALUE_ERROR,
} from '../../format/types';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { fail, failed, noMemory, raiseValue } from '../../kernel/errors.as';
import { call0Of, call1Of } from '../../kernel/call.as';
import { optionalAttribute } from '../../kernel/special.as';
import { findMethod, needsSelf } from '../classes/attributes.as';
import { hasFlag, slot, slotOf, typeOf } from '../../kernel/slots.as';
import { isTracked, track } from '../../kernel/tracking.as';
import { forgetIf, getIter, iterNext } from '../iterators/protocol.as';
import { itemsOf, listFromIterable } from '../sequences/from-iterable.as';
import { getItem } from '../sequences/items.as';
import { dictSet, dictSetHashed, FAILED, find, insertNew, keyHash, newDict, NOT_FOUND, resize } from './dict.as';
import { copyKeys, entriesOf, freeKeys, logFor, SMALLEST_LOG, usableOf } from './keys.as';

/** What becomes of a key that is there already. */
export const REPLACE: i32 = 1;
export const KEEP: i32 = 0;
/** KeyError with the key. */
export const REFUSE: i32 = 2;

/** Puts everything that a mapping has into a dict. 0, or -1 with an exception. */
export function mergeMapping(dict: i32, mapping: i32, mode: i32): i32 {
  // A class that iterates otherwise means something else by its keys.
  if (hasFlag(mapping, IS_DICT) && slotOf(mapping, ITER) == slot(DICT_TYPE, ITER))
    return mergeDict(dict, mapping, mode);
  const method = findMethod(mapping, load<i32>(names.keys));
  if (method == 0) {
    if (forgetIf(ATTRIBUTE_ERROR)) raiseNoKeys(mapping);
    return -1;
  }
  const keys = needsSelf ? call1Of(method, mapping) : call0Of(method);
  decref(method);
  if (keys == 0) return -1;
  const iterator = getIter(keys);
  decref(keys);
  if (iterator == 0) return -1;
  const status = mergeKeys(dict, mapping, iterator, mode);
  decref(iterator);
  return status;
}

function raiseNoKeys(mapping: i32): void {
  fail(TYPE_ERROR, "'%T' object is not a mapping", mapping);
}

function mergeKeys(dict: i32, mapping: i32, iterator: i32, mode: i32): i32 {
  while (true) {
    const key = iterNext(iterator);
    if (key == 0) return failed() ? -1 : 0;
    const status = mergeKey(dict, mapping, key, mode);
    decref(key);
    if (status < 0) return -1;
  }
}

function mergeKey(dict: i32, mapping: i32, key: i32, mode: i32): i32 {
  if (mode != REPLACE) {
    const there = isThere(dict, key);
    if (there != 0) return there < 0 ? -1 : mode == KEEP ? 0 : refuseKey(key);
  }
  const value = getItem(mapping, key);
  if (value == 0) return -1;
  const status = dictSet(dict, key, value);
  decref(value);
  return status;
}

function isThere(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const entry = find(dict, key, hash);
  return entry == FAILED ? -1 : entry == NOT_FOUND ? 0 : 1;
}

function refuseKey(key: i32): i32 {
  raiseValue(KEY_ERROR, key);
  return -1;
}

function mergeDict(dict: i32, other: i32, mode: i32): i32 {
  const count = load<i32>(other, LENGTH);
  if (dict == other || count == 0) return 0;
  const keys = load<i32>(other, KEYS);
  const log = load<i32>(keys, KEYS_LOG);
  const used = load<i32>(keys, KEYS_ENTRIES);
  const isDense = used == count && (log == SMALLEST_LOG || usableOf(log - 1) < count);
  if (load<i32>(dict, LENGTH) == 0 && isDense) return takeCopy(dict, other);
  if (usableOf(load<i32>(load<i32>(dict, KEYS), KEYS_LOG)) < count) {
    if (!resize(dict, logFor(load<i32>(dict, LENGTH) + count))) return -1;
    if (load<i32>(other, DICT_SHAPE) == GENERAL_KEYS) store<i32>(dict, GENERAL_KEYS, DICT_SHAPE);
  }
  let index = 0;
  while (index < load<i32>(load<i32>(other, KEYS), KEYS_ENTRIES)) {
    const entry = entriesOf(load<i32>(other, KEYS)) + index * ENTRY_BYTES;
    index++;
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    const value = load<i32>(entry, ENTRY_VALUE);
    incref(key);
    incref(value);
    const status = mergeEntry(dict, key, load<i64>(entry, ENTRY_HASH), value, mode);
    decref(value);
    decref(key);
    if (status < 0) return -1;
    if (used != load<i32>(load<i32>(other, KEYS), KEYS_ENTRIES))
      return fail(RUNTIME_ERROR, 'dict mutated during update');
  }
  return 0;
}

function mergeEntry(dict: i32, key: i32, hash: i64, value: i32, mode: i32): i32 {
  if (mode == REPLACE) {
    // Held once more than while it is looked for: comparisons can count that.
    incref(key);
    const status = dictSetHashed(dict, key, hash, value);
    decref(key);
    return status;
  }
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) return insertNew(dict, key, hash, value);
  return mode == KEEP ? 0 : refuseKey(key);
}

/** An empty dict gets a copy of another one's keys. */
function takeCopy(dict: i32, other: i32): i32 {
  const copy = copyKeys(load<i32>(other, KEYS));
  if (copy == 0) {
    noMemory();
    return -1;
  }
  const old = load<i32>(dict, KEYS);
  store<i32>(dict, copy, KEYS);
  store<i32>(dict, load<i32>(other, DICT_SHAPE) == GENERAL_KEYS ? GENERAL_KEYS : STRING_KEYS, DICT_SHAPE);
  store<i32>(dict, load<i32>(other, LENGTH), LENGTH);
  if (isTracked(other) && !isTracked(dict)) track(dict);
  freeKeys(old);
  return 0;
}

/** dict.copy(), or 0: always a plain dict. */
export function copyDict(dict: i32): i32 {
  const copy = newDict();
  const count = load<i32>(dict, LENGTH);
  if (copy == 0 || count == 0) return copy;
  const keys = load<i32>(dict, KEYS);
  // Of one with few deleted entries the block is copied as it is.
  const status =
    typeOf(dict) == DICT_TYPE && count >= (load<i32>(keys, KEYS_ENTRIES) * 2) / 3
      ? takeCopy(copy, dict)
      : mergeMapping(copy, dict, REPLACE);
  // That of a dict of attributes goes on sharing its keys in CPython.
  if (status == 0 && load<i32>(dict, DICT_SHAPE) >= SPLIT_KEYS)
    store<i32>(copy, load<i32>(dict, DICT_SHAPE), DICT_SHAPE);
  if (status == 0) return copy;
  decref(copy);
  return 0;
}

/** Puts pairs into a dict. 0, or -1 with an exception. */
export function mergePairs(dict: i32, pairs: i32): i32 {
  const iterator = getIter(pairs);
  if (iterator == 0) return -1;
  let status = 0;
  for (let number = 0; status == 0; number++) {
    const pair = iterNext(iterator);
    if (pair == 0) {
      if (failed()) status = -1;
      break;
    }
    status = mergePair(dict, pair, number);
    decref(pair);
  }
  decref(iterator);
  return status;
}

function mergePair(dict: i32, pair: i32, number: i32): i32 {
  const type = typeOf(pair);
  const sequence = type == LIST_TYPE || type == TUPLE_TYPE ? newRef(pair) : listFromIterable(pair);
  if (sequence == 0) {
    if (forgetIf(TYPE_ERROR))
      fail(TYPE_ERROR, 'cannot convert dictionary update sequence element #%d to a sequence', number);
    return -1;
  }
  let status: i32;
  const length = load<i32>(sequence, LENGTH);
  if (length != 2)
    status = fail(VALUE_ERROR, 'dictionary update sequence element #%d has length %d; 2 is required', number, length);
  else {
    const at = itemsOf(sequence);
    const key = newRef(load<i32>(at));
    const value = newRef(load<i32>(at, 4));
    status = dictSet(dict, key, value);
    decref(key);
    decref(value);
  }
  decref(sequence);
  return status;
}

/** What update() and dict() take as their one argument: a mapping, or an iterable of pairs. */
export function updateFrom(dict: i32, from: i32): i32 {
  if (typeOf(from) == DICT_TYPE) return mergeDict(dict, from, REPLACE);
  const method = optionalAttribute(from, names.keys);
  if (method == 0) return failed() ? -1 : mergePairs(dict, from);
  decref(method);
  return mergeMapping(dict, from, REPLACE);
}

/** The keyword arguments of a call: names in a tuple (or 0) and their values. */
export function mergeKeywords(dict: i32, keywords: i32, values: i32): i32 {
  if (keywords == 0) return 0;
  const count = load<i32>(keywords, LENGTH);
  for (let i = 0; i < count; i++) {
    const key = load<i32>(keywords + (i << 2), TUPLE_ITEMS);
    if (dictSet(dict, key, load<i32>(values + (i << 2))) < 0) return -1;
  }
  return 0;
}
