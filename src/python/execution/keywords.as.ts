/** Keyword arguments out of a dict: `f(**mapping)`. */
import { ENTRY_BYTES, ENTRY_KEY, ENTRY_VALUE, KEYS, KEYS_ENTRIES, LENGTH, TUPLE_ITEMS } from '../format/objects';
import { IS_STR, TYPE_ERROR } from '../format/types';
import { newRef } from '../kernel/counts.as';
import { raise } from '../kernel/errors.as';
import { hasFlag } from '../kernel/slots.as';
import { track } from '../kernel/tracking.as';
import { entriesOf } from '../objects/mappings/keys.as';
import { newTuple } from '../objects/sequences/tuple.as';

/** Copies the values of a dict, each an owned reference, and gives a tuple of its keys; or 0, and nothing is copied. */
export function spreadDict(dict: i32, to: i32): i32 {
  const keys = load<i32>(dict, KEYS);
  const first = entriesOf(keys);
  const end = first + load<i32>(keys, KEYS_ENTRIES) * ENTRY_BYTES;
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key != 0 && !hasFlag(key, IS_STR)) return raise(TYPE_ERROR, 'keywords must be strings');
  }
  const names = newTuple(load<i32>(dict, LENGTH));
  if (names == 0) return 0;
  let at = 0;
  for (let entry = first; entry < end; entry += ENTRY_BYTES) {
    const key = load<i32>(entry, ENTRY_KEY);
    if (key == 0) continue;
    store<i32>(names + at, newRef(key), TUPLE_ITEMS);
    store<i32>(to + at, newRef(load<i32>(entry, ENTRY_VALUE)));
    at += 4;
  }
  if (at != 0) track(names);
  return names;
}
