/**
 * OrderedDict. Entries of a dict lie in their order; a key moves to the end when it is taken out and put in again, and to the
 * start when the table is made anew behind it. CPython's order is beside its dict, whose items die as they were put in: once a key
 * has moved that order is kept too, and the entries are laid in it again before they go.
 *
 * Invariant: ODICT_INSERTED, if there is one, has the same keys, unless the program has used dict's own methods; then items go as
 * they lie.
 *
 * Cost: O(1) amortised, but for the first move, and the move to the start, which are O(n).
 */
import { ODICT_DICT, ODICT_INSERTED, ODICT_STATE, ODICT_WEAK } from '../../format/collections';
import { NONE } from '../../format/memory-map';
import {
  ENTRY_BYTES,
  ENTRY_HASH,
  ENTRY_KEY,
  ENTRY_VALUE,
  KEYS,
  KEYS_ENTRIES,
  KEYS_LOG,
  LENGTH,
} from '../../format/objects';
import { KEY_ERROR } from '../../format/types';
import { clearField, decref } from '../../kernel/counts.as';
import { noMemory, raise, raiseValue } from '../../kernel/errors.as';
import { call2 } from '../../kernel/slots.as';
import { untrackIfTracked } from '../../kernel/tracking.as';
import {
  dict_dealloc,
  dict_traverse,
  dictClear,
  FAILED,
  find,
  findSame,
  insertNew,
  keyHash,
  newDict,
  NOT_FOUND,
  resize,
  takeEntry,
} from '../../objects/mappings/dict.as';
import { dict_setitem } from '../../objects/mappings/dict-object.as';
import { addEntry, entriesOf, freeKeys, newKeys } from '../../objects/mappings/keys.as';
import { pairOf } from '../../objects/sequences/tuple.as';
import { clearWeakReferences } from '../../objects/weak/reference.as';

const FEW: i32 = 32;

export function odictChanged(dict: i32): void {
  store<i32>(dict, load<i32>(dict, ODICT_STATE) + 1, ODICT_STATE);
}

export function odict_setitem(dict: i32, key: i32, value: i32): i32 {
  if (value == 0) return removeKey(dict, key);
  const length = load<i32>(dict, LENGTH);
  const status = dict_setitem(dict, key, value);
  if (load<i32>(dict, LENGTH) == length) return status;
  odictChanged(dict);
  return status == 0 && load<i32>(dict, ODICT_INSERTED) != 0 ? noteLast(dict) : status;
}

/** The entry of a key with such a hash (-1: it has none, and an exception says why); 0 with KeyError or another exception. */
function knownEntry(dict: i32, key: i32, hash: i64): i32 {
  if (hash == -1) return 0;
  const entry = find(dict, key, hash);
  if (entry == NOT_FOUND) return raiseValue(KEY_ERROR, key);
  return entry == FAILED ? 0 : entry;
}

function removeKey(dict: i32, key: i32): i32 {
  const hash = keyHash(key);
  const entry = knownEntry(dict, key, hash);
  if (entry == 0) return -1;
  const ownKey = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(dict, entry);
  forget(dict, ownKey, hash);
  odictChanged(dict);
  decref(ownKey);
  decref(value);
  return 0;
}

export function odict_dealloc(dict: i32): void {
  untrackIfTracked(dict);
  clearField(dict, ODICT_DICT);
  if (load<i32>(dict, ODICT_WEAK) != 0) clearWeakReferences(dict);
  restoreOrder(dict);
  dict_dealloc(dict);
}

export function odict_traverse(dict: i32, visitor: i32, argument: i32): i32 {
  for (let field = ODICT_INSERTED; field >= ODICT_DICT; field -= ODICT_INSERTED - ODICT_DICT) {
    const own = load<i32>(dict + field);
    const result = own == 0 ? 0 : call2(visitor, own, argument);
    if (result != 0) return result;
  }
  return dict_traverse(dict, visitor, argument);
}

export function odict_clear(dict: i32): i32 {
  clearField(dict, ODICT_DICT);
  return odictClear(dict);
}

/** Takes everything out. */
export function odictClear(dict: i32): i32 {
  restoreOrder(dict);
  odictChanged(dict);
  return dictClear(dict);
}

/** Adds the key of the last entry to those that were put in. 0, or -1 with MemoryError. */
function noteLast(dict: i32): i32 {
  const keys = load<i32>(dict, KEYS);
  const entry = entriesOf(keys) + (load<i32>(keys, KEYS_ENTRIES) - 1) * ENTRY_BYTES;
  return insertNew(load<i32>(dict, ODICT_INSERTED), load<i32>(entry, ENTRY_KEY), load<i64>(entry, ENTRY_HASH), NONE);
}

