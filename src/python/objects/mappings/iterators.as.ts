/** Iterators over keys, values and items of dicts, forwards and backwards. format/mappings.ts draws them. */
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH } from '../../format/objects';
import {
  ITERATED_DICT,
  ITERATED_INDEX,
  ITERATED_LEFT,
  ITERATED_LENGTH,
  ITERATED_PAIR,
  VIEW_OF_DICT,
} from '../../format/mappings';
import {
  DICT_ITEMITERATOR_TYPE,
  DICT_KEYITERATOR_TYPE,
  DICT_REVERSEITEMITERATOR_TYPE,
  DICT_REVERSEKEYITERATOR_TYPE,
  DICT_REVERSEVALUEITERATOR_TYPE,
  DICT_VALUEITERATOR_TYPE,
  RUNTIME_ERROR,
} from '../../format/types';
import { clearField, decref, newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { track } from '../../kernel/tracking.as';
import { newInt } from '../numbers/new-int.as';
import { givePair, reusableTuple } from '../sequences/reused-tuple.as';
import { entriesOf } from './keys.as';

function newIterator(type: i32, dict: i32): i32 {
  const isItems = type == DICT_ITEMITERATOR_TYPE || type == DICT_REVERSEITEMITERATOR_TYPE;
  const isReverse =
    type == DICT_REVERSEKEYITERATOR_TYPE ||
    type == DICT_REVERSEVALUEITERATOR_TYPE ||
    type == DICT_REVERSEITEMITERATOR_TYPE;
  const p = newInstance(type);
  if (p == 0) return 0;
  const length = load<i32>(dict, LENGTH);
  store<i32>(p, newRef(dict), ITERATED_DICT);
  store<i32>(p, length, ITERATED_LENGTH);
  store<i32>(p, length, ITERATED_LEFT);
  if (isReverse) store<i32>(p, load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES) - 1, ITERATED_INDEX);
  if (isItems) {
    const pair = reusableTuple(2);
    if (pair == 0) {
      decref(p);
      return 0;
    }
    store<i32>(p, pair, ITERATED_PAIR);
  }
  track(p);
  return p;
}

export function dict_iter(dict: i32): i32 {
  return newIterator(DICT_KEYITERATOR_TYPE, dict);
}

export function dict_reversed(dict: i32): i32 {
  return newIterator(DICT_REVERSEKEYITERATOR_TYPE, dict);
}

export function dict_keys_iter(view: i32): i32 {
  return newIterator(DICT_KEYITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

export function dict_values_iter(view: i32): i32 {
  return newIterator(DICT_VALUEITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

export function dict_items_iter(view: i32): i32 {
  return newIterator(DICT_ITEMITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

export function dict_keys_reversed(view: i32): i32 {
  return newIterator(DICT_REVERSEKEYITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

export function dict_values_reversed(view: i32): i32 {
  return newIterator(DICT_REVERSEVALUEITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

export function dict_items_reversed(view: i32): i32 {
  return newIterator(DICT_REVERSEITEMITERATOR_TYPE, load<i32>(view, VIEW_OF_DICT));
}

/** Whether the dict is as long as at the start; RuntimeError if not. */
function isUnchanged(iterator: i32, dict: i32): bool {
  if (load<i32>(iterator, ITERATED_LENGTH) == load<i32>(dict, LENGTH)) return true;
  store<i32>(iterator, -1, ITERATED_LENGTH);
  raise(RUNTIME_ERROR, 'dictionary changed size during iteration');
  return false;
}

/** The next live entry, forwards; 0 at the end or with RuntimeError. */
function nextEntry(iterator: i32): i32 {
  const dict = load<i32>(iterator, ITERATED_DICT);
  if (dict == 0 || !isUnchanged(iterator, dict)) return 0;
  const keys = load<i32>(dict, KEYS);
  const count = load<i32>(keys, KEYS_ENTRIES);
  let index = load<i32>(iterator, ITERATED_INDEX);
  let entry = entriesOf(keys) + index * ENTRY_BYTES;
  while (index < count && load<i32>(entry, ENTRY_KEY) == 0) {
    index++;
    entry += ENTRY_BYTES;
  }
  if (index >= count) return finish(iterator);
  const left = load<i32>(iterator, ITERATED_LEFT);
  if (left == 0) {
    raise(RUNTIME_ERROR, 'dictionary keys changed during iteration');
    return finish(iterator);
  }
  store<i32>(iterator, index + 1, ITERATED_INDEX);
  store<i32>(iterator, left - 1, ITERATED_LEFT);
  return entry;
}

/** The same backwards. */
function previousEntry(iterator: i32): i32 {
  const dict = load<i32>(iterator, ITERATED_DICT);
  if (dict == 0 || !isUnchanged(iterator, dict)) return 0;
  const keys = load<i32>(dict, KEYS);
  let index = min(load<i32>(iterator, ITERATED_INDEX), load<i32>(keys, KEYS_ENTRIES) - 1);
  let entry = entriesOf(keys) + index * ENTRY_BYTES;
  while (index >= 0 && load<i32>(entry, ENTRY_KEY) == 0) {
    index--;
    entry -= ENTRY_BYTES;
  }
  if (index < 0) return finish(iterator);
  store<i32>(iterator, index - 1, ITERATED_INDEX);
  store<i32>(iterator, load<i32>(iterator, ITERATED_LEFT) - 1, ITERATED_LEFT);
  return entry;
}

function finish(iterator: i32): i32 {
  clearField(iterator, ITERATED_DICT);
  return 0;
}

function item(iterator: i32, entry: i32): i32 {
  if (entry == 0) return 0;
  const key = newRef(load<i32>(entry, ENTRY_KEY));
  return givePair(load<i32>(iterator, ITERATED_PAIR), key, newRef(load<i32>(entry, ENTRY_VALUE)));
}

export function dict_key_next(iterator: i32): i32 {
  const entry = nextEntry(iterator);
  return entry == 0 ? 0 : newRef(load<i32>(entry, ENTRY_KEY));
}

export function dict_value_next(iterator: i32): i32 {
  const entry = nextEntry(iterator);
  return entry == 0 ? 0 : newRef(load<i32>(entry, ENTRY_VALUE));
}

export function dict_item_next(iterator: i32): i32 {
  return item(iterator, nextEntry(iterator));
}

export function dict_key_previous(iterator: i32): i32 {
  const entry = previousEntry(iterator);
  return entry == 0 ? 0 : newRef(load<i32>(entry, ENTRY_KEY));
}

export function dict_value_previous(iterator: i32): i32 {
  const entry = previousEntry(iterator);
  return entry == 0 ? 0 : newRef(load<i32>(entry, ENTRY_VALUE));
}

export function dict_item_previous(iterator: i32): i32 {
  return item(iterator, previousEntry(iterator));
}

export function dict_iterator_length_hint(iterator: i32): i32 {
  const dict = load<i32>(iterator, ITERATED_DICT);
  const isValid = dict != 0 && load<i32>(iterator, ITERATED_LENGTH) == load<i32>(dict, LENGTH);
  return newInt(isValid ? load<i32>(iterator, ITERATED_LEFT) : 0);
}
