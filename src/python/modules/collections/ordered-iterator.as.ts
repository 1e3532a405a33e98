/** Iterators over OrderedDicts: as those of dicts, but they notice every key that comes, goes or moves. */
import {
  GIVES_BACKWARDS,
  GIVES_KEYS,
  GIVES_VALUES,
  ODICT_KIND,
  ODICT_STATE,
  ODICT_STATE_THEN,
} from '../../format/collections';
import { ITERATED_DICT, ITERATED_INDEX, ITERATED_LENGTH, ITERATED_PAIR, VIEW_OF_DICT } from '../../format/mappings';
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH } from '../../format/objects';
import { ODICT_ITERATOR_TYPE, RUNTIME_ERROR } from '../../format/types';
import { clearField, decref, newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { track } from '../../kernel/tracking.as';
import { entriesOf } from '../../objects/mappings/keys.as';
import { givePair, reusableTuple } from '../../objects/sequences/reused-tuple.as';

function newIterator(dict: i32, kind: i32): i32 {
  const p = newInstance(ODICT_ITERATOR_TYPE);
  if (p == 0) return 0;
  store<i32>(p, newRef(dict), ITERATED_DICT);
  store<i32>(p, load<i32>(dict, LENGTH), ITERATED_LENGTH);
  store<i32>(p, load<i32>(dict, ODICT_STATE), ODICT_STATE_THEN);
  store<i32>(p, kind, ODICT_KIND);
  if ((kind & GIVES_BACKWARDS) != 0) store<i32>(p, load<i32>(load<i32>(dict, KEYS), KEYS_ENTRIES) - 1, ITERATED_INDEX);
  if ((kind & (GIVES_KEYS | GIVES_VALUES)) == (GIVES_KEYS | GIVES_VALUES)) {
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

export function odict_iter(dict: i32): i32 {
  return newIterator(dict, GIVES_KEYS);
}

export function odict_reversed(dict: i32): i32 {
  return newIterator(dict, GIVES_KEYS | GIVES_BACKWARDS);
}

export function odict_keys_iter(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_KEYS);
}

export function odict_values_iter(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_VALUES);
}

export function odict_items_iter(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_KEYS | GIVES_VALUES);
}

export function odict_keys_reversed(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_KEYS | GIVES_BACKWARDS);
}

export function odict_values_reversed(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_VALUES | GIVES_BACKWARDS);
}

export function odict_items_reversed(view: i32): i32 {
  return newIterator(load<i32>(view, VIEW_OF_DICT), GIVES_KEYS | GIVES_VALUES | GIVES_BACKWARDS);
}

export function odict_iterator_next(p: i32): i32 {
  const dict = load<i32>(p, ITERATED_DICT);
  if (dict == 0) return 0;
  if (load<i32>(p, ODICT_STATE_THEN) != load<i32>(dict, ODICT_STATE))
    return raise(RUNTIME_ERROR, 'OrderedDict mutated during iteration');
  if (load<i32>(p, ITERATED_LENGTH) != load<i32>(dict, LENGTH)) {
    store<i32>(p, -1, ITERATED_LENGTH);
    return raise(RUNTIME_ERROR, 'OrderedDict changed size during iteration');
  }
  const kind = load<i32>(p, ODICT_KIND);
  const by = (kind & GIVES_BACKWARDS) != 0 ? -1 : 1;
  const keys = load<i32>(dict, KEYS);
  const count = load<i32>(keys, KEYS_ENTRIES);
  let index = load<i32>(p, ITERATED_INDEX);
  let entry = entriesOf(keys) + index * ENTRY_BYTES;
  while (<u32>index < <u32>count && load<i32>(entry, ENTRY_KEY) == 0) {
    index += by;
    entry += by * ENTRY_BYTES;
  }
  if (<u32>index >= <u32>count) {
    clearField(p, ITERATED_DICT);
    return 0;
  }
  store<i32>(p, index + by, ITERATED_INDEX);
  if ((kind & GIVES_VALUES) == 0) return newRef(load<i32>(entry, ENTRY_KEY));
  const value = newRef(load<i32>(entry, ENTRY_VALUE));
  if ((kind & GIVES_KEYS) == 0) return value;
  return givePair(load<i32>(p, ITERATED_PAIR), newRef(load<i32>(entry, ENTRY_KEY)), value);
}
