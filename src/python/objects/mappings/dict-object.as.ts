/** The slots of dict, and its methods. */
import { EMPTY_KEYS, FALSE, NONE, TRUE } from '../../format/memory-map';
import {
  DICT_SHAPE,
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  KEYS,
  KEYS_ENTRIES,
  LENGTH,
  STRING_KEYS,
} from '../../format/objects';
import { VIEW_OF_DICT } from '../../format/mappings';
import * as names from '../../format/names';
import {
  DICT_ITEMS_TYPE,
  DICT_KEYS_TYPE,
  DICT_TYPE,
  DICT_VALUES_TYPE,
  EQUAL,
  IS_DICT,
  KEY_ERROR,
  NOT_EQUAL,
} from '../../format/types';
import { isCount } from '../../kernel/arguments.as';
import { compareBool } from '../../kernel/compare.as';
import { decref, incref, newRef } from '../../kernel/counts.as';
import { raise, raiseValue } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { callSpecial, lookUpSpecial } from '../../kernel/special.as';
import { hasFlag, typeOf } from '../../kernel/slots.as';
import { track } from '../../kernel/tracking.as';
import { notImplemented } from '../sequences/compare.as';
import { pairOf } from '../sequences/tuple.as';
import {
  dict_contains,
  dictClear,
  dictDelete,
  dictSet,
  FAILED,
  find,
  insertNew,
  keyHash,
  NOT_FOUND,
  takeEntry,
} from './dict.as';
import { entriesOf } from './keys.as';
import { copyDict, mergeKeywords, mergeMapping, REPLACE, updateFrom } from './merge.as';

export function dict_new(type: i32, args: i32, positional: i32, keywords: i32): i32 {
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, EMPTY_KEYS, KEYS);
  store<i32>(p, STRING_KEYS, DICT_SHAPE);
  if (type != DICT_TYPE) track(p);
  return p;
}

export function dict_init(dict: i32, args: i32, positional: i32, keywords: i32): i32 {
  return update(dict, args, positional, keywords, 'dict');
}

function update(dict: i32, args: i32, positional: i32, keywords: i32, function_: string): i32 {
  if (!isCount(function_, positional, 0, 1)) return -1;
  if (positional == 1 && updateFrom(dict, load<i32>(args)) < 0) return -1;
  return mergeKeywords(dict, keywords, args + (positional << 2));
}

export function dict_update(dict: i32, args: i32, positional: i32, keywords: i32): i32 {
  return update(dict, args, positional, keywords, 'update') < 0 ? 0 : newRef(NONE);
}

export function dict_length(dict: i32): i32 {
  return load<i32>(dict, LENGTH);
}

export function dict_getitem(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  if (entry > 0) return newRef(load<i32>(entry, ENTRY_VALUE));
  return entry == FAILED ? 0 : missing(dict, key);
}

function missing(dict: i32, key: i32): i32 {
  if (typeOf(dict) != DICT_TYPE && lookUpSpecial(dict, names.__missing__) != 0)
    return callSpecial(dict, names.__missing__, key);
  return raiseValue(KEY_ERROR, key);
}

export function dict_setitem(dict: i32, key: i32, value: i32): i32 {
  return value == 0 ? dictDelete(dict, key) : dictSet(dict, key, value);
}

/** Dicts are equal if they have the same keys with equal values; they have no order. */
export function dict_compare(dict: i32, other: i32, operation: i32): i32 {
  if ((operation != EQUAL && operation != NOT_EQUAL) || !hasFlag(other, IS_DICT)) return notImplemented();
  const equal = equalDicts(dict, other);
  if (equal < 0) return 0;
  return newRef((equal != 0) == (operation == EQUAL) ? TRUE : FALSE);
}

function equalDicts(a: i32, b: i32): i32 {
  if (load<i32>(a, LENGTH) != load<i32>(b, LENGTH)) return 0;
  for (let index = 0; index < load<i32>(load<i32>(a, KEYS), KEYS_ENTRIES); index++) {
    const entry = entriesOf(load<i32>(a, KEYS)) + index * ENTRY_BYTES;
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    const value = newRef(load<i32>(entry, ENTRY_VALUE));
    incref(key);
    const equal = hasEqual(b, key, load<i64>(entry, ENTRY_HASH), value);
    decref(key);
    decref(value);
    if (equal <= 0) return equal;
  }
  return 1;
}

