/**
 * dict: look-up, insertion, deletion. Keys may be any objects, whose __eq__ may do anything to the dict: a look-up that has
 * run such code starts again if the table is another one or the entry has changed.
 */
import { ENTRY_BLOCK, LARGE_ENTRY_BLOCK } from '../../../memory/gc/format';
import { EMPTY_KEYS, FREE_DICTS } from '../../format/memory-map';
import {
  DICT_BYTES,
  DICT_SHAPE,
  DIGITS,
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  GENERAL_KEYS,
  SPLIT_KEYS,
  KEYS,
  KEYS_ENTRIES,
  KEYS_INDICES,
  KEYS_LOG,
  KEYS_USABLE,
  LENGTH,
  STRING_KEYS,
  TYPE,
  VALUE,
} from '../../format/objects';
import { BASIC_BYTES, DICT_TYPE, EQUAL, INT_TYPE, KEY_ERROR, STR_TYPE } from '../../format/types';
import { freeOf } from '../../kernel/alloc.as';
import { keepFree, newOfKind } from '../../kernel/free-objects.as';
import { compareBool, hashOf } from '../../kernel/compare.as';
import { decref, incref } from '../../kernel/counts.as';
import { noMemory, raiseValue } from '../../kernel/errors.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { isTracked, mayBeTracked, track, untrackIfTracked } from '../../kernel/tracking.as';
import { str_equal } from '../text/str.as';
import {
  addEntry,
  EMPTY,
  entriesOf,
  indexAt,
  knownHash,
  logFor,
  logOf,
  newKeys,
  PERTURB_SHIFT,
  releaseKeys,
  removeEntry,
  resizeKeys,
  SMALLEST_LOG,
  usableOf,
} from './keys.as';

export const NOT_FOUND: i32 = 0;
/** A result of find: an exception is pending. */
export const FAILED: i32 = -1;

/** An empty dict, tracked once something is put into it that can be part of a cycle. */
export function newDict(): i32 {
  const p = newOfKind(FREE_DICTS, DICT_TYPE, DICT_BYTES);
  if (p == 0) return 0;
  store<i32>(p, 0, LENGTH);
  store<i32>(p, EMPTY_KEYS, KEYS);
  store<i32>(p, STRING_KEYS, DICT_SHAPE);
  return p;
}

/** An empty dict with room for `count` keys; `shape` says of what kind. */
export function newDictFor(count: i32, shape: i32): i32 {
  const p = newDict();
  if (p == 0 || count <= usableOf(SMALLEST_LOG)) return p;
  const keys = newKeys(logFor(count), shape == GENERAL_KEYS ? LARGE_ENTRY_BLOCK : ENTRY_BLOCK);
  if (keys == 0) {
    decref(p);
    return noMemory();
  }
  store<i32>(p, keys, KEYS);
  store<i32>(p, shape, DICT_SHAPE);
  return p;
}

/** The hash of a key, quickly for strings and small ints; -1 with an exception. */
export function keyHash(key: i32): i64 {
  const type = typeOf(key);
  if (type == STR_TYPE) {
    const hash = knownHash(key);
    if (hash != -1) return hash;
  } else if (type == INT_TYPE && load<i32>(key, DIGITS) == 0) {
    const value = load<i32>(key, VALUE);
    return value == -1 ? -2 : value;
  }
  return hashOf(key);
}

/** A result of probe: the dict has changed under it. */
const AGAIN: i32 = -2;

/** The entry of a key, 0 if there is none, -1 with an exception. */
export function find(dict: i32, key: i32, hash: i64): i32 {
  while (true) {
    const found = probe(dict, load<i32>(dict, KEYS), key, hash);
    if (found != AGAIN) return found;
  }
}

function probe(dict: i32, keys: i32, key: i32, hash: i64): i32 {
  const log = load<i32>(keys, KEYS_LOG);
  const mask = (1 << log) - 1;
  const entries = entriesOf(keys);
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (true) {
    // Most dicts are small.
    const index = log < 8 ? load<i8>(keys + slot, KEYS_INDICES) : indexAt(keys, slot);
    if (index == EMPTY) return NOT_FOUND;
    if (index >= 0) {
      const entry = entries + index * ENTRY_BYTES;
      const other = load<i32>(entry, ENTRY_KEY);
      if (other == key) return entry;
      if (load<i64>(entry, ENTRY_HASH) == hash) {
        const equal = equalKeys(dict, keys, entry, other, key);
        if (equal != 0) return equal > 0 ? entry : equal;
      }
    }
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + <i32>perturb + 1) & mask;
  }
}

