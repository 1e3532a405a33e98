/** Iterators over sets; format/sets.ts draws them. */
import { ITERATED_SET, ITERATED_SLOT, KEYS_LEFT, SET_LENGTH_THEN } from '../../format/sets';
import { SET_LENGTH } from '../../format/objects';
import { RUNTIME_ERROR, SET_ITERATOR_TYPE } from '../../format/types';
import { clearField, newRef } from '../../kernel/counts.as';
import { raise } from '../../kernel/errors.as';
import { newInstance } from '../../kernel/owned.as';
import { track } from '../../kernel/tracking.as';
import { newInt } from '../numbers/new-int.as';
import { entryFrom, KEY, slotOf } from './table.as';

export function set_iter(set: i32): i32 {
  const p = newInstance(SET_ITERATOR_TYPE);
  if (p == 0) return 0;
  const length = load<i32>(set, SET_LENGTH);
  store<i32>(p, newRef(set), ITERATED_SET);
  store<i32>(p, length, SET_LENGTH_THEN);
  store<i32>(p, length, KEYS_LEFT);
  track(p);
  return p;
}

export function set_iterator_next(iterator: i32): i32 {
  const set = load<i32>(iterator, ITERATED_SET);
  if (set == 0) return 0;
  if (load<i32>(iterator, SET_LENGTH_THEN) != load<i32>(set, SET_LENGTH)) {
    store<i32>(iterator, -1, SET_LENGTH_THEN);
    return raise(RUNTIME_ERROR, 'Set changed size during iteration');
  }
  const entry = entryFrom(set, load<i32>(iterator, ITERATED_SLOT));
  if (entry == 0) {
    clearField(iterator, ITERATED_SET);
    return 0;
  }
  store<i32>(iterator, slotOf(set, entry) + 1, ITERATED_SLOT);
  store<i32>(iterator, load<i32>(iterator, KEYS_LEFT) - 1, KEYS_LEFT);
  return newRef(load<i32>(entry, KEY));
}

export function set_iterator_length_hint(iterator: i32): i32 {
  const set = load<i32>(iterator, ITERATED_SET);
  const isValid = set != 0 && load<i32>(iterator, SET_LENGTH_THEN) == load<i32>(set, SET_LENGTH);
  return newInt(isValid ? load<i32>(iterator, KEYS_LEFT) : 0);
}
