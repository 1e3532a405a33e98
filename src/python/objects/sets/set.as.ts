/** set and frozenset: their objects, and what is done with single keys. */
import { NONE } from '../../format/memory-map';
import {
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  FILL,
  KEYS,
  KEYS_ENTRIES,
  LENGTH,
  MASK,
  SET_BYTES,
  SET_FINGER,
  SET_HASH,
  SET_LENGTH,
  SET_WEAK,
  TABLE,
  TYPE,
} from '../../format/objects';
import { BASIC_BYTES, DICT_TYPE, FROZENSET_TYPE, KEY_ERROR, SET_TYPE, TYPE_ERROR } from '../../format/types';
import { isCount, refusesKeywords } from '../../kernel/arguments.as';
import { freeOf } from '../../kernel/alloc.as';
import { decref, newRef } from '../../kernel/counts.as';
import { fail, failed, raise, raiseValue } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { call2, isSubtype, typeOf } from '../../kernel/slots.as';
import { track, untrackIfTracked } from '../../kernel/tracking.as';
import { forgetIf, getIter, iterNext } from '../iterators/protocol.as';
import { keyHash } from '../mappings/dict.as';
import { entriesOf } from '../mappings/keys.as';
import { clearWeakReferences } from '../weak/reference.as';
import {
  addKey,
  ENTRY_LOG,
  entryFrom,
  FAILED,
  freeTable,
  KEY,
  lookUp,
  mergeSet,
  newTable,
  resizeTable,
  slotOf,
  SMALLEST,
  takeKey,
} from './table.as';

export function isSet(p: i32): bool {
  const type = typeOf(p);
  return type == SET_TYPE || type == FROZENSET_TYPE || isSubtype(type, SET_TYPE) || isSubtype(type, FROZENSET_TYPE);
}

/** An empty set of a type, tracked. */
export function newSetOf(type: i32): i32 {
  const table = newTable(SMALLEST);
  if (table == 0) return 0;
  const p = newInstance(type);
  if (p == 0) {
    freeTable(table, SMALLEST - 1);
    return 0;
  }
  store<i32>(p, table, TABLE);
  store<i32>(p, SMALLEST - 1, MASK);
  store<i64>(p, -1, SET_HASH);
  track(p);
  return p;
}

/** An empty set. */
export function newSet(): i32 {
  return newSetOf(SET_TYPE);
}

/** A set of a type with the elements of an iterable, or with none where that is 0. */
export function setFrom(type: i32, iterable: i32): i32 {
  const set = newSetOf(type);
  if (set == 0 || iterable == 0 || setUpdate(set, iterable) == 0) return set;
  decref(set);
  return 0;
}

/** The type that an operation on a set of a type makes: a plain one. */
export function plainType(set: i32): i32 {
  const type = typeOf(set);
  return type == SET_TYPE || type == FROZENSET_TYPE ? type : isSubtype(type, SET_TYPE) ? SET_TYPE : FROZENSET_TYPE;
}

export function set_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  return newSetOf(type);
}

export function set_init(set: i32, args: i32, positional: i32, names: i32): i32 {
  if (names != 0) return fail(TYPE_ERROR, 'set() takes no keyword arguments');
  if (!isCount('set', positional, 0, 1)) return -1;
  if (load<i32>(set, FILL) != 0) clearSet(set);
  store<i64>(set, -1, SET_HASH);
  return positional == 0 ? 0 : setUpdate(set, load<i32>(args));
}

export function frozenset_new(type: i32, args: i32, positional: i32, names: i32): i32 {
  if (refusesKeywords('frozenset', type, FROZENSET_TYPE, names)) return 0;
  if (!isCount('frozenset', positional, 0, 1)) return 0;
  const iterable = positional == 0 ? 0 : load<i32>(args);
  if (type == FROZENSET_TYPE && iterable != 0 && typeOf(iterable) == FROZENSET_TYPE) return newRef(iterable);
  return setFrom(type, iterable);
}

export function set_dealloc(p: i32): void {
  untrackIfTracked(p);
  if (load<i32>(p, SET_WEAK) != 0) clearWeakReferences(p);
  releaseTable(load<i32>(p, TABLE), load<i32>(p, MASK));
  freeOf(p, load<i32>(load<i32>(p, TYPE), BASIC_BYTES));
}

function releaseTable(table: i32, mask: i32): void {
  const end = table + ((mask + 1) << ENTRY_LOG);
  for (let entry = table; entry < end; entry += 16) {
    const key = load<i32>(entry, KEY);
    if (key != 0) decref(key);
  }
  freeTable(table, mask);
}

export function set_traverse(p: i32, visitor: i32, argument: i32): i32 {
  const table = load<i32>(p, TABLE);
  const end = table + ((load<i32>(p, MASK) + 1) << ENTRY_LOG);
  for (let entry = table; entry < end; entry += 16) {
    const key = load<i32>(entry, KEY);
    if (key == 0) continue;
    const result = call2(visitor, key, argument);
    if (result != 0) return result;
  }
  return 0;
}

/** Takes everything out. 0, or -1 with MemoryError. */
export function clearSet(set: i32): i32 {
  if (load<i32>(set, FILL) == 0) return 0;
  const empty = newTable(SMALLEST);
  if (empty == 0) return -1;
  const table = load<i32>(set, TABLE);
  const mask = load<i32>(set, MASK);
  store<i32>(set, empty, TABLE);
  store<i32>(set, SMALLEST - 1, MASK);
  store<i32>(set, 0, FILL);
  store<i32>(set, 0, SET_LENGTH);
  store<i64>(set, -1, SET_HASH);
  releaseTable(table, mask);
  return 0;
}