function hasEqual(dict: i32, key: i32, hash: i64, value: i32): i32 {
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) return 0;
  const other = newRef(load<i32>(entry, ENTRY_VALUE));
  const equal = compareBool(other, value, EQUAL);
  decref(other);
  return equal;
}

export function dict_or(left: i32, right: i32): i32 {
  if (!hasFlag(left, IS_DICT) || !hasFlag(right, IS_DICT)) return notImplemented();
  const result = copyDict(left);
  if (result == 0 || updateFrom(result, right) == 0) return result;
  decref(result);
  return 0;
}

export function dict_inplace_or(dict: i32, other: i32): i32 {
  return updateFrom(dict, other) < 0 ? 0 : newRef(dict);
}

// Methods

export function dict_get(dict: i32, args: i32, count: i32): i32 {
  if (!isCount('get', count, 1, 2)) return 0;
  const key = load<i32>(args);
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return 0;
  if (entry != NOT_FOUND) return newRef(load<i32>(entry, ENTRY_VALUE));
  return newRef(count == 2 ? load<i32>(args, 4) : NONE);
}

export function dict_setdefault(dict: i32, args: i32, count: i32): i32 {
  if (!isCount('setdefault', count, 1, 2)) return 0;
  const key = load<i32>(args);
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return 0;
  if (entry != NOT_FOUND) return newRef(load<i32>(entry, ENTRY_VALUE));
  const value = count == 2 ? load<i32>(args, 4) : NONE;
  return insertNew(dict, key, hash, value) < 0 ? 0 : newRef(value);
}

export function dict_pop(dict: i32, args: i32, count: i32): i32 {
  if (!isCount('pop', count, 1, 2)) return 0;
  const key = load<i32>(args);
  if (load<i32>(dict, LENGTH) == 0) {
    if (count == 2) return newRef(load<i32>(args, 4));
    return raiseValue(KEY_ERROR, key);
  }
  const hash = keyHash(key);
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return 0;
  if (entry == NOT_FOUND) return count == 2 ? newRef(load<i32>(args, 4)) : raiseValue(KEY_ERROR, key);
  const oldKey = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(dict, entry);
  decref(oldKey);
  return value;
}

export function dict_popitem(dict: i32): i32 {
  if (load<i32>(dict, LENGTH) == 0) return raise(KEY_ERROR, 'popitem(): dictionary is empty');
  const keys = load<i32>(dict, KEYS);
  let index = load<i32>(keys, KEYS_ENTRIES) - 1;
  let entry = entriesOf(keys) + index * ENTRY_BYTES;
  while (load<i32>(entry, ENTRY_KEY) == 0) {
    index--;
    entry -= ENTRY_BYTES;
  }
  const key = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(dict, entry);
  // What is behind the last live entry is not walked over again.
  store<i32>(keys, index, KEYS_ENTRIES);
  return pairOf(key, value);
}

export function dict_clear_method(dict: i32): i32 {
  dictClear(dict);
  return newRef(NONE);
}

export function dict_copy(dict: i32): i32 {
  return copyDict(dict);
}

export function dict_contains_method(dict: i32, key: i32): i32 {
  const there = dict_contains(dict, key);
  return there < 0 ? 0 : newRef(there != 0 ? TRUE : FALSE);
}

function newView(type: i32, dict: i32): i32 {
  const p = newInstance(type);
  if (p == 0) return 0;
  store<i32>(p, newRef(dict), VIEW_OF_DICT);
  track(p);
  return p;
}

export function dict_keys(dict: i32): i32 {
  return newView(DICT_KEYS_TYPE, dict);
}

export function dict_values(dict: i32): i32 {
  return newView(DICT_VALUES_TYPE, dict);
}

export function dict_items(dict: i32): i32 {
  return newView(DICT_ITEMS_TYPE, dict);
}

export function dict_view_length(view: i32): i32 {
  return load<i32>(load<i32>(view, VIEW_OF_DICT), LENGTH);
}

export function dict_keys_contains(view: i32, key: i32): i32 {
  return dict_contains(load<i32>(view, VIEW_OF_DICT), key);
}

/** Puts a mapping into a dict; keys that are there are replaced. */
export function dictMerge(dict: i32, mapping: i32): i32 {
  return mergeMapping(dict, mapping, REPLACE);
}