/** From the first move on it is known how keys were put in. False with MemoryError. */
function noteOrder(dict: i32): bool {
  if (load<i32>(dict, ODICT_INSERTED) != 0) return true;
  const inserted = newDict();
  if (inserted == 0) return false;
  const keys = load<i32>(dict, KEYS);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key != 0 && insertNew(inserted, key, load<i64>(entry, ENTRY_HASH), NONE) < 0) {
      decref(inserted);
      return false;
    }
  }
  store<i32>(dict, inserted, ODICT_INSERTED);
  return true;
}

/** A key, which the caller owns, has been taken out. */
function forget(dict: i32, key: i32, hash: i64): void {
  const inserted = load<i32>(dict, ODICT_INSERTED);
  if (inserted == 0) return;
  const entry = findSame(inserted, key, hash);
  if (entry == NOT_FOUND) return;
  decref(load<i32>(entry, ENTRY_KEY));
  decref(takeEntry(inserted, entry));
  if (load<i32>(dict, LENGTH) == 0) clearField(dict, ODICT_INSERTED);
}

/** Lays the entries in the order in which they were put in, as far as that is known. No code of the program runs. */
function restoreOrder(dict: i32): void {
  const inserted = load<i32>(dict, ODICT_INSERTED);
  if (inserted == 0) return;
  const keys = load<i32>(dict, KEYS);
  const length = load<i32>(dict, LENGTH);
  const order = load<i32>(inserted, KEYS);
  const laid = load<i32>(inserted, LENGTH) == length && length != 0 ? newKeys(load<i32>(keys, KEYS_LOG)) : 0;
  if (laid != 0) {
    let found = 0;
    const end = entriesOf(order) + load<i32>(order, KEYS_ENTRIES) * ENTRY_BYTES;
    for (let at = entriesOf(order); at < end; at += ENTRY_BYTES) {
      const key = load<i32>(at, ENTRY_KEY);
      if (key == 0) continue;
      const entry = findSame(dict, key, load<i64>(at, ENTRY_HASH));
      if (entry == NOT_FOUND) break;
      copyEntry(laid, entry);
      found++;
    }
    if (found == length) {
      store<i32>(dict, laid, KEYS);
      freeKeys(keys);
    } else freeKeys(laid);
  }
  clearField(dict, ODICT_INSERTED);
}

/** Takes the last item out, or the first one: a pair. */
export function odictPopItem(dict: i32, last: i32): i32 {
  const length = load<i32>(dict, LENGTH);
  if (length == 0) return raise(KEY_ERROR, 'dictionary is empty');
  const keys = load<i32>(dict, KEYS);
  let index = last != 0 ? load<i32>(keys, KEYS_ENTRIES) - 1 : 0;
  const by = last != 0 ? -1 : 1;
  while (load<i32>(entriesOf(keys) + index * ENTRY_BYTES, ENTRY_KEY) == 0) index += by;
  const entry = entriesOf(keys) + index * ENTRY_BYTES;
  const key = load<i32>(entry, ENTRY_KEY);
  const hash = load<i64>(entry, ENTRY_HASH);
  const value = takeEntry(dict, entry);
  forget(dict, key, hash);
  odictChanged(dict);
  if (last != 0) store<i32>(keys, index, KEYS_ENTRIES);
  // What has been taken out at the start is not walked over for ever.
  else if (index > length + FEW) resize(dict, load<i32>(keys, KEYS_LOG));
  return pairOf(key, value);
}

/** Moves a key to the end or to the start. 0, or -1 with KeyError or another exception. */
export function odictMove(dict: i32, key: i32, last: i32): i32 {
  const hash = keyHash(key);
  const entry = knownEntry(dict, key, hash);
  if (entry == 0) return -1;
  if (!noteOrder(dict)) return -1;
  odictChanged(dict);
  if (last == 0) return moveToStart(dict, entry);
  const ownKey = load<i32>(entry, ENTRY_KEY);
  const value = takeEntry(dict, entry);
  const status = insertNew(dict, ownKey, hash, value);
  decref(ownKey);
  decref(value);
  return status;
}

function moveToStart(dict: i32, first: i32): i32 {
  const keys = load<i32>(dict, KEYS);
  const moved = newKeys(load<i32>(keys, KEYS_LOG));
  if (moved == 0) {
    noMemory();
    return -1;
  }
  copyEntry(moved, first);
  const end = entriesOf(keys) + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = entriesOf(keys); entry < end; entry += ENTRY_BYTES) {
    if (entry != first && load<i32>(entry, ENTRY_KEY) != 0) copyEntry(moved, entry);
  }
  store<i32>(dict, moved, KEYS);
  freeKeys(keys);
  return 0;
}

function copyEntry(keys: i32, entry: i32): void {
  addEntry(keys, load<i32>(entry, ENTRY_KEY), load<i64>(entry, ENTRY_HASH), load<i32>(entry, ENTRY_VALUE));
}