/** The entry of this very key, 0 if there is none: no key is asked whether it is equal. */
export function findSame(dict: i32, key: i32, hash: i64): i32 {
  const keys = load<i32>(dict, KEYS);
  const mask = (1 << load<i32>(keys, KEYS_LOG)) - 1;
  let perturb: u64 = hash;
  let slot = <i32>hash & mask;
  while (true) {
    const index = indexAt(keys, slot);
    if (index == EMPTY) return NOT_FOUND;
    const entry = entriesOf(keys) + index * ENTRY_BYTES;
    if (index >= 0 && load<i32>(entry, ENTRY_KEY) == key) return entry;
    perturb >>= PERTURB_SHIFT;
    slot = (slot * 5 + <i32>perturb + 1) & mask;
  }
}

/** Whether two keys with the same hash are equal: 1, 0, FAILED, or AGAIN. */
function equalKeys(dict: i32, keys: i32, entry: i32, other: i32, key: i32): i32 {
  const type = load<i32>(key, TYPE);
  if (type == load<i32>(other, TYPE)) {
    if (type == STR_TYPE) return str_equal(other, key) ? 1 : 0;
    if (type == INT_TYPE && (load<i32>(key, DIGITS) | load<i32>(other, DIGITS)) == 0)
      return load<i32>(key, VALUE) == load<i32>(other, VALUE) ? 1 : 0;
  }
  incref(other);
  const equal = compareBool(other, key, EQUAL);
  decref(other);
  if (equal < 0) return FAILED;
  return load<i32>(dict, KEYS) != keys || load<i32>(entry, ENTRY_KEY) != other ? AGAIN : equal;
}

/** The value of a key, borrowed; 0 if there is none or with an exception. */
export function dictGet(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  return entry > 0 ? load<i32>(entry, ENTRY_VALUE) : 0;
}

/** The value of an interned name in a dict whose keys are interned names (or the program's own); borrowed, 0 if there is none. Runs no code unless a key that is no str has the same hash. */
export function dictGetName(dict: i32, name: i32): i32 {
  return dictGet(dict, name);
}

/** 1, 0, or -1 with an exception. */
export function dict_contains(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const entry = find(dict, key, hash);
  return entry == FAILED ? -1 : entry == NOT_FOUND ? 0 : 1;
}

/** Sets a key; both references are borrowed. 0, or -1 with an exception. */
export function dictSet(dict: i32, key: i32, value: i32): i32 {
  const type = typeOf(key);
  if (type != STR_TYPE && type != INT_TYPE) return setHeld(dict, key, value);
  const hash = keyHash(key);
  if (hash == -1) return -1;
  return dictSetHashed(dict, key, hash, value);
}

/** What the program's own hashes and comparisons can count: the references that the dict will have, as in CPython. */
function setHeld(dict: i32, key: i32, value: i32): i32 {
  incref(key);
  incref(value);
  const hash = keyHash(key);
  const status = hash == -1 ? -1 : dictSetHashed(dict, key, hash, value);
  decref(key);
  decref(value);
  return status;
}

export function dictSetHashed(dict: i32, key: i32, hash: i64, value: i32): i32 {
  if (load<i32>(dict, DICT_SHAPE) != GENERAL_KEYS && typeOf(key) != STR_TYPE && !generalise(dict)) return -1;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) return insertNew(dict, key, hash, value);
  incref(value);
  const old = load<i32>(entry, ENTRY_VALUE);
  store<i32>(entry, value, ENTRY_VALUE);
  trackFor(dict, value);
  decref(old);
  return 0;
}

/** Adds a key that is not there; both references are borrowed. 0, or -1 with an exception. */
export function insertNew(dict: i32, key: i32, hash: i64, value: i32): i32 {
  if (load<i32>(dict, DICT_SHAPE) != GENERAL_KEYS && typeOf(key) != STR_TYPE && !generalise(dict)) return -1;
  if ((load<i32>(load<i32>(dict, KEYS), KEYS_USABLE) == 0 || isFull(dict)) && !grow(dict)) return -1;
  incref(key);
  incref(value);
  addEntry(load<i32>(dict, KEYS), key, hash, value);
  store<i32>(dict, load<i32>(dict, LENGTH) + 1, LENGTH);
  if (!isTracked(dict) && (mayBeTracked(key) || mayBeTracked(value))) track(dict);
  return 0;
}

/**
 * Puts pairs of a str and a value into an empty dict of strings that has room for them, or no table yet. The references
 * become the dict's. @returns how many pairs there were before a key came again; -1 without memory, and none is taken
 */
