/**
 * What is done with whole sets. Keys that are compared run code of the program, which may change either set: entries are read
 * by their slot, and a key is held while it is looked for.
 */
import { FALSE, NONE, TRUE } from '../../format/memory-map';
import {
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  FILL,
  KEYS,
  KEYS_ENTRIES,
  LENGTH,
  MASK,
  SET_FINGER,
  SET_HASH,
  SET_LENGTH,
  TABLE,
} from '../../format/objects';
import {
  DICT_TYPE,
  EQUAL,
  FROZENSET_TYPE,
  GREATER,
  GREATER_EQUAL,
  LESS,
  LESS_EQUAL,
  SET_TYPE,
} from '../../format/types';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { failed } from '../../kernel/errors.as';
import { typeOf } from '../../kernel/slots.as';
import { getIter, iterNext } from '../iterators/protocol.as';
import { FAILED, find, keyHash, NOT_FOUND } from '../mappings/dict.as';
import { entriesOf } from '../mappings/keys.as';
import { notImplemented } from '../sequences/compare.as';
import { clearSet, containsHashed, discardHashed, isSet, newSetOf, plainType, setFrom, setUpdate } from './set.as';
import { addKey, ENTRY_LOG, KEY, tidy } from './table.as';

/** The key in a slot, held, with its hash in `keysHash`; 0 if there is none. */
let keysHash: i64 = 0;

function holdKey(set: i32, slot: i32): i32 {
  const entry = load<i32>(set, TABLE) + (slot << ENTRY_LOG);
  const key = load<i32>(entry, KEY);
  if (key != 0) incref(key);
  keysHash = load<i64>(entry);
  return key;
}

/** What is done with each key: -1 stops with an exception, 1 stops without. */
const ADD_IF_IN: i32 = 0;
const ADD_IF_NOT_IN: i32 = 1;
const DISCARD: i32 = 2;
const TOGGLE: i32 = 3;
const STOP_IF_NOT_IN: i32 = 4;
const STOP_IF_IN: i32 = 5;

function perform(operation: i32, key: i32, hash: i64, set: i32, result: i32): i32 {
  if (operation == DISCARD) return discardHashed(set, key, hash) < 0 ? -1 : 0;
  if (operation == TOGGLE) {
    const there = discardHashed(set, key, hash);
    return there != 0 ? min(there, 0) : addKey(set, key, hash);
  }
  const there = containsHashed(set, key, hash);
  if (there < 0) return -1;
  if (operation == ADD_IF_IN) return there != 0 ? addKey(result, key, hash) : 0;
  if (operation == ADD_IF_NOT_IN) return there == 0 ? addKey(result, key, hash) : 0;
  return (there != 0) == (operation == STOP_IF_IN) ? 1 : 0;
}

/** Walks over `from`, a set. */
function eachOfSet(operation: i32, from: i32, set: i32, result: i32): i32 {
  for (let slot = 0; slot <= load<i32>(from, MASK); slot++) {
    const key = holdKey(from, slot);
    if (key == 0) continue;
    const status = perform(operation, key, keysHash, set, result);
    decref(key);
    if (status != 0) return status;
  }
  return 0;
}

/** Walks over any iterable. */
function each(operation: i32, from: i32, set: i32, result: i32): i32 {
  if (isSet(from)) return eachOfSet(operation, from, set, result);
  const iterator = getIter(from);
  if (iterator == 0) return -1;
  let status = 0;
  while (status == 0) {
    const key = iterNext(iterator);
    if (key == 0) {
      if (failed()) status = -1;
      break;
    }
    const hash = keyHash(key);
    status = hash == -1 ? -1 : perform(operation, key, hash, set, result);
    decref(key);
  }
  decref(iterator);
  return status;
}

function orRelease(set: i32, status: i32): i32 {
  if (status >= 0) return set;
  decref(set);
  return 0;
}

/** A plain set with the same elements. */
export function copySet(set: i32): i32 {
  return setFrom(plainType(set), set);
}

export function set_copy(set: i32): i32 {
  return typeOf(set) == FROZENSET_TYPE ? newRef(set) : copySet(set);
}

export function intersection(set: i32, other: i32): i32 {
  if (set == other) return copySet(set);
  const result = newSetOf(plainType(set));
  if (result == 0) return 0;
  let looked = set;
  let walked = other;
  if (isSet(other) && load<i32>(other, SET_LENGTH) > load<i32>(set, SET_LENGTH)) {
    looked = other;
    walked = set;
  }
  return orRelease(result, each(ADD_IF_IN, walked, looked, result));
}

