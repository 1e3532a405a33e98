/**
 * What OrderedDict does to its order. Entries of a dict lie in their order; a key moves to the end when it is taken out and put
 * in again, and to the start when the table is made anew behind it.
 *
 * Cost: O(1) amortised, but for the move to the start, which is O(n).
 */
import { ODICT_STATE } from '../../format/collections';
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
import { decref } from '../../kernel/counts.as';
import { noMemory, raise, raiseValue } from '../../kernel/errors.as';
import { FAILED, find, insertNew, keyHash, NOT_FOUND, resize, takeEntry } from '../../objects/mappings/dict.as';
import { addEntry, entriesOf, freeKeys, newKeys } from '../../objects/mappings/keys.as';
import { pairOf } from '../../objects/sequences/tuple.as';

const FEW: i32 = 32;

export function odictChanged(dict: i32): void {
  store<i32>(dict, load<i32>(dict, ODICT_STATE) + 1, ODICT_STATE);
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
  const value = takeEntry(dict, entry);
  odictChanged(dict);
  if (last != 0) store<i32>(keys, index, KEYS_ENTRIES);
  // What has been taken out at the start is not walked over for ever.
  else if (index > length + FEW) resize(dict, load<i32>(keys, KEYS_LOG));
  return pairOf(key, value);
}

/** Moves a key to the end or to the start. 0, or -1 with KeyError or another exception. */
export function odictMove(dict: i32, key: i32, last: i32): i32 {
  const hash = keyHash(key);
  if (hash == -1) return -1;
  const entry = find(dict, key, hash);
  if (entry == FAILED) return -1;
  if (entry == NOT_FOUND) {
    raiseValue(KEY_ERROR, key);
    return -1;
  }
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