/** Adds a key, borrowed. 0, or -1 with an exception. */
export function setAdd(set: i32, key: i32): i32 {
  const hash = keyHash(key);
  return hash == -1 ? -1 : addKey(set, key, hash);
}

/** Removes a key. 1, 0 if it was not there, or -1 with an exception. */
export function discardHashed(set: i32, key: i32, hash: i64): i32 {
  const entry = lookUp(set, key, hash);
  if (entry == FAILED) return -1;
  if (entry == 0) return 0;
  decref(takeKey(set, entry));
  return 1;
}

export function setDiscard(set: i32, key: i32): i32 {
  const hash = keyHash(key);
  return hash == -1 ? -1 : discardHashed(set, key, hash);
}

export function containsHashed(set: i32, key: i32, hash: i64): i32 {
  const entry = lookUp(set, key, hash);
  return entry == FAILED ? -1 : entry == 0 ? 0 : 1;
}

export function setContains(set: i32, key: i32): i32 {
  const hash = keyHash(key);
  return hash == -1 ? -1 : containsHashed(set, key, hash);
}

/** Puts the elements of an iterable into a set. 0, or -1 with an exception. */
export function setUpdate(set: i32, iterable: i32): i32 {
  if (isSet(iterable)) return mergeSet(set, iterable);
  if (typeOf(iterable) == DICT_TYPE) return mergeKeysOf(set, iterable);
  const iterator = getIter(iterable);
  if (iterator == 0) return -1;
  let status = 0;
  while (status == 0) {
    const key = iterNext(iterator);
    if (key == 0) {
      if (failed()) status = -1;
      break;
    }
    status = setAdd(set, key);
    decref(key);
  }
  decref(iterator);
  return status;
}

function mergeKeysOf(set: i32, dict: i32): i32 {
  const count = load<i32>(dict, LENGTH);
  if ((load<i32>(set, FILL) + count) * 5 >= load<i32>(set, MASK) * 3) {
    if (!resizeTable(set, (load<i32>(set, SET_LENGTH) + count) * 2)) return -1;
  }
  for (let index = 0; index < load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES); index++) {
    const entry = entriesOf(load<i32>(dict, KEYS)) + index * ENTRY_BYTES;
    const key = load<i32>(entry, ENTRY_KEY);
    if (key != 0 && addKey(set, key, load<i64>(entry, ENTRY_HASH)) < 0) return -1;
  }
  return 0;
}

/** A set that is asked for as a key stands for a frozenset with the same elements. 0 if it is none. */
function frozenKey(key: i32): i32 {
  if (!isSubtype(typeOf(key), SET_TYPE) || !forgetIf(TYPE_ERROR)) return 0;
  return setFrom(FROZENSET_TYPE, key);
}

export function set_contains(set: i32, key: i32): i32 {
  let there = setContains(set, key);
  if (there >= 0) return there;
  const frozen = frozenKey(key);
  if (frozen == 0) return -1;
  there = setContains(set, frozen);
  decref(frozen);
  return there;
}

function discard(set: i32, key: i32): i32 {
  let there = setDiscard(set, key);
  if (there >= 0) return there;
  const frozen = frozenKey(key);
  if (frozen == 0) return -1;
  there = setDiscard(set, frozen);
  decref(frozen);
  return there;
}

export function set_add(set: i32, key: i32): i32 {
  return setAdd(set, key) < 0 ? 0 : newRef(NONE);
}

export function set_discard(set: i32, key: i32): i32 {
  return discard(set, key) < 0 ? 0 : newRef(NONE);
}

export function set_remove(set: i32, key: i32): i32 {
  const there = discard(set, key);
  if (there < 0) return 0;
  return there == 0 ? raiseValue(KEY_ERROR, key) : newRef(NONE);
}

/** Any key: the next one behind that which was popped last. */
export function set_pop(set: i32): i32 {
  if (load<i32>(set, SET_LENGTH) == 0) return raise(KEY_ERROR, 'pop from an empty set');
  let entry = entryFrom(set, load<i32>(set, SET_FINGER) & load<i32>(set, MASK));
  if (entry == 0) entry = entryFrom(set, 0);
  store<i32>(set, slotOf(set, entry) + 1, SET_FINGER);
  return takeKey(set, entry);
}

export function set_clear_method(set: i32): i32 {
  return clearSet(set) < 0 ? 0 : newRef(NONE);
}

export function set_length(set: i32): i32 {
  return load<i32>(set, SET_LENGTH);
}

function shuffled(hash: u64): u64 {
  return (hash ^ 89869747 ^ (hash << 16)) * 3644798167;
}

export function frozenset_hash(set: i32): i64 {
  const known = load<i64>(set, SET_HASH);
  if (known != -1) return known;
  let hash: u64 = 0;
  const table = load<i32>(set, TABLE);
  const end = table + ((load<i32>(set, MASK) + 1) << ENTRY_LOG);
  for (let entry = table; entry < end; entry += 16) {
    if (load<i32>(entry, KEY) != 0) hash ^= shuffled(load<u64>(entry));
  }
  hash ^= <u64>(load<i32>(set, SET_LENGTH) + 1) * 1927868237;
  hash ^= (hash >> 11) ^ (hash >> 25);
  hash = hash * 69069 + 907133923;
  const result: i64 = hash == -1 ? 590923713 : <i64>hash;
  store<i64>(set, result, SET_HASH);
  return result;
}