export function takeNewStrings(dict: i32, pairs: i32, count: i32): i32 {
  if (count == 0) return 0;
  if (load<i32>(dict, KEYS) == EMPTY_KEYS && !resize(dict, SMALLEST_LOG)) return -1;
  const keys = load<i32>(dict, KEYS);
  let taken = 0;
  let isCyclic = false;
  for (; taken < count; taken++) {
    const key = load<i32>(pairs + (taken << 3));
    const value = load<i32>(pairs + (taken << 3), 4);
    const hash = keyHash(key);
    if (find(dict, key, hash) != NOT_FOUND) break;
    addEntry(keys, key, hash, value);
    isCyclic = isCyclic || mayBeTracked(value);
  }
  store<i32>(dict, taken, LENGTH);
  if (isCyclic) track(dict);
  return taken;
}

/** Removes a key. 0, or -1 with KeyError or another exception. */
export function dictDelete(dict: i32, key: i32): i32 {
  const status = dictDeleteIfThere(dict, key);
  if (status <= 0) return status;
  raiseValue(KEY_ERROR, key);
  return -1;
}

/** Removes a key. 0, 1 if it is not there, or -1 with an exception. */
export function dictDeleteIfThere(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) return 1;
  const oldKey = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(dict, entry);
  decref(oldKey);
  decref(value);
  return 0;
}

/** Takes an entry out: its key and value are the caller's. The value. */
export function takeEntry(dict: i32, entry: i32): i32 {
  const value = load<i32>(entry, ENTRY_VALUE);
  removeEntry(load<i32>(dict, KEYS), entry);
  store<i32>(dict, load<i32>(dict, LENGTH) - 1, LENGTH);
  return value;
}

/** Takes everything out; what dies then may already put something in again. 0. */
export function dictClear(dict: i32): i32 {
  const keys = load<i32>(dict, KEYS);
  store<i32>(dict, EMPTY_KEYS, KEYS);
  store<i32>(dict, STRING_KEYS, DICT_SHAPE);
  store<i32>(dict, 0, LENGTH);
  releaseKeys(keys);
  return 0;
}

/** Its keys are no longer all strings: on a 64-bit machine that takes other entries, so the table is made anew. */
function generalise(dict: i32): bool {
  store<i32>(dict, GENERAL_KEYS, DICT_SHAPE);
  return load<i32>(dict, KEYS) == EMPTY_KEYS || grow(dict);
}

/** Whether a dict of attributes has as many as CPython's values have slots. */
function isFull(dict: i32): bool {
  const shape = load<i32>(dict, DICT_SHAPE);
  return shape >= SPLIT_KEYS && load<i32>(dict, LENGTH) >= shape - SPLIT_KEYS;
}

/** A dict of attributes gets a table of its own in CPython. False with MemoryError. */
export function endSplit(dict: i32): bool {
  store<i32>(dict, STRING_KEYS, DICT_SHAPE);
  return resize(dict, logOf(load<i32>(dict, LENGTH) * 3));
}

/** Room for one entry more: a table for three times as many as there are live ones. */
function grow(dict: i32): bool {
  if (isFull(dict)) store<i32>(dict, STRING_KEYS, DICT_SHAPE);
  return resize(dict, logOf(load<i32>(dict, LENGTH) * 3));
}

/** Another table of 2 ** log slots. False with MemoryError. */
export function resize(dict: i32, log: i32): bool {
  const old = load<i32>(dict, KEYS);
  const kind = load<i32>(dict, DICT_SHAPE) == GENERAL_KEYS ? LARGE_ENTRY_BLOCK : ENTRY_BLOCK;
  const keys = old == EMPTY_KEYS ? newKeys(log, kind) : resizeKeys(old, log, kind);
  if (keys == 0) {
    noMemory();
    return false;
  }
  store<i32>(dict, keys, KEYS);
  return true;
}

/** A dict is tracked from the moment on when it holds what may be part of a cycle. */
export function trackFor(dict: i32, referent: i32): void {
  if (!isTracked(dict) && mayBeTracked(referent)) track(dict);
}

export function dict_dealloc(p: i32): void {
  untrackIfTracked(p);
  releaseKeys(load<i32>(p, KEYS));
  store<i32>(p, EMPTY_KEYS, KEYS);
  const type = load<i32>(p, TYPE);
  if (type != DICT_TYPE || !keepFree(FREE_DICTS, p)) freeOf(p, load<i32>(type, BASIC_BYTES));
}

export function dict_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const keys = load<i32>(p, KEYS);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  // Where all keys are strs they are not visited, as in CPython: a str refers to nothing.
  const visitsKeys = load<i32>(p, DICT_SHAPE) != STRING_KEYS;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    let result = call2(visitor, load<i32>(entry, ENTRY_VALUE), argument);
    if (result == 0 && visitsKeys) result = call2(visitor, key, argument);
    if (result != 0) return result;
  }
  return 0;
}
