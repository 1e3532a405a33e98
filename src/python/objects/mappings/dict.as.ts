/**
 * dict: look-up, insertion, deletion. Keys may be any objects, whose __eq__ may do anything to the dict: a look-up that has
 * run such code starts again if the table is another one or the entry has changed.
 */
import {
  DICT_BYTES,
  DICT_SHAPE,
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  KEYS,
  KEYS_ENTRIES,
  KEYS_USABLE,
  LENGTH,
} from '../../format/objects';
import { DICT_TYPE, EQUAL, KEY_ERROR, STR_TYPE } from '../../format/types';
import { freeCyclic, newCyclic } from '../../kernel/alloc.as';
import { compareBool, hashOf } from '../../kernel/compare.as';
import { decref, incref } from '../../kernel/counts.as';
import { noMemory, raiseValue } from '../../kernel/errors.as';
import { call2, typeOf } from '../../kernel/slots.as';
import { isTracked, mayBeTracked, track, untrackIfTracked } from '../../kernel/tracking.as';
import {
  addEntry,
  entriesOf,
  findIdentical,
  freeKeys,
  indexAt,
  knownHash,
  newKeys,
  nextProbe,
  probePerturb,
  probeSlot,
  removeEntry,
  resizeKeys,
  restoreProbes,
  SMALLEST_LOG,
  startProbes,
} from './keys.as';

const NOT_FOUND: i32 = 0;
/** A result of find: an exception is pending. */
const FAILED: i32 = -1;

/** An empty dict, tracked once something is put into it that can be part of a cycle. */
export function newDict(): i32 {
  const keys = newKeys(SMALLEST_LOG);
  if (keys == 0) return noMemory();
  const p = newCyclic(DICT_TYPE, DICT_BYTES);
  if (p == 0) return 0;
  store<i32>(p, 0, LENGTH);
  store<i32>(p, keys, KEYS);
  store<i32>(p, 0, DICT_SHAPE);
  return p;
}

/** The hash of a key, quickly for strings; -1 with an exception. */
export function keyHash(key: i32): i64 {
  if (typeOf(key) == STR_TYPE) {
    const hash = knownHash(key);
    if (hash != -1) return hash;
  }
  return hashOf(key);
}

/** The entry of a key, 0 if there is none, -1 with an exception. */
export function find(dict: i32, key: i32, hash: i64): i32 {
  while (true) {
    const keys = load<i32>(dict, KEYS);
    const entry = findIdentical(keys, key, hash);
    if (entry != 0) return entry;
    const found = findEqual(dict, keys, key, hash);
    if (found != AGAIN) return found;
  }
}

/** A result of findEqual: the dict has changed under it. */
const AGAIN: i32 = -2;

function findEqual(dict: i32, keys: i32, key: i32, hash: i64): i32 {
  startProbes(keys, hash);
  while (true) {
    const index = indexAt(keys, probeSlot);
    if (index == -1) return NOT_FOUND;
    if (index >= 0) {
      const entry = entriesOf(keys) + index * ENTRY_BYTES;
      if (load<i64>(entry, ENTRY_HASH) == hash) {
        const other = load<i32>(entry, ENTRY_KEY);
        const slot = probeSlot;
        const perturb = probePerturb;
        incref(other);
        const equal = compareBool(other, key, EQUAL);
        decref(other);
        if (equal < 0) return FAILED;
        if (load<i32>(dict, KEYS) != keys || load<i32>(entry, ENTRY_KEY) != other) return AGAIN;
        if (equal > 0) return entry;
        restoreProbes(slot, perturb);
      }
    }
    nextProbe(keys);
  }
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

/** Sets a key; both references are borrowed. 0, or -1 with an exception. */
export function dictSet(dict: i32, key: i32, value: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  return dictSetHashed(dict, key, hash, value);
}

export function dictSetHashed(dict: i32, key: i32, hash: i64, value: i32): i32 {
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  incref(value);
  if (entry != NOT_FOUND) {
    const old = load<i32>(entry, ENTRY_VALUE);
    store<i32>(entry, value, ENTRY_VALUE);
    trackFor(dict, value);
    decref(old);
    return 0;
  }
  if (load<i32>(load<i32>(dict, KEYS), KEYS_USABLE) == 0 && !grow(dict)) {
    decref(value);
    return -1;
  }
  incref(key);
  addEntry(load<i32>(dict, KEYS), key, hash, value);
  store<i32>(dict, load<i32>(dict, LENGTH) + 1, LENGTH);
  trackFor(dict, key);
  trackFor(dict, value);
  return 0;
}

/** Removes a key. 0, or -1 with KeyError or another exception. */
export function dictDelete(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) {
    raiseValue(KEY_ERROR, key);
    return -1;
  }
  const oldKey = load<i32>(entry, ENTRY_KEY);
  const value = load<i32>(entry, ENTRY_VALUE);
  removeEntry(load<i32>(dict, KEYS), entry);
  store<i32>(dict, load<i32>(dict, LENGTH) - 1, LENGTH);
  decref(oldKey);
  decref(value);
  return 0;
}

/** Room for one entry more: a table for three times as many as there are live ones. */
function grow(dict: i32): bool {
  const wanted = load<i32>(dict, LENGTH) * 3;
  let log = SMALLEST_LOG;
  while (1 << log < wanted) log++;
  const keys = resizeKeys(load<i32>(dict, KEYS), log);
  if (keys == 0) {
    noMemory();
    return false;
  }
  store<i32>(dict, keys, KEYS);
  return true;
}

/** A dict is tracked from the moment on when it holds what may be part of a cycle. */
function trackFor(dict: i32, referent: i32): void {
  if (!isTracked(dict) && mayBeTracked(referent)) track(dict);
}

export function dict_dealloc(p: i32): void {
  untrackIfTracked(p);
  const keys = load<i32>(p, KEYS);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    decref(key);
    decref(load<i32>(entry, ENTRY_VALUE));
  }
  freeKeys(keys);
  freeCyclic(p, DICT_BYTES);
}

export function dict_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const keys = load<i32>(p, KEYS);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    const result = call2(visitor, key, argument) | call2(visitor, load<i32>(entry, ENTRY_VALUE), argument);
    if (result != 0) return result;
  }
  return 0;
}