export function difference(set: i32, other: i32): i32 {
  const length = load<i32>(set, SET_LENGTH);
  const isDict = typeOf(other) == DICT_TYPE;
  if (!isDict && !isSet(other)) return copyLess(set, other);
  if (length == 0) return copySet(set);
  const size = isDict ? load<i32>(other, LENGTH) : load<i32>(other, SET_LENGTH);
  if (length >> 2 > size) return copyLess(set, other);
  const result = newSetOf(plainType(set));
  if (result == 0) return 0;
  return orRelease(result, isDict ? keysNotIn(set, other, result) : eachOfSet(ADD_IF_NOT_IN, set, other, result));
}

function keysNotIn(set: i32, dict: i32, result: i32): i32 {
  for (let slot = 0; slot <= load<i32>(set, MASK); slot++) {
    const key = holdKey(set, slot);
    if (key == 0) continue;
    const hash = keysHash;
    const entry = find(dict, key, hash);
    const status = entry == FAILED ? -1 : entry == NOT_FOUND ? addKey(result, key, hash) : 0;
    decref(key);
    if (status < 0) return -1;
  }
  return 0;
}

function copyLess(set: i32, other: i32): i32 {
  const copy = copySet(set);
  return copy == 0 ? 0 : orRelease(copy, differenceUpdate(copy, other));
}

/** 0, or -1 with an exception. */
export function differenceUpdate(set: i32, other: i32): i32 {
  if (set == other) return clearSet(set);
  if (each(DISCARD, other, set, 0) < 0) return -1;
  return tidy(set) ? 0 : -1;
}

export function symmetricDifferenceUpdate(set: i32, other: i32): i32 {
  if (set == other) return clearSet(set);
  if (typeOf(other) == DICT_TYPE) return toggleKeysOf(set, other);
  const keys = isSet(other) ? newRef(other) : setFrom(plainType(set), other);
  if (keys == 0) return -1;
  const status = eachOfSet(TOGGLE, keys, set, 0);
  decref(keys);
  return status;
}

function toggleKeysOf(set: i32, dict: i32): i32 {
  for (let index = 0; index < load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES); index++) {
    const entry = entriesOf(load<i32>(dict, KEYS)) + index * ENTRY_BYTES;
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    incref(key);
    const status = perform(TOGGLE, key, load<i64>(entry, ENTRY_HASH), set, 0);
    decref(key);
    if (status < 0) return -1;
  }
  return 0;
}

export function symmetricDifference(set: i32, other: i32): i32 {
  const result = setFrom(plainType(set), other);
  return result == 0 ? 0 : orRelease(result, symmetricDifferenceUpdate(result, set));
}

/** The elements of two sets change places. */
function exchange(a: i32, b: i32): void {
  for (let field = FILL; field < SET_HASH; field += 4) {
    const kept = load<i32>(a + field);
    store<i32>(a + field, load<i32>(b + field));
    store<i32>(b + field, kept);
  }
  store<i32>(a, 0, SET_FINGER);
  store<i64>(a, -1, SET_HASH);
}

export function intersectionUpdate(set: i32, other: i32): i32 {
  const result = intersection(set, other);
  if (result == 0) return -1;
  exchange(set, result);
  decref(result);
  return 0;
}

/** Whether all elements of one set are in another one: 1, 0, or -1 with an exception. */
export function isSubset(set: i32, other: i32): i32 {
  if (!isSet(other)) {
    const keys = setFrom(SET_TYPE, other);
    if (keys == 0) return -1;
    const result = isSubset(set, keys);
    decref(keys);
    return result;
  }
  if (load<i32>(set, SET_LENGTH) > load<i32>(other, SET_LENGTH)) return 0;
  const status = eachOfSet(STOP_IF_NOT_IN, set, other, 0);
  return status < 0 ? -1 : 1 - status;
}

export function isSuperset(set: i32, other: i32): i32 {
  if (isSet(other)) return isSubset(other, set);
  const status = each(STOP_IF_NOT_IN, other, set, 0);
  return status < 0 ? -1 : 1 - status;
}

export function areDisjoint(set: i32, other: i32): i32 {
  if (set == other) return load<i32>(set, SET_LENGTH) == 0 ? 1 : 0;
  let walked = other;
  let looked = set;
  if (isSet(other) && load<i32>(other, SET_LENGTH) > load<i32>(set, SET_LENGTH)) {
    walked = set;
    looked = other;
  }
  const status = each(STOP_IF_IN, walked, looked, 0);
  return status < 0 ? -1 : 1 - status;
}

// Slots

function truth(word: i32): i32 {
  return word < 0 ? 0 : newRef(word != 0 ? TRUE : FALSE);
}

export function set_compare(set: i32, other: i32, operation: i32): i32 {
  if (!isSet(other)) return notImplemented();
  const length = load<i32>(set, SET_LENGTH);
  const otherLength = load<i32>(other, SET_LENGTH);
  if (operation == LESS) return length >= otherLength ? newRef(FALSE) : truth(isSubset(set, other));
  if (operation == LESS_EQUAL) return truth(isSubset(set, other));
  if (operation == GREATER) return length <= otherLength ? newRef(FALSE) : truth(isSubset(other, set));
  if (operation == GREATER_EQUAL) return truth(isSubset(other, set));
  const equal = areEqual(set, other);
  if (equal < 0) return 0;
  return newRef((equal != 0) == (operation == EQUAL) ? TRUE : FALSE);
}

function areEqual(a: i32, b: i32): i32 {
  if (load<i32>(a, SET_LENGTH) != load<i32>(b, SET_LENGTH)) return 0;
  const hashA = load<i64>(a, SET_HASH);
  const hashB = load<i64>(b, SET_HASH);
  if (hashA != -1 && hashB != -1 && hashA != hashB) return 0;
  return isSubset(a, b);
}

export function set_or(a: i32, b: i32): i32 {
  if (!isSet(a) || !isSet(b)) return notImplemented();
  const result = copySet(a);
  if (result == 0 || a == b) return result;
  return orRelease(result, setUpdate(result, b));
}

export function set_and(a: i32, b: i32): i32 {
  return isSet(a) && isSet(b) ? intersection(a, b) : notImplemented();
}

export function set_subtract(a: i32, b: i32): i32 {
  return isSet(a) && isSet(b) ? difference(a, b) : notImplemented();
}

export function set_xor(a: i32, b: i32): i32 {
  return isSet(a) && isSet(b) ? symmetricDifference(a, b) : notImplemented();
}

function itself(set: i32, status: i32): i32 {
  return status < 0 ? 0 : newRef(set);
}

export function set_inplace_or(set: i32, other: i32): i32 {
  return isSet(other) ? itself(set, setUpdate(set, other)) : notImplemented();
}

export function set_inplace_and(set: i32, other: i32): i32 {
  return isSet(other) ? itself(set, intersectionUpdate(set, other)) : notImplemented();
}

export function set_inplace_subtract(set: i32, other: i32): i32 {
  return isSet(other) ? itself(set, differenceUpdate(set, other)) : notImplemented();
}

export function set_inplace_xor(set: i32, other: i32): i32 {
  return isSet(other) ? itself(set, symmetricDifferenceUpdate(set, other)) : notImplemented();
}

// Methods of one argument

export function set_issubset(set: i32, other: i32): i32 {
  return truth(isSubset(set, other));
}

export function set_issuperset(set: i32, other: i32): i32 {
  return truth(isSuperset(set, other));
}

export function set_isdisjoint(set: i32, other: i32): i32 {
  return truth(areDisjoint(set, other));
}

export function set_symmetric_difference(set: i32, other: i32): i32 {
  return symmetricDifference(set, other);
}

export function set_symmetric_difference_update(set: i32, other: i32): i32 {
  return symmetricDifferenceUpdate(set, other) < 0 ? 0 : newRef(NONE);
}

// Methods of any number of arguments

export function set_union(set: i32, args: i32, count: i32): i32 {
  const result = copySet(set);
  return result == 0 ? 0 : orRelease(result, updateWithAll(result, args, count, set));
}

function updateWithAll(set: i32, args: i32, count: i32, but: i32): i32 {
  for (let i = 0; i < count; i++) {
    const other = load<i32>(args + (i << 2));
    if (other != but && setUpdate(set, other) < 0) return -1;
  }
  return 0;
}

export function set_update(set: i32, args: i32, count: i32): i32 {
  return updateWithAll(set, args, count, 0) < 0 ? 0 : newRef(NONE);
}

export function set_intersection(set: i32, args: i32, count: i32): i32 {
  if (count == 0) return copySet(set);
  let result = newRef(set);
  for (let i = 0; i < count && result != 0; i++) {
    const next = intersection(result, load<i32>(args + (i << 2)));
    decref(result);
    result = next;
  }
  return result;
}

export function set_intersection_update(set: i32, args: i32, count: i32): i32 {
  const result = set_intersection(set, args, count);
  if (result == 0) return 0;
  exchange(set, result);
  decref(result);
  return newRef(NONE);
}

export function set_difference(set: i32, args: i32, count: i32): i32 {
  if (count == 0) return copySet(set);
  const result = difference(set, load<i32>(args));
  if (result == 0) return 0;
  for (let i = 1; i < count; i++) {
    if (differenceUpdate(result, load<i32>(args + (i << 2))) < 0) return orRelease(result, -1);
  }
  return result;
}

export function set_difference_update(set: i32, args: i32, count: i32): i32 {
  for (let i = 0; i < count; i++) if (differenceUpdate(set, load<i32>(args + (i << 2))) < 0) return 0;
  return newRef(NONE);
}
